"""Who may ask: host, origin, token, size, password; and what goes with every answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.routing import Route
from starlette.testclient import TestClient
from web_samples import token

from dragoman.ledger import Ledger
from dragoman.web import Access, create_app
from dragoman.web.guards import MOST_BYTES

PASSWORD = "three short words"


@pytest.fixture(scope="module")
def locked(examples: Path) -> Iterator[TestClient]:
    """The page behind a password, at its name."""
    access = Access(names=("talks.example.org",), password=PasswordHasher().hash(PASSWORD))
    with Ledger.open(examples) as ledger:
        app = create_app(ledger, access)
        with TestClient(app, base_url="https://talks.example.org", follow_redirects=False) as client:
            yield client


@pytest.fixture
def outside(locked: TestClient) -> TestClient:
    """Nobody who is logged in."""
    locked.cookies.clear()
    return locked


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "[::1]:8765"])
def test_it_answers_to_its_own_names(shown: TestClient, host: str) -> None:
    assert shown.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "example.org:8765", "", "[", "192.168.1.7"])
def test_it_answers_to_no_other_name(shown: TestClient, host: str) -> None:
    for path in ("/", "/api/v1/record", "/static/dragoman.css"):
        answer = shown.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "Dragoman" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = {"token": token(client), "kind": "reject", "subject": "10-no-answer.md", "author": "Eve"}
    assert client.post("/judgements", data=form, headers=headers).status_code == 403
    assert client.get("/api/v1/judgements").json()["total"] == 0


def test_a_change_from_the_page_itself_is_taken(client: TestClient) -> None:
    form = {"token": token(client), "kind": "reject", "subject": "10-no-answer.md", "author": "Ana Berg"}
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post("/judgements", data=form, headers=headers).status_code == 303
    assert client.get("/api/v1/judgements").json()["total"] == 1


def _changing(client: TestClient) -> Iterator[tuple[str, str]]:
    """Method and path of every route that changes something, of the pages and of the API."""
    for route in client.app._app.routes:  # type: ignore[attr-defined]  # the guard's inside
        if isinstance(route, Route):
            yield from ((method, route.path) for method in (route.methods or ()) if method not in _SAFE)
    described = client.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        yield from ((m.upper(), "/api/v1" + path) for m in methods if m.upper() not in _SAFE)


_SAFE = {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("sent", ["", "wrong"])
def test_no_change_is_taken_without_its_token(client: TestClient, sent: str) -> None:
    routes = list(_changing(client))
    assert len(routes) == 8
    for method, path in routes:
        if path == "/login":
            continue
        body = {"json": {}} if path.startswith("/api/") else {"data": {"token": sent, "kind": "reject"}}
        path = path.replace("{judgement}", "judgement-1")
        answer = client.request(method, path, headers={"x-dragoman-token": sent}, **body)  # type: ignore[arg-type]
        assert answer.status_code in (403, 422), path
    assert client.get("/api/v1/judgements").json()["total"] == 0


def test_every_answer_carries_the_policy(shown: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/record", "/static/dragoman.css", "/judgements.jsonl"):
        headers = shown.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


def test_pages_are_never_kept_by_a_cache(shown: TestClient) -> None:
    assert shown.get("/").headers["cache-control"] == "no-store"


def test_a_body_over_the_limit_is_refused(client: TestClient) -> None:
    announced = client.post("/read", content=b"", headers={"content-length": str(MOST_BYTES + 1)})
    assert announced.status_code == 413

    right = token(client)

    def unannounced() -> Iterator[bytes]:
        head = f'--b\r\ncontent-disposition: form-data; name="token"\r\n\r\n{right}\r\n'
        head += '--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        yield head.encode()
        for _ in range(MOST_BYTES // 2**20 + 2):
            yield b"x" * 2**20

    answer = client.post("/read", content=unannounced(), headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413


# ---------------------------------------------------------------- behind a password
def test_without_the_password_nothing_is_shown(outside: TestClient) -> None:
    assert outside.get("/").headers["location"] == "/login"
    assert outside.get("/documents").status_code == 303
    assert outside.get("/api/v1/record").status_code == 401
    assert outside.get("/api/v1/token").status_code == 401
    assert outside.get("/login").status_code == 200


def test_a_wrong_password_opens_nothing(outside: TestClient) -> None:
    answer = outside.post("/login", data={"password": "guess"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_password_opens_a_session_that_only_https_carries_and_no_script_sees(outside: TestClient) -> None:
    answer = outside.post("/login", data={"password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert {"secure", "httponly", "samesite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert outside.get("/").status_code == 200
    assert outside.post("/logout", data={"token": "wrong"}).status_code == 403
    left = outside.post("/logout", data={"token": outside.get("/api/v1/token").json()["token"]})
    assert left.headers["location"] == "/login"
    assert outside.get("/").status_code == 303


def test_a_session_that_we_did_not_give_opens_nothing(outside: TestClient) -> None:
    outside.cookies.set("dragoman-session", "0123456789abcdef.aaaaaa.forged")
    assert outside.get("/").status_code == 303


def test_tokens_of_two_sessions_differ(outside: TestClient) -> None:
    tokens = set()
    for _ in range(2):
        outside.cookies.clear()
        outside.post("/login", data={"password": PASSWORD})
        tokens.add(outside.get("/api/v1/token").json()["token"])
    assert len(tokens) == 2
