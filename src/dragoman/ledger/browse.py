"""What somebody asks who walks about in a record: its days, lists of documents, full-text search, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
)

from dragoman.ledger import names, reads, sqlite
from dragoman.ledger.supersession import superseded_by
from dragoman.ledger.tables import current_documents, entries, hidden_documents, judgements, readings, retellings
from dragoman.ledger.values import Kind, load
from dragoman.model import DocumentInfo, Entry, bounds

MOST_HITS: Final = 5_000
"""Hits that one question takes into account: those read last. More are counted as "more"."""

OPENED, CLOSED = "\x02", "\x03"
"""What stands around the words found in ``DocumentHit.snippet``."""

_TERMS: Final = 12
_SNIPPET: Final = 24
_TERM = re.compile(r'"([^"]*)"|(\S+)')

_entries_fts = table("entries_fts", column("rowid"), column("entries_fts"))
_entry_names = table("entry_names", column("name"), column("entry"))
_texts_fts = table("texts_fts", column("rowid"), column("texts_fts"))
_snippet = func.snippet(column("texts_fts"), 0, OPENED, CLOSED, "…", _SNIPPET)

_Hit = TypeVar("_Hit")


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for; whatever is None or empty is not asked.

    ``words`` are searched as they are written or inflected, all of them, those between quote marks as a phrase.
    ``kind`` is ``statement`` or a kind of move; ``name`` the canonical name of somebody who speaks, acts or is
    acted on; ``since`` and ``until`` are EDTF dates of publication; ``places`` are words that an entry must meet.
    """

    words: str = ""
    kind: str | None = None
    name: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    unnamed: bool | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document with the words around the first match, matches between ``OPENED`` and ``CLOSED``."""

    document: DocumentInfo
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Found(Generic[_Hit]):
    """One page of hits, the latest published first; ``total`` counts all pages, up to ``MOST_HITS`` (``more``)."""

    hits: tuple[_Hit, ...]
    total: int
    more: bool = False


class Browsing:
    """The part of ``Ledger`` that answers these questions. Every method raises RecordError where the file fails it."""

    _engine: Engine
    _where: str

    def stamp(self) -> str:
        """A text that is another one after anything was read or judged."""
        with sqlite.reading(self._engine) as connection:
            kept = (readings, judgements, retellings)
            newest = [connection.execute(select(func.max(table.c.seq))).scalar() or 0 for table in kept]
        return "-".join(map(str, newest))

    def days(self) -> tuple[tuple[str, int], ...]:
        """The days on which documents came out (the last that their date can mean), with how many did."""
        day = current_documents.c.published_last
        query = select(day, func.count()).where(day.is_not(None)).group_by(day).order_by(day)
        with sqlite.reading(self._engine) as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))

    def outlets(self) -> tuple[str, ...]:
        """Every outlet, in the order of the alphabet."""
        query = select(readings.c.outlet).where(readings.c.outlet.is_not(None)).distinct().order_by(readings.c.outlet)
        with sqlite.reading(self._engine) as connection:
            return tuple(connection.execute(query).scalars())

    def info(self, key: str) -> DocumentInfo:
        """A document without its text, by the keys that ``document`` takes. Raises BadInput."""
        with sqlite.reading(self._engine) as connection:
            newest = select(func.max(readings.c.seq)).where(readings.c.document == names.resolved(connection, key))
            (found,) = _infos(connection, [connection.execute(newest).scalar_one()]).values()
        return found

    def find_documents(self, question: Question, *, limit: int, offset: int = 0) -> Found[DocumentHit]:
        """The documents that answer, ``limit`` of them from ``offset`` on; all of them where nothing is asked."""
        chosen = _current().where(*_of_document(question))
        terms = _terms(question.words)
        if terms:
            chosen = chosen.join(_texts_fts, _texts_fts.c.rowid == readings.c.seq)
            chosen = chosen.where(_texts_fts.c.texts_fts.op("MATCH")(terms))
        with sqlite.reading(self._engine) as connection:
            page = _last_read if terms else _latest
            seqs, total = page(connection, chosen, _texts_fts.c.rowid, limit, offset)
            infos = _infos(connection, seqs)
            snippets = _snippets(connection, seqs, terms) if terms else {}
        hits = tuple(DocumentHit(infos[seq], snippets.get(seq, "")) for seq in seqs)
        return Found(hits, min(total, MOST_HITS), total > MOST_HITS)

    def find_entries(self, question: Question, *, limit: int, offset: int = 0) -> Found[Entry]:
        """The statements and moves that answer, ``limit`` of them from ``offset`` on."""
        chosen = _current(entries.c.seq).join(entries, entries.c.reading == readings.c.seq)
        chosen = chosen.where(*_of_document(question), *_of_entry(question))
        terms = _terms(question.words)
        if terms:
            chosen = chosen.join(_entries_fts, _entries_fts.c.rowid == entries.c.seq)
            chosen = chosen.where(_entries_fts.c.entries_fts.op("MATCH")(terms))
        row = _entries_fts.c.rowid if terms else entries.c.seq
        with sqlite.reading(self._engine) as connection:
            seqs, total = _last_read(connection, chosen, row, limit, offset)
            query = select(entries).where(entries.c.seq.in_(seqs))
            rows = {row.seq: row for row in connection.execute(query)}
            infos = _infos(connection, {row.reading for row in rows.values()})
        held = (rows[seq] for seq in seqs)
        hits = tuple(Entry(row.id, infos[row.reading], load(row.kind, row.value)) for row in held)
        return Found(hits, min(total, MOST_HITS), total > MOST_HITS)


def _current(*columns: ColumnElement[Any]) -> Select[Any]:
    """Current readings: a key (``columns``, else the reading's seq) and the day to sort by."""
    later = readings.alias()
    newest = ~exists().where(later.c.document == readings.c.document, later.c.seq > readings.c.seq)
    shown = ~exists().where(hidden_documents.c.document == readings.c.document)
    key = columns[0] if columns else readings.c.seq
    return select(key.label("key"), readings.c.published_last.label("day")).select_from(readings).where(newest, shown)


def _of_document(question: Question) -> tuple[ColumnElement[bool], ...]:
    """What the question asks of the document."""
    asked: list[ColumnElement[bool]] = []
    if question.outlet:
        asked.append(readings.c.outlet == question.outlet)
    if question.since:
        asked.append(readings.c.published_last >= bounds(question.since).first.isoformat())
    if question.until:
        asked.append(readings.c.published_last <= bounds(question.until).last.isoformat())
    return tuple(asked)


def _of_entry(question: Question) -> tuple[ColumnElement[bool], ...]:
    """What the question asks of the entry."""
    asked: list[ColumnElement[bool]] = []
    if not question.kind:
        asked.append(entries.c.kind.in_((Kind.STATEMENT, Kind.MOVE)))
    elif question.kind == Kind.STATEMENT:
        asked.append(entries.c.kind == Kind.STATEMENT)
    else:
        asked += [entries.c.kind == Kind.MOVE, _field("kind") == question.kind]
    if question.unnamed is not None:
        asked.append(_field("anonymous") == int(question.unnamed))
    if question.name:
        named = select(_entry_names.c.entry).where(_entry_names.c.name == question.name)
        asked.append(entries.c.seq.in_(named))
    if question.places:
        asked.append(or_(*map(_meets, question.places)))
    return tuple(asked)


def _field(path: Literal["kind", "anonymous", "evidence.start", "evidence.end"]) -> ColumnElement[Any]:
    """A field of the value; its path stands in the query as it is, so that an index on it is used."""
    return func.json_extract(entries.c.value, literal_column(f"'$.{path}'"))


def _meets(place: Place) -> ColumnElement[bool]:
    return and_(
        readings.c.document == place.document,
        _field("evidence.start") < place.end,
        _field("evidence.end") > place.start,
    )


def _terms(words: str) -> str:
    """The words as a query of FTS5 in which nothing is an operator; empty where there is no word."""
    printable = "".join(c if c.isprintable() else " " for c in words)
    found = (phrase or word for phrase, word in _TERM.findall(printable))
    kept = [term.replace('"', "") for term in found if any(c.isalnum() for c in term)]
    return " ".join(f'"{term}"' for term in kept[:_TERMS])


def _last_read(
    connection: Connection, chosen: Select[Any], row: ColumnElement[Any], limit: int, offset: int
) -> tuple[Sequence[int], int]:
    """The keys of one page of those read last, the latest day first, and how many were chosen.

    ``row`` is the column in whose order the rows come without a sort.
    """
    hits = chosen.order_by(row.desc()).limit(MOST_HITS + 1).subquery()
    ordered = select(hits.c.key, func.count().over()).order_by(hits.c.day.is_(None), hits.c.day.desc(), hits.c.key)
    rows = connection.execute(ordered.limit(limit).offset(offset)).all()
    return [found[0] for found in rows], rows[0][1] if rows else _number(connection, chosen)


def _latest(
    connection: Connection, chosen: Select[Any], row: ColumnElement[Any], limit: int, offset: int
) -> tuple[Sequence[int], int]:
    """As ``_last_read``, but of all: for what an index has in the order of its days. ``row`` is not looked at."""
    ordered = chosen.order_by(readings.c.published_last.desc(), readings.c.seq).limit(limit).offset(offset)
    return [found.key for found in connection.execute(ordered)], _number(connection, chosen)


def _number(connection: Connection, chosen: Select[Any]) -> int:
    """How many there are, counted to ``MOST_HITS`` and one more."""
    few = chosen.limit(MOST_HITS + 1).subquery()
    return connection.execute(select(func.count()).select_from(few)).scalar_one()


def _infos(connection: Connection, seqs: Iterable[int]) -> dict[int, DocumentInfo]:
    """Documents by the seq of their current reading."""
    found = connection.execute(select(*reads.INFO).where(current_documents.c.reading.in_(sorted(seqs)))).all()
    newer = reads.newer_editions(connection)
    seen = {row.id for row in found} | set(newer.values())
    return {row.reading: reads.info(row, superseded_by(newer, row.id, seen)) for row in found}


def _snippets(connection: Connection, seqs: Sequence[int], terms: str) -> dict[int, str]:
    query = select(_texts_fts.c.rowid, _snippet).where(
        _texts_fts.c.texts_fts.op("MATCH")(terms), _texts_fts.c.rowid.in_(seqs)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
