"""The application under ``/api/v1``: its routes, and errors in one shape."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.model import DragomanError
from dragoman.web.api import documents, exchange, reading, review
from dragoman.web.api.shapes import Problems
from dragoman.web.failures import Refused, as_json, failure_of

_PROBLEMS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def create_api() -> FastAPI:
    """The application under ``/api/v1``; the caller gives it the state of the whole."""
    api = FastAPI(
        title="Dragoman",
        version="1",
        summary="Where an exchange stands, every line with its words.",
        docs_url=None,
        redoc_url=None,
        responses={status.value: {"model": Problems, "description": status.phrase} for status in _PROBLEMS},
        exception_handlers={
            DragomanError: _failed,
            RequestValidationError: _misfit,
            HTTPException: _http,
            Exception: _failed,
        },
    )
    for part in (exchange, documents, review, reading):
        api.include_router(part.router)
    return api


async def _failed(request: Request, error: Exception) -> Response:
    return as_json(failure_of(error))


async def _misfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    told = Refused(HTTPStatus.UNPROCESSABLE_ENTITY, where, str(first["msg"]), "See /api/v1/openapi.json.")
    return as_json(failure_of(told))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    answer = as_json(failure_of(Refused(status, request.url.path, status.phrase.lower(), "See /api/v1/openapi.json.")))
    answer.headers.update(error.headers or {})
    return answer
