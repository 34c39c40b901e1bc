"""Blocks of an HTML page or fragment, anchored in its source, and what the page says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from dragoman.documents.blocks import Bit, Block, Role, fold
from dragoman.documents.head import Head, Meta
from dragoman.documents.markup import decoded
from dragoman.documents.selection import Candidate, select
from dragoman.documents.tables import compiled, table
from dragoman.documents.tags import Kind, Token, Tokenizer, attributes
from dragoman.model import Zone

_FILE = "page.toml"
_OPENING = re.compile(
    r"\s*(?:<!--[^<>]{0,2000}-->\s*|<\?xml[^<>]{0,200}\?>\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|div|p|article|section|main|table|ul|ol|h[1-6]|meta|title)[\s>/]",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}[\s>/]")
_INVISIBLE = re.compile(r"(?i)(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\Z")
_EMPHATIC = frozenset({"b", "strong"})
_LONGEST_BOLD_HEADING = 15
"""Words of a paragraph all in bold that still is a heading."""


def is_html(original: str, file: str) -> bool:
    """Is it HTML, by its opening words or by its name and any tag?"""
    named = file.lower().endswith((".html", ".htm", ".xhtml"))
    return bool(_OPENING.match(original)) or (named and bool(_ANY_TAG.search(original)))


def blocks(original: str) -> tuple[list[Block], Meta]:
    """The blocks that are the page's report, in order (none where all is navigation), and what it says of itself."""
    walk = _Walk(original)
    for token in Tokenizer(original).tokens():
        walk.take(token)
    walk.flush()
    return select(original, walk.found), walk.head.meta()


class _Element(NamedTuple):
    """An open element: is it, or what it lies in, hidden, a link, bold; and the zone that classes give it."""

    name: str
    hidden: bool = False
    linked: bool = False
    bold: bool = False
    zone: Zone | None = None


@dataclass
class _Walk:
    """Walks the tokens of a page once and collects its visible blocks."""

    source: str
    found: list[Candidate] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    _open: list[_Element] = field(default_factory=lambda: [_Element("")])
    _names: Counter[str] = field(default_factory=Counter)
    _bits: list[Bit] = field(default_factory=list)
    _letters: Counter[str] = field(default_factory=Counter)
    _awaiting: str = ""

    def take(self, token: Token) -> None:
        """Takes the next token."""
        if token.kind is Kind.TEXT:
            self._text(token)
        elif token.kind is Kind.OPEN:
            self._opened(token)
        elif token.kind is Kind.CLOSE:
            self._closed(token.name)
        else:
            self._raw(token)

    def flush(self, *, label: bool = False) -> None:
        """Ends the block at hand. ``label``: a list begins under it."""
        bits, letters, inside = self._bits, self._letters, self._open[-1]
        self._bits, self._letters = [], Counter()
        if not letters["all"]:
            return
        block = fold(self.source, bits, self._role())
        headed = letters["bold"] == letters["all"] and block.text.count(" ") < _LONGEST_BOLD_HEADING
        if (headed or label) and not _SENTENCE_END.search(block.text):
            block = replace(block, role=Role.HEADING)
        linked = letters["linked"] / letters["all"]
        self.found.append(Candidate(replace(block, zone=inside.zone), linked, top=self._names["h1"] > 0))

    def _role(self) -> Role:
        if any(self._names[name] for name in _tags("headings")):
            return Role.HEADING
        return Role.ITEM if self._names["li"] else Role.TEXT

    def _text(self, token: Token) -> None:
        inside = self._open[-1]
        text = self.source[token.start : token.end]
        if self._awaiting and text.strip():
            self.head.day(text[:100])
            self._awaiting = ""
        if inside.hidden:
            return
        self._bits += decoded(self.source, token.start, token.end)
        letters = sum(map(str.isalnum, text))
        self._letters.update(all=letters, linked=letters * inside.linked, bold=letters * inside.bold)

    def _opened(self, token: Token) -> None:
        name = token.name
        if name in _tags("block"):
            self.flush(label=name in ("ul", "ol") and self._names["li"] > 0)
            self._close_implied(name)
        given = attributes(self.source, token)
        self._note(name, given)
        closes_itself = self.source[token.end - 2] == "/" and name not in _tags("block")
        if name not in _tags("void") and not closes_itself:
            self._push(name, given)

    def _note(self, name: str, given: Mapping[str, str]) -> None:
        """Hands to the head what it can use."""
        if name == "meta":
            self.head.meta_tag(given)
        elif name == "link":
            self.head.link_tag(given)
        elif name == "time" and given.get("datetime"):
            self.head.time_tag(given)
        elif _pattern("dates", "microformat").search(given.get("class", "")):
            self._awaiting = name

    def _push(self, name: str, given: Mapping[str, str]) -> None:
        inside = self._open[-1]
        marks = "" if name in _tags("whole") else f"{given.get('class', '')} {given.get('id', '')}"[:500]
        element = _Element(
            name,
            hidden=inside.hidden or _is_hidden(name, given, marks),
            linked=inside.linked or name == "a",
            bold=inside.bold or name in _EMPHATIC,
            zone=_zone_of(name, marks) or inside.zone,
        )
        self._open.append(element)
        self._names[name] += 1

    def _closed(self, name: str) -> None:
        if name in _tags("block"):
            self.flush()
        if self._names[name]:
            self._pop_to(name)

    def _close_implied(self, name: str) -> None:
        """Ends the element whose end tag was left out: a paragraph before any block, an item before the next."""
        group: list[str] = next((g for g in table(_FILE)["tags"]["closed_by_itself"] if name in g), [])
        for element in reversed(self._open):
            if element.name == "p" or element.name in group:
                self._pop_to(element.name)
                return
            if element.name in _tags("block"):
                return

    def _pop_to(self, name: str) -> None:
        while len(self._open) > 1:
            ended = self._open.pop().name
            self._names[ended] -= 1
            if ended == name:
                return

    def _raw(self, token: Token) -> None:
        content = self.source[token.start : token.end]
        if token.name == "title":
            self.head.page_title(content)
        elif token.name == "script" and content.lstrip()[:1] in ("{", "["):
            self.head.linked_data(content)


def _is_hidden(name: str, given: Mapping[str, str], marks: str) -> bool:
    return (
        name in _tags("hidden")
        or "hidden" in given
        or given.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(given.get("style", "")[:500]))
        or bool(_pattern("classes", "hidden").search(marks))
    )


def _zone_of(name: str, marks: str) -> Zone | None:
    if name == "figcaption":
        return Zone.CAPTION
    zones = (Zone.RELATED, Zone.CAPTION, Zone.CREDIT)
    return next((zone for zone in zones if _pattern("classes", zone.value).search(marks)), None)


@cache
def _tags(group: str) -> frozenset[str]:
    return frozenset(table(_FILE)["tags"][group])


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return compiled(_FILE, f"{section}.{key}", table(_FILE)[section][key])
