"""What can go wrong in a request, as one value that pages and programs are told alike."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import JSONResponse

from dragoman.brief.displayable import visible
from dragoman.model import BadInput, DragomanError, RecordError, SourceError


class Refused(DragomanError):
    """The request cannot be answered; ``status`` is the HTTP status."""

    def __init__(self, status: HTTPStatus, where: str, what: str, advice: str) -> None:
        super().__init__(where, what, advice)
        self.status = status


def not_there(where: str, what: str) -> Refused:
    """Nothing has this address."""
    return Refused(HTTPStatus.NOT_FOUND, where, what, "Start from the overview, or search for it.")


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is shown: HTTP status, where, what, and what to do next."""

    status: HTTPStatus
    where: str
    what: str
    advice: str

    @property
    def code(self) -> str:
        """The status in words, for programs: ``not-found``."""
        return self.status.phrase.lower().replace(" ", "-").replace("'", "")


def failure_of(error: Exception) -> Failure:
    """How the error is told. One that nobody foresaw is told without its inside."""
    match error:
        case Refused():
            status = error.status
        case BadInput():
            status = HTTPStatus.BAD_REQUEST
        case SourceError():
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        case RecordError():
            status = HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, DragomanError):
        return Failure(status, error.where, error.what, error.advice)
    return Failure(
        status, "dragoman serve", f"this is a fault in Dragoman ({type(error).__name__})", "Please report it."
    )


def as_json(failure: Failure) -> JSONResponse:
    """The one shape of an error for programs."""
    told = {name: visible(getattr(failure, name)) for name in ("code", "where", "what", "advice")}
    return JSONResponse({"error": told}, failure.status)
