"""What the moves and statements of one document say of its demands and offers: refused, or never received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.sides import Side
from dragoman.model import Move, MoveKind, MoveStatus, Statement

_PHRASE = 3
"""Words after "no" among which the thing stands: "no formal written request"."""
_STEM = 4
"""Letters that a name and its adjective have in common: "Norway", "Norwegian"."""
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_ANSWERS = {MoveKind.REJECTION: MoveStatus.REJECTED, MoveKind.ACCEPTANCE: MoveStatus.ACCEPTED}
"""Kinds of answers, and how what they answer stands then."""
_ASKS = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL, MoveKind.INVITATION})
_SENT = frozenset({MoveKind.PROPOSAL, MoveKind.REPLY, MoveKind.PROMISE})
_ORDINALS = {"ordinal_first": 0, "ordinal_second": 1, "ordinal_third": 2, "ordinal_last": -1}
"""The word lists of ordinals, and which of several demands they count."""
_HAPPENED = frozenset({MoveStatus.MADE, MoveStatus.DELIVERED})


def answered(moves: Sequence[Move], side: Side) -> tuple[Move, ...]:
    """The moves, with what a later "rejected the offer" or "agreed to do so" points back at told as answered.

    The answer and what it answers give each other their parties, where the text names none. A mere "agreed" that
    answers nothing is left out.
    """
    out = list(moves)
    idle: set[int] = set()
    for at, move in enumerate(out):
        if move.kind is MoveKind.PROMISE and (host := _host(move, out[:at], side)):
            out[at] = replace(move, kind=MoveKind.ACCEPTANCE, to=host)
            continue
        status = _ANSWERS.get(move.kind)
        if status is None or move.negated or move.status is MoveStatus.DELIVERED:
            continue  # whether a deed meets a demand shows in the whole exchange
        answers = _pointed_at(move, out[:at], side)
        if move.kind is MoveKind.REJECTION and at - 1 not in answers and _rebuts(move):
            out[at] = replace(move, kind=MoveKind.DENIAL)
            continue
        if move.kind is MoveKind.ACCEPTANCE and not move.what and not answers:
            idle.add(at)
        for before in answers:
            ask = out[before]
            if _settles(move, ask, side):
                out[before] = replace(ask, status=status, to=ask.to or tuple(map(side, move.by)))
            out[at] = replace(out[at], by=out[at].by or ask.to, to=out[at].to or ask.by)
    return tuple(move for at, move in enumerate(out) if at not in idle)


def _host(move: Move, before: Sequence[Move], side: Side) -> tuple[str, ...]:
    """Who invited the party that says it will come; nobody where it was not invited, or says no such thing."""
    if not any(listed("coming_along", word) for word in _words(move.what)):
        return ()
    own = _sides(move.by, side)
    invited = (one for one in reversed(before) if one.kind is MoveKind.INVITATION and own & _sides(one.to, side))
    return next((one.by for one in invited), ())


def _rebuts(move: Move) -> bool:
    """Is it a claim that is rejected, and no demand: "rejected this"?"""
    return listed("this", move.what.lower()) and any(listed("rebutting", word) for word in _words(move.evidence.exact))


def _settles(answer: Move, ask: Move, side: Side) -> bool:
    """Has everybody answered who was asked? To an invitation each answers for himself."""
    return ask.kind is not MoveKind.INVITATION and _sides(ask.to, side) <= _sides(answer.by, side)


def _pointed_at(refusal: Move, before: Sequence[Move], side: Side) -> tuple[int, ...]:
    """Where the demands and offers stand that the refusal means.

    They are the nearest, all of them for "both demands", the one that an ordinal counts, or what names the thing
    that is refused ("ruled out a helicopter").
    """
    owner, thing = _parted_from_owner(refusal)
    called = takewhile(lambda word: not listed("judging", word), thing)
    words = [word for word in called if not listed("small_words", word)]
    own, theirs = _sides(refusal.by, side), _sides(refusal.to, side) if owner else set()
    asks = [at for at, ask in enumerate(before) if _is_open_to(ask, own, side)]
    asks = [at for at in asks if not theirs or theirs & _sides(before[at].by, side)]
    if not refusal.what:
        return tuple(asks[-1:])
    pointing = [word for word in words if listed("pointing", word)]
    counted = [place for name, place in _ORDINALS.items() for word in words if listed(name, word)]
    if words and len(pointing) + len(counted) == len(words):
        meant = [at for at in asks if _is_called(before[at], pointing)]
        if counted:
            return tuple(meant[counted[0] :][:1])
        return tuple(meant) if any(listed("plural_pointing", word) for word in words) else tuple(meant[-1:])
    return tuple(at for at in asks if words and set(words) <= set(_words(before[at].what)))


def _parted_from_owner(refusal: Move) -> tuple[list[str], list[str]]:
    """The words that say whose demand is refused, and those of the demand: "the union's" and "latest demand"."""
    raw, words = refusal.what.split(), _words(refusal.what)
    until = next((at for at, word in enumerate(words) if listed("pointing", word)), 0)
    if len(raw) != len(words):
        return [], words
    owned = (at + 1 for at in range(until) if raw[at].endswith(_POSSESSIVES) or _is_of(words[at], refusal.to))
    begin = max(owned, default=0)
    return words[:begin], words[begin:]


def _is_of(word: str, names: Iterable[str]) -> bool:
    """Is it a word of one of the names, or an adjective made of it: "Norwegian", "union"?"""
    begin = word[:_STEM]
    return len(begin) == _STEM and any(part.startswith(begin) for name in names for part in _words(name))


def _is_open_to(ask: Move, own: set[str], side: Side) -> bool:
    theirs = _sides(ask.by, side)
    return ask.kind in _ASKS and ask.status is MoveStatus.MADE and bool(theirs) and not theirs & own


def _is_called(ask: Move, pointing: Sequence[str]) -> bool:
    """Is a demand meant by "demand", an offer by "offer"? The other words mean either."""
    kinds = [
        kind
        for kind, name in ((MoveKind.DEMAND, "as_demand"), (MoveKind.PROPOSAL, "as_offer"))
        if any(listed(name, word) for word in pointing)
    ]
    return not kinds or ask.kind in kinds


def received(moves: Sequence[Move], statements: Sequence[Statement], side: Side) -> tuple[Move, ...]:
    """The moves; what one party says it sent is contested where another says that nothing came in."""
    missing = [s for s in statements if _says_nothing_came(s)]
    told = {s.id: s for s in statements}
    return tuple(_contested(move, told.get(move.statement or ""), missing, side) for move in moves)


def _contested(move: Move, own: Statement | None, missing: Sequence[Statement], side: Side) -> Move:
    if move.kind not in _SENT or move.status not in _HAPPENED or own is None:
        return move
    tellers = _sides(own.speakers, side)
    others = (_sides(other.speakers, side) for other in missing if _may_mean(other, move))
    denied = any(sides and not tellers & sides for sides in others)
    return replace(move, status=MoveStatus.CONTESTED) if denied and tellers & _sides(move.by, side) else move


def _may_mean(missing: Statement, move: Move) -> bool:
    """May what did not come be the thing of the move? "No letter" is only a letter."""
    words = _words(missing.content_text)
    if "no" not in words:
        return True
    told = _words(f"{move.what} {move.evidence.exact}")
    things = words[words.index("no") + 1 :][:_PHRASE]
    return any(listed("pointing", thing) or thing in told for thing in things)


def _says_nothing_came(statement: Statement) -> bool:
    words = _words(statement.content_text)
    return any(listed("negations", w) for w in words) and any(listed("arriving", w) for w in words)


def _sides(names: Iterable[str], side: Side) -> set[str]:
    return {side(name) for name in names}


def _words(text: str) -> list[str]:
    return [word for word in (w.strip(".,;:'’\"“”()").lower() for w in text.split()) if word]
