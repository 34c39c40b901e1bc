"""What requests may say, and what most of them ask for first."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request

from dragoman.web.api.shapes import LIMIT
from dragoman.web.failures import Refused
from dragoman.web.guards import require_token
from dragoman.web.places import View
from dragoman.web.snapshots import Snapshot

Day = Annotated[date | None, Query(description="Only what was published up to and including that day.")]
Limit = Annotated[int, Query(ge=1, le=LIMIT, description="Values of one page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Values to pass over.")]
Key = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^/\\\x00-\x1f]+$")]
Text = Annotated[str, Query(max_length=300)]


def _token(request: Request, x_dragoman_token: Annotated[str, Header(max_length=200)] = "") -> None:
    require_token(request, x_dragoman_token)


CHANGE = [Depends(_token)]
"""What routes that change the record depend on."""


def _view(
    as_of: Day = None,
    exchange: Annotated[str | None, Query(max_length=300, description="One exchange of the record, by name.")] = None,
    named_only: Annotated[bool, Query(description="Without what unnamed people tell.")] = False,
) -> View:
    return View(iso(as_of), named_only, exchange or None)


Seen = Annotated[View, Depends(_view)]
"""Which part of the record a request is about."""


def snapshot(request: Request, view: View) -> Snapshot:
    """Where the exchange stands in that view. Raises Refused for a large record of which no exchange is named."""
    held = any_snapshot(request, view)
    if held.parted:
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            "exchange",
            "the record is large, and each of its exchanges stands by itself",
            "Name one with exchange=NAME; /api/v1/exchanges lists them.",
        )
    return held


def any_snapshot(request: Request, view: View) -> Snapshot:
    """The record in that view, which may be no more than its exchanges."""
    held: Snapshot = request.app.state.snapshots.at(view)
    return held


def iso(day: date | None) -> str | None:
    """The day as the record writes it."""
    return day.isoformat() if day else None
