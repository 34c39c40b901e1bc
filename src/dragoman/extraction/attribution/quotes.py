"""The state of the quotation at every character of a paragraph, and the letter case of a word."""

from __future__ import annotations

import re
from enum import IntEnum

# Two-character marks before one-character ones; an apostrophe is no mark.
_MARK = re.compile(r"''|``|[\"“”„«»]|(?<!\w)‘(?=\S)|(?<=[^\s\w])’|’(?!\w)")
_CLOSES = {"“": "”", "„": "”“", "«": "»", "‘": "’", "``": "''"}
_NEVER_OPENS = "”»’"


class Quoted(IntEnum):
    """Where a character stands with regard to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3


class Case(IntEnum):
    """How a word is written; what an uncased vocabulary does not tell."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    DIGIT = 3


FEATURES = len(Quoted) * len(Case)


def quotation_states(paragraph: str) -> bytearray:
    """One ``Quoted`` a character. A quotation left open ends with the paragraph; a single mark left open is none."""
    states = bytearray(len(paragraph))
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(paragraph):
        text = mark.group()
        if opened is None:
            opened = mark if text not in _NEVER_OPENS else None
        elif text in _CLOSES.get(opened.group(), opened.group()):
            _fill(states, opened, mark.start())
            states[mark.start() : mark.end()] = bytes([Quoted.CLOSING]) * len(text)
            opened = None
        elif opened.group() == "‘" and text != "’":
            opened = mark
    if opened is not None and opened.group() != "‘":
        _fill(states, opened, len(paragraph))
    return states


def _fill(states: bytearray, opening: re.Match[str], end: int) -> None:
    start, inside = opening.span()
    states[start:inside] = bytes([Quoted.OPENING]) * (inside - start)
    states[inside:end] = bytes([Quoted.INSIDE]) * (end - inside)


def case_of(word: str) -> Case:
    """The case of a word by its letters; a capital alone ("A") counts as a title."""
    if word[:1].isdigit():
        return Case.DIGIT
    if len(word) > 1 and word.isupper():
        return Case.UPPER
    return Case.TITLE if word[:1].isupper() else Case.LOWER
