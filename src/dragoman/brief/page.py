"""The brief as one self-contained HTML page: no script, no address fetched, light and dark, fit to print."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from dragoman.brief.sheet import Sheet
from dragoman.brief.wording import grounds, shortened, source_name

_QUOTE = 140


def as_html(sheet: Sheet) -> str:
    """The sheet as a page; every text from outside is escaped, and only http and https addresses are linked."""
    template, style = _template()
    return template.render(sheet=sheet, style=Markup(style), style_hash=_csp_hash(style)) + "\n"  # our own CSS


@cache
def _template() -> tuple[Template, str]:
    folder = files("dragoman.brief") / "templates"
    environment = Environment(
        autoescape=True,
        loader=DictLoader({"page": (folder / "page.html.jinja").read_text(encoding="utf-8")}),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(grounds=grounds, source_name=source_name, shortened=_opening, web_address=_web_address)
    return environment.get_template("page"), (folder / "page.css").read_text(encoding="utf-8")


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
