"""The other side: to whom a move goes of which the text does not say it, where a party deals with one other only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.moves.lexicon import listed
from dragoman.model import Move, MoveKind

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


def addressed(moves: Sequence[Move], side: Side) -> tuple[Move, ...]:
    """The moves of one document; those without an addressee go to the only party that the mover deals with.

    It deals with another if two moves at least run between them, or if the document tells the moves of two
    parties and of nobody else.
    """
    dealings = _dealings(moves, side)
    pair = _pair(moves, side)
    return tuple(_addressed(move, dealings, pair, side) for move in moves)


def _makes_law(move: Move) -> bool:
    """Is it a step of lawmaking, which goes to nobody?"""
    words = (word.strip(".,;:'\"").lower() for word in f"{move.what} {move.evidence.exact}".split())
    return any(listed("lawmaking", word) for word in words)


def _dealings(moves: Sequence[Move], side: Side) -> Mapping[str, Counter[str]]:
    """How many moves run between two parties, either way."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for move in moves:
        for one in map(side, move.by):
            for other in map(side, move.to):
                if one != other:
                    found[one][other] += 1
                    found[other][one] += 1
    return found


def _pair(moves: Sequence[Move], side: Side) -> frozenset[str]:
    """The two parties whose exchange the document tells; empty where more take part, or fewer."""
    movers = {side(name) for move in moves for name in move.by}
    others = {side(name) for move in moves for name in move.to}
    alone = len(movers) == 2 and others <= movers and len(moves) >= _AN_EXCHANGE
    return frozenset(movers) if alone else frozenset()


def _addressed(move: Move, dealings: Mapping[str, Counter[str]], pair: frozenset[str], side: Side) -> Move:
    if move.to or not move.by or move.kind not in _TOWARDS_SOMEBODY or _makes_law(move):
        return move
    own = {side(name) for name in move.by}
    met = Counter({other: n for one in own for other, n in dealings.get(one, {}).items()})
    known = [other for other in met if other not in own]
    if len(known) == 1 and met[known[0]] >= _SURE:
        return replace(move, to=(known[0],))
    far = pair - own
    return replace(move, to=tuple(far)) if len(far) == 1 and own < pair else move
