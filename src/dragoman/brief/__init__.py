"""Renderings of an exchange state for people and programs, each line with the words it rests on."""

from __future__ import annotations

from typing import Literal

from dragoman.brief.changes import changes_json, compose_changes
from dragoman.brief.markdown import as_markdown
from dragoman.brief.overview import compose_overview, overview_json
from dragoman.brief.page import as_html
from dragoman.brief.record import as_json
from dragoman.brief.sheet import Sheet, compose
from dragoman.brief.text import as_text
from dragoman.model import BadInput, ExchangeState, Overview
from dragoman.model.changes import StateDiff

__all__ = ["Format", "render", "render_changes", "render_overview"]

Format = Literal["text", "markdown", "html", "json"]


def render(state: ExchangeState, *, format: Format, width: int | None = None, color: bool = False) -> str:
    """The state as a brief that ends with a newline; no conclusion is added to it.

    ``text`` is for a terminal of ``width`` columns (88 where None), with ANSI colours if ``color``; ``markdown``
    carries the words in footnotes; ``html`` is one self-contained page; ``json`` has the shape of the package's
    ``brief.schema.json``. ``width`` and ``color`` matter to ``text`` alone. Raises BadInput for any other format.
    """
    if format == "json":
        return as_json(state)
    return _rendered(compose(state), format, width=width, color=color)


def render_changes(diff: StateDiff, *, format: Format, width: int | None = None, color: bool = False) -> str:
    """What changed between two days, in the formats of ``render``; ``json`` is described in docs/brief.md."""
    if format == "json":
        return changes_json(diff)
    return _rendered(compose_changes(diff), format, width=width, color=color)


def render_overview(overview: Overview, *, format: Format, width: int | None = None, color: bool = False) -> str:
    """The exchanges of a large record at a glance, in the formats of ``render``; ``json`` is told in docs/brief.md."""
    if format == "json":
        return overview_json(overview)
    return _rendered(compose_overview(overview), format, width=width, color=color)


def _rendered(sheet: Sheet, format: Format, *, width: int | None, color: bool) -> str:
    if format == "markdown":
        return as_markdown(sheet)
    if format == "html":
        return as_html(sheet)
    if format == "text":
        return as_text(sheet, width=width, color=color)
    raise BadInput(f"format {format!r}", "a brief has no such format", "Choose text, markdown, html or json.")
