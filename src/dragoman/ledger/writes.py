"""What is added to the record, each step on an open transaction; nothing here changes or takes away a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, union

from dragoman.ledger.sketches import BANDS, NEAR, keys, share, sketch
from dragoman.ledger.tables import (
    documents,
    entries,
    files,
    judgement_changes,
    judgement_subjects,
    judgements,
    near_copies,
    readings,
    retellings,
    sketch_keys,
    sketches,
    texts,
)
from dragoman.ledger.values import Kind, Row, dump, dump_doubts, dump_offsets, dump_passages, load_passages, rows
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
    content: str
    sketch: bytes | None


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
    content = content_id(document.id.rpartition("-")[0], document.raw)
    stored = {
        "id": document.id,
        "size": len(document.raw),
        "bytes": document.raw,
        "content": None if content == document.id else content,
    }
    drawn = sketch(document.text, document.passages)
    return Prepared(stored, document.file, facts, text, held, fingerprint, content, drawn)


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
        "agency": document.agency,
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


def retell(connection: Connection, held: Prepared, before: str, recorded_at: str) -> None:
    """Let the name stand for this document from now on, not for the one it stood for before."""
    told = {"file": held.file, "document": before, "told": held.document["id"], "recorded_at": recorded_at}
    connection.execute(insert(retellings), told)


def keep_reading(connection: Connection, held: Prepared, recorded_at: str) -> None:
    """Add the reading, its text and its entries; from now on it is the current one."""
    row = {**held.reading, "fingerprint": held.fingerprint, "recorded_at": recorded_at}
    seq = connection.execute(insert(readings).returning(readings.c.seq), row).scalar_one()
    connection.execute(insert(texts), {"reading": seq, **held.text})
    if held.sketch:
        _keep_sketch(connection, seq, held.sketch)
    if held.entries:
        connection.execute(insert(entries), [{"reading": seq, **asdict(entry)} for entry in held.entries])


def sketch_all(connection: Connection) -> None:
    """Draw the sketches, and find the near copies, of all readings that were kept before there were any."""
    lacking = texts.c.reading.not_in(select(sketches.c.reading))
    query = select(texts.c.reading, texts.c.text, texts.c.passages).where(lacking).order_by(texts.c.reading)
    for row in connection.execute(query).all():
        drawn = sketch(row.text, load_passages(row.passages))
        if drawn:
            _keep_sketch(connection, row.reading, drawn)


def _keep_sketch(connection: Connection, reading: int, drawn: bytes) -> None:
    found = keys(drawn)
    near = connection.execute(_sharing_a_key, {f"key{n}": key for n, key in enumerate(found)}).all()
    connection.execute(insert(sketches), {"reading": reading, "sketch": drawn})
    connection.execute(insert(sketch_keys).prefix_with("OR IGNORE"), [{"key": k, "reading": reading} for k in found])
    shares = ((row.reading, share(drawn, row.sketch)) for row in near)
    copies = [{"reading": reading, "other": other, "share": held} for other, held in shares if held >= NEAR]
    if copies:
        connection.execute(insert(near_copies), copies)


def _sharing(number: int) -> Select[tuple[int]]:
    query = select(sketch_keys.c.reading).where(sketch_keys.c.key == bindparam(f"key{number}"))
    return query.order_by(sketch_keys.c.reading.desc()).limit(_CANDIDATES)


_CANDIDATES = 32
"""Readings in one band, the latest, that a new one is compared with: enough to find a text's copies among many."""

_sharing_a_key = select(sketches.c.reading, sketches.c.sketch).where(
    sketches.c.reading.in_(union(*(select(_sharing(number).subquery().c.reading) for number in range(BANDS))))
)


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
