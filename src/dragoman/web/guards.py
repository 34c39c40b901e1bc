"""Who may ask, from where, and how much at once; and the headers that go with every answer.

A page of another site must not read the record or change it: the host asked for has to be one of ours (or a name that
leads here could be made to lead there), changes have to come from our own pages and carry a token that only those can
read, and no answer may be framed, sniffed, cached or run a script that is not ours.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from itsdangerous import BadSignature, Signer, TimestampSigner
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.brief.displayable import visible
from dragoman.web.failures import Refused, as_json, failure_of

HERE: Final = ("127.0.0.1", "localhost", "::1")
"""The names of the machine itself."""

MOST_BYTES: Final = 40 * 1024 * 1024
"""Bytes of the body of one request: a handful of reports at once."""

SESSION: Final = "dragoman-session"
SESSION_SECONDS: Final = 12 * 60 * 60

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_TO_ALL: Final = ("/login", "/static/")
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the page: ``names`` are the host names it answers to, ``password`` an argon2 hash where one is
    asked for, ``author`` whose judgements they are where nobody says."""

    names: tuple[str, ...] = HERE
    password: str | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Tokens and sessions of one run of the server: they end with it, for its secret is never kept."""

    access: Access
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def token(self, session: str) -> str:
        """What the changes of a session have to carry."""
        return Signer(self.secret, salt="token").get_signature(session).decode()

    def admit(self, password: str) -> str | None:
        """A new session's cookie for the right password; None for a wrong one. One guess is weighed at a time."""
        if self.access.password is None:
            return None
        with self.one_at_a_time:
            try:
                PasswordHasher().verify(self.access.password, password)
            except VerificationError:
                return None
        return TimestampSigner(self.secret, salt="session").sign(secrets.token_hex(16)).decode()

    def session(self, cookie: str | None) -> str | None:
        """The session of a cookie that we gave not too long ago; where no password is asked for, the one of all."""
        if self.access.password is None:
            return "local"
        try:
            signer = TimestampSigner(self.secret, salt="session")
            return signer.unsign(cookie or "", max_age=SESSION_SECONDS).decode()
        except BadSignature:
            return None


def session_of(request: HTTPConnection) -> str:
    """The session that the guard found; empty on the way to the login."""
    return request.scope.get("dragoman.session") or ""


def require_token(request: Request, token: object) -> None:
    """Raises Refused where a change carries another token than its session's."""
    keeper: Doorkeeper = request.app.state.keeper
    if not hmac.compare_digest(keeper.token(session_of(request)).encode(), str(token or "").encode()):
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "token",
            "this change does not come from a page of this run of the server",
            "Reload the page and send it again; programs ask GET /api/v1/token first.",
        )


class Guard:
    """Wraps the application: everything that is checked before, and added after, any route."""

    def __init__(self, app: ASGIApp, keeper: Doorkeeper) -> None:
        self._app, self._keeper = app, keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _with_headers(send, scope["path"])
        try:
            _check_host(Headers(scope=scope), self._keeper.access.names)
            if scope["method"] not in _SAFE:
                _check_origin(Headers(scope=scope))
            _check_size(Headers(scope=scope))
        except Refused as refused:
            await _told(refused, scope["path"])(scope, receive, answer)
            return
        cookie = HTTPConnection(scope).cookies.get(SESSION)
        scope["dragoman.session"] = self._keeper.session(cookie)
        if scope["dragoman.session"] is None and not scope["path"].startswith(_OPEN_TO_ALL):
            await _to_login(scope["path"])(scope, receive, answer)
            return
        await self._app(scope, _bounded(receive), answer)


def _check_host(headers: Headers, names: tuple[str, ...]) -> None:
    host = headers.get("host", "")
    if _name(host) not in names:
        raise Refused(
            HTTPStatus.MISDIRECTED_REQUEST,
            "Host",
            "the page does not answer to this name",
            "Open the address that `dragoman serve` printed, or give the name with --name.",
        )


def _check_origin(headers: Headers) -> None:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
    if foreign or site not in (None, "same-origin", "none"):
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "Origin",
            "the change comes from a page of another site",
            "Make it on the page itself.",
        )


def _check_size(headers: Headers) -> None:
    announced = headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > MOST_BYTES:
        raise too_much()


def too_much() -> Refused:
    """The error for a body over the limit."""
    what = f"more than {MOST_BYTES // 1024**2} MiB at once"
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the request", what, "Send fewer reports at a time.")


def _name(host: str) -> str:
    """The host without its port, an IPv6 address without its brackets; empty where it is no host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _bounded(receive: Receive) -> Receive:
    """The body, broken off where it is longer than was announced."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise too_much()
        return message

    return bounded


def _with_headers(send: Send, path: str) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["cache-control"] = "no-cache" if path.startswith("/static/") else "no-store"
        await send(message)

    return answer


def _told(refused: Refused, path: str) -> Response:
    if path.startswith("/api/"):
        return as_json(failure_of(refused))
    return Response(f"{visible(str(refused))}\n", refused.status, media_type="text/plain")


def _to_login(path: str) -> Response:
    if path.startswith("/api/"):
        return _told(
            Refused(HTTPStatus.UNAUTHORIZED, "session", "nobody is logged in", "Log in at /login first."), path
        )
    return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
