"""What people joined and kept apart: tellings that go to one item of the exchange, or never to the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from dragoman.exchange.sightings import Bond, Record, Said, Told
from dragoman.exchange.ties import closest, groups_of
from dragoman.model import Judgement, JudgementKind, Move, MoveKind, Tie, in_force

_MADE_OF: Mapping[str, frozenset[MoveKind]] = {
    "demand": frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL}),
    "reply": frozenset({MoveKind.REPLY}),
    "meeting": frozenset({MoveKind.MEETING, MoveKind.INVITATION}),
    "decision": frozenset({MoveKind.DECISION_PENDING}),
    "warning": frozenset({MoveKind.THREAT}),
    "dispute": frozenset({MoveKind.REPLY, MoveKind.DENIAL}),
    "statement": frozenset({MoveKind.REPLY, MoveKind.DENIAL}),
    "move": frozenset(MoveKind),
}
"""The kinds of moves by which a subject of each sort is told, where there is one of them on its words."""

_OF_STATEMENTS = frozenset({"statement", "dispute"})
_JOINED = _MADE_OF.keys() - _OF_STATEMENTS


class _Bound(Protocol):
    """A telling, or an account of it, with what people said of it."""

    @property
    def bond(self) -> Bond | None: ...


class _Item(Protocol):
    """An item of the exchange while it is put together."""

    @property
    def tellings(self) -> Sequence[_Bound]: ...


I = TypeVar("I", bound=_Item)  # noqa: E741
T = TypeVar("T", Told, Said)


def joined(told: Told, items: Iterable[I]) -> I | None:
    """The item that a person joined the telling to; None where nobody did."""
    if not told.bond or not told.bond.joined:
        return None
    wanted = told.bond.joined
    return next((i for i in items if any(t.bond and t.bond.joined & wanted for t in i.tellings)), None)


def parted(told: _Bound, item: _Item) -> bool:
    """Did a person keep the telling apart from one of the item's?"""
    return bool(told.bond and told.bond.parted) and any(kept_apart(told, other) for other in item.tellings)


def kept_apart(one: _Bound, other: _Bound) -> bool:
    """Are they different subjects of one judgement? What two of its subjects hold on to says nothing."""
    if not one.bond or not other.bond:
        return False
    mine, theirs = _members(one.bond), _members(other.bond)
    return any(not mine[number] & theirs[number] for number in mine.keys() & theirs.keys())


def _members(bond: Bond) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for number, member in bond.parted:
        found[number].add(member)
    return found


def bound(record: Record, judgements: Iterable[Judgement]) -> Record:
    """The record with each telling marked by what people joined it to or kept it apart from."""
    standing = in_force(judgements)
    given = [
        (tie, Bond(joined=frozenset({number})))
        for number, ties in enumerate(groups_of(standing, _JOINED))
        for tie in ties
    ]
    parting = (judgement for judgement in standing if judgement.kind is JudgementKind.KEEP_APART)
    given += [
        (tie, Bond(parted=frozenset({(number, member)})))
        for number, judgement in enumerate(parting)
        for member, tie in enumerate(judgement.ties)
    ]
    of_moves = [(tie, bond) for tie, bond in given if tie.kind in _MADE_OF]
    of_statements = [(tie, bond) for tie, bond in given if tie.kind in _OF_STATEMENTS]
    if not of_moves and not of_statements:
        return record
    moves, statements = _marked(record.moves, of_moves), _marked(record.statements, of_statements)
    return replace(record, moves=moves, statements=statements)


def _marked(tellings: Sequence[T], given: Iterable[tuple[Tie, Bond]]) -> tuple[T, ...]:
    """The tellings, those that ties hold on to with what was said of them."""
    left = list(tellings)
    places: dict[str | None, list[int]] = defaultdict(list)
    for at, told in enumerate(tellings):
        places[told.document.id].append(at)
    for tie, bond in given:
        for at in _held(tie, [(at, left[at]) for at in places.get(tie.document, ())]):
            held = left[at].bond or Bond()
            left[at] = replace(left[at], bond=Bond(held.joined | bond.joined, held.parted | bond.parted))
    return tuple(left)


def _held(tie: Tie, tellings: Sequence[tuple[int, Told | Said]]) -> list[int]:
    """The places of the tellings of a document that the tie holds on to.

    What asks for a reply, or promises one, is held by the reply's words where nothing else tells of it there.
    """
    called = tie if not isinstance(tie.value, Move) else replace(tie, words=tie.value.what)
    alike = [(at, told) for at, told in tellings if _may_hold(tie, told)]
    by_id = [at for at, told in alike if _id(told) == tie.id]
    return by_id or _on_words(called, alike) or (_on_words(called, tellings) if tie.kind == "reply" else [])


def _on_words(tie: Tie, tellings: Iterable[tuple[int, Told | Said]]) -> list[int]:
    return closest(tie, [(at, told.words, (told.evidence,)) for at, told in tellings])


def _may_hold(tie: Tie, told: Told | Said) -> bool:
    """Is the telling of a sort that the tie can be of?"""
    if isinstance(told, Said):
        return True
    kinds = {tie.value.kind} if isinstance(tie.value, Move) else _MADE_OF[tie.kind]
    return told.move.kind in kinds


def _id(told: Told | Said) -> str:
    return told.move.id if isinstance(told, Told) else told.statement.id
