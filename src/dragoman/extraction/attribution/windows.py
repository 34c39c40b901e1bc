"""Paragraphs as word pieces, packed into the windows that the encoder reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.extraction.attribution.quotes import Case, case_of, quotation_states

Ints = NDArray[np.int64]

CLS, SEP = 101, 102  # ids of the special pieces in the vocabulary of BERT
LONGEST_WINDOW = 250  # pieces; positions beyond were never trained
_LONGEST_PARAGRAPH = LONGEST_WINDOW - 2
DEFAULT_WINDOW = 128
NO_OFFSET = -1  # start and end of a special piece
_SURROGATE = re.compile("[\ud800-\udfff]")
_COLON = 1024
_SENTENCE_ENDS = frozenset({1012, 999, 1029, 1000, 1524})  # . ! ? " ”


@dataclass(frozen=True)
class Pieces:
    """Word pieces of one paragraph, or of a part of it; arrays of one length.

    ``ids`` in the vocabulary; ``features`` is the state of the quotation times 4 plus the case of the word;
    ``starts`` and ``ends`` are character offsets in the document, half open.
    """

    ids: Ints
    features: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """The pieces from ``start`` to ``end``, half open."""
        return Pieces(self.ids[start:end], self.features[start:end], self.starts[start:end], self.ends[start:end])


@dataclass(frozen=True)
class Window:
    """Whole paragraphs (or a part of a long one) between special pieces: ``[CLS] ... [SEP] ... [SEP]``."""

    parts: tuple[Pieces, ...]

    @cached_property
    def ids(self) -> Ints:
        """Vocabulary ids, shape (length,)."""
        return self._joined("ids", SEP, CLS)

    @cached_property
    def features(self) -> Ints:
        """Quotation and case features, shape (length,)."""
        return self._joined("features", 0, 0)

    @cached_property
    def starts(self) -> Ints:
        """Character offsets in the document; -1 for special pieces."""
        return self._joined("starts", NO_OFFSET, NO_OFFSET)

    @cached_property
    def ends(self) -> Ints:
        """Character offsets in the document, exclusive; -1 for special pieces."""
        return self._joined("ends", NO_OFFSET, NO_OFFSET)

    @cached_property
    def paragraphs(self) -> Ints:
        """The number of each piece's paragraph within the window; a [SEP] counts with the one it closes."""
        lengths = [len(part) + 1 for part in self.parts]
        return np.concatenate([[0], np.repeat(np.arange(len(lengths)), lengths)]).astype(np.int64)

    def _joined(self, name: str, separator: int, first: int) -> Ints:
        arrays: list[list[int] | Ints] = [[first]]
        for part in self.parts:
            arrays += [getattr(part, name), [separator]]
        return np.concatenate(arrays).astype(np.int64)


def pieces_of(paragraph: str, offset: int, tokenizer: Tokenizer) -> Pieces:
    """Cuts a paragraph that begins at ``offset`` of its document into word pieces with their features."""
    # The tokenizer refuses lone surrogates; the replacement keeps the length, so that offsets hold.
    text = _SURROGATE.sub("\ufffd", paragraph)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    states = np.frombuffer(quotation_states(text), dtype=np.uint8)
    quoted: Ints = states[spans[:, 0]].astype(np.int64)
    features: Ints = quoted * len(Case) + _cases(text, encoding.word_ids, spans)
    return Pieces(np.array(encoding.ids, dtype=np.int64), features, spans[:, 0] + offset, spans[:, 1] + offset)


def _cases(text: str, words: list[int | None], spans: Ints) -> Ints:
    """The case of each piece's whole word."""
    if not words:
        return np.zeros(0, dtype=np.int64)
    numbers = np.array(words, dtype=np.int64)
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    last = np.append(first[1:], len(numbers)) - 1
    cases = [int(case_of(text[s:e])) for s, e in zip(spans[first, 0], spans[last, 1], strict=True)]
    return np.repeat(np.array(cases, dtype=np.int64), last - first + 1)


def packed(paragraphs: Iterable[Pieces], limit: Callable[[], int] = lambda: DEFAULT_WINDOW) -> Iterator[Window]:
    """Packs paragraphs in their order into windows of at most ``limit()`` pieces, asked anew for each window.

    A longer paragraph has a window of its own, up to ``LONGEST_WINDOW``: a cut would part quotations from their cues.
    So has one that ends in a colon together with the paragraph that it introduces. What is longer still is cut,
    behind the end of a sentence where there is one.
    """
    held: list[Pieces] = []
    free = _room(limit())
    for unit in _units(paragraphs):
        if held and _size(unit) > free:
            yield Window(tuple(held))
            held, free = [], _room(limit())
        if _size(unit) <= _LONGEST_PARAGRAPH:
            held += unit
            free -= _size(unit) + 1
        else:
            yield from _cut_up(unit[0])
            free = _room(limit())
    if held:
        yield Window(tuple(held))


def _units(paragraphs: Iterable[Pieces]) -> Iterator[list[Pieces]]:
    """The paragraphs one by one, or together where one introduces the next and both fit into one window."""
    unit: list[Pieces] = []
    for paragraph in paragraphs:
        if not len(paragraph):
            continue
        introduced = unit and unit[-1].ids[-1] == _COLON and _size([*unit, paragraph]) <= _LONGEST_PARAGRAPH
        if unit and not introduced:
            yield unit
            unit = []
        unit.append(paragraph)
    if unit:
        yield unit


def _size(unit: Sequence[Pieces]) -> int:
    """Pieces, those between the paragraphs included."""
    return sum(len(paragraph) + 1 for paragraph in unit) - 1


def _cut_up(paragraph: Pieces) -> Iterator[Window]:
    """A paragraph that no window holds, in windows of its own."""
    rest = paragraph
    while len(rest):
        cut = len(rest) if len(rest) <= _LONGEST_PARAGRAPH else _cut(rest.ids, _LONGEST_PARAGRAPH)
        yield Window((rest.part(0, cut),))
        rest = rest.part(cut, len(rest))


def _room(limit: int) -> int:
    """Pieces that fit between the special ones."""
    if not 8 <= limit <= LONGEST_WINDOW:
        raise ValueError(f"a window holds 8 to {LONGEST_WINDOW} pieces, not {limit}")
    return limit - 2


def _cut(ids: Ints, room: int) -> int:
    """Where to cut a paragraph of more than ``room`` pieces: behind the last end of a sentence in its second half."""
    for place in range(room, room // 2, -1):
        if int(ids[place - 1]) in _SENTENCE_ENDS:
            return place
    return room
