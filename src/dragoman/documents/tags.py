"""A tokenizer for HTML that keeps where everything stands in the source.

The standard library's parser gives line and column, and takes quadratic time on hostile input; this one gives
offsets and looks at each code point a bounded number of times. It repairs nothing: that is its caller's part.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from enum import Enum, auto
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]{0,40}")
_STOP = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(
    r"([a-zA-Z@:_][\w:.@-]{0,60})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]{1,2000})))?"
)
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "xmp", "iframe"})
"""Elements whose content is not read as tags; ``noscript`` and ``template`` because nobody sees it."""


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    RAW = auto()


class Token(NamedTuple):
    """``source[start:end]``: text, a tag of the element ``name``, or the content of a raw element ``name``."""

    kind: Kind
    start: int
    end: int
    name: str = ""


def attributes(source: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag, names in small letters, entities decoded."""
    inside = source[token.start + 1 + len(token.name) : token.end - 1]
    found = _ATTRIBUTE.findall(inside)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in reversed(found)}


class Tokenizer:
    """Walks a source once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last_tag_end = source.rfind(">")
        self._quotes_pair = True
        self._absent: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """Text, tags and raw contents, in order; comments and declarations are passed over."""
        source, at = self._source, 0
        while at < len(source):
            mark = self._find("<", at)
            if mark < 0 or mark > self._last_tag_end:
                yield Token(Kind.TEXT, at, len(source))
                return
            if mark > at:
                yield Token(Kind.TEXT, at, mark)
            at = yield from self._marked(mark)

    def _marked(self, at: int) -> Generator[Token, None, int]:
        """What begins with the ``<`` at ``at``; returns where it ends."""
        source = self._source
        if source.startswith("<!--", at):
            return self._after("-->", at + 4)
        if source.startswith(("<!", "<?"), at):
            return self._after(">", at)
        closing = source.startswith("/", at + 1)
        name = _NAME.match(source, at + 1 + closing)
        if not name:
            yield Token(Kind.TEXT, at, at + 1)
            return at + 1
        end = self._tag_end(name.end())
        tag = name.group().lower()
        yield Token(Kind.CLOSE if closing else Kind.OPEN, at, end, tag)
        if closing or tag not in _RAW:
            return end
        return (yield from self._raw(tag, end))

    def _raw(self, tag: str, at: int) -> Generator[Token, None, int]:
        close = self._find("</" + tag, at)
        end = len(self._source) if close < 0 else close
        yield Token(Kind.RAW, at, end, tag)
        return end

    def _tag_end(self, at: int) -> int:
        """Behind the ``>`` that closes a tag, none inside quotes; once quotes do not pair, the next one at all."""
        start = at
        while self._quotes_pair:
            stop = _STOP.search(self._source, at)
            if stop is None:
                self._quotes_pair = False
            elif stop.group() == ">":
                return stop.end()
            else:
                closing = self._find(stop.group(), stop.end())
                at = closing + 1 if closing >= 0 else stop.end()
        return self._source.index(">", start) + 1

    def _after(self, end: str, at: int) -> int:
        found = self._find(end, at)
        return len(self._source) if found < 0 else found + len(end)

    def _find(self, what: str, at: int) -> int:
        """``str.find`` that remembers what is not there any more, so that it is not looked for again."""
        if what in self._absent:
            return -1
        found = self._source.find(what, at)
        if found < 0:
            self._absent.add(what)
        return found
