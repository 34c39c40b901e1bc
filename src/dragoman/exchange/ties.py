"""How a judgement finds its item: by the item's id, else by what it is called and the words that it rests on.

An item exists in no row of the record, so its judgement is tied to those (``model.Tie``).
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, TypeVar

from dragoman.model import Evidence, Judgement, JudgementKind, Tie

V = TypeVar("V")


def item_of(tie: Tie, items: Iterable[V]) -> V | None:
    """The item that the tie holds on to: by its id, else by its words; None where none is it, or several may be."""
    held = tuple(items)
    by_id = next((item for item in held if getattr(item, "id", None) == tie.id), None)
    if by_id is not None:
        return by_id
    near = closest(tie, [(item, label(item), item_evidence(item)) for item in held])
    return near[0] if len(near) == 1 else None


def closest(tie: Tie, told: Iterable[tuple[V, str, tuple[Evidence, ...]]]) -> list[V]:
    """Of things with a label and the words that they rest on, those on the tie's words.

    The one that is called as the tie says goes first, then those on the very passage, then those that meet it.
    """
    near = [(thing, name, words) for thing, name, words in told if any(_meets_tie(e, tie) for e in words)]
    called = [thing for thing, name, _ in near if name == tie.words]
    exact = [thing for thing, _, words in near if any((e.start, e.end) == (tie.start, tie.end) for e in words)]
    return called or exact or [thing for thing, _, _ in near]


def _meets_tie(words: Evidence, tie: Tie) -> bool:
    return words.document == tie.document and words.start < (tie.end or 0) and (tie.start or 0) < words.end


def label(item: Any) -> str:
    """What an item is called: its matter or question; of a meeting, the words that tell of it."""
    called = (getattr(item, field, None) for field in ("matter", "question", "about", "what"))
    return next(filter(None, called), None) or item_evidence(item)[0].quote


def item_evidence(item: Any) -> tuple[Evidence, ...]:
    """The words that an item of a state rests on, those of its first telling first."""
    if hasattr(item, "evidence"):
        return tuple(item.evidence)
    return tuple(words for account in item.accounts for words in account.evidence)


def item_tie(kind: str, item: Any) -> Tie:
    """The tie to an item of a state: to what it is called and the first words that it rests on."""
    first = item_evidence(item)[0]
    return Tie(kind, item.id, label(item), first.document, first.start, first.end)


def groups_of(judgements: Iterable[Judgement], kinds: Container[str]) -> list[list[Tie]]:
    """The subjects of merges that are of these kinds, those of merges with a subject in common together."""
    groups: list[list[Tie]] = []
    for judgement in judgements:
        ties = [tie for tie in judgement.ties if tie.kind in kinds]
        if judgement.kind is not JudgementKind.MERGE or not ties:
            continue
        ids = {tie.id for tie in ties}
        meeting = [group for group in groups if ids & {tie.id for tie in group}]
        groups = [group for group in groups if group not in meeting]
        groups.append([*(tie for group in meeting for tie in group), *ties])
    return groups
