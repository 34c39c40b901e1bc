"""The other side: to whom a move goes of which the text does not say it, where a party deals with one other only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.moves.lexicon import listed
from dragoman.model import Move, MoveKind, MoveStatus

Side = Callable[[str], str]
"""From an agent's name to the state or body for which it acts."""

_TOWARDS_SOMEBODY = frozenset(
    {
        MoveKind.DEMAND,
        MoveKind.PROPOSAL,
        MoveKind.PROMISE,
        MoveKind.THREAT,
        MoveKind.ACCEPTANCE,
        MoveKind.REJECTION,
        MoveKind.REPLY,
        MoveKind.DECISION_PENDING,
    }
)
_SURE = 2
"""Moves between two parties that make them each other's other side."""
_AN_EXCHANGE = 3
"""Moves of two parties alone that make a document the report of their exchange."""
_OUTSTANDING = frozenset({MoveStatus.AWAITED, MoveStatus.PROMISED})


def addressed(moves: Sequence[Move], side: Side) -> tuple[Move, ...]:
    """The moves of one document; those without an addressee go to the only party that the mover deals with.

    It deals with another if two moves at least run between them, or if the document tells the moves of two
    parties and of nobody else. So, too, an answer that somebody waits for is the other side's; one that is nobody's
    then, or that is told of already, is left out.
    """
    circles = _circles(moves, side)
    pair = _pair(moves, side)
    known = [move for move in moves if move.by or move.kind is not MoveKind.REPLY]
    filled = [_addressed(move, circles, pair, side) for move in known]
    for move in moves:
        if move.kind is MoveKind.REPLY and not move.by and move.to:
            owed = replace(move, by=_other_side(move.to, circles, pair, side))
            if owed.by and not any(_is_same_reply(owed, other, side) for other in filled):
                filled.append(owed)
    return tuple(sorted(filled, key=lambda move: (move.evidence.start, move.evidence.end, move.kind)))


def _is_same_reply(one: Move, other: Move, side: Side) -> bool:
    open_both = {one.status, other.status} <= _OUTSTANDING and other.kind is MoveKind.REPLY
    return open_both and bool({side(name) for name in one.by} & {side(name) for name in other.by})


def _circles(moves: Sequence[Move], side: Side) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Of each party, the other sides of its moves, those it makes and those made towards it, one for each move."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for move in moves:
        left, right = _sides(move.by, side), _sides(move.to, side)
        if left and right and not set(left) & set(right):
            for one in left:
                found[one].append(right)
            for one in right:
                found[one].append(left)
    return found


def _sides(names: Sequence[str], side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(side, names)))


def _pair(moves: Sequence[Move], side: Side) -> frozenset[str]:
    """The two parties whose exchange the document tells; empty where more take part, or fewer."""
    movers = {side(name) for move in moves for name in move.by}
    others = {side(name) for move in moves for name in move.to}
    alone = len(movers) == 2 and others <= movers and len(moves) >= _AN_EXCHANGE
    return frozenset(movers) if alone else frozenset()


def _addressed(move: Move, circles: Mapping[str, Sequence[tuple[str, ...]]], pair: frozenset[str], side: Side) -> Move:
    if move.to or not move.by or move.kind not in _TOWARDS_SOMEBODY or _makes_law(move):
        return move
    far = _other_side(move.by, circles, pair, side)
    return replace(move, to=far) if far else move


def _other_side(
    names: Sequence[str], circles: Mapping[str, Sequence[tuple[str, ...]]], pair: frozenset[str], side: Side
) -> tuple[str, ...]:
    """The widest circle that these deal with, if all others lie in it; else the other one of two; else nobody."""
    own = set(_sides(names, side))
    met = [circle for one in own for circle in circles.get(one, ()) if not own & set(circle)]
    widest = max(met, key=len, default=())
    if len(met) >= _SURE and all(set(circle) <= set(widest) for circle in met):
        return widest
    far = pair - own
    return tuple(far) if len(far) == 1 and own < pair else ()


def _makes_law(move: Move) -> bool:
    """Is it a step of lawmaking, which goes to nobody?"""
    words = (word.strip(".,;:'\"").lower() for word in f"{move.what} {move.evidence.exact}".split())
    return any(listed("lawmaking", word) for word in words)
