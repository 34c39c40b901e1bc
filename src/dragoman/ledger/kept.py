"""What was worked out from the record and is kept until the record says something else; losing it loses nothing.

A stamp names all that a view rests on: the readings in it, those without a date, judgements, names. A text that was
kept under another stamp is never given back. A gist rests on one reading, and on the program that made it. A part of
a view is kept under a key that names all it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Final, NamedTuple
from zlib import compress, decompress

from sqlalchemy import Connection, delete, exists, func, insert, or_, select

from dragoman.ledger import reads
from dragoman.ledger.supersession import editions, superseded_by
from dragoman.ledger.tables import (
    current_documents,
    documents,
    files,
    hidden_documents,
    judgements,
    kept_gists,
    kept_parts,
    kept_views,
    readings,
    retellings,
)
from dragoman.model import bounds

LEAST: Final = 200
"""Documents of a record whose views are worth keeping."""

MOST: Final = 64
LARGEST: Final = 16 * 2**20
"""Views that are kept, and compressed bytes of one."""


MOST_PARTS: Final = 5_000
"""Parts of one view from which on those that are not in use are forgotten."""

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
    current = query.order_by(readings.c.seq).subquery()
    seqs = connection.execute(select(func.group_concat(current.c.seq))).scalar()
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
    if len(value) > LARGEST or _is_small(connection):
        return
    connection.execute(delete(kept_views).where(kept_views.c.view == view))
    if reads.count(connection, kept_views) >= MOST:
        connection.execute(delete(kept_views))
    connection.execute(insert(kept_views), {"view": view, "stamp": stamp, "value": value})


class Reported(NamedTuple):
    """A document that stands as of a day, by its current reading; in the order of their days.

    ``last`` is the last day on which it can have come out, empty where it has no date; ``parties`` are those that were
    kept of its gist, None where nothing was.
    """

    last: str
    document: str
    reading: int
    parties: str | None


class Marks(NamedTuple):
    """How far a record had grown: what is added to it later has higher numbers.

    ``reading``, ``judgement`` and ``retelling`` are the last of each, ``names`` how many documents have another one.
    """

    reading: int
    documents: int
    judgement: int
    retelling: int
    names: int

    def only_grew(self, later: Marks, readings: int) -> bool:
        """Were later so many readings added, each of a document of its own, and nothing else?"""
        same = (self.judgement, self.retelling, self.names) == (later.judgement, later.retelling, later.names)
        return same and later.documents - self.documents == readings


def marks(connection: Connection) -> Marks:
    """How far the record has grown."""
    last = [
        connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
        for table in (readings, judgements, retellings)
    ]
    held = reads.count(connection, documents)
    return Marks(last[0], held, last[1], last[2], reads.count(connection, files) - held)


def reported(
    connection: Connection,
    as_of: str | None,
    program: str,
    since: int | None = None,
    among: Collection[str] | None = None,
) -> list[Reported]:
    """The documents of a day that no edition supersedes, in order, with what this program kept. Raises BadDate.

    ``since`` gives those alone whose current reading has a higher number, ``among`` those of these ids.
    """
    query = (
        select(
            func.coalesce(current_documents.c.published_last, ""),
            current_documents.c.id,
            current_documents.c.reading,
            kept_gists.c.parties,
        )
        .outerjoin(
            kept_gists, (kept_gists.c.reading == current_documents.c.reading) & (kept_gists.c.program == program)
        )
        .where(*reads.published_by(as_of, among))
    )
    if since is not None:
        query = query.where(current_documents.c.reading > since)
    found = sorted(map(Reported._make, connection.execute(query).all()))
    newer = reads.newer_editions(connection)
    wanted = {edition for row in found if row.document in newer for edition in editions(newer, row.document)}
    if not wanted:
        return found
    visible = select(current_documents.c.id).where(*reads.published_by(as_of, wanted))
    shown = set(connection.execute(visible).scalars())
    return [row for row in found if superseded_by(newer, row.document, shown) is None]


def gists(connection: Connection, program: str, of: Collection[int]) -> Mapping[int, str]:
    """What this program kept of these readings, by their seqs."""
    query = select(kept_gists.c.reading, kept_gists.c.value).where(
        kept_gists.c.program == program, kept_gists.c.reading.in_(reads.listed(of))
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}


def keep_gists(connection: Connection, program: str, made: Mapping[int, tuple[str, str]]) -> None:
    """Keep what this program made of readings, the parties and the whole; of a small record nothing is kept."""
    if not made or _is_small(connection):
        return
    connection.execute(delete(kept_gists).where(kept_gists.c.reading.in_(reads.listed(made))))
    rows = [
        {"reading": reading, "program": program, "parties": parties, "value": value}
        for reading, (parties, value) in made.items()
    ]
    connection.execute(insert(kept_gists), rows)


def parts(connection: Connection, view: str, keys: Collection[str]) -> Mapping[str, str]:
    """Those of the view's parts that are kept, by their keys."""
    query = select(kept_parts.c.key, kept_parts.c.value).where(
        kept_parts.c.view == view, kept_parts.c.key.in_(reads.listed(keys))
    )
    return {row.key: row.value for row in connection.execute(query)}


def keep_parts(connection: Connection, view: str, made: Mapping[str, str], used: Collection[str]) -> None:
    """Keep parts of a view; of a small record nothing is kept, and of very many parts those alone that are used."""
    if not made or _is_small(connection):
        return
    held = select(func.count()).where(kept_parts.c.view == view)
    if connection.execute(held).scalar_one() >= MOST_PARTS:
        connection.execute(
            delete(kept_parts).where(kept_parts.c.view == view, kept_parts.c.key.not_in(reads.listed(used)))
        )
    connection.execute(delete(kept_parts).where(kept_parts.c.view == view, kept_parts.c.key.in_(reads.listed(made))))
    connection.execute(insert(kept_parts), [{"view": view, "key": key, "value": made[key]} for key in made])


def _is_small(connection: Connection) -> bool:
    """Has the record too few documents for anything to be worth keeping?"""
    first = select(documents.c.id).limit(LEAST)
    return len(connection.execute(first).all()) < LEAST
