"""Who says what: sources, cues and contents found by a small trained encoder, and by the layout of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extraction.attribution.signatures import signed_quotations
from dragoman.extraction.attribution.tagger import Attribution, Tagger, has_model, model_version, shipped_tagger
from dragoman.extraction.attribution.turns import turns
from dragoman.extraction.spans import Span, share

__all__ = [
    "Attribution",
    "Tagger",
    "attributions",
    "find_attributions",
    "has_model",
    "model_version",
    "shipped_tagger",
]

_ROLES = ("source", "cue", "content")
Row = dict[str, list[list[int]]]


def attributions(text: str, *, nested: bool = False) -> list[Row]:
    """The attributions of a text as attribution corpora write them, in the order of their cues.

    Each has ``source`` (empty where nobody is named), ``cue`` and ``content``: lists of ``[start, end]`` in code
    points of the text as given. A line is a paragraph. Those inside another's content are left out unless ``nested``.
    """
    found = find_attributions(tuple(_lines(text)), nested=nested)
    return [{role: [list(span) for span in getattr(one, role)] for role in _ROLES} for one in found]


def find_attributions(paragraphs: Sequence[tuple[int, str]], *, nested: bool = False) -> list[Attribution]:
    """The attributions of one text, given as its paragraphs with their offsets, in the order of their cues.

    What the layout says (turns of a transcript, signed quotations) goes before what the tagger finds.
    """
    laid_out = [
        Attribution((source,), (cue,), (content,), score=1.0)
        for source, cue, content in (*turns(paragraphs), *signed_quotations(paragraphs))
    ]
    tagged = shipped_tagger().tag(paragraphs, nested=nested)
    return sorted([*laid_out, *_beside(laid_out, tagged, nested=nested)], key=lambda one: one.cue)


def _beside(laid_out: Sequence[Attribution], tagged: Iterable[Attribution], *, nested: bool) -> Iterator[Attribution]:
    """What was tagged, less what the layout gives to another; inside the content of that only if ``nested``."""
    contents = [span for one in laid_out for span in one.content]
    for one in tagged:
        home = next((span for span in contents if share(span, one.cue[0])), None)
        if home is None:
            kept = tuple(fragment for fragment in one.content if not any(share(span, fragment) for span in contents))
        else:
            kept = tuple(fragment for fragment in one.content if nested and _holds(home, fragment))
        if kept:
            yield replace(one, content=kept)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
