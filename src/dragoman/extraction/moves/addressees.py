"""To whom a move is made, where the frame's own complements do not name him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill
from dragoman.extraction.syntax import child, children
from dragoman.model import MoveKind, Statement

_DEEPEST = 3
_OF_ANOTHER = ("owner", "from", "by", "of", "to", "with")
_TOWARDS = ("dative", "to", "against", "with", "owner")
_SAID_TO_ONE = frozenset({MoveKind.DEMAND, MoveKind.THREAT, MoveKind.PROMISE, MoveKind.PROPOSAL, MoveKind.REJECTION})
_PATHS: Mapping[MoveKind, tuple[str, ...]] = {
    MoveKind.REJECTION: _OF_ANOTHER,
    MoveKind.ACCEPTANCE: _OF_ANOTHER,
    MoveKind.REPLY: _OF_ANOTHER,
    MoveKind.DECISION_PENDING: _OF_ANOTHER,
    MoveKind.DEMAND: ("owner", "of", "for", "with"),
    MoveKind.PROMISE: _TOWARDS,
    MoveKind.THREAT: ("dative", "object", *_TOWARDS[1:]),
    MoveKind.PROPOSAL: ("between", "with"),
}
"""Where the other side stands in a complement: whose demand it is that is refused, to whom the promised goes."""


def addressees(found: Candidate, by: tuple[str, ...], said: Statement | None, scene: Scene) -> tuple[str, ...]:
    """The other side: the agents that the candidate's ``to`` names, or else the first that its complement leads to.

    ``said`` is the statement by which the mover himself makes the move: whom he speaks to is the last resort.
    """
    direct = tuple(name for token in found.to for name in _named(token, scene) if name not in by)
    if found.kind is MoveKind.DEMAND and scene.are_unnamed(direct) and found.to[0].head.lower_ == "of":
        direct = ()  # "the release of the leaders" is not asked of them
    if direct or found.is_item:
        return tuple(dict.fromkeys(direct))
    sides = {scene.party_of(name) for name in by}
    for token in _complements(found):
        names = tuple(name for name in scene.names(token) if scene.party_of(name) not in sides)
        if found.kind is MoveKind.DEMAND and scene.are_unnamed(names):
            continue  # "the release of the leaders" is not asked of them
        if names:
            return names
    heard = said.addressees if said is not None and found.kind in _SAID_TO_ONE else ()
    return tuple(name for name in heard if not scene.is_outlet(name) and not _is_audience(name))


def _named(token: Token, scene: Scene) -> tuple[str, ...]:
    """The agents that the phrase names; for "us" the side of whoever speaks."""
    names = scene.names(token)
    return tuple(map(scene.party_of, names)) if token.text == "us" else names


def _is_audience(name: str) -> bool:
    return any(listed("audiences", word) for word in name.lower().split())


def _complements(found: Candidate) -> Iterator[Token]:
    slots = _PATHS.get(found.kind, ())
    for token in (*found.to, *(() if found.what is None else (found.what,))):
        yield from _led_to(token, slots, _DEEPEST)
    if found.condition is not None and found.kind is MoveKind.THREAT:
        yield from children(found.condition, "nsubj")


def _led_to(token: Token, slots: tuple[str, ...], depth: int) -> Iterator[Token]:
    """The complements of the phrase, and theirs, nearest first."""
    below = [t for t in (fill(token, slot) for slot in slots) if t is not None]
    below += [t for t in (child(token, "xcomp"), child(token, "nsubj")) if t is not None and token.pos_ == "VERB"]
    yield from below
    if depth > 1:
        for one in below:
            yield from _led_to(one, slots, depth - 1)
