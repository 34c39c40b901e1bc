"""Lines as lists show them: the first of a section, and of each a few passages and steps; the rest has its own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Section
from dragoman.brief.wording import counted
from dragoman.web.snapshots import Snapshot

LINES = 8
"""Lines of a section beside others."""

PAGE = 40
"""Lines on the page of one section."""

EXCHANGES = 100
"""Exchanges of a record that can be chosen."""

PASSAGES = 4
PARTS = 6


@dataclass(frozen=True, slots=True)
class Board:
    """A section with its first lines; ``address`` is the page of all of them."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]
    total: int
    address: str

    @property
    def more(self) -> int:
        """Lines that are not shown."""
        return self.total - len(self.lines)


def exchanges(snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """The exchanges of the record that can be chosen, with the number of their reports."""
    return tuple((held.name, len(held.documents)) for held in snapshot.state.negotiations[:EXCHANGES])


def board(section: Section, address: str) -> Board:
    """The section with its first lines."""
    shown = few(section.lines[:LINES])
    return Board(section.name, section.title, section.about, shown, len(section.lines), address)


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
