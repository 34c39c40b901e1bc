"""What is added to the record, each step on an open transaction; nothing here changes or takes away a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from dragoman.ledger.tables import (
    documents,
    entries,
    files,
    judgement_changes,
    judgement_subjects,
    judgements,
    readings,
    texts,
)
from dragoman.ledger.values import Kind, Row, dump, dump_doubts, dump_offsets, dump_passages, rows
from dragoman.model import Document, Judgement, NotText, Reading, Tie, bounds, content_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document and its reading as rows, but for the keys and the recorded time that come with writing."""

    document: Mapping[str, Any]
    file: str
    reading: Mapping[str, Any]
    text: Mapping[str, Any]
    entries: tuple[Row, ...]
    fingerprint: str


def prepared(document: Document, reading: Reading) -> Prepared:
    """The rows to write, and the fingerprint of all that the reading says. Raises BadDate, NotText."""
    facts = _facts(document, reading)
    try:
        held, text = rows(reading), _text(document)
        for column in (document.file, *facts.values(), *text.values()):
            str(column).encode()
    except ValueError as error:  # a lone surrogate: UnicodeEncodeError, or pydantic's word for it
        raise NotText(
            ascii(document.file),
            "its name or its text holds half a character (a lone surrogate)",
            "Rename the file, or save it as UTF-8.",
        ) from error
    fingerprint = content_id("fp", json.dumps([facts, text]), *(row.value for row in held))
    stored = {"id": document.id, "size": len(document.raw), "bytes": document.raw}
    return Prepared(stored, document.file, facts, text, held, fingerprint)


def _facts(document: Document, reading: Reading) -> dict[str, str | None]:
    published = document.published
    return {
        "id": reading.id,
        "document": document.id,
        "reader": reading.reader,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": published.date if published else None,
        "published_source": published.source if published else None,
        "published_evidence": published.evidence if published else None,
        "published_last": bounds(published.date).last.isoformat() if published else None,
        "encoding": document.encoding,
        "language": document.language,
    }


def _text(document: Document) -> dict[str, str | None]:
    return {
        "text": document.text,
        "passages": dump_passages(document.passages),
        "offsets": dump_offsets(document.offsets),
        "doubts": dump_doubts(document.doubts),
        "original": None if _decodes(document) else document.original,
    }


def _decodes(document: Document) -> bool:
    """Do the bytes, decoded, give the original again?"""
    try:
        return document.raw.decode(document.encoding) == document.original
    except (ValueError, LookupError):
        return False


def keep_document(connection: Connection, held: Prepared, recorded_at: str) -> None:
    """Add the bytes."""
    connection.execute(insert(documents), {**held.document, "recorded_at": recorded_at})


def keep_name(connection: Connection, held: Prepared, recorded_at: str) -> None:
    """Add the name, unless the document has it."""
    name = {"document": held.document["id"], "file": held.file}
    known = select(files.c.file).where(files.c.document == name["document"], files.c.file == name["file"])
    if connection.execute(known).first() is None:
        connection.execute(insert(files), {**name, "recorded_at": recorded_at})


def keep_reading(connection: Connection, held: Prepared, recorded_at: str) -> None:
    """Add the reading, its text and its entries; from now on it is the current one."""
    row = {**held.reading, "fingerprint": held.fingerprint, "recorded_at": recorded_at}
    seq = connection.execute(insert(readings).returning(readings.c.seq), row).scalar_one()
    connection.execute(insert(texts), {"reading": seq, **held.text})
    if held.entries:
        connection.execute(insert(entries), [{"reading": seq, **asdict(entry)} for entry in held.entries])


def keep_judgement(connection: Connection, judgement: Judgement) -> None:
    """Add the judgement, what it is about, and what it changes there."""
    connection.execute(
        insert(judgements),
        {
            "id": judgement.id,
            "kind": judgement.kind.value,
            "author": judgement.author,
            "made_at": judgement.made_at,
            "reason": judgement.reason,
        },
    )
    connection.execute(
        insert(judgement_subjects),
        [{"judgement": judgement.id, "position": at, **_tied(tie)} for at, tie in enumerate(judgement.ties)],
    )
    changed = [(change.field, value) for change in judgement.changes for value in change.values or ("",)]
    if changed:
        connection.execute(
            insert(judgement_changes),
            [
                {"judgement": judgement.id, "position": at, "field": field, "value": value}
                for at, (field, value) in enumerate(changed)
            ],
        )


def _tied(tie: Tie) -> dict[str, Any]:
    return {
        "subject": tie.id,
        "kind": tie.kind,
        "words": tie.words,
        "document": tie.document,
        "start": tie.start,
        "end": tie.end,
        "value": dump(Kind(tie.kind), tie.value) if tie.value is not None else None,
    }
