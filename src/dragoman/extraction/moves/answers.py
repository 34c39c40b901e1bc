"""What the moves and statements of one document say of its demands and offers: refused, or never received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.sides import Side
from dragoman.model import Move, MoveKind, MoveStatus, Statement

_ASKS = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL})
_SENT = frozenset({MoveKind.PROPOSAL, MoveKind.REPLY})
_HAPPENED = frozenset({MoveStatus.MADE, MoveStatus.DELIVERED})


def answered(moves: Sequence[Move], side: Side) -> tuple[Move, ...]:
    """The moves, with what a later "rejected the offer" or "refused to do so" points back at told as rejected.

    The refusal and what it refuses give each other their addressees, where the text names none.
    """
    out = list(moves)
    for at, move in enumerate(out):
        if move.kind is MoveKind.REJECTION and not move.negated:
            for before in _pointed_at(move, out[:at], side):
                ask = out[before]
                out[before] = replace(ask, status=MoveStatus.REJECTED, to=ask.to or move.by)
                out[at] = replace(out[at], to=out[at].to or ask.by)
    return tuple(out)


def _pointed_at(refusal: Move, before: Sequence[Move], side: Side) -> Iterator[int]:
    """Where the demands and offers stand that the refusal means: the nearest; all for "both demands"."""
    words = [word for word in _words(refusal.what) if not listed("small_words", word)]
    if not words or not all(listed("pointing", word) for word in words):
        return
    many = any(listed("plural_pointing", word) for word in words)
    own = {side(name) for name in refusal.by}
    for at in reversed(range(len(before))):
        ask = before[at]
        theirs = {side(name) for name in ask.by}
        if ask.kind in _ASKS and ask.status is MoveStatus.MADE and theirs and not theirs & own:
            yield at
            if not many:
                return


def received(moves: Sequence[Move], statements: Sequence[Statement], side: Side) -> tuple[Move, ...]:
    """The moves; what one party says it sent is contested where another says that nothing came in."""
    missing = [s for s in statements if _says_nothing_came(s)]
    told = {s.id: s for s in statements}
    return tuple(_contested(move, told.get(move.statement or ""), missing, side) for move in moves)


def _contested(move: Move, own: Statement | None, missing: Sequence[Statement], side: Side) -> Move:
    if move.kind not in _SENT or move.status not in _HAPPENED or own is None:
        return move
    tellers = _sides(own.speakers, side)
    denied = any(_sides(other.speakers, side) and not tellers & _sides(other.speakers, side) for other in missing)
    return replace(move, status=MoveStatus.CONTESTED) if denied and tellers & _sides(move.by, side) else move


def _says_nothing_came(statement: Statement) -> bool:
    words = _words(statement.content_text)
    return any(listed("negations", w) for w in words) and any(listed("arriving", w) for w in words)


def _sides(names: Iterable[str], side: Side) -> set[str]:
    return {side(name) for name in names}


def _words(text: str) -> list[str]:
    return [word for word in (w.strip(".,;:'’\"“”()").lower() for w in text.split()) if word]
