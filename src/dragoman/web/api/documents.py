"""Documents and what was read in them, and the search over both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from fastapi import APIRouter, Request

from dragoman.ledger import Question
from dragoman.model import MoveKind
from dragoman.web.api.parameters import Day, Key, Limit, Offset, Text, iso
from dragoman.web.api.shapes import (
    DocumentShape,
    EventShape,
    MoveShape,
    NamedShape,
    Page,
    PassageShape,
    StatementShape,
    TimexShape,
)
from dragoman.web.api.shaping import (
    cut,
    document_shape,
    entry_shape,
    event_shape,
    move_shape,
    page_of,
    shaped,
    statement_shape,
)
from dragoman.web.judging import Decided, decided
from dragoman.web.pages.document import info_of, stored

router = APIRouter()


@router.get("/documents")
def documents(
    request: Request,
    words: Text = "",
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[DocumentShape]:
    """Documents, the latest first; with ``words``, those that hold all of them."""
    question = Question(words, None, None, outlet or None, iso(since), iso(until))
    found = request.app.state.ledger.find_documents(question, limit=limit, offset=offset)
    return page_of(found, offset, lambda hit: document_shape(hit.document, hit.snippet or None))


@router.get("/documents/{document}")
def document(request: Request, document: Key) -> DocumentShape:
    """One document without its text."""
    return document_shape(info_of(request, document), None)


@router.get("/documents/{document}/passages")
def passages(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[PassageShape]:
    """The paragraphs of a document."""
    held = _decided(request, document).document
    return cut(held.passages, limit, offset, lambda p: shaped(PassageShape, p, text=held.text[p.start : p.end]))


@router.get("/documents/{document}/statements")
def statements(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[StatementShape]:
    """The statements of a document, as people left them."""
    held = _decided(request, document)
    return cut(held.statements, limit, offset, lambda value: statement_shape(held.document.id, value))


@router.get("/documents/{document}/moves")
def moves(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[MoveShape]:
    """The moves of a document, as people left them."""
    held = _decided(request, document)
    return cut(held.moves, limit, offset, lambda value: move_shape(held.document.id, value))


@router.get("/documents/{document}/events")
def events(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[EventShape]:
    """The coded events of a document: who did what to whom, in PLOVER's types."""
    held = _decided(request, document)
    return cut(held.reading.events, limit, offset, lambda value: event_shape(held.document.id, value))


@router.get("/documents/{document}/dates")
def dates(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[TimexShape]:
    """The time expressions of a document."""
    held: Sequence[Any] = _decided(request, document).reading.timexes
    return cut(held, limit, offset, lambda value: shaped(TimexShape, value))


@router.get("/documents/{document}/agents")
def agents(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[NamedShape]:
    """Whoever a document names, as it was read."""
    held: Sequence[Any] = _decided(request, document).reading.agents
    return cut(held, limit, offset, lambda value: shaped(NamedShape, value))


@router.get("/search")
def search(
    request: Request,
    words: Text = "",
    kind: Literal["statement"] | MoveKind | None = None,
    name: Text = "",
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    unnamed: bool | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[StatementShape | MoveShape]:
    """Statements and moves, as they were read, the latest published first."""
    question = Question(words, kind, name or None, outlet or None, iso(since), iso(until), unnamed)
    return page_of(request.app.state.ledger.find_entries(question, limit=limit, offset=offset), offset, entry_shape)


def _decided(request: Request, document: str) -> Decided:
    return decided(request.app.state.ledger, *stored(request, document))
