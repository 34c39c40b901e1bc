"""Templates to answers: what every page shows around its own values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from math import ceil
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.brief.displayable import visible
from dragoman.brief.page import environment
from dragoman.brief.wording import chain, day, listed, parties, person, shortened
from dragoman.web import places
from dragoman.web.guards import Access, Doorkeeper, session_of
from dragoman.web.places import View

NAME_COOKIE = "dragoman-name"
"""Holds the name under which somebody judges."""

PASSAGE = 400
"""Code points of a quotation in a list."""

EVERYTHING = View()

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: its title, which entry of the menu it belongs to, the view, the session's token."""

    title: str
    menu: str
    view: View
    token: str
    author: str
    locked: bool


@dataclass(frozen=True, slots=True)
class Slice(Generic[_Value]):
    """One page of a longer list: ``number`` of ``pages``, from 1."""

    values: tuple[_Value, ...]
    number: int
    pages: int
    total: int


def sliced(values: Sequence[_Value], number: int, size: int) -> Slice[_Value]:
    """The page of that number; the last one where the list is shorter."""
    pages = max(1, ceil(len(values) / size))
    number = min(max(1, number), pages)
    return Slice(tuple(values[(number - 1) * size : number * size]), number, pages, len(values))


def show(
    request: Request,
    template: str,
    title: str,
    *,
    menu: str = "",
    view: View = EVERYTHING,
    status: HTTPStatus = HTTPStatus.OK,
    **values: Any,
) -> HTMLResponse:
    """The template with its values, in the frame."""
    keeper: Doorkeeper = request.app.state.keeper
    frame = Frame(
        title, menu, view, keeper.token(session_of(request)), author_of(request), keeper.access.password is not None
    )
    page = _environment().get_template(template).render(frame=frame, **values)
    return HTMLResponse(page + "\n", status)


def author_of(request: Request) -> str:
    """Who judges here: the name given last, else the one that the server was started with."""
    access: Access = request.app.state.keeper.access
    return visible(unquote(request.cookies.get(NAME_COOKIE, ""))) or access.author


def _passage(quote: str) -> str:
    return shortened(quote, PASSAGE)


@cache
def _environment() -> Environment:
    folder = files("dragoman.web") / "templates"
    names = [file.name for file in folder.iterdir() if file.name.endswith(".jinja")]
    made = environment({name.split(".")[0]: (folder / name).read_text(encoding="utf-8") for name in names})
    made.filters.update(visible=visible, listed=listed, person=person, day=day, passage=_passage)
    made.globals.update(places=places, chain=chain, parties=parties)
    return made
