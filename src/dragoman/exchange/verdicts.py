"""People's word on items of the exchange: accepted, dropped, set otherwise; and how a judgement finds its item.

An item exists in no row of the record: its judgement is tied to what it is called and the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from dragoman.exchange.judgements import ENTRY_KINDS, ON_ENTRIES, Ruling, rulings
from dragoman.exchange.rules import Rule
from dragoman.model import Evidence, ExchangeState, Judgement, JudgementKind, Step, Tie, Verdict, in_force
from dragoman.model.edits import edited

V = TypeVar("V")

LISTS: Mapping[str, str] = {
    "demand": "demands",
    "reply": "replies",
    "decision": "decisions",
    "dispute": "disputes",
    "meeting": "meetings",
    "warning": "warnings",
}
"""The lists of a state by the sort of their items."""


def as_judged(state: ExchangeState, judgements: Iterable[Judgement]) -> ExchangeState:
    """The state without the items that people rejected, the others as they edited them, and every verdict in force."""
    standing = in_force(judgements)
    if not standing:
        return state
    given = rulings(standing, ON_ENTRIES, LISTS)
    verdicts = [_verdict(r.tie.id, r.judgement) for r in _about_entries(state, standing)]
    for kind, name in LISTS.items():
        of_kind = [ruling for ruling in given if ruling.tie.kind == kind]
        items: list[Any] = []
        held = tuple(getattr(state, name))
        chosen = [(ruling, item_of(ruling.tie, held)) for ruling in of_kind]
        for item in held:
            told = [ruling for ruling, found in chosen if found is item]
            verdicts += [_verdict(item.id, r.judgement) for r in told]
            if not any(r.judgement.kind is JudgementKind.REJECT for r in told):
                items.append(_edited_item(kind, item, told))
        changed: dict[str, Any] = {name: tuple(items)}
        state = replace(state, **changed)
    return replace(state, judged=tuple(dict.fromkeys(verdicts)))


def _about_entries(state: ExchangeState, standing: Iterable[Judgement]) -> Iterable[Ruling]:
    """What was judged of entries of the documents that the state shows, and of agents."""
    shown = {document.id for document in state.documents}
    kinds = set(JudgementKind) - {JudgementKind.WITHDRAW}
    for ruling in rulings(standing, kinds, {*ENTRY_KINDS, "party", "document"}):
        if ruling.tie.kind == "party" or ruling.tie.document in shown:
            yield ruling


def _verdict(subject: str, judgement: Judgement) -> Verdict:
    return Verdict(subject, judgement.kind.value, judgement.id, judgement.author, judgement.made_at, judgement.reason)


def _edited_item(kind: str, item: V, told: Sequence[Ruling]) -> V:
    for ruling in told:
        if ruling.judgement.kind is not JudgementKind.EDIT:
            continue
        before: Any = item
        after: Any = edited(kind, before, ruling.judgement.changes)
        if hasattr(after, "history") and after.status != before.status:
            after = replace(after, history=(*after.history, _step(after, ruling.judgement)))
        item = after
    return item


def _step(item: Any, judgement: Judgement) -> Step:
    """The step that a person's word makes: on no day of the exchange, on the words that the item rests on."""
    return Step(str(item.status), None, Rule.JUDGED.value, item.evidence[:1], (judgement.author,))


def item_of(tie: Tie, items: Iterable[V]) -> V | None:
    """The item that the tie holds on to: by its id, else by its words; None where none is it, or several may be."""
    held = tuple(items)
    by_id = next((item for item in held if getattr(item, "id", None) == tie.id), None)
    if by_id is not None:
        return by_id
    near = closest(tie, [(item, _label(item), item_evidence(item)) for item in held])
    return near[0] if len(near) == 1 else None


def closest(tie: Tie, told: Iterable[tuple[V, str, tuple[Evidence, ...]]]) -> list[V]:
    """Of things with a label and the words that they rest on, those on the tie's words.

    The one that is called as the tie says goes first, then those on the very passage, then those that meet it.
    """
    near = [(thing, label, words) for thing, label, words in told if any(_meets_tie(e, tie) for e in words)]
    called = [thing for thing, label, _ in near if label == tie.words]
    exact = [thing for thing, _, words in near if any((e.start, e.end) == (tie.start, tie.end) for e in words)]
    return called or exact or [thing for thing, _, _ in near]


def _meets_tie(words: Evidence, tie: Tie) -> bool:
    return words.document == tie.document and words.start < (tie.end or 0) and (tie.start or 0) < words.end


def _label(item: Any) -> str:
    """What an item is called: its matter or question; of a meeting, the words that tell of it."""
    called = (getattr(item, field, None) for field in ("matter", "question", "about", "what"))
    return next(filter(None, called), None) or min(item_evidence(item)).quote


def item_evidence(item: Any) -> tuple[Evidence, ...]:
    """The words that an item of a state rests on."""
    if hasattr(item, "evidence"):
        return tuple(item.evidence)
    return tuple(words for account in item.accounts for words in account.evidence)


def item_tie(kind: str, item: Any) -> Tie:
    """The tie to an item of a state: to what it is called and the first words that it rests on."""
    first = min(item_evidence(item))
    return Tie(kind, item.id, _label(item), first.document, first.start, first.end)
