"""Blocks of an HTML page or fragment, anchored in its source, and what its head says of it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.documents.blocks import Block
from dragoman.model import Published


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page's head says: title, outlet, address, and the signs of its day of publication, the surest first."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: tuple[Published, ...] = ()


def is_html(original: str, file: str) -> bool:
    return False


def blocks(original: str) -> tuple[list[Block], Meta]:
    return [], Meta()
