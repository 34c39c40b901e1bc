"""The other side: to whom a move goes of which the text does not say it, where a party deals with one other only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.moves.lexicon import listed
from dragoman.model import Move, MoveKind, MoveStatus

Side = Callable[[str], str]
"""From an agent's name to the state or body for which it acts."""

_ASKS = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL, MoveKind.INVITATION})
_ANSWERS = frozenset({MoveKind.ACCEPTANCE, MoveKind.REJECTION, MoveKind.DECISION_PENDING})
_TOWARDS_SOMEBODY = _ANSWERS | {
    MoveKind.DEMAND,
    MoveKind.PROPOSAL,
    MoveKind.PROMISE,
    MoveKind.THREAT,
    MoveKind.REPLY,
}
_OUTSTANDING = frozenset({MoveStatus.AWAITED, MoveStatus.PROMISED})
_SURE = 2
"""Moves between two parties that make them each other's other side."""
_AN_EXCHANGE = 3
"""Moves of two parties alone that make a document the report of their exchange."""


def addressed(moves: Sequence[Move], side: Side) -> tuple[Move, ...]:
    """The moves of one document; those without an addressee go to the only party that the mover deals with.

    It deals with another if two moves at least run between them, or if the document tells the moves of two
    parties and of nobody else; and an answer goes to the only party that asks anything. So, too, an answer that
    somebody waits for is the other side's; one that is nobody's then, or that is told of already, is left out.
    """
    dealings = _Dealings(moves, side)
    filled = [_addressed(move, dealings) for move in moves if move.by or move.kind is not MoveKind.REPLY]
    for move in moves:
        if move.kind is MoveKind.REPLY and not move.by and move.to:
            owed = replace(move, by=dealings.other_side(move.to))
            if owed.by and not any(_is_same_reply(owed, other, side) for other in filled):
                filled.append(owed)
    return tuple(sorted(filled, key=lambda move: (move.evidence.start, move.evidence.end, move.kind)))


def _addressed(move: Move, dealings: _Dealings) -> Move:
    if move.to or not move.by or move.kind not in _TOWARDS_SOMEBODY or _makes_law(move):
        return move
    far = dealings.other_side(move.by) or dealings.asker(move)
    return replace(move, to=far) if far else move


def _is_same_reply(one: Move, other: Move, side: Side) -> bool:
    open_both = {one.status, other.status} <= _OUTSTANDING and other.kind is MoveKind.REPLY
    return open_both and bool({side(name) for name in one.by} & {side(name) for name in other.by})


def _makes_law(move: Move) -> bool:
    """Is it a step of lawmaking, which goes to nobody?"""
    words = (word.strip(".,;:'\"").lower() for word in f"{move.what} {move.evidence.exact}".split())
    return any(listed("lawmaking", word) for word in words)


def _is_hosted(meeting: Move) -> bool:
    """Are several received together?"""
    words = meeting.what.split(" ", 1)
    return len(meeting.to) > 1 or listed("several", words[0].lower())


class _Dealings:
    """Who deals with whom in the moves of one document."""

    def __init__(self, moves: Sequence[Move], side: Side) -> None:
        self._side = side
        self._circles = self._of_each(moves)
        self._pair = self._alone(moves)
        askers = {self._sides(move.by) for move in moves if move.kind in _ASKS and move.by}
        self._asker: tuple[str, ...] = next(iter(askers)) if len(askers) == 1 else ()
        self._invited = any(move.kind is MoveKind.INVITATION for move in moves)

    def other_side(self, names: Sequence[str]) -> tuple[str, ...]:
        """The widest circle that these deal with, if all others lie in it; else the other one of two; else nobody."""
        own = set(self._sides(names))
        met = [circle for one in own for circle in self._circles.get(one, ()) if not own & set(circle)]
        widest = max(met, key=len, default=())
        if len(met) >= _SURE and all(set(circle) <= set(widest) for circle in met):
            return widest
        far = self._pair - own
        return tuple(far) if len(far) == 1 and own < self._pair else ()

    def asker(self, move: Move) -> tuple[str, ...]:
        """Whom an answer is for: the only party that asks anything in the document; of a yes or no, that invites."""
        answers = move.kind is MoveKind.REPLY or (self._invited and move.kind in _ANSWERS)
        return self._asker if answers and not set(self._asker) & set(self._sides(move.by)) else ()

    def _of_each(self, moves: Sequence[Move]) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """Of each party, the other sides of its moves, those it makes and those made towards it, one for each move."""
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for move in moves:
            left, right = self._sides(move.by), self._sides(move.to)
            if left and right and not set(left) & set(right):
                for one in left:
                    found[one].append(right)
                for one in right if len(right) == 1 else ():  # who turns to several sides is a go-between
                    found[one].append(left)
            elif move.kind is MoveKind.ACCEPTANCE and not right:
                for one in left if len(left) > 1 else ():
                    found[one].append(tuple(other for other in left if other != one))
        return found

    def _alone(self, moves: Sequence[Move]) -> frozenset[str]:
        """The two parties whose exchange the document tells; empty where more take part, or fewer.

        Whoever receives several at once ("both leaders") is a host, and none of the two.
        """
        told = [move for move in moves if move.kind is not MoveKind.MEETING or not _is_hosted(move)]
        acting = (move for move in told if move.kind is not MoveKind.MEETING or move.to)
        movers = {name for move in acting for name in self._sides(move.by)}
        others = {name for move in told for name in self._sides(move.to)}
        enough = len(moves) >= _AN_EXCHANGE or bool(others)
        return frozenset(movers) if len(movers) == 2 and others <= movers and enough else frozenset()

    def _sides(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._side, names)))
