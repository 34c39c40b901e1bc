"""What the moves of one document say of each other: repetitions, and acts that somebody denies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.extraction.moves.lexicon import listed
from dragoman.model import Move, MoveKind, MoveStatus

_CAN_BE_CONTESTED = frozenset({MoveStatus.MADE, MoveStatus.DELIVERED, MoveStatus.ACCEPTED})

Side = Callable[[str], str]
"""From an agent's name to the state or body for which it acts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move as one passage tells it.

    ``predicate`` is the lemma of what makes it one; it is a ``mention`` if only a noun speaks of it, and ``denied``
    if its teller says that it is not so.
    """

    move: Move
    predicate: str
    mention: bool
    denied: bool


def settled(told: Sequence[Told], side: Side) -> tuple[Move, ...]:
    """Every move once, in the order of the text; contested where the document also holds its denial."""
    denied = [one.move for one in told if one.denied]
    kept: list[Told] = []
    for one in sorted((t for t in told if not t.denied), key=_order):
        if not any(_repeats(one, other, side) for other in kept):
            kept.append(one)
    moves = (_contested(one.move, denied, side) for one in kept)
    return tuple(sorted(moves, key=lambda move: (move.evidence.start, move.evidence.end, move.kind)))


def _order(one: Told) -> tuple[bool, bool, bool, int, int]:
    """What is kept of repetitions: acts before mentions, then what names the other side, then the first."""
    move = one.move
    return one.mention, not move.to, not move.what, move.evidence.start, -move.evidence.end


def _repeats(one: Told, other: Told, side: Side) -> bool:
    a, b = one.move, other.move
    if a.kind is not b.kind:
        return False
    if a.evidence == b.evidence:
        return True
    if a.evidence.meets(b.evidence):
        return a.status is b.status and _is_within(a, b) and _share(a.by, b.by, side)
    if a.kind is MoveKind.MEETING:
        return a.status is b.status and _sides((*a.by, *a.to), side) == _sides((*b.by, *b.to), side) and _same_day(a, b)
    if a.kind is MoveKind.ACCEPTANCE and one.predicate == other.predicate:
        return _sides(a.by, side) == _sides(b.by, side) and _same_day(a, b)
    if not one.mention or not _share(a.by, b.by, side):
        return False
    if a.kind is MoveKind.REPLY and listed("reacting", one.predicate) != listed("reacting", other.predicate):
        return False  # a first reaction is not the answer in writing
    return (not a.what and a.status in {b.status, MoveStatus.MADE}) or (
        a.kind is MoveKind.REPLY and a.status is b.status
    )


def _is_within(a: Move, b: Move) -> bool:
    return a.evidence.covers(b.evidence) or b.evidence.covers(a.evidence)


def _same_day(a: Move, b: Move) -> bool:
    return a.event_date == b.event_date or a.event_date is None or b.event_date is None


def _sides(names: Iterable[str], side: Side) -> frozenset[str]:
    return frozenset(side(name) for name in names)


def _share(some: Iterable[str], others: Iterable[str], side: Side) -> bool:
    return bool(_sides(some, side) & _sides(others, side))


def _contested(move: Move, denied: Sequence[Move], side: Side) -> Move:
    if move.status not in _CAN_BE_CONTESTED:
        return move
    same = any(move.kind is other.kind and _share(move.by, other.by, side) for other in denied)
    return replace(move, status=MoveStatus.CONTESTED) if same else move
