"""The brief as one self-contained HTML page: no script, no address fetched, light and dark, fit to print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Sheet, Source
from dragoman.brief.wording import grounds, leading, shortened, source_name, trailing
from dragoman.model import Evidence

_QUOTE = 140


def as_html(sheet: Sheet) -> str:
    """The sheet as a page; every text from outside is escaped, and only http and https addresses are linked."""
    template, style = _template()
    return (
        template.render(
            sheet=sheet,
            links=_WithinThePage(sheet.sources),
            style=Markup(style),  # our own CSS
            style_hash=_csp_hash(style),
        )
        + "\n"
    )


class Links(Protocol):
    """Where the words and labels of a line lead: addresses of the page that shows it."""

    def place(self, evidence: Evidence) -> str:
        """The address of the words in their document."""

    def label(self, label: str) -> str:
        """The address of the line with that label."""

    def heading(self, line: Line) -> str:
        """The address behind the line's own label; empty where it leads nowhere else."""


@dataclass(frozen=True, slots=True)
class _WithinThePage:
    """Links of the page that stands alone: each leads to another part of it."""

    sources: Mapping[str, Source]

    def place(self, evidence: Evidence) -> str:
        return f"#source-{self.sources[evidence.document].number}"

    def label(self, label: str) -> str:
        return f"#{label}"

    def heading(self, line: Line) -> str:
        return self.label(line.label) if line.points else ""


def environment(templates: Mapping[str, str]) -> Environment:
    """Templates by name, besides the shared ``lines``, with the brief's filters; all output is escaped."""
    made = Environment(
        autoescape=True,
        loader=DictLoader({"lines": _file("lines.html.jinja"), **templates}),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters.update(grounds=grounds, source_name=source_name, shortened=_opening, web_address=_web_address)
    made.filters.update(leading=leading, trailing=trailing)
    return made


def line_style() -> str:
    """The style sheet of what ``lines`` renders: colours, type, statuses, quotations."""
    return _file("lines.css")


@cache
def _template() -> tuple[Template, str]:
    made = environment({"page": _file("page.html.jinja")})
    return made.get_template("page"), line_style() + _file("page.css")


def _file(name: str) -> str:
    return (files("dragoman.brief") / "templates" / name).read_text(encoding="utf-8")


def _csp_hash(style: str) -> str:
    """The Content-Security-Policy source that admits this style sheet and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _opening(quote: str) -> str:
    return shortened(quote, _QUOTE)


def _web_address(url: str | None) -> str | None:
    """The address where it may be linked: http or https, with a host."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
