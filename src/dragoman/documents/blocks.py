"""Blocks of a report on their way to the canonical text: folded words, and where each stands in the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from dragoman.model import OffsetMap, Passage, Piece, Zone

PARTING = "\n\n"
"""Written between two passages of the canonical text."""

_RUN = re.compile(r"\S++(?: \S++)*+")


class Bit(NamedTuple):
    """``original[start:end]`` of a block: copied, or read as ``text`` where that is given (an entity)."""

    start: int
    end: int
    text: str | None = None


class Role(StrEnum):
    """What the markup says that a block is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: its words with white space folded, ``pieces`` counted from its own start.

    ``zone`` is given where the markup or an earlier step has settled it. ``parted`` tells that a blank line or a tag
    stands before it, ``lines`` the lines that it was joined from.
    """

    text: str
    pieces: tuple[Piece, ...]
    role: Role = Role.TEXT
    zone: Zone | None = None
    parted: bool = True
    lines: int = 1

    def cut(self, at: int) -> tuple[Block, Block]:
        """The block parted in two at ``text[at]``, blanks at the cut dropped."""
        return self._slice(0, len(self.text[:at].rstrip())), self._slice(self._skip_blank(at), len(self.text))

    def _skip_blank(self, at: int) -> int:
        return len(self.text) - len(self.text[at:].lstrip())

    def _slice(self, start: int, end: int) -> Block:
        cut = (_clipped(p, start, end) for p in self.pieces if start <= p.start + p.length and p.start <= end)
        return replace(self, text=self.text[start:end], pieces=tuple(cut))


def _clipped(piece: Piece, start: int, end: int) -> Piece:
    low, high = max(start, piece.start), min(end, piece.start + piece.length)
    return Piece(low - start, piece.original + low - piece.start, high - low)


def fold(original: str, bits: Iterable[Bit], role: Role = Role.TEXT, *, parted: bool = True) -> Block:
    """The block that the bits make: every run of white space one space, none at either end.

    An empty piece marks each end of what was decoded, so that anchors on it are as tight as on copied words.
    """
    out: list[str] = []
    pieces: list[Piece] = []
    at, blank = 0, False
    for bit in bits:
        source = original[bit.start : bit.end] if bit.text is None else bit.text
        done = 0
        for run in _RUN.finditer(source):
            if out and (blank or run.start() > done):
                out.append(" ")
                at += 1
            pieces += _pieces(bit, at, run.start(), run.end())
            out.append(run.group())
            at += run.end() - run.start()
            done, blank = run.end(), False
        blank = blank or done < len(source)
    return Block("".join(out), tuple(pieces), role, parted=parted)


def join(parts: Sequence[tuple[str, Block]]) -> Block:
    """One block of several, each after the glue that it comes with (the first one's is left out)."""
    first = parts[0][1]
    if len(parts) == 1:
        return first
    out, pieces, at = [first.text], list(first.pieces), len(first.text)
    for glue, block in parts[1:]:
        at += len(glue)
        pieces += (Piece(at + p.start, p.original, p.length) for p in block.pieces)
        out += (glue, block.text)
        at += len(block.text)
    return replace(first, text="".join(out), pieces=tuple(pieces), lines=sum(block.lines for _, block in parts))


def _pieces(bit: Bit, at: int, start: int, end: int) -> tuple[Piece, ...]:
    if bit.text is None:
        return (Piece(at, bit.start + start, end - start),)
    return Piece(at, bit.start, 0), Piece(at + end - start, bit.end, 0)


def compose(zoned: Iterable[tuple[Zone, Block]]) -> tuple[str, OffsetMap, tuple[Passage, ...]]:
    """The canonical text, its map to the original and its passages."""
    out: list[str] = []
    pieces: list[Piece] = []
    passages: list[Passage] = []
    at = 0
    for zone, block in zoned:
        if out:
            out.append(PARTING)
            at += len(PARTING)
        out.append(block.text)
        pieces += (Piece(at + p.start, p.original, p.length) for p in block.pieces)
        passages.append(Passage(zone, at, at + len(block.text)))
        at += len(block.text)
    return "".join(out), OffsetMap(tuple(pieces)), tuple(passages)
