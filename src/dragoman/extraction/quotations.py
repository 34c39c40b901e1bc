"""Finds quotations in one paragraph: double, curly, guillemets, doubled and single quote marks.

One pass, linear in the text. A mark's neighbours decide whether it opens or closes; where they do not, it closes
what is open and opens otherwise. A quotation that does not close runs to the end of the paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_CLOSER = {"“": "”", "„": "”", "«": "»", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
_DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "''", "``"})
_OPENING = frozenset({"“", "„", "«", "``", "‘"})
_CLOSING = frozenset({"”", "»", "’"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    single: bool

    def words(self, text: str) -> int:
        """How many words stand between the marks."""
        return len(text[self.inner_start : self.inner_end].split())


def quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a paragraph, in order; empty ones are left out."""
    found: list[Quotation] = []
    opening: re.Match[str] | None = None
    inside = 0
    for mark in _MARK.finditer(text):
        single = mark.group() in "‘’'"
        if opening is None:
            if _opens(text, mark, single):
                opening, inside = mark, 0
        elif _opens_inside(text, opening, mark):
            inside += 1
        elif inside and mark.group() == '"':
            inside -= 1
        elif _closes(text, opening, mark):
            found.append(_quotation(opening, mark.start(), mark.end(), closed=True))
            opening = None
        elif opening.group() in "‘'" and mark.group() in _DOUBLE and _opens(text, mark, single=False):
            opening = mark  # the single mark was an apostrophe after all
    if opening is not None and opening.group() in _DOUBLE:
        found.append(_quotation(opening, len(text), len(text), closed=False))
    return tuple(q for q in found if text[q.inner_start : q.inner_end].strip())


def _quotation(opening: re.Match[str], inner_end: int, end: int, *, closed: bool) -> Quotation:
    single = opening.group() in "‘'"
    return Quotation(opening.start(), end, opening.end(), inner_end, closed, single)


def _opens(text: str, mark: re.Match[str], single: bool) -> bool:
    if mark.group() in _CLOSING and mark.group() != "»":
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    free_before = not before or before.isspace() or before in "([{—–-/…:,"
    if single:
        return free_before and bool(after) and after.isalnum()
    return mark.group() in _OPENING or bool(after.strip()) or free_before


def _closes(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    kind, wanted = mark.group(), _CLOSER.get(opening.group())
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if opening.group() in "‘'":
        return kind in "’'" and bool(before.strip()) and not after.isalnum()
    return not (kind != wanted and not (kind in _DOUBLE and wanted in _DOUBLE and kind not in _OPENING))


def _opens_inside(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """A straight mark in an open straight quotation, blank before and word after it: a quotation inside."""
    if mark.group() != '"' or opening.group() != '"' or opening.end() == mark.start():
        return False
    return text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1].isalnum()
