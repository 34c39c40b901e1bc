"""The record as it stood on a day: which reading of each document was the current one, which judgements were made.

A document that was not in the record yet on that day, and a judgement about such documents alone, count as they are
now: a record of old reports that was begun later has no past of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dragoman.ledger import reads
from dragoman.ledger.tables import current_documents, readings
from dragoman.model import Judgement, JudgementKind, bounds


def older_readings(connection: Connection, day: str) -> Mapping[str, Row[Any]]:
    """The readings that stood at the end of the day where others stand now, by document. Raises BadDate."""
    then = (
        select(func.max(readings.c.seq).label("seq"))
        .where(_by(day))
        .group_by(readings.c.document)
        .having(func.max(readings.c.seq).not_in(select(current_documents.c.reading)))
        .subquery()
    )
    query = (
        select(readings, readings.c.seq.label("reading"), current_documents.c.file)
        .join(then, then.c.seq == readings.c.seq)
        .join(current_documents, current_documents.c.id == readings.c.document)
    )
    return {row.document: row for row in connection.execute(query)}


def judgements_by(connection: Connection, day: str) -> tuple[Judgement, ...]:
    """The judgements that were made by the end of the day, or are about documents that came into the record later."""
    made = reads.judgements_made(connection)
    held = set(connection.execute(select(readings.c.document).where(_by(day)).distinct()).scalars())
    about = {judgement.id: {tie.document for tie in judgement.ties if tie.document} for judgement in made}
    for judgement in made:
        if judgement.kind is JudgementKind.WITHDRAW:
            about[judgement.id] = {d for subject in judgement.subjects for d in about.get(subject, ())}
    last = bounds(day).last.isoformat()
    return tuple(j for j in made if j.made_at[:10] <= last or not _was_about(about[j.id], held))


def _was_about(documents: set[str], held: set[str]) -> bool:
    """Was any of the documents in the record, or, for what is about none, the record begun?"""
    return bool(documents & held) if documents else bool(held)


def _by(day: str) -> Any:
    return func.substr(readings.c.recorded_at, 1, 10) <= bounds(day).last.isoformat()
