"""What is asked of the record, each question on an open connection; rows in, values of the model out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from dragoman.ledger.supersession import superseded_by, without
from dragoman.ledger.tables import (
    corrections,
    current_documents,
    documents,
    entries,
    judgement_changes,
    judgement_subjects,
    judgements,
    judgements_in_force,
    near_copies,
    readings,
    texts,
)
from dragoman.ledger.values import Kind, Value, load, load_doubts, load_offsets, load_passages
from dragoman.model import (
    Change,
    Document,
    DocumentInfo,
    Judgement,
    JudgementKind,
    Published,
    Reading,
    RecordError,
    Tie,
    bounds,
)

FOLDED = (Kind.STATEMENT, Kind.MOVE, Kind.AGENT, Kind.DOUBT)
"""The kinds that the fold reads as entries; events and time expressions are kept with their reading, and are none."""

INFO = (
    current_documents.c.reading,
    current_documents.c.id,
    current_documents.c.file,
    current_documents.c.title,
    current_documents.c.outlet,
    current_documents.c.agency,
    current_documents.c.url,
    current_documents.c.published,
    current_documents.c.published_source,
    current_documents.c.published_evidence,
    current_documents.c.recorded_at,
)
"""The columns from which ``info`` makes a document as later rooms know it."""


class Stored(NamedTuple):
    """A row of ``entries``, its value rebuilt."""

    kind: Kind
    id: str
    value: Value


def infos(
    connection: Connection,
    as_of: str | None,
    older: Mapping[str, Any] = MappingProxyType({}),
    newer: Mapping[str, str] | None = None,
    among: Collection[str] | None = None,
) -> dict[int, DocumentInfo]:
    """The documents of ``as_of`` in order, by the seq of their current reading; of those ``among`` alone, if given.

    ``older`` has rows of ``readings`` that stand in the place of documents' current ones, ``newer`` the editions that
    supersede others, if not those of today. Raises BadDate.
    """
    query = select(*INFO).where(*published_by(as_of, among)).order_by(*_by_date())
    found = list(connection.execute(query))
    if older:
        limit = bounds(as_of).last.isoformat() if as_of else None
        earlier = (row for row in older.values() if limit is None or (row.published_last or "A") <= limit)
        found = sorted([*(row for row in found if row.id not in older), *map(_as_current, earlier)], key=_by_row)
    newer, visible = newer_editions(connection) if newer is None else newer, {row.id for row in found}
    copies = _copies(connection, {row.reading: row.id for row in found})
    return {row.reading: info(row, superseded_by(newer, row.id, visible), copies.get(row.id, ())) for row in found}


def _as_current(row: Any) -> Any:
    """A row of ``readings`` with the names of a row of ``current_documents``."""
    return SimpleNamespace(**{**row._mapping, "id": row.document})


def _by_row(row: Any) -> tuple[bool, str, str]:
    last = bounds(row.published).last.isoformat() if row.published else ""
    return not last, last, row.id


def _copies(connection: Connection, documents: Mapping[int, str]) -> Mapping[str, tuple[str, ...]]:
    """The near copies of each document among these, which are given by their readings."""
    found: dict[str, set[str]] = {}
    query = select(near_copies.c.reading, near_copies.c.other).where(near_copies.c.reading.in_(listed(documents)))
    for row in connection.execute(query):
        one, other = documents.get(row.reading), documents.get(row.other)
        if one and other and one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {document: tuple(sorted(copies)) for document, copies in found.items()}


def published_by(as_of: str | None, among: Collection[str] | None = None) -> tuple[ColumnElement[bool], ...]:
    """What is asked of ``current_documents``: to have come out by a day, and to be among some. Raises BadDate."""
    dated = () if as_of is None else (current_documents.c.published_last <= bounds(as_of).last.isoformat(),)
    return dated if among is None else (*dated, current_documents.c.id.in_(listed(among)))


def listed(values: Iterable[str | int]) -> Select[Any]:
    """The values as a query, however many there are."""
    each = func.json_each(json.dumps(list(values))).table_valued("value")
    return select(each.c.value)


def _by_date() -> tuple[ColumnElement[Any], ...]:
    dated = current_documents.c.published_last
    return dated.is_(None), dated, current_documents.c.id


def info(row: Any, edition: str | None, copies: tuple[str, ...] = ()) -> DocumentInfo:
    """The document of a row of ``INFO``, with its corrected edition and its copies."""
    return DocumentInfo(
        id=row.id,
        file=row.file,
        title=row.title,
        outlet=row.outlet,
        published=_published(row),
        url=row.url,
        superseded_by=edition,
        agency=row.agency,
        copies=copies,
        recorded=row.recorded_at,
    )


def _published(row: Any) -> Published | None:
    return Published(row.published, row.published_source, row.published_evidence) if row.published else None


def entry_values(
    connection: Connection,
    kinds: Collection[Kind],
    as_of: str | None,
    where: str,
    older: Collection[int] = (),
    among: Collection[str] | None = None,
) -> dict[int, list[Stored]]:
    """The values of these kinds of the documents of ``as_of``, by the seq of their reading, as they were stored.

    ``older`` are readings whose values are wanted besides; ``among`` is as for ``infos``.
    """
    wanted = select(current_documents.c.reading).where(*published_by(as_of, among))
    query = _entries().where(
        or_(entries.c.reading.in_(wanted), entries.c.reading.in_(sorted(older))), entries.c.kind.in_(kinds)
    )
    return {
        reading: [_rebuilt(row, where) for row in rows]
        for reading, rows in groupby(connection.execute(query), key=lambda row: int(row.reading))
    }


def _entries() -> Select[Any]:
    return select(entries.c.reading, entries.c.kind, entries.c.id, entries.c.value).order_by(
        entries.c.reading, entries.c.seq
    )


def _rebuilt(row: Any, where: str) -> Stored:
    try:
        return Stored(Kind(row.kind), row.id, load(row.kind, row.value))
    except ValueError as error:
        raise _damaged(where, f"entry {row.id}") from error


def _damaged(where: str, what: str) -> RecordError:
    return RecordError(
        where, f"{what} cannot be read back", "Run `dragoman check`, and read the document into a new record."
    )


def document_ids(connection: Connection) -> Sequence[str]:
    """The id of every document, in order."""
    return connection.execute(select(documents.c.id).order_by(documents.c.id)).scalars().all()


def stored(connection: Connection, document: str, where: str) -> tuple[Document, Reading, list[Stored]]:
    """A document, its current reading, and the rows that the reading was made from.

    Raises RecordError where the rows do not make a document any more.
    """
    query = (
        select(
            current_documents,
            documents.c.bytes,
            texts.c.text,
            texts.c.passages,
            texts.c.offsets,
            texts.c.doubts,
            texts.c.original,
        )
        .join(documents, documents.c.id == current_documents.c.id)
        .join(texts, texts.c.reading == current_documents.c.reading)
        .where(current_documents.c.id == document)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise _damaged(where, f"document {document}")
    held = [_rebuilt(r, where) for r in connection.execute(_entries().where(entries.c.reading == row.reading))]
    try:
        return _document(row), _reading(row, held), held
    except (ValueError, LookupError) as error:
        raise _damaged(where, f"document {document}") from error


def _document(row: Any) -> Document:
    return Document(
        id=row.id,
        file=row.file,
        raw=row.bytes,
        encoding=row.encoding,
        original=row.bytes.decode(row.encoding) if row.original is None else row.original,
        text=row.text,
        offsets=load_offsets(row.offsets),
        passages=load_passages(row.passages),
        language=row.language,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=_published(row),
        agency=row.agency,
        doubts=load_doubts(row.doubts),
    )


def _of_kind(held: Sequence[Stored], kind: Kind) -> tuple[Any, ...]:
    return tuple(s.value for s in held if s.kind is kind)


def _reading(row: Any, held: Sequence[Stored]) -> Reading:
    return Reading(
        id=row.reading_id,
        document=row.id,
        reader=row.reader,
        statements=_of_kind(held, Kind.STATEMENT),
        moves=_of_kind(held, Kind.MOVE),
        events=_of_kind(held, Kind.EVENT),
        agents=_of_kind(held, Kind.AGENT),
        timexes=_of_kind(held, Kind.TIMEX),
        doubts=_of_kind(held, Kind.DOUBT),
    )


def newer_editions(connection: Connection) -> Mapping[str, str]:
    """From each superseded document to the next edition that nobody has taken out."""
    found = connection.execute(select(corrections.c.document, corrections.c.superseded_by))
    rejected = select(judgements_in_force.c.subject).where(
        judgements_in_force.c.kind == JudgementKind.REJECT, judgements_in_force.c.subject_kind == "document"
    )
    return without({row.document: row.superseded_by for row in found}, set(connection.execute(rejected).scalars()))


def judgements_made(connection: Connection) -> tuple[Judgement, ...]:
    """Every judgement, in the order in which they were made."""
    ties: dict[str, list[Tie]] = {}
    subjects = select(judgement_subjects).order_by(judgement_subjects.c.judgement, judgement_subjects.c.position)
    for row in connection.execute(subjects):
        ties.setdefault(row.judgement, []).append(_tie(row))
    changes = _changes(connection)
    made = connection.execute(select(judgements).order_by(judgements.c.seq))
    return tuple(
        Judgement(
            id=r.id,
            kind=JudgementKind(r.kind),
            subjects=tuple(tie.id for tie in ties.get(r.id, ())),
            author=r.author,
            made_at=r.made_at,
            reason=r.reason,
            ties=tuple(ties.get(r.id, ())),
            changes=changes.get(r.id, ()),
        )
        for r in made
    )


def _tie(row: Any) -> Tie:
    if row.kind is None:  # schema 1 knew judgements about documents only
        return Tie("document", row.subject, document=row.subject)
    value = load(row.kind, row.value) if row.value is not None else None
    return Tie(row.kind, row.subject, row.words or "", row.document, row.start, row.end, value)


def _changes(connection: Connection) -> Mapping[str, tuple[Change, ...]]:
    """The changes of each edit; an empty value empties the field."""
    query = select(judgement_changes).order_by(judgement_changes.c.judgement, judgement_changes.c.position)
    found: dict[str, dict[str, list[str]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.judgement, {}).setdefault(row.field, []).extend([row.value] if row.value else [])
    return {id_: tuple(Change(field, tuple(held)) for field, held in fields.items()) for id_, fields in found.items()}


def current_fingerprint(connection: Connection, document: str) -> str | None:
    """The fingerprint of the document's current reading; None where the document is not known."""
    query = select(readings.c.fingerprint).where(readings.c.document == document).order_by(readings.c.seq.desc())
    return connection.execute(query.limit(1)).scalar_one_or_none()


def count(connection: Connection, table: Table) -> int:
    """How many rows the table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def kinds(connection: Connection) -> Mapping[str, int]:
    """How many entries of each kind the current readings of the documents that stand hold."""
    standing = select(current_documents.c.reading).where(current_documents.c.id.not_in(select(corrections.c.document)))
    query = select(entries.c.kind, func.count()).where(entries.c.reading.in_(standing)).group_by(entries.c.kind)
    return {row[0]: row[1] for row in connection.execute(query)}


def undated_ids(connection: Connection) -> Sequence[str]:
    """The documents that have no publication date."""
    query = select(current_documents.c.id).where(current_documents.c.published.is_(None))
    return connection.execute(query).scalars().all()
