"""The page of a record for tests: as an application to ask, and as a server on a port of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import uvicorn
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web import Access, create_app
from dragoman.web.guards import HERE

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "security-guarantees-2022"
CONTESTED = "2022-02-01"
"""A day on which the examples have a contested reply."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""How Chromium is started: in a sandbox of the tests' own, and asking nobody outside for anything."""


def asking(ledger: Ledger, **options: str) -> TestClient:
    """A client of the page of a record; schemathesis calls the page by Starlette's name for it."""
    app = create_app(ledger, Access((*HERE, "testserver"), author="Tester"), **options)
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def token(client: TestClient) -> str:
    """What changes have to carry."""
    return str(client.get("/api/v1/token").json()["token"])


def finished(client: TestClient, job: str) -> dict[str, object]:
    """The load once it is read."""
    while not (told := client.get(f"/api/v1/jobs/{job}").json())["done"]:
        sleep(0.05)
    return dict(told)


@contextmanager
def serving(record: Path, access: Access | None = None) -> Iterator[str]:
    """The page of a record on a port of its own; its address."""
    with Ledger.open(record) as ledger:
        config = uvicorn.Config(create_app(ledger, access or Access(author="Tester")), port=0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                sleep(0.02)
            port = server.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
