"""A published item as read: bytes decoded, zones told apart, and the way back to the original."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from dragoman.model.anchors import Anchor, OffsetMap

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.model.readings import Doubt


def content_id(prefix: str, *parts: str | bytes) -> str:
    """``prefix-`` and 16 hexadecimal digits of the SHA-256 of the parts: the same parts, the same id."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return f"{prefix}-{digest.hexdigest()[:16]}"


class Zone(StrEnum):
    """What a passage is to the report (after ninjs and NewsML-G2)."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    RELATED = "related"
    CAPTION = "caption"
    CREDIT = "credit"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph (or line) of the canonical text, ``text[start:end]``, and its zone. Passages never overlap."""

    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date: an ISO 8601 day, or month where only that is sure, and what it rests on.

    ``source`` is ``user``, ``index``, ``dateline``, ``meta`` or ``url``; ``evidence`` the words or the option.
    """

    date: str
    source: str
    evidence: str


@dataclass(frozen=True)
class Document:
    """One published item. ``text`` is the canonical text that every anchor counts in; it never changes.

    ``id`` is the hash of the bytes, and of the outlet where the caller told it: the same text from two outlets is two
    documents. ``agency`` is the news agency that it credits. ``original`` is the decoded text before anything was
    dropped or joined; ``offsets`` leads from ``text`` to it; ``file`` is the name the user knows it by.
    """

    id: str
    file: str
    raw: bytes = field(repr=False)
    encoding: str
    original: str = field(repr=False)
    text: str = field(repr=False)
    offsets: OffsetMap = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    language: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    agency: str | None = None
    doubts: tuple[Doubt, ...] = ()

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of ``text[start:end]``."""
        return Anchor.of(self.text, start, end)


@dataclass(frozen=True)
class Parsed:
    """A passage with its spaCy parse. Code point ``i`` of ``doc.text`` stands at ``passage.start + i``."""

    passage: Passage
    doc: Doc = field(repr=False)
