"""Renderings of an exchange state for people and programs, each line with the words it rests on."""

from __future__ import annotations

from typing import Literal

from dragoman.brief.markdown import as_markdown
from dragoman.brief.page import as_html
from dragoman.brief.record import as_json
from dragoman.brief.sheet import compose
from dragoman.brief.text import as_text
from dragoman.model import BadInput, ExchangeState

__all__ = ["Format", "render"]

Format = Literal["text", "markdown", "html", "json"]


def render(state: ExchangeState, *, format: Format, width: int | None = None, color: bool = False) -> str:
    """The state as a brief that ends with a newline; no conclusion is added to it.

    ``text`` is for a terminal of ``width`` columns (88 where None), with ANSI colours if ``color``; ``markdown``
    carries the words in footnotes; ``html`` is one self-contained page; ``json`` has the shape of the package's
    ``brief.schema.json``. ``width`` and ``color`` matter to ``text`` alone. Raises BadInput for any other format.
    """
    if format == "json":
        return as_json(state)
    sheet = compose(state)
    if format == "markdown":
        return as_markdown(sheet)
    if format == "html":
        return as_html(sheet)
    if format == "text":
        return as_text(sheet, width=width, color=color)
    raise BadInput(f"format {format!r}", "a brief has no such format", "Choose text, markdown, html or json.")
