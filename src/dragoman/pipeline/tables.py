"""Entries as flat tables: lists of dicts of plain values, for the command line, pandas and Polars alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict

from dragoman.model import Entry, Move, Statement, bounds


class DocumentColumns(TypedDict):
    """Where a row was read; ``document`` is the id, ``published`` EDTF, ``recorded`` a time (None outside a record)."""

    id: str
    document: str
    file: str
    outlet: str | None
    published: str | None
    recorded: str | None


class StatementRow(DocumentColumns):
    """A statement as plain values; lists of strings where several names may stand.

    ``evidence`` has its white space folded; ``start`` and ``end`` are its place in the canonical text.
    """

    speakers: list[str]
    via: list[str]
    anonymous: bool
    mode: str
    polarity: str
    content: str
    said_on: str | None
    nested: bool
    evidence: str
    start: int
    end: int


class MoveRow(DocumentColumns):
    """A move as plain values, as ``StatementRow``; for a meeting ``by`` and ``to`` are the participants.

    ``realis`` says whether it took place; ``said_on`` is the day on which the statement that tells of it was made.
    """

    kind: str
    by: list[str]
    to: list[str]
    what: str
    status: str
    realis: str
    event_date: str | None
    said_on: str | None
    due: str | None
    condition: str | None
    hedge: str | None
    place: str | None
    according_to: list[str]
    via: list[str]
    anonymous: bool
    evidence: str
    start: int
    end: int


def statement_rows(
    entries: Iterable[Entry], *, by: str | None = None, about: str | None = None, since: str | None = None
) -> list[StatementRow]:
    """A row for each statement, in the order of the entries.

    ``by`` keeps the statements of a speaker whose name holds that word or words, ``about`` those whose content
    holds that text (letter case aside in both), ``since`` those of documents published on that EDTF date or later.
    Raises BadDate where ``since`` is no date.
    """
    rows = (
        _statement_row(entry, entry.value)
        for entry in published_since(entries, since)
        if isinstance(entry.value, Statement)
    )
    return [row for row in rows if holds_name(by, row["speakers"]) and holds_text(about, row["content"])]


def move_rows(
    entries: Iterable[Entry], *, by: str | None = None, about: str | None = None, since: str | None = None
) -> list[MoveRow]:
    """A row for each move, in the order of the entries; filters as for ``statement_rows``, ``by`` on who does it."""
    kept = tuple(entries)
    said = said_on(kept)
    rows = (
        _move_row(entry, entry.value, said.get((entry.document.id, entry.value.statement)))
        for entry in published_since(kept, since)
        if isinstance(entry.value, Move)
    )
    return [row for row in rows if holds_name(by, row["by"]) and holds_text(about, f"{row['what']} {row['evidence']}")]


def said_on(entries: Iterable[Entry]) -> dict[tuple[str, str | None], str | None]:
    """When each statement was made, by its document and id."""
    held = ((entry.document.id, entry.value) for entry in entries if isinstance(entry.value, Statement))
    return {(document, statement.id): statement.said_on for document, statement in held}


def _statement_row(entry: Entry, statement: Statement) -> StatementRow:
    return StatementRow(
        **document_columns(entry),
        speakers=list(statement.speakers),
        via=list(statement.via),
        anonymous=statement.anonymous,
        mode=str(statement.mode),
        polarity=str(statement.polarity),
        content=statement.content_text,
        said_on=statement.said_on,
        nested=statement.nested,
        evidence=folded(statement.evidence.exact),
        start=statement.evidence.start,
        end=statement.evidence.end,
    )


def _move_row(entry: Entry, move: Move, said: str | None) -> MoveRow:
    return MoveRow(
        **document_columns(entry),
        kind=str(move.kind),
        by=list(move.by),
        to=list(move.to),
        what=move.what,
        status=str(move.status),
        realis=str(move.realis),
        event_date=move.event_date,
        said_on=said,
        due=move.due,
        condition=move.condition,
        hedge=move.hedge,
        place=move.place,
        according_to=list(move.according_to),
        via=list(move.via),
        anonymous=move.anonymous,
        evidence=folded(move.evidence.exact),
        start=move.evidence.start,
        end=move.evidence.end,
    )


def document_columns(entry: Entry) -> DocumentColumns:
    """Where an entry was read."""
    document = entry.document
    return DocumentColumns(
        id=entry.id,
        document=document.id,
        file=document.file,
        outlet=document.outlet,
        published=document.published.date if document.published else None,
        recorded=document.recorded,
    )


def published_since(entries: Iterable[Entry], since: str | None) -> Iterator[Entry]:
    """The entries of documents that can be shown to be of that day or later: without a date, none can."""
    if since is None:
        yield from entries
        return
    first = bounds(since).first
    for entry in entries:
        if entry.document.published and bounds(entry.document.published.date).first >= first:
            yield entry


def holds_name(wanted: str | None, names: list[str]) -> bool:
    """Does one of the names hold the wanted words, one after the other? None is held by all."""
    if wanted is None:
        return True
    words = f" {folded(wanted).casefold()} "
    return any(words in f" {name.casefold()} " for name in names)


def holds_text(about: str | None, text: str) -> bool:
    """Does the text hold these words, letter case and white space aside? None is held by all."""
    return about is None or folded(about).casefold() in folded(text).casefold()


def folded(text: str) -> str:
    """White space runs as one space, none at the ends: the codebook's rule."""
    return " ".join(text.split())
