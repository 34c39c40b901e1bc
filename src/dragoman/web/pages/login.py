"""The password, where one is asked for."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.guards import SESSION, SESSION_SECONDS, Doorkeeper, require_token
from dragoman.web.rendering import show


def form(request: Request) -> Response:
    """Asks for the password."""
    return show(request, "login", "Log in", wrong=False)


async def enter(request: Request) -> Response:
    """Begins a session, in a cookie that only HTTPS carries and no script sees."""
    keeper: Doorkeeper = request.app.state.keeper
    given = await request.form(max_files=0, max_fields=4, max_part_size=4096)
    cookie = await run_in_threadpool(keeper.admit, str(given.get("password", "")))
    if cookie is None:
        return show(request, "login", "Log in", wrong=True, status=HTTPStatus.FORBIDDEN)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(SESSION, cookie, max_age=SESSION_SECONDS, secure=True, httponly=True, samesite="strict")
    return answer


async def leave(request: Request) -> Response:
    """Ends the session in this browser."""
    given = await request.form(max_files=0, max_fields=4, max_part_size=4096)
    require_token(request, given.get("token"))
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(SESSION, secure=True, httponly=True, samesite="strict")
    return answer
