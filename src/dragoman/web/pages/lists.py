"""Lines as lists show them: a few passages and steps of each, the rest on the item's own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.brief.lines import Line
from dragoman.brief.wording import counted

PASSAGES = 4
PARTS = 6


def few(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, each with what fits into a list, and how much does not."""
    return tuple(map(_few, lines))


def _few(line: Line) -> Line:
    parts = tuple(replace(part, evidence=part.evidence[:PASSAGES]) for part in line.parts[:PARTS])
    left = _left(len(line.parts) - len(parts), "step" if line.lived else "account")
    left += _left(len(line.evidence) - PASSAGES, "passage")
    return replace(line, parts=parts, evidence=line.evidence[:PASSAGES], facts=line.facts + left)


def _left(number: int, what: str) -> tuple[str, ...]:
    return (f"{counted(number, f'more {what}')} on its own page",) if number > 0 else ()
