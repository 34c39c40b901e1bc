"""What people joined and kept apart: tellings that go to one item of the exchange, or never to the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from dragoman.exchange.sightings import Bond, Record, Told
from dragoman.model import Judgement, JudgementKind, Tie, in_force

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
    places: dict[str | None, list[tuple[Tie, Bond]]] = defaultdict(list)
    for number, ties in enumerate(groups):
        for tie in ties:
            places[tie.document].append((tie, Bond(joined=frozenset({number}))))
    for number, judgement in enumerate(j for j in standing if j.kind is JudgementKind.KEEP_APART):
        for member, tie in enumerate(judgement.ties):
            if tie.kind in _ITEMS:
                places[tie.document].append((tie, Bond(parted=frozenset({(number, member)}))))
    if not places:
        return record
    return replace(record, moves=tuple(_marked(told, places.get(told.document.id, ())) for told in record.moves))


def _marked(told: Told, places: Iterable[tuple[Tie, Bond]]) -> Told:
    held = [bond for tie, bond in places if _stands_on(told, tie)]
    if not held:
        return told
    joined_to = frozenset().union(*(bond.joined for bond in held))
    parted_from = frozenset().union(*(bond.parted for bond in held))
    return replace(told, bond=Bond(joined_to, parted_from))


def _stands_on(told: Told, tie: Tie) -> bool:
    """Does the move stand on the words that the tie holds on to, and is it of that sort?"""
    if tie.kind == "move":
        return told.move.id == tie.id or _meets(told, tie)
    return _meets(told, tie)


def _meets(told: Told, tie: Tie) -> bool:
    words = told.move.evidence
    return words.start < (tie.end or 0) and (tie.start or 0) < words.end


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
