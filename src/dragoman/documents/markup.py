"""Marks inside lines of plain text and Markdown: what is dropped (tags, emphasis, link targets) and what decoded.

Every pattern is bounded or stops at the next mark of its kind, so that the work grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape

from dragoman.documents.blocks import Bit

_INLINE_TAGS = "a|abbr|b|big|br|center|cite|code|del|div|em|font|hr|i|ins|img|mark|p|q|s|small|span|strong|sub|sup|tt|u"
_URL = r"(?:https?:|mailto:|www\.|/|#|\.)[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?"

_DROPPED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?i)</?(?:{_INLINE_TAGS})(?:\s[^<>]{{0,2000}}|/)?>",
        r"<!--[^<>]{0,2000}-->",
        r"__[A-Z]{3,30}__",
        r"(?<!\S)\*(?:[ \t]\*){2,8}(?!\S)",
        # Brackets that a removed picture or template left at the start of a line.
        r"^[ \t]*\](?:[^\[\]\n]{0,30}\])*[ \t]*",
        r"(?<!\S)\]{1,2}(?!\S)",
        r"\\(?=[\\`*_{}\[\]()#+.!>~|-])",
        rf"!\[[^\[\]\n]{{0,300}}\]\((?:{_URL}|[^\s()]{{1,300}})(?:\s\"[^\"\n]{{0,200}}\")?\)",
    )
)
_PAIRED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<open>(?<![\\!])\[)[^\[\]\n]{{1,300}}(?P<close>\]\({_URL}(?:\s\"[^\"\n]{{0,200}}\")?\))",
        r"(?P<open>\[\[(?:[^\[\]|\n]{1,200}\|)?)[^\[\]|\n]{1,200}(?P<close>\]\])",
        r"(?P<open>(?<![\\*])\*{1,3})(?=[^\s*])(?:[^*\n]|\n(?!\s*\n)){1,2000}(?P<close>\*{1,3})",
        r"(?P<open>(?<![\w\\])_{1,2})(?=[^\s_])[^_\n]{1,300}(?<=\S)(?P<close>_{1,2})(?!\w)",
        # Wiki italics are names and titles; two apostrophes round a sentence are quote marks and stay.
        r"(?P<open>(?<!')'{2,3})[A-Z](?:[^'\n.,;:!?]|'(?!')){0,60}(?P<close>'{2,3})(?!')",
    )
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


class Markup:
    """The marks of a text, in order and apart, each with what it reads as (nothing, or a decoded entity)."""

    def __init__(self, original: str) -> None:
        self._marks: list[Bit] = []
        for mark in sorted(_marks(original), key=lambda m: (m.start, -m.end)):
            if not self._marks or mark.start >= self._marks[-1].end:
                self._marks.append(mark)
        self._starts = [mark.start for mark in self._marks]

    def bits(self, start: int, end: int) -> Iterator[Bit]:
        """``original[start:end]`` without its marks."""
        index = bisect_left(self._starts, start)
        if index and self._marks[index - 1].end > start:
            start = min(end, self._marks[index - 1].end)
        while index < len(self._marks) and self._marks[index].start < end:
            mark = self._marks[index]
            yield Bit(start, mark.start)
            if mark.text:
                yield mark
            start = min(end, mark.end)
            index += 1
        yield Bit(start, end)


def decoded(original: str, start: int, end: int) -> Iterator[Bit]:
    """``original[start:end]`` with its entities decoded."""
    for entity in _entities(original, start, end):
        yield Bit(start, entity.start)
        yield entity
        start = entity.end
    yield Bit(start, end)


def _marks(original: str) -> Iterator[Bit]:
    for pattern in _DROPPED:
        yield from (Bit(*found.span(), "") for found in pattern.finditer(original))
    for pattern in _PAIRED:
        for found in pattern.finditer(original):
            yield Bit(*found.span("open"), "")
            yield Bit(*found.span("close"), "")
    yield from _entities(original, 0, len(original))


def _entities(original: str, start: int, end: int) -> Iterator[Bit]:
    for found in _ENTITY.finditer(original, start, end):
        text = unescape(found.group())
        if text != found.group():
            yield Bit(*found.span(), text)
