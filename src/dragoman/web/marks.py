"""A document's text cut where something begins or ends, so that each piece knows what covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dragoman.brief.displayable import visible
from dragoman.model import Document, Passage

PAGE: Final = 40_000
"""Code points of a document that one page shows."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """``text[start:end]`` belongs to the finding ``label``; ``kind`` is how it is drawn."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words safe to look at; the ``kinds`` and ``labels`` of what covers them, and the labels that open here."""

    text: str
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def pieces(text: str, start: int, end: int, marks: Iterable[Mark], opened: set[str]) -> Iterator[Piece]:
    """``text[start:end]`` in order; a label opens once, ``opened`` are those that have."""
    waiting = sorted((mark for mark in marks if mark.start < end and start < mark.end), reverse=True)
    cuts = sorted({start, end}.union(*((max(m.start, start), min(m.end, end)) for m in waiting)))
    covering: list[Mark] = []
    for at, following in pairwise(cuts):
        covering = [mark for mark in covering if mark.end > at]
        while waiting and waiting[-1].start <= at:
            covering.append(waiting.pop())
        labels = tuple(dict.fromkeys(mark.label for mark in covering if mark.label))
        opens = tuple(label for label in labels if label not in opened)
        opened.update(opens)
        kinds = tuple(dict.fromkeys(mark.kind for mark in covering))
        yield Piece(visible(text[at:following]), kinds, labels, opens)


def pages(document: Document) -> tuple[tuple[Passage, ...], ...]:
    """The passages, a page at a time; one that is longer than a page is cut."""
    made: list[list[Passage]] = [[]]
    room = PAGE
    for passage in document.passages:
        for part in _cut(passage):
            if part.end - part.start > room and made[-1]:
                made.append([])
                room = PAGE
            made[-1].append(part)
            room -= part.end - part.start
    return tuple(map(tuple, made))


def page_of(split: Sequence[Sequence[Passage]], start: int) -> int:
    """The number of the page, from 0, on which the code point stands."""
    for number, passages in enumerate(split):
        if passages and start < passages[-1].end:
            return number
    return len(split) - 1


def _cut(passage: Passage) -> Iterator[Passage]:
    for start in range(passage.start, passage.end, PAGE):
        yield Passage(passage.zone, start, min(start + PAGE, passage.end))
