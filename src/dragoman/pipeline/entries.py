"""A reading as entries: what the fold takes, here without a record."""

from __future__ import annotations

from dragoman.model import Agent, Document, DocumentInfo, Doubt, Entry, Move, Reading, Statement, content_id


def entries_of(document: Document, reading: Reading) -> tuple[Entry, ...]:
    """The entries that the ledger yields for this document and reading, made without a ledger."""
    info = DocumentInfo(
        id=document.id,
        file=document.file,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
    )
    values = (*reading.statements, *reading.moves, *reading.agents, *reading.doubts)
    return tuple(Entry(_entry_id(document.id, value), info, value) for value in values)


def _entry_id(document: str, value: Statement | Move | Agent | Doubt) -> str:
    match value:
        case Statement() | Move():
            return value.id
        case Agent():
            return content_id("agt", document, value.name)
        case Doubt():
            place = f"{value.anchor.start}:{value.anchor.end}" if value.anchor else ""
            return content_id("dbt", document, value.code, value.message, place)
