"""Signed quotations: a line that is a quotation, a dash and a name ("..." ― Ana Berg).

Collections of voices are printed so, and the dash is their only cue. The tagger saw few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.extraction.quotations import quotations
from dragoman.extraction.spans import Span, shifted

_SIGNATURE = re.compile(r"\s*(?P<cue>[―—–]|--)\s*(?P<source>[^\W\d_][^,;:!?\"“”]{1,60}?)[.\s]*\Z")
_MOST_WORDS = 6
"""Words of a signature: a name, perhaps with a title; a longer stretch goes on with the sentence."""

Signed = tuple[Span, Span, Span]
"""Source, cue and content."""


def signed_quotations(paragraphs: Iterable[tuple[int, str]]) -> Iterator[Signed]:
    """The signed quotations among the paragraphs, each given with its offset, as spans of the text."""
    for offset, text in paragraphs:
        quotes = quotations(text)
        signature = _SIGNATURE.match(text, quotes[-1].end) if quotes and quotes[-1].closed else None
        if signature is None or text[: quotes[0].start].strip() or not _is_name(signature["source"]):
            continue
        source, cue = signature.span("source"), signature.span("cue")
        content = quotes[0].start, quotes[-1].end
        yield shifted(source, offset), shifted(cue, offset), shifted(content, offset)


def _is_name(words: str) -> bool:
    """Do few words stand there, the first and the last with a capital?"""
    parts = words.split()
    return len(parts) <= _MOST_WORDS and parts[0][0].isupper() and parts[-1][0].isupper()
