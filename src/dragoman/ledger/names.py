"""Which document somebody means: by its id, a name it was read under, the start of the one or the end of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from dragoman.ledger import reads
from dragoman.ledger.tables import current_documents, documents, files, retold
from dragoman.model import BadInput

_NEAR = 3
"""How many candidates an error names."""


def resolved(connection: Connection, key: str) -> str:
    """The id of the one document that answers to the key; the first of four ways that finds any counts.

    Raises BadInput where none, or more than one, answers.
    """
    for found in _answers(connection, key):
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(connection, key, found)
    raise _unknown(connection, key)


def _answers(connection: Connection, key: str) -> Iterator[Sequence[str]]:
    """Ids by whole id, by file name (corrected editions before superseded ones), by start of id, by end of name."""
    if not key:
        return
    stands = current_documents.c.id
    by_id, by_file = select(stands), select(files.c.document).distinct().order_by(files.c.document).where(_stands())
    yield connection.execute(by_id.where(stands == key)).scalars().all()
    named = connection.execute(by_file.where(files.c.file == key)).scalars().all()
    newer = reads.newer_editions(connection)
    yield [id_ for id_ in named if id_ not in newer] or named
    yield connection.execute(by_id.where(_begins(key)).order_by(stands)).scalars().all()
    yield connection.execute(by_file.where(files.c.file.endswith("/" + key, autoescape=True))).scalars().all()


def _begins(key: str) -> ColumnElement[bool]:
    """The id begins with the key, or its hexadecimal digits do."""
    id_ = current_documents.c.id
    return or_(id_.startswith(key, autoescape=True), id_.contains(f"-{key}", autoescape=True))


def _stands() -> ColumnElement[bool]:
    """The name in ``files`` stands for that document still."""
    told = retold.c.document == files.c.document, retold.c.file == files.c.file
    return ~exists().where(*told)


def _ambiguous(connection: Connection, key: str, found: Sequence[str]) -> BadInput:
    named = "; ".join(_named(connection, id_) for id_ in found[:_NEAR])
    more = f"; and {len(found) - _NEAR} more" if len(found) > _NEAR else ""
    return BadInput(key, f"{len(found)} documents answer to this: {named}{more}", "Give the whole id of one.")


def file_of(connection: Connection, document: str) -> str:
    """The name that the document is shown by: the first in the alphabet, before those that stand for others now."""
    query = select(files.c.file).where(files.c.document == document).order_by(~_stands(), files.c.file)
    return str(connection.execute(query.limit(1)).scalar_one())


def _named(connection: Connection, document: str) -> str:
    return f"{document} ({file_of(connection, document)})"


def _unknown(connection: Connection, key: str) -> BadInput:
    names = connection.execute(select(files.c.file).distinct().order_by(files.c.file)).scalars()
    near = get_close_matches(key, [*names, *reads.document_ids(connection)], n=_NEAR, cutoff=0.5)
    advice = f"Did you mean {' or '.join(near)}?" if near else "Give an id or a file name as `dragoman read` prints it."
    return BadInput(key, "no document of the record has this id or file name", advice)


def is_current(connection: Connection, reading: str, file: str | None) -> bool:
    """Is the reading of that id its document's current one, and the file name, if given, one of the document's?"""
    query = select(current_documents.c.id).where(current_documents.c.reading_id == reading)
    if file is not None:
        names = select(files.c.document).where(files.c.file == file, _stands())
        query = query.where(current_documents.c.id.in_(names))
    return connection.execute(query.limit(1)).first() is not None


def called(connection: Connection, file: str, content: str) -> str | None:
    """The document with these bytes (their hash is ``content``) that the file name stands for."""
    query = (
        select(documents.c.id)
        .join(files, files.c.document == documents.c.id)
        .where(files.c.file == file, _stands(), func.coalesce(documents.c.content, documents.c.id) == content)
    )
    return connection.execute(query).scalar_one_or_none()
