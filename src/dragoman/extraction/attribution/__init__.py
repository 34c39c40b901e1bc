"""Who says what: sources, cues and contents found by a small trained encoder."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extraction.attribution.tagger import Attribution, Tagger, has_model, shipped_tagger

__all__ = ["Attribution", "Tagger", "attributions", "has_model", "shipped_tagger"]

Row = dict[str, list[list[int]]]


def attributions(text: str) -> list[Row]:
    """The attributions of a text as attribution corpora write them: outermost ones only, in the order of their cues.

    Each has ``source`` (empty where nobody is named), ``cue`` and ``content``: lists of ``[start, end]`` in code
    points of the text as given. A line is a paragraph.
    """
    return [
        {role: [list(span) for span in getattr(found, role)] for role in ("source", "cue", "content")}
        for found in shipped_tagger().tag(_lines(text))
    ]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
