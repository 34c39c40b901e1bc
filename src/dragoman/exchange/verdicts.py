"""People's word on items of the exchange: accepted, dropped, set otherwise, made one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from dragoman.exchange.judgements import ENTRY_KINDS, ON_ENTRIES, Ruling, rulings
from dragoman.exchange.merging import merged
from dragoman.exchange.rules import Rule
from dragoman.exchange.ties import item_of
from dragoman.model import ExchangeState, Judgement, JudgementKind, Step, Verdict, in_force
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

_ON_ITEMS = (*ON_ENTRIES, JudgementKind.MERGE, JudgementKind.KEEP_APART)


def as_judged(state: ExchangeState, judgements: Iterable[Judgement]) -> ExchangeState:
    """The state without the items that people rejected, the others as they left them, and every verdict in force."""
    standing = in_force(judgements)
    if not standing:
        return state
    state = merged(state, standing)
    given = rulings(standing, _ON_ITEMS, LISTS)
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
