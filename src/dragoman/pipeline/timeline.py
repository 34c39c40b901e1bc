"""The record in the order in which things happened: a row a statement and a move, by event time, with its doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.model import Entry, Move, Polarity, Realis, Statement, bounds
from dragoman.pipeline.tables import (
    DocumentColumns,
    document_columns,
    folded,
    holds_name,
    holds_text,
    published_since,
    said_on,
)


class TimelineRow(DocumentColumns):
    """A statement or a move with its four times.

    ``event_time`` is EDTF: the day of saying, or that of the act; None where the report does not tell. ``earliest``
    and ``latest`` are the days between which it lies, the same where it is a certain day. ``said_on`` is when whoever
    tells it said so; ``published`` and ``recorded`` are when the report came out and when the record took it up.
    ``kind`` is ``statement`` or the kind of a move; ``status`` that of the move, of a statement said or denied;
    ``realis`` says whether it took place.
    """

    event_time: str | None
    earliest: str | None
    latest: str | None
    said_on: str | None
    kind: str
    status: str
    realis: str
    by: list[str]
    to: list[str]
    what: str
    according_to: list[str]
    via: list[str]
    evidence: str
    start: int
    end: int


def timeline_rows(
    entries: Iterable[Entry], *, by: str | None = None, about: str | None = None, since: str | None = None
) -> list[TimelineRow]:
    """Statements and moves by event time: the earliest day it can mean, then the latest; those without one last.

    What falls together stands in the order of publication, then of the text. ``by`` keeps what an agent says or does
    whose name holds that word or words, ``about`` what holds that text, ``since`` what was published on that EDTF date
    or later. Raises BadDate where ``since`` is no date.
    """
    rows = (row for row in _rows(tuple(entries), since) if holds_name(by, row["by"]))
    return sorted((row for row in rows if holds_text(about, f"{row['what']} {row['evidence']}")), key=_place)


def _rows(entries: tuple[Entry, ...], since: str | None) -> Iterator[TimelineRow]:
    said = said_on(entries)
    for entry in published_since(entries, since):
        match entry.value:
            case Statement() as statement:
                yield _of_statement(entry, statement)
            case Move() as move:
                yield _of_move(entry, move, said.get((entry.document.id, move.statement)))


def _of_statement(entry: Entry, statement: Statement) -> TimelineRow:
    first, last = _days(statement.said_on)
    return TimelineRow(
        **document_columns(entry),
        event_time=statement.said_on,
        earliest=first,
        latest=last,
        said_on=statement.said_on,
        kind="statement",
        status="denied" if statement.polarity is Polarity.DENIED else "said",
        realis=str(Realis.OCCURRED),
        by=list(statement.speakers),
        to=list(statement.addressees),
        what=statement.content_text,
        according_to=[],
        via=list(statement.via),
        evidence=folded(statement.evidence.exact),
        start=statement.evidence.start,
        end=statement.evidence.end,
    )


def _of_move(entry: Entry, move: Move, said: str | None) -> TimelineRow:
    first, last = _days(move.event_date)
    return TimelineRow(
        **document_columns(entry),
        event_time=move.event_date,
        earliest=first,
        latest=last,
        said_on=said,
        kind=str(move.kind),
        status=str(move.status),
        realis=str(move.realis),
        by=list(move.by),
        to=list(move.to),
        what=move.what or folded(move.evidence.exact),
        according_to=list(move.according_to),
        via=list(move.via),
        evidence=folded(move.evidence.exact),
        start=move.evidence.start,
        end=move.evidence.end,
    )


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that a date can mean; none for no date."""
    if edtf is None:
        return None, None
    first, last = bounds(edtf)
    return first.isoformat(), last.isoformat()


def _place(row: TimelineRow) -> tuple[str, str, str, str, int, str]:
    """Where a row stands: dates that are not known come after all others."""
    never = date.max.isoformat()
    times = (row["earliest"] or never, row["latest"] or never, row["published"] or never)
    return *times, row["file"], row["start"], row["id"]
