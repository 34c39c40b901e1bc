"""What a page or a Markdown file says of itself in its head: title, outlet, address and day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from dragoman.documents.dates import date_of_meta, meta_names
from dragoman.model import Published

_LONGEST_DATA = 300_000
"""Code points of a JSON-LD block that are still read."""
_MOST_NODES = 2_000
_LONGEST = 500
_REPORTS = ("Article", "Posting", "Report")
"""Ends of the types of schema.org that are reports."""
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[A-Za-z_][\w-]{0,40}:[^\n]{0,500}\n|[ \t]+[^\n]{0,500}\n){1,60}---[ \t]*(?:\r?\n|\Z)"
)
_KEY_AND_VALUE = re.compile(r"^([A-Za-z_][\w-]{0,40}):([^\n\r]{0,500})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says: title, outlet, address, and the signs of its day of publication, the surest first."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: tuple[Published, ...] = ()


@dataclass
class Head:
    """Collects what the tags of one page say, in the order of the page; the first word on each thing stands."""

    tags: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    title: str = ""
    time: str = ""

    def meta_tag(self, given: Mapping[str, str]) -> None:
        """Takes the attributes of a ``meta`` tag."""
        content = _tidy(given.get("content", ""))
        for key in ("property", "name", "itemprop"):
            if content and given.get(key):
                self.tags.setdefault(given[key].lower(), content)

    def link_tag(self, given: Mapping[str, str]) -> None:
        """Takes the attributes of a ``link`` tag: the canonical address."""
        if given.get("rel", "").lower() == "canonical" and given.get("href"):
            self.tags.setdefault("canonical", _tidy(given["href"]))

    def page_title(self, text: str) -> None:
        """Takes the content of ``title``."""
        self.title = self.title or _tidy(unescape(text[: 4 * _LONGEST]))

    def time_tag(self, given: Mapping[str, str]) -> None:
        """Takes the attributes of a ``time`` element: the day of publication, of an update, or of who knows what."""
        property_ = given.get("itemprop", "").lower()
        if property_ == "datepublished" or "pubdate" in given:
            self.tags.setdefault("datepublished", _tidy(given["datetime"]))
        elif property_ != "datemodified":
            self.day(given["datetime"][:100])

    def day(self, text: str) -> None:
        """Takes what an element says that holds some day: a ``time`` element or a microformat."""
        if not self.time and date_of_meta(text):
            self.time = _tidy(text)

    def linked_data(self, text: str) -> None:
        """Takes a block of JSON-LD; what is no JSON is passed over."""
        try:
            root = json.loads(text) if len(text) <= _LONGEST_DATA else None
        except (ValueError, RecursionError):
            return
        for node in sorted(_nodes(root), key=_is_report, reverse=True):
            self._node(node)

    def _node(self, node: Mapping[str, Any]) -> None:
        publisher = node.get("publisher")
        said = {
            "date": node.get("datePublished"),
            "title": node.get("headline"),
            "outlet": publisher.get("name") if isinstance(publisher, dict) else None,
        }
        for key, value in said.items():
            if isinstance(value, str) and value.strip():
                self.data.setdefault(key, _tidy(value))

    def meta(self) -> Meta:
        """Everything that was said."""
        return Meta(
            title=self.tags.get("og:title") or self.data.get("title") or self.title or None,
            outlet=self.tags.get("og:site_name") or self.data.get("outlet"),
            url=self.tags.get("canonical") or self.tags.get("og:url"),
            published=tuple(self._published()),
        )

    def _published(self) -> Iterator[Published]:
        said = [(f"meta {name}", self.tags[name]) for name in meta_names() if name in self.tags]
        said += [("JSON-LD datePublished", self.data["date"])] if "date" in self.data else []
        said += [("time", self.time)] if self.time else []
        for evidence, text in said:
            day = date_of_meta(text)
            if day:
                yield Published(day, "meta", f"{evidence}: {text}")


def front_matter(original: str) -> tuple[Meta, int]:
    """What the lines between two ``---`` at the top of a Markdown file say, and where the text behind them begins."""
    found = _FRONT_MATTER.match(original)
    if not found:
        return Meta(), 0
    said = {key.lower(): value.strip(" \t\"'") for key, value in _KEY_AND_VALUE.findall(found.group())}
    day = date_of_meta(said.get("date", ""))
    signs = (Published(day, "meta", f"front matter date: {said['date']}"),) if day else ()
    return Meta(said.get("title") or None, said.get("outlet") or None, said.get("url") or None, signs), found.end()


def _nodes(root: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON value, outermost first, a bounded number of them."""
    waiting, seen = [root], 0
    while waiting and seen < _MOST_NODES:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _is_report(node: Mapping[str, Any]) -> bool:
    """Is the object an article, whose day goes before that of the page or the site around it?"""
    kinds = node.get("@type")
    return any(isinstance(k, str) and k.endswith(_REPORTS) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _tidy(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
