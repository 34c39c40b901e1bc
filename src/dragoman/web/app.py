"""The application: routes, guards and errors put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ExceptionHandler

from dragoman.brief.page import line_style
from dragoman.extraction import DEFAULT_READER
from dragoman.ledger import Ledger
from dragoman.linking import Register
from dragoman.model import DragomanError
from dragoman.web.api import create_api
from dragoman.web.comparisons import Comparisons
from dragoman.web.failures import Refused, as_json, failure_of
from dragoman.web.guards import Access, Doorkeeper, Guard
from dragoman.web.intake import Intake
from dragoman.web.pages import agents, changes, document, item, login, overview, reading, review, search
from dragoman.web.rendering import show
from dragoman.web.snapshots import Snapshots

_PAGES = (
    Route("/", overview.overview),
    Route("/exchange/{section}", overview.section),
    Route("/changes", changes.changes),
    Route("/items/{item}", item.item),
    Route("/documents", search.documents),
    Route("/documents/{document}", document.document),
    Route("/documents/{document}/entries/{entry}", review.entry),
    Route("/agents", agents.agents),
    Route("/agents/{agent}", agents.agent),
    Route("/search", search.search),
    Route("/review", review.queue),
    Route("/judgements", review.judgements, methods=["GET"]),
    Route("/judgements", review.judge, methods=["POST"]),
    Route("/judgements.jsonl", review.training),
    Route("/judgements/{judgement}/withdraw", review.withdraw, methods=["POST"]),
    Route("/read", reading.form, methods=["GET"]),
    Route("/read", reading.take, methods=["POST"]),
    Route("/read/{job}", reading.progress),
    Route("/login", login.form, methods=["GET"]),
    Route("/login", login.enter, methods=["POST"]),
    Route("/logout", login.leave, methods=["POST"]),
)
_STATIC = {"dragoman.js": "text/javascript", "icon.svg": "image/svg+xml"}


def create_app(
    ledger: Ledger,
    access: Access = Access(),  # noqa: B008 (frozen)
    *,
    reader: str = DEFAULT_READER,
    register: Register | None = None,
) -> Guard:
    """The page of an open record, as an ASGI application. Whoever opened the record closes it.

    ``reader`` (``rules``, ``model`` or ``union``) reads the reports that are dropped on it, with the agents of
    ``register``, the package's own by default.
    """
    keeper, intake = Doorkeeper(access), Intake(ledger, reader, register)
    snapshots, comparisons = Snapshots(ledger), Comparisons(ledger)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        intake.close()
        snapshots.close()
        comparisons.close()

    api = create_api()
    static = Route("/static/{name}", _static)
    app = Starlette(routes=[*_PAGES, static, Mount("/api/v1", api)], exception_handlers=_HANDLERS, lifespan=lifespan)
    app.state.ledger, app.state.keeper = ledger, keeper
    app.state.snapshots, app.state.comparisons, app.state.intake = snapshots, comparisons, intake
    api.state = app.state
    return Guard(app, keeper)


def _failed(request: Request, error: Exception) -> Response:
    """The page of an error; JSON where an address of the API leads nowhere (one with a line break meets no route)."""
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        error = Refused(status, request.url.path, status.phrase.lower(), "Start from the overview, or search for it.")
    failure = failure_of(error)
    if request.url.path.startswith("/api/"):
        return as_json(failure)
    answer = show(request, "failed", "This could not be shown", status=failure.status, failure=failure)
    if failure.status is HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["refresh"] = answer.headers["retry-after"] = "3"
    return answer


_HANDLERS: dict[int | type[Exception], ExceptionHandler] = {
    DragomanError: _failed,
    HTTPException: _failed,
    Exception: _failed,
}


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "dragoman.css":
        return Response(_style(), media_type="text/css")
    if name not in _STATIC:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(_file(name), media_type=_STATIC[name])


@cache
def _style() -> str:
    """One sheet: that of a brief's lines, then the site's own."""
    return line_style() + _file("dragoman.css")


@cache
def _file(name: str) -> str:
    return (files("dragoman.web") / "static" / name).read_text(encoding="utf-8")
