"""What was worked out from the record and is kept until the record says something else.

A stamp names all that a view rests on: the readings in it, those without a date, judgements, names. A text that was
kept under another stamp is never given back; losing it loses nothing.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from zlib import compress, decompress

from sqlalchemy import Connection, delete, exists, func, insert, or_, select

from dragoman.ledger import reads
from dragoman.ledger.tables import documents, files, hidden_documents, judgements, kept_views, readings, retellings
from dragoman.model import bounds

LEAST: Final = 200
"""Documents of a record whose views are worth keeping."""

MOST: Final = 64
LARGEST: Final = 16 * 2**20
"""Views that are kept, and compressed bytes of one."""


PATIENCE: Final = 0.2
"""Seconds to wait for another process that writes: what is not kept is worked out again."""


def stamp(connection: Connection, as_of: str | None) -> str:
    """What the view of a day rests on, as a hash; it changes whenever the view can. Raises BadDate."""
    later = readings.alias()
    query = select(readings.c.seq).where(
        ~exists().where(later.c.document == readings.c.document, later.c.seq > readings.c.seq),
        ~exists().where(hidden_documents.c.document == readings.c.document),
    )
    if as_of is not None:
        day = bounds(as_of).last.isoformat()
        query = query.where(or_(readings.c.published_last <= day, readings.c.published_last.is_(None)))
    seqs = connection.execute(query.order_by(readings.c.seq)).scalars().all()
    last = [connection.execute(select(func.max(table.c.seq))).scalar() for table in (judgements, retellings)]
    names = reads.count(connection, files) - reads.count(connection, documents)
    return sha256(repr((as_of, seqs, last, names)).encode()).hexdigest()


def found(connection: Connection, view: str, stamp: str) -> str | None:
    """The text of the view, if it was kept under this stamp."""
    query = select(kept_views.c.value).where(kept_views.c.view == view, kept_views.c.stamp == stamp)
    value = connection.execute(query).scalar_one_or_none()
    return None if value is None else decompress(value).decode()


def keep(connection: Connection, view: str, stamp: str, text: str) -> None:
    """Keep the text in the place of what the view had; one that is too large, or of a small record, is not kept."""
    value = compress(text.encode("utf-8", "replace"), 1)
    if len(value) > LARGEST or reads.count(connection, documents) < LEAST:
        return
    connection.execute(delete(kept_views).where(kept_views.c.view == view))
    if reads.count(connection, kept_views) >= MOST:
        connection.execute(delete(kept_views))
    connection.execute(insert(kept_views), {"view": view, "stamp": stamp, "value": value})
