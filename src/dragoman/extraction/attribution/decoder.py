"""From logits to attributions: cues, their sources and contents, as spans of pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.extraction.attribution.linker import CONTENT, SOURCE
from dragoman.extraction.spans import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True)
class Settings:
    """The dials of decoding, tuned on documents held back from training."""

    outside_bias: float = 1.5  # what the logit of "no cue" is lowered by when cues are cut out
    cue_threshold: float = 0.4  # the least probability of a cue
    sourceless_threshold: float = 0.6  # the same where the cue has no source
    source_threshold: float = 0.0  # the least score of a source, else there is none
    merge_gap: int = 2  # pieces between two cues that may be one
    merge_agreement: float = 0.5  # the least Jaccard of their contents for that


@dataclass(frozen=True)
class Found:
    """One attribution in pieces of its window; ``score`` is the probability of its cue."""

    cue: Span
    score: float
    source: Span | None
    content: tuple[Span, ...]
    strengths: tuple[float, ...]  # of each fragment of the content, its logits summed


Rows = Callable[[Ints], Floats]
"""From cue spans (cues, 2) to logits (cues, 6, length)."""


def decode(
    cue_logits: Floats, rows: Rows, real: NDArray[np.bool_], settings: Settings, *, nested: bool = False
) -> list[Found]:
    """The attributions of a window in the order of their cues; ``real`` is false for special pieces.

    Those with their cue in another's content are left out unless ``nested``.
    """
    spans, scores = cues_of(cue_logits, real, settings)
    if not spans:
        return []
    found = _read(spans, scores, rows, real, settings)
    found = _merged(found, rows, real, settings)
    found = [one for one in found if one.source is not None or one.score >= settings.sourceless_threshold]
    found = _without_circles(found)
    if not nested:
        found = [one for one in found if not any(_holds(other, one) for other in found)]
    return _exclusive(found)


def cues_of(cue_logits: Floats, real: NDArray[np.bool_], settings: Settings) -> tuple[list[Span], list[float]]:
    """The cues of a window and the probability of each, the mean over its pieces."""
    powers = np.exp(cue_logits - cue_logits.max(axis=1, keepdims=True))
    inside = 1 - powers[:, OUTSIDE] / powers.sum(axis=1)
    lowered = cue_logits - np.array([settings.outside_bias, 0, 0], dtype=np.float32)
    labels = np.where(real, lowered.argmax(axis=1), OUTSIDE)
    spans, scores = [], []
    for start, end in _bio_spans(labels.tolist()):
        score = float(inside[start:end].mean())
        if score >= settings.cue_threshold:
            spans.append((start, end))
            scores.append(score)
    return spans, scores


def _bio_spans(labels: Sequence[int]) -> list[Span]:
    spans, start = [], -1
    for place, label in enumerate([*labels, OUTSIDE]):
        if start >= 0 and label != INSIDE:
            spans.append((start, place))
            start = -1
        if label == BEGIN or (label == INSIDE and start < 0):
            start = place
    return spans


def _read(
    spans: Sequence[Span], scores: Sequence[float], rows: Rows, real: NDArray[np.bool_], settings: Settings
) -> list[Found]:
    """Reads source and content off the row of each cue; a cue without content is none."""
    logits = np.where(real, rows(np.array(spans, dtype=np.int64)), np.float32(-1e4))
    out = []
    for span, score, row in zip(spans, scores, logits, strict=True):
        content = fragments(*row[CONTENT].tolist())
        if content:
            source = best_segment(row[SOURCE], settings.source_threshold)
            out.append(Found(span, score, source, tuple(c[0] for c in content), tuple(c[1] for c in content)))
    return out


def best_segment(row: Floats, threshold: float) -> Span | None:
    """The segment with the highest sum of inside, start and end logits (3, length), if above the threshold."""
    inside, starts, ends = row.astype(np.float64)
    after = np.cumsum(inside)
    openings = np.maximum.accumulate(starts - (after - inside))
    totals = openings + after + ends
    last = int(totals.argmax())
    if totals[last] <= threshold:
        return None
    first = int((starts - (after - inside))[: last + 1].argmax())
    return first, last + 1


def fragments(inside: Sequence[float], starts: Sequence[float], ends: Sequence[float]) -> list[tuple[Span, float]]:
    """The likeliest set of fragments and the log-odds of each: Viterbi with two states.

    Entering a fragment adds the start logit of its first piece, leaving it the end logit of its last.
    """
    out, within = 0.0, -1e9  # best scores outside and inside a fragment, before the piece
    came_in, left = [], []  # by piece: whether the best path inside it entered there; whether "outside" left there
    for logit, start, end in zip(inside, starts, ends, strict=True):
        entering = out + start
        came_in.append(entering > within)
        within = max(entering, within) + logit
        leaving = within + end
        left.append(leaving > out)
        out = max(leaving, out)
    spans: list[tuple[Span, float]] = []
    place = len(left) - 1
    while place >= 0:
        if not left[place]:
            place -= 1
            continue
        last = place
        while not came_in[place]:
            place -= 1
        score = starts[place] + sum(inside[place : last + 1]) + ends[last]
        spans.append(((place, last + 1), score))
        place -= 1
    return spans[::-1]


def _merged(found: list[Found], rows: Rows, real: NDArray[np.bool_], settings: Settings) -> list[Found]:
    """Joins neighbouring cues that speak for the same content ("It" and "is feared"), and reads them anew."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and _are_one(before, one, settings):
            joint = _read([(before.cue[0], one.cue[1])], [max(before.score, one.score)], rows, real, settings)
            out[-1:] = joint or [max(before, one, key=lambda f: f.score)]
        else:
            out.append(one)
    return out


def _are_one(before: Found, after: Found, settings: Settings) -> bool:
    if after.cue[0] - before.cue[1] > settings.merge_gap:
        return False
    first, second = _places(before), _places(after)
    return len(first & second) >= settings.merge_agreement * len(first | second)


def _places(found: Found) -> frozenset[int]:
    return frozenset(place for start, end in found.content for place in range(start, end))


def _holds(outer: Found, inner: Found) -> bool:
    """Does the inner one's cue lie in the outer one's content?"""
    start, end = inner.cue
    return outer is not inner and any(low <= start and end <= high for low, high in outer.content)


def _without_circles(found: list[Found]) -> list[Found]:
    """Of two attributions that hold each other, the likelier one alone, the first of equally likely ones."""
    return [
        one
        for i, one in enumerate(found)
        if not any(
            _holds(other, one) and _holds(one, other) and (other.score, -j) > (one.score, -i)
            for j, other in enumerate(found)
        )
    ]


def _exclusive(found: list[Found]) -> list[Found]:
    """Gives every piece to one content at most, whole fragments at a time, the strongest first.

    A fragment of which another has taken half or more is dropped; of one that lost less, the longest rest is kept.
    An attribution inside another's content shares it.
    """
    sharers = [{j for j, other in enumerate(found) if _holds(one, other) or _holds(other, one)} for one in found]
    order = sorted(
        (
            (strength, -number, span)
            for number, one in enumerate(found)
            for span, strength in zip(one.content, one.strengths, strict=True)
        ),
        reverse=True,
    )
    takers: dict[int, set[int]] = {}
    kept: dict[int, list[Span]] = {}
    for _, negative, (start, end) in order:
        owner = -negative
        friends = sharers[owner] | {owner}
        free = [place for place in range(start, end) if takers.get(place, friends) <= friends]
        if 2 * len(free) > end - start:
            span = _longest_run(free)
            for place in range(*span):
                takers.setdefault(place, set()).add(owner)
            kept.setdefault(owner, []).append(span)
    return [replace(one, content=tuple(sorted(kept[i]))) for i, one in enumerate(found) if i in kept]


def _longest_run(places: Sequence[int]) -> Span:
    """The longest run of consecutive places, the first of equally long ones."""
    best = start = places[0]
    length = 0
    for before, place in pairwise([places[0], *places]):
        start = start if place <= before + 1 else place
        if place + 1 - start > length:
            best, length = start, place + 1 - start
    return best, best + length
