"""A statement in the making."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extraction.spans import Span
from dragoman.extraction.statements.cues import Cue
from dragoman.extraction.statements.sources import Speaker


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
