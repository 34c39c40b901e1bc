"""One item of the exchange: a dispute with its accounts side by side, anything else with the steps of its life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.brief.lines import Line
from dragoman.brief.wording import person
from dragoman.model import (
    Account,
    Dispute,
    DocumentInfo,
    Evidence,
    JudgementKind,
    Meeting,
    ReplyOwed,
    Step,
)
from dragoman.web import asked, places
from dragoman.web.failures import not_there
from dragoman.web.pages.lists import few
from dragoman.web.pages.review import deciding, others_of
from dragoman.web.places import SiteLinks
from dragoman.web.rendering import show
from dragoman.web.snapshots import Item, Snapshot

MOST_ACCOUNTS = 40
MOST_STEPS = 60
MOST_WORDS = 6
"""Passages shown of one account or step."""

MOST_FURTHER = 20
"""Passages shown that no step rests on."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The four times of an account: of what it tells, of its telling, of its publication, of its recording."""

    event: str | None
    said: str | None
    published: str | None
    recorded: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """A passage with its document."""

    evidence: Evidence
    document: DocumentInfo


@dataclass(frozen=True, slots=True)
class Card:
    """An account: who told whom (``chain``, the holder first, the publishing outlet last), in which words, when."""

    position: str
    holder: str
    chain: tuple[str, ...]
    words: tuple[Words, ...]
    more: int
    clocks: Clocks


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of an item's life, the rule that set it, and who told it."""

    status: str
    rule: str
    chain: tuple[str, ...]
    words: tuple[Words, ...]
    more: int
    clocks: Clocks


def item(request: Request) -> Response:
    """The page of whatever has the id."""
    snapshot = asked.snapshot(request)
    found = snapshot.items.get(request.path_params["item"])
    if found is None and (whole := _merged_into(request, snapshot)):
        return RedirectResponse(places.item(whole, snapshot.view), HTTPStatus.SEE_OTHER)
    if found is None:
        raise not_there(request.path_params["item"], "the exchange has no such item on that day")
    if isinstance(found, Dispute):
        return _dispute(request, snapshot, found)
    return _life(request, snapshot, found)


def _merged_into(request: Request, snapshot: Snapshot) -> str | None:
    """The item that the one asked for was merged into by a person."""
    item, judgements = request.path_params["item"], asked.ledger(request).judgements()
    merges = {j.id for j in judgements if j.kind is JudgementKind.MERGE and item in j.subjects}
    return next(
        (v.subject for v in snapshot.state.judged if v.judgement in merges and v.subject in snapshot.items), None
    )


def _dispute(request: Request, snapshot: Snapshot, dispute: Dispute) -> Response:
    about = snapshot.items.get(dispute.about or "")
    accounts = dispute.accounts[:MOST_ACCOUNTS]
    cards = [_card(account, about, snapshot) for account in accounts]
    return show(
        request,
        "dispute",
        dispute.question,
        menu="overview",
        view=snapshot.view,
        dispute=dispute,
        columns=[(name, [card for card in cards if card.position == name]) for name in ("yes", "other", "no")],
        more=len(dispute.accounts) - len(accounts),
        about=_line(snapshot, about) if about else None,
        deciding=deciding(snapshot, dispute.id, others_of(snapshot, dispute), places.item(dispute.id, snapshot.view)),
        links=SiteLinks(snapshot.sheet, snapshot.view),
        sheet=snapshot.sheet,
    )


def _life(request: Request, snapshot: Snapshot, item: Item) -> Response:
    history: Sequence[Step] = getattr(item, "history", ())
    further = _further(item, history)
    line = _line(snapshot, item)
    disputes = [_line(snapshot, d) for d in snapshot.state.disputes if d.about == item.id]
    return show(
        request,
        "item",
        line.what,
        menu="overview",
        view=snapshot.view,
        item=item,
        line=line,
        disputes=disputes,
        stages=[_stage(step, snapshot) for step in history[:MOST_STEPS]],
        further=_words(further[:MOST_FURTHER], snapshot),
        further_more=max(0, len(further) - MOST_FURTHER),
        links=SiteLinks(snapshot.sheet, snapshot.view),
        sheet=snapshot.sheet,
        ids=snapshot.party_ids,
        sides=_sides(item),
        deciding=deciding(snapshot, item.id, others_of(snapshot, item), places.item(item.id, snapshot.view)),
    )


def _further(item: Item, history: Sequence[Step]) -> tuple[Evidence, ...]:
    """The words of the item that no step rests on; none where it has no steps, for then its line shows them."""
    in_steps = {words for step in history for words in step.evidence}
    return tuple(words for words in getattr(item, "evidence", ()) if words not in in_steps) if in_steps else ()


def _sides(item: Item) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who is on which side of it, under the words for the sides."""
    if isinstance(item, Meeting):
        return (("Participants", item.participants),)
    sides = (("From" if isinstance(item, ReplyOwed) else "By", "by"), ("To", "to"))
    return tuple((title, who) for title, field in sides if (who := getattr(item, field, ())))


def _line(snapshot: Snapshot, item: Item) -> Line:
    """The line of the sheet that tells of the item."""
    label = next(label for label, id_ in snapshot.sheet.items.items() if id_ == item.id)
    lines = (line for section in snapshot.sheet.sections for line in section.lines)
    (line,) = few([next(line for line in lines if line.label == label and not line.points)])
    return line


def _card(account: Account, about: Item | None, snapshot: Snapshot) -> Card:
    words = _words(account.evidence, snapshot)
    tellers = (person(account.holder, anonymous=account.anonymous),)
    event = _event(account, about)
    return Card(
        account.position.value,
        tellers[0],
        _chain(tellers, account.via, words),
        words[:MOST_WORDS],
        max(0, len(words) - MOST_WORDS),
        _clocks(event, account.said_on, words),
    )


def _event(account: Account, about: Item | None) -> str | None:
    """When the thing happened, as the account tells it: the step of the item that rests on the same words."""
    told = set(account.evidence)
    steps: Sequence[Step] = getattr(about, "history", ())
    days = (step.on for step in steps if step.on and told.intersection(step.evidence))
    return next(days, None)


def _stage(step: Step, snapshot: Snapshot) -> Stage:
    words = _words(step.evidence, snapshot)
    tellers = tuple(person(name, anonymous=step.anonymous) for name in step.according_to)
    return Stage(
        step.status,
        step.rule,
        _chain(tellers, step.via, words),
        words[:MOST_WORDS],
        max(0, len(words) - MOST_WORDS),
        _clocks(step.on, None, words),
    )


def _words(evidence: Sequence[Evidence], snapshot: Snapshot) -> tuple[Words, ...]:
    return tuple(Words(e, snapshot.sheet.sources[e.document].document) for e in evidence)


def _chain(tellers: Sequence[str], via: Sequence[str], words: Sequence[Words]) -> tuple[str, ...]:
    """Who told whom: the tellers, the relayers, last whoever published it."""
    outlets = dict.fromkeys(w.document.outlet or w.document.file for w in words)
    published = (", ".join(outlets),) if outlets and list(outlets) != list(via[-1:]) else ()
    return (*((", ".join(tellers),) if tellers else ()), *via, *published)


def _clocks(event: str | None, said: str | None, words: Sequence[Words]) -> Clocks:
    """The earliest publication and recording of the words count."""
    published = min((w.document.published.date for w in words if w.document.published), default=None)
    kept = min((w.document.recorded for w in words if w.document.recorded), default=None)
    return Clocks(event, said, published, kept[:16].replace("T", " ") if kept else None)
