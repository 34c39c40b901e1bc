"""Spans: start and end, half open; of a text in code points, of a tagger's window in pieces."""

from __future__ import annotations

Span = tuple[int, int]


def share(a: Span, b: Span) -> bool:
    """Do the two spans have a code point in common?"""
    return a[0] < b[1] and b[0] < a[1]


def shifted(span: Span, offset: int) -> Span:
    """The span of a line in the text that the line stands in from ``offset`` on."""
    return span[0] + offset, span[1] + offset
