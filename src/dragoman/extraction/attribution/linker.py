"""Links a cue to every piece of its window: the distances that the network knows, and its row of logits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

EXACT = 8  # distances up to here have a bucket each; farther ones share buckets that grow by half an octave
_SIDE = 16
BUCKETS = 2 * _SIDE + 1
PARAGRAPH_REACH = 2
PARAGRAPH_STEPS = 2 * PARAGRAPH_REACH + 1


def distance_buckets(spans: Ints, length: int) -> Ints:
    """The bucket of every piece's signed distance from each cue: (cues, 2) spans to (cues, length).

    The middle bucket holds the cue's own pieces.
    """
    places = np.arange(length)
    signed = np.minimum(places - spans[:, :1], 0) + np.maximum(places - spans[:, 1:] + 1, 0)
    size = np.abs(signed)
    far = EXACT + np.floor(2 * np.log2(np.maximum(size, EXACT) / EXACT)).astype(np.int64)
    bucket = np.minimum(np.where(size <= EXACT, size, far), _SIDE)
    return np.asarray(_SIDE + np.sign(signed) * bucket, dtype=np.int64)


def paragraph_steps(spans: Ints, paragraphs: Ints) -> Ints:
    """How many paragraphs every piece lies behind each cue, clipped and made positive: (cues, length)."""
    steps = paragraphs[None, :] - paragraphs[spans[:, 0]][:, None]
    return np.asarray(np.clip(steps, -PARAGRAPH_REACH, PARAGRAPH_REACH) + PARAGRAPH_REACH, dtype=np.int64)


ROLES = 6  # source in, start, end; content in, start, end
SOURCE, CONTENT = slice(0, 3), slice(3, 6)


@dataclass(frozen=True)
class Encoded:
    """What the encoder makes of a window of ``length`` pieces.

    ``cue_logits`` (length, 3): outside, begin, inside. ``queries`` and ``keys`` (length, ROLES * d + r): a vector of
    d for every role, then the part of r for the relation.
    """

    cue_logits: Floats
    queries: Floats
    keys: Floats


@dataclass(frozen=True)
class Linker:
    """Scores every piece as part of a cue's source and content.

    A logit is the scaled dot product of the cue's query (the mean over its pieces) and the piece's key, plus a small
    network of the cue, the piece, the bucket of their distance and the paragraphs between them.
    ``distance`` (BUCKETS, r), ``paragraph_step`` (PARAGRAPH_STEPS, r), ``weight`` (ROLES, r), ``bias`` (ROLES,).
    """

    distance: Floats
    paragraph_step: Floats
    weight: Floats
    bias: Floats

    def rows(self, encoded: Encoded, spans: Ints, paragraphs: Ints) -> Floats:
        """Logits (cues, ROLES, length) for cues that cover the pieces ``spans`` (cues, 2), half open."""
        length, split = len(encoded.keys), encoded.keys.shape[1] - self.distance.shape[1]
        cues = np.stack([encoded.queries[start:end].mean(axis=0) for start, end in spans])
        query = cues[:, :split].reshape(len(spans), ROLES, -1).transpose(1, 0, 2)
        key = encoded.keys[:, :split].reshape(length, ROLES, -1).transpose(1, 2, 0)
        dots = (query @ key).transpose(1, 0, 2) / np.sqrt(np.float32(query.shape[-1]))
        sums = cues[:, None, split:] + encoded.keys[None, :, split:]
        sums = sums + self.distance[distance_buckets(spans, length)]
        sums = sums + self.paragraph_step[paragraph_steps(spans, paragraphs)]
        relation = np.maximum(sums, 0) @ self.weight.T + self.bias
        return np.asarray(dots + relation.transpose(0, 2, 1), dtype=np.float32)
