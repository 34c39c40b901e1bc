"""What a request asks, taken from its address: days, numbers, choices; wrong ones are refused in words."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request

from dragoman.ledger import Ledger
from dragoman.model import bounds
from dragoman.web.failures import Refused
from dragoman.web.snapshots import Snapshot, Snapshots

LONGEST = 500
"""Code points of a text in an address."""


def ledger(request: Request) -> Ledger:
    """The record."""
    held: Ledger = request.app.state.ledger
    return held


def snapshot(request: Request) -> Snapshot:
    """Where the exchange stands on the day asked for. Raises BadDate."""
    held: Snapshots = request.app.state.snapshots
    return held.at(as_of(request))


def as_of(request: Request) -> str | None:
    """The day asked for; None for everything. Raises BadDate."""
    day = text(request, "as_of")
    if day:
        bounds(day)
    return day or None


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
