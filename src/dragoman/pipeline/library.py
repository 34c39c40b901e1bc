"""What a notebook calls: one report in, a record opened. The package's own names lead here."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from dragoman import documents
from dragoman.ledger import Ledger
from dragoman.model import BadInput, Document, Reading
from dragoman.pipeline.reading import read_document


def read(
    file: str | PathLike[str] | None = None,
    *,
    text: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> tuple[Document, Reading]:
    """Read one report, from a file or from a text, and return the document with what was found in it.

    ``published`` is the day of publication ("2022-01-18"); without it and without a date in the document,
    relative days stay unresolved. Raises BadInput where not exactly one of ``file`` and ``text`` is given, BadDate
    for a bad date, and a SourceError where there is no English report to be read.
    """
    if (file is None) == (text is None):
        raise BadInput(
            "read", "it takes a file or a text, one of them", 'Write read("report.txt") or read(text="...").'
        )
    if file is not None:
        (source,) = documents.collect([Path(file)], published=published, outlet=outlet)
        document = documents.read(documents.load(source), file=source.file, published=published, outlet=outlet)
    else:
        raw = (text or "").encode("utf-8", "replace")
        document = documents.read(raw, file="text", published=published, outlet=outlet)
    return document, read_document(document)


def open_record(file: str | PathLike[str] = "dragoman.db", *, create: bool = True) -> Ledger:
    """Open the record in a file, made if need be; use it in a ``with`` statement.

    Its ``append(document, reading)`` adds what ``read`` returns, its ``entries(as_of=)`` are what ``fold`` takes.
    Raises a RecordError where the file is no record, or where it is missing and ``create`` is false.
    """
    return Ledger.open(Path(file), create=create)
