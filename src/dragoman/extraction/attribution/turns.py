"""Turns of a transcript: lines that open with who speaks and a colon ("BERG: We will not sign.").

The label is the only cue, and a turn may have no quotation marks at all. A single such line may be a heading or a
rubric; lines are turns where labels take turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.extraction.spans import Span, shifted

_TURN = re.compile(
    r"\s*[\"“]?(?P<source>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4})(?: ?\([^()]{1,60}\))?(?P<cue>:)\s+(?=\w)"
)
_FEWEST_SPEAKERS = 2
_FEWEST_RETURNING = {True: 1, False: 2}
"""Speakers who must speak again, by whether all labels stand in capitals: other words are more often rubrics."""

Turn = tuple[Span, Span, Span]
"""Source, cue and content."""


def turns(lines: Sequence[tuple[int, str]]) -> list[Turn]:
    """The turns among the lines of one text, each given with its offset, as spans of the text."""
    found = [(offset, label) for offset, line in lines if (label := _TURN.match(line)) and _is_label(label["source"])]
    speakers = Counter(label["source"] for _, label in found)
    returning = sum(count > 1 for count in speakers.values())
    wanted = _FEWEST_RETURNING[all(speaker.isupper() for speaker in speakers)]
    if len(speakers) < _FEWEST_SPEAKERS or returning < wanted:
        return []
    return [_turn(offset, label) for offset, label in found]


def _turn(offset: int, label: re.Match[str]) -> Turn:
    content = label.end(), len(label.string.rstrip().rstrip('"”'))
    return shifted(label.span("source"), offset), shifted(label.span("cue"), offset), shifted(content, offset)


def _is_label(words: str) -> bool:
    """Has every word a capital, as in a name or an office?"""
    return all(word[0].isupper() for word in words.split())
