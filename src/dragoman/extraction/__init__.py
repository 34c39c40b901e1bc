"""Statements, moves and events of one document, from its parse."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extraction.events import find_events
from dragoman.extraction.moves import find_moves
from dragoman.extraction.readers import DEFAULT_READER, READERS, Reader
from dragoman.model import Document, Extraction, Links, Parsed, Timex

__all__ = ["DEFAULT_READER", "READERS", "Reader", "extract"]


def extract(
    document: Document,
    parsed: Sequence[Parsed],
    links: Links,
    timexes: Sequence[Timex],
    *,
    reader: Reader = READERS[DEFAULT_READER],
) -> Extraction:
    """Everything that is found in the parsed passages of one document: statements by the reader, the rest by rules."""
    statements = reader.statements(document, parsed, links, timexes)
    return Extraction(
        statements,
        find_moves(document, parsed, links, timexes, statements),
        events=find_events(document, parsed, links, timexes, statements),
    )
