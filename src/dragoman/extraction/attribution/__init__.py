"""Who says what: sources, cues and contents found by a small trained encoder."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extraction.attribution.signatures import signed_quotations
from dragoman.extraction.attribution.tagger import Attribution, Tagger, has_model, shipped_tagger

__all__ = ["Attribution", "Tagger", "attributions", "has_model", "shipped_tagger"]

_ROLES = ("source", "cue", "content")
Row = dict[str, list[list[int]]]


def attributions(text: str) -> list[Row]:
    """The attributions of a text as attribution corpora write them: outermost ones only, in the order of their cues.

    Each has ``source`` (empty where nobody is named), ``cue`` and ``content``: lists of ``[start, end]`` in code
    points of the text as given. A line is a paragraph. Signed quotations that the tagger passes over are added.
    """
    found = [(a.source, a.cue, a.content) for a in shipped_tagger().tag(_lines(text))]
    for source, cue, content in signed_quotations(_lines(text)):
        if not any(s < content[1] and content[0] < e for _, _, spans in found for s, e in spans):
            found.append(((source,), (cue,), (content,)))
    rows = sorted(found, key=lambda one: one[1])
    return [{role: [list(span) for span in spans] for role, spans in zip(_ROLES, row, strict=True)} for row in rows]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
