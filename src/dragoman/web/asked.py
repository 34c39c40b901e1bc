"""What a request asks, taken from its address: days, numbers, choices; wrong ones are refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request

from dragoman.ledger import Ledger
from dragoman.model import bounds
from dragoman.web.failures import Refused
from dragoman.web.places import UNNAMED, View
from dragoman.web.snapshots import Snapshot, Snapshots

LONGEST = 500
"""Code points of a text in an address."""


def ledger(request: Request) -> Ledger:
    """The record."""
    held: Ledger = request.app.state.ledger
    return held


def snapshot(request: Request) -> Snapshot:
    """Where the exchange stands in the view asked for. Raises BadDate."""
    return snapshots(request).at(view(request))


def snapshots(request: Request) -> Snapshots:
    """Where the exchange stands in any view."""
    held: Snapshots = request.app.state.snapshots
    return held


def view(request: Request) -> View:
    """The view asked for. Raises BadDate."""
    return view_of({name: text(request, name) for name in View().query()})


def view_of(given: Mapping[str, object]) -> View:
    """The view that an address or a form names. Raises BadDate."""
    day, without, exchange = (str(given.get(name) or "").strip()[:LONGEST] for name in View().query())
    if day:
        bounds(day)
    return View(day or None, without == UNNAMED, exchange or None)


def text(request: Request, name: str) -> str:
    """A text, white space at its ends dropped; empty where none is given."""
    given = request.query_params.get(name, "").strip()
    if len(given) > LONGEST:
        raise Refused(HTTPStatus.BAD_REQUEST, name, f"longer than {LONGEST} characters", "Ask for less.")
    return given


def number(request: Request, name: str, *, least: int = 1, most: int = 100_000) -> int:
    """A whole number between two others; ``least`` where none is given."""
    given = text(request, name) or str(least)
    if not (given.isascii() and given.isdigit() and least <= int(given[:9]) <= most):
        raise Refused(HTTPStatus.BAD_REQUEST, name, "no number that fits", f"Give one from {least} to {most}.")
    return int(given)
