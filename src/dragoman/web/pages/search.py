"""Full-text search over statements, moves and documents, with filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.brief.displayable import visible
from dragoman.ledger import CLOSED, OPENED, DocumentHit, Found, Place, Question
from dragoman.model import Demand, Evidence, MoveKind, ReplyOwed, bounds
from dragoman.web import asked, places
from dragoman.web.pages.agents import hit
from dragoman.web.rendering import show
from dragoman.web.snapshots import Snapshot

PAGE = 25
MOST_PAGES = 200
MOST_CHOICES = 200
MOST_PLACES = 100
"""Passages of a matter that are looked at."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a document; ``found`` are those that were looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter and how it is called."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the form was filled in with."""

    words: str
    kind: str
    name: str
    matter: str
    outlet: str
    since: str
    until: str
    unnamed: str

    def as_query(self) -> dict[str, str]:
        """For the address of the next page."""
        return {name: getattr(self, name) for name in self.__slots__}


def search(request: Request) -> Response:
    """Statements and moves."""
    filters = filters_of(request)
    number = asked.number(request, "page", most=MOST_PAGES)
    snapshot = asked.snapshot(request)
    question = question_of(filters, snapshot)
    ledger = asked.ledger(request)
    found = ledger.find_entries(question, limit=PAGE, offset=(number - 1) * PAGE)
    return show(
        request,
        "search",
        "Search",
        menu="search",
        filters=filters,
        found=found,
        hits=[hit(entry) for entry in found.hits],
        kinds=[Choice("statement", "statement"), *(Choice(kind.value, kind.value) for kind in MoveKind)],
        outlets=snapshot.outlets[:MOST_CHOICES],
        matters=_matters(snapshot),
        names=[party.name for party in snapshot.state.parties[:MOST_CHOICES]],
        number=number,
        last=_is_last(found, number),
        page_address=lambda n: places.address("/search", **filters.as_query(), page=n),
        documents_address=places.address("/documents", words=filters.words, outlet=filters.outlet),
    )


def documents(request: Request) -> Response:
    """Documents, the latest first."""
    filters = filters_of(request)
    number = asked.number(request, "page", most=100_000)
    question = Question(filters.words, None, None, filters.outlet or None, filters.since or None, filters.until or None)
    ledger = asked.ledger(request)
    found = ledger.find_documents(question, limit=PAGE, offset=(number - 1) * PAGE)
    return show(
        request,
        "documents",
        "Documents",
        menu="documents",
        filters=filters,
        found=found,
        hits=[(held, tuple(_snippet(held))) for held in found.hits],
        outlets=ledger.outlets()[:MOST_CHOICES],
        number=number,
        last=_is_last(found, number),
        page_address=lambda n: places.address("/documents", **filters.as_query(), page=n),
    )


def _is_last(found: Found[Any], number: int) -> bool:
    return len(found.hits) < PAGE or (not found.more and number * PAGE >= found.total)


def filters_of(request: Request) -> Filters:
    """The filters of a request. Raises BadDate."""
    filters = Filters(*(asked.text(request, name) for name in Filters.__slots__))
    for day in (filters.since, filters.until):
        if day:
            bounds(day)
    return filters


def question_of(filters: Filters, snapshot: Snapshot) -> Question:
    """What to ask of the ledger; a matter is asked for by the words that it rests on."""
    return Question(
        filters.words,
        filters.kind or None,
        filters.name or None,
        filters.outlet or None,
        filters.since or None,
        filters.until or None,
        {"unnamed": True, "named": False}.get(filters.unnamed),
        _places(filters.matter, snapshot),
    )


def _places(matter: str, snapshot: Snapshot) -> tuple[Place, ...]:
    """Where the words stand that the matter rests on; a place that is nowhere for a matter that is none."""
    if not matter:
        return ()
    item = snapshot.items.get(matter)
    if item is None:
        return (Place("", 0, 0),)
    evidence: Iterable[Evidence] = getattr(item, "evidence", ())
    told = (e for step in getattr(item, "history", ()) for e in step.evidence)
    distinct = dict.fromkeys((*evidence, *told))
    return tuple(Place(e.document, e.start, e.end) for e in distinct)[:MOST_PLACES]


def _matters(snapshot: Snapshot) -> list[Choice]:
    items: tuple[Demand | ReplyOwed, ...] = (*snapshot.state.replies, *snapshot.state.demands)
    return [Choice(i.id, i.about if isinstance(i, ReplyOwed) else i.matter) for i in items[:MOST_CHOICES]]


def _snippet(held: DocumentHit) -> Iterator[Snippet]:
    for part in held.snippet.split(OPENED):
        inside, closed, after = part.rpartition(CLOSED)
        if closed:
            yield Snippet(visible(inside.replace(CLOSED, "")), True)
        if after:
            yield Snippet(visible(after), False)
