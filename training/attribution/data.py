"""Reads attribution corpora and turns them into labelled windows.

The form: JSON Lines (or .gz), one document a line with ``id``, ``text`` and ``attributions``, each of these with
``source``, ``cue`` and ``content`` as lists of ``[start, end]`` character offsets in ``text``.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.extraction.attribution.windows import Pieces, Window, packed, pieces_of

OUTSIDE, BEGIN, INSIDE = 0, 1, 2  # labels of cue pieces
ROWS = ("source in", "source start", "source end", "content in", "content start", "content end")
CONTENT_IN = ROWS.index("content in")
SMALLEST_WINDOW, LARGEST_WINDOW = 96, 250  # the range from which training draws a window's limit

Spans = list[list[int]]


@dataclass(frozen=True)
class Document:
    """One document of a corpus, its paragraphs cut into word pieces."""

    id: str
    text: str
    attributions: list[dict[str, Spans]]
    paragraphs: tuple[Pieces, ...]


@dataclass(frozen=True)
class Example:
    """A window with its labels: ``cues`` and ``inner`` (length,), ``spans`` (rows, 2), ``rows`` (rows, 6, length).

    ``inner`` is true inside contents, where a corpus of outermost attributions does not say whether a cue stands.
    """

    window: Window
    cues: NDArray[np.int64]
    inner: NDArray[np.bool_]
    spans: NDArray[np.int64]
    rows: NDArray[np.bool_]


def read_documents(path: Path, tokenizer: Tokenizer) -> list[Document]:
    """The documents of a corpus file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [
        Document(r["id"], r["text"], r["attributions"], tuple(pieces_of_text(r["text"], tokenizer))) for r in records
    ]


def pieces_of_text(text: str, tokenizer: Tokenizer) -> Iterator[Pieces]:
    """The pieces of every line of a text that has any: a line is a paragraph."""
    offset = 0
    for line in text.split("\n"):
        pieces = pieces_of(line, offset, tokenizer)
        if len(pieces):
            yield pieces
        offset += len(line) + 1


def held_back(documents: list[Document], count: int, seed: int) -> tuple[list[Document], list[Document]]:
    """Parts the documents: ``count`` for tuning, the rest for training."""
    chosen = set(random.Random(seed).sample(range(len(documents)), count))
    tune = [d for i, d in enumerate(documents) if i in chosen]
    return tune, [d for i, d in enumerate(documents) if i not in chosen]


def examples(documents: Iterable[Document], limit: Callable[[], int]) -> Iterator[Example]:
    """The labelled windows of the documents, packed to limits drawn from ``limit``."""
    for document in documents:
        for window in packed(document.paragraphs, limit):
            yield labelled(window, document.attributions)


def labelled(window: Window, attributions: list[dict[str, Spans]]) -> Example:
    """Labels a window with the attributions whose cue lies in it; what lies beyond its edges is lost."""
    cues = np.zeros(len(window.ids), dtype=np.int64)
    spans, rows = [], []
    for attribution in attributions:
        cue = np.flatnonzero(_covered(window, attribution["cue"]))
        content = _covered(window, attribution["content"])
        if not len(cue) or not content.any() or cues[cue].any():
            continue
        cues[cue] = INSIDE
        cues[cue[0]] = BEGIN
        spans.append((cue[0], cue[-1] + 1))
        rows.append(np.stack([*_row(_covered(window, attribution["source"])), *_row(content)]))
    inner = np.array([row[CONTENT_IN] for row in rows], dtype=np.bool_).reshape(-1, len(cues)).any(axis=0)
    return Example(
        window,
        cues,
        inner & (cues == OUTSIDE),
        np.array(spans, dtype=np.int64).reshape(-1, 2),
        np.array(rows, dtype=np.bool_).reshape(-1, len(ROWS), len(window.ids)),
    )


def _covered(window: Window, spans: Spans) -> NDArray[np.bool_]:
    """Which pieces share a character with one of the spans."""
    inside = np.zeros(len(window.ids), dtype=np.bool_)
    for start, end in spans:
        inside |= (window.starts < end) & (window.ends > start) & (window.starts >= 0)
    return inside


def _row(inside: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Inside, the first piece and the last piece of every fragment."""
    before = np.concatenate([[False], inside[:-1]])
    after = np.concatenate([inside[1:], [False]])
    return inside, inside & ~before, inside & ~after
