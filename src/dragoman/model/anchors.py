"""Where words stand: an ``Anchor`` in the canonical text, an ``OffsetMap`` back to the original.

All offsets are Unicode code points, half open, counted from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

CONTEXT = 32
"""Code points of prefix and of suffix that an anchor carries."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A passage of one canonical text: position and quote selectors of the W3C Web Annotation model.

    ``text[start:end] == exact`` always; ``prefix`` and ``suffix`` are the words beside it, so that the place can
    be found again in another copy of the text.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of ``text[start:end]``; raises ValueError where that is empty or out of the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage {start}:{end} in a text of {len(text)} code points")
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def covers(self, other: Anchor) -> bool:
        """Does this passage hold all of ``other``?"""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Anchor) -> bool:
        """Do the two passages share a code point?"""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` code points that stand alike at ``start`` in the canonical text and ``original`` in the original."""

    start: int
    original: int
    length: int


@dataclass(frozen=True)
class OffsetMap:
    """How a canonical text lies in its original: copied pieces in order, everything between them written anew.

    Pieces are ascending and disjoint on both sides. Canonical text between two pieces (a space for a line wrap,
    ``&`` for ``&amp;``) stands for the original text between the same two pieces; original text for which there
    is no canonical text was dropped (tags, marks, navigation).
    """

    pieces: tuple[Piece, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(p.start for p in self.pieces))

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that was taken as it is."""
        return cls((Piece(0, 0, length),) if length else ())

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original, half open, that ``text[start:end]`` was made from (``start < end``)."""
        return self._locate(start, leading=True), self._locate(end - 1, leading=False) + 1

    def restore(self, original: str, text: str, start: int, end: int) -> str:
        """``text[start:end]`` made again from the original: the copied pieces, and between them what was written.

        Equal to ``text[start:end]`` if and only if the map is true there; ``dragoman check`` relies on it.
        """
        out, at = [], start
        for piece in self._overlapping(start, end):
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            out.append(text[at:low])
            shift = piece.original - piece.start
            out.append(original[low + shift : high + shift])
            at = high
        out.append(text[at:end])
        return "".join(out)

    def _overlapping(self, start: int, end: int) -> Iterable[Piece]:
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.pieces) and self.pieces[index].start < end:
            piece = self.pieces[index]
            if piece.start + piece.length > start:
                yield piece
            index += 1

    def _locate(self, at: int, *, leading: bool) -> int:
        """The original place of the canonical code point ``at``; in a gap, its first or its last place."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0:
            piece = self.pieces[index]
            if at < piece.start + piece.length:
                return piece.original + at - piece.start
        before = self.pieces[index].original + self.pieces[index].length if index >= 0 else 0
        after = self.pieces[index + 1].original if index + 1 < len(self.pieces) else before + 1
        return before if leading else max(before, after - 1)
