"""Near copies of a text: sketches of its words that are alike where the texts are.

MinHash (Broder 1997) by one permutation (Li, Owen and Zhang 2012), empty bins filled from the next ones by rotation
(Shrivastava and Li 2014), over shingles of words; sketches are found again by bands (Leskovec, Rajaraman and Ullman,
*Mining of Massive Datasets*, chapter 3).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from operator import eq
from typing import Final

from dragoman.model import Passage, Zone

BANDS: Final = 24
ROWS: Final = 4
"""A pair that shares half of its shingles meets in one band at least four times in five, one that shares a fifth of
them once in twenty-five."""

NEAR: Final = 0.5
"""Share of their shingles (Jaccard) that near copies have in common."""

WORDS: Final = 4
FEWEST: Final = 20
"""Words of a shingle, and shingles of a text that can be told from another by them."""

MOST: Final = 20_000
"""Shingles of a text that are looked at."""

_WORD = re.compile(r"\w+")
_BINS: Final = BANDS * ROWS


def sketch(text: str, passages: Iterable[Passage]) -> bytes | None:
    """The sketch of a text's body, ``BANDS * ROWS`` numbers of 32 bits; None where there is too little of it."""
    body = " ".join(text[p.start : p.end] for p in passages if p.zone is Zone.BODY)
    shingles = set(islice(_shingles(body), MOST))
    if len(shingles) < FEWEST:
        return None
    bins: list[int | None] = [None] * _BINS
    for shingle in shingles:
        number = int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")
        at, value = number % _BINS, number >> 32
        held = bins[at]
        bins[at] = value if held is None or value < held else held
    return array("I", _filled(bins)).tobytes()


def _shingles(text: str) -> Iterator[str]:
    words = [found[0].casefold() for found in _WORD.finditer(text)]
    for at in range(len(words) - WORDS + 1):
        yield " ".join(words[at : at + WORDS])


def _filled(bins: list[int | None]) -> Iterator[int]:
    """Each bin's least number; an empty one takes that of the next that is not, marked by how far it was."""
    for at in range(_BINS):
        for distance in range(_BINS):
            value = bins[(at + distance) % _BINS]
            if value is not None:
                yield (value + distance * 0x9E3779B1) & 0xFFFFFFFF
                break


def keys(held: bytes) -> list[int]:
    """One key a band: texts whose sketches agree in a band share its key."""
    width = ROWS * array("I").itemsize
    bands = (held[at : at + width] for at in range(0, len(held), width))
    return [_key(number, band) for number, band in enumerate(bands)]


def _key(number: int, band: bytes) -> int:
    digest = blake2b(number.to_bytes(2, "big") + band, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def share(one: bytes, other: bytes) -> float:
    """The share of their shingles that two texts have in common, as their sketches tell it."""
    left, right = array("I", one), array("I", other)
    return float(sum(map(eq, left, right))) / _BINS
