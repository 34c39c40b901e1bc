"""Statements and moves of one document, from its parse."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extraction.moves import find_moves
from dragoman.extraction.statements import find_statements
from dragoman.model import Document, Extraction, Links, Parsed, Timex

VERSION = "rules-1"
"""Changes whenever the rules or their tables do: readings made by another version are superseded."""

__all__ = ["VERSION", "extract"]


def extract(document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]) -> Extraction:
    """Everything that the rules find in the parsed passages of one document."""
    statements = find_statements(document, parsed, links, timexes)
    return Extraction(statements, find_moves(document, parsed, links, timexes, statements))
