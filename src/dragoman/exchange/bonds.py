"""What people joined and kept apart: tellings that go to one item of the exchange, or never to the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from dragoman.exchange.sightings import Bond, Record, Told
from dragoman.exchange.verdicts import closest
from dragoman.model import Judgement, JudgementKind, Move, Tie, in_force

_ITEMS = frozenset({"move", "demand", "reply", "meeting", "decision", "warning"})


class _Item(Protocol):
    """An item of the exchange while it is put together."""

    @property
    def tellings(self) -> Sequence[Told]: ...


I = TypeVar("I", bound=_Item)  # noqa: E741


def joined(told: Told, items: Iterable[I]) -> I | None:
    """The item that a person joined the telling to; None where nobody did."""
    if not told.bond or not told.bond.joined:
        return None
    wanted = told.bond.joined
    return next((i for i in items if any(t.bond and t.bond.joined & wanted for t in i.tellings)), None)


def parted(told: Told, item: _Item) -> bool:
    """Did a person keep the telling apart from one of the item's?"""
    if not told.bond or not told.bond.parted:
        return False
    return any(_kept_apart(told.bond, other.bond) for other in item.tellings if other.bond)


def _kept_apart(one: Bond, other: Bond) -> bool:
    """Are they different subjects of one judgement?"""
    return any(a == b and m != n for a, m in one.parted for b, n in other.parted)


def bound(record: Record, judgements: Iterable[Judgement]) -> Record:
    """The record with each move marked by what people joined it to or kept it apart from."""
    standing = in_force(judgements)
    groups = _groups(j for j in standing if j.kind is JudgementKind.MERGE)
    given = [(tie, Bond(joined=frozenset({number}))) for number, ties in enumerate(groups) for tie in ties]
    parting = (j for j in standing if j.kind is JudgementKind.KEEP_APART)
    for number, judgement in enumerate(parting):
        for member, tie in enumerate(judgement.ties):
            if tie.kind in _ITEMS:
                given.append((tie, Bond(parted=frozenset({(number, member)}))))
    return replace(record, moves=_marked(record.moves, given)) if given else record


def _marked(moves: Sequence[Told], given: Iterable[tuple[Tie, Bond]]) -> tuple[Told, ...]:
    """The moves, those that ties hold on to with what was said of them."""
    left = list(moves)
    places: dict[str | None, list[int]] = defaultdict(list)
    for at, told in enumerate(moves):
        places[told.document.id].append(at)
    for tie, bond in given:
        for at in _held(tie, [(at, left[at]) for at in places.get(tie.document, ())]):
            held = left[at].bond or Bond()
            left[at] = replace(left[at], bond=Bond(held.joined | bond.joined, held.parted | bond.parted))
    return tuple(left)


def _held(tie: Tie, moves: Sequence[tuple[int, Told]]) -> list[int]:
    """The places of the moves of a document that the tie holds on to."""
    by_id = [at for at, told in moves if told.move.id == tie.id]
    called = tie if not isinstance(tie.value, Move) else replace(tie, words=tie.value.what)
    kind = tie.value.kind if isinstance(tie.value, Move) else None
    alike = ((at, told) for at, told in moves if kind is None or told.move.kind is kind)
    return by_id or closest(called, [(at, told.words, (told.evidence,)) for at, told in alike])


def _groups(merges: Iterable[Judgement]) -> list[list[Tie]]:
    """The subjects of merges of items, those that have one in common together."""
    groups: list[list[Tie]] = []
    for judgement in merges:
        ties = [tie for tie in judgement.ties if tie.kind in _ITEMS]
        if not ties:
            continue
        ids = {tie.id for tie in ties}
        meeting = [group for group in groups if ids & {tie.id for tie in group}]
        groups = [group for group in groups if group not in meeting]
        groups.append([*(tie for group in meeting for tie in group), *ties])
    return groups
