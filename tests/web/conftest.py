"""What the tests of the page share: a record of the example reports, the application, a server, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient
from web_samples import EXAMPLES, FLAGS, asking

from dragoman.documents import collect
from dragoman.ledger import Ledger
from dragoman.pipeline.runner import run


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example reports; copy it, or only look at it."""
    record = tmp_path_factory.mktemp("record") / "examples.db"
    with Ledger.open(record) as ledger:
        assert not run(collect([EXAMPLES], index=EXAMPLES / "index.jsonl"), ledger).refused
    return record


@pytest.fixture
def examples_folder() -> Path:
    """The folder of the example reports."""
    return EXAMPLES


@pytest.fixture
def record(examples: Path, tmp_path: Path) -> Path:
    """A record of the example reports to write to."""
    return Path(shutil.copy(examples, tmp_path / "talks.db"))


@pytest.fixture(scope="session")
def shown(examples: Path) -> Iterator[TestClient]:
    """The page of the example reports, to look at."""
    with Ledger.open(examples) as ledger, asking(ledger) as client:
        yield client


@pytest.fixture
def client(record: Path) -> Iterator[TestClient]:
    """The page of a record of its own."""
    with Ledger.open(record) as ledger, asking(ledger) as client:
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """The page of an empty record."""
    with Ledger.open(tmp_path / "empty.db") as ledger, asking(ledger) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as it is installed."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of a fresh browser; an error in our own script fails the test."""
    contexts, errors = [], []

    def opened(**options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors
