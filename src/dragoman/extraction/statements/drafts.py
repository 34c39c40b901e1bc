"""A statement in the making."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extraction.statements.cues import Cue
from dragoman.extraction.statements.sources import Speaker

Span = tuple[int, int]
"""Offsets of ``doc.text``, half open."""


@dataclass(frozen=True)
class Draft:
    """A statement in the making; spans are offsets of ``doc.text``.

    ``cited`` marks one whose cue is the relayer's ("the Post reported, citing X"): its day is the report's.
    """

    cue: Cue | None
    speaker: Speaker
    content: Span
    via: tuple[str, ...] = ()
    nested: bool = False
    quotation: bool = False
    cited: bool = False
    addressees: tuple[str, ...] = ()


def share(a: Span, b: Span) -> bool:
    """Do the two spans have a code point in common?"""
    return a[0] < b[1] and b[0] < a[1]
