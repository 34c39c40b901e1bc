"""What a hostile report says is shown as words: no markup, no script, no address that runs, no turned direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient
from web_samples import asking, serving

from dragoman.documents import read
from dragoman.ledger import Ledger
from dragoman.model import Published
from dragoman.pipeline.reading import read_document

SCRIPT = '<script>document.title="owned"</script><img src=x onerror=\'document.title="owned"\'>'
RIGHT_TO_LEFT = "\u202e"
BODY = f"""\
Foreign Minister Ana {RIGHT_TO_LEFT}Berg said on Tuesday that Denmark {SCRIPT} would not join the talks.

Norway's Foreign Ministry denied that it had received a letter from "Sweden" {{{{ 7*7 }}}}.

"Sweden demands a written answer from Norway {SCRIPT}," Ana Berg told the {SCRIPT} Post.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report that is hostile in every field."""
    record = tmp_path_factory.mktemp("hostile") / "hostile.db"
    document = read(BODY.encode(), file=f"{SCRIPT}.txt", published="2022-02-01", title=f'{SCRIPT}"', outlet=SCRIPT)
    told = Published("2022-02-01", "meta", SCRIPT)
    document = replace(document, url="javascript:document.title='owned'", published=told)
    with Ledger.open(record) as ledger:
        ledger.append(document, read_document(document))
    return record


@pytest.fixture(scope="module")
def asked(hostile: Path) -> Iterator[TestClient]:
    with Ledger.open(hostile) as ledger, asking(ledger) as client:
        yield client


def _pages(client: TestClient) -> Iterator[str]:
    """Addresses of every page that shows something of the report."""
    api = "/api/v1"
    document = client.get(f"{api}/documents").json()["values"][0]["id"]
    yield from ("/", "/documents", "/documents?words=talks", "/search", "/agents", "/review", "/judgements")
    yield f"/documents/{document}"
    for entry in client.get(f"{api}/documents/{document}/statements").json()["values"]:
        yield f"/documents/{document}/entries/{entry['id']}"
    for kind in ("demands", "replies", "disputes", "meetings", "warnings"):
        yield from (f"/items/{item['id']}" for item in client.get(f"{api}/{kind}").json()["values"])
    yield from (f"/agents/{agent['id']}" for agent in client.get(f"{api}/agents").json()["values"])


class _Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_no_page_lets_a_report_become_markup(asked: TestClient) -> None:
    for address in _pages(asked):
        page = asked.get(address)
        assert page.status_code == 200, address
        tags = _Tags(page.text).tags
        assert not [tag for tag, _ in tags if tag in ("img", "iframe", "object", "style")], address
        assert [held["src"] for tag, held in tags if tag == "script"] == ["/static/dragoman.js"], address
        assert not [held for _, held in tags if any(name.startswith("on") or name == "style" for name in held)], address


def test_no_page_links_to_an_address_that_runs(asked: TestClient) -> None:
    for address in _pages(asked):
        targets = [held.get("href") or held.get("action") or "" for _, held in _Tags(asked.get(address).text).tags]
        assert all(re.match(r"/|#|https?://|$", target) for target in targets), address


def test_no_page_turns_the_direction_of_the_text(asked: TestClient) -> None:
    pages = [asked.get(address).text for address in _pages(asked)]
    assert not any(RIGHT_TO_LEFT in page for page in pages)
    assert any("⟨U+202E⟩" in page for page in pages)


def test_no_page_is_a_template(asked: TestClient) -> None:
    address = next(address for address in _pages(asked) if re.fullmatch(r"/documents/doc-\w+", address))
    assert "{{ 7*7 }}" in re.sub(r"<[^>]+>", "", asked.get(address).text)


def test_a_browser_runs_nothing_of_it(hostile: Path, open_page: Callable[..., Page]) -> None:
    with serving(hostile) as address:
        page = open_page()
        with Ledger.open(hostile) as ledger, asking(ledger) as client:
            addresses = list(_pages(client))
        for path in addresses:
            page.goto(address + path)
            assert page.title().endswith("· Dragoman")
            assert not page.locator("img").count()


def test_a_megabyte_in_one_line_is_shown_a_page_at_a_time(empty: TestClient) -> None:
    line = "Ana Berg said that the talks would resume. " * 25_000
    ledger = empty.app._app.state.ledger  # type: ignore[attr-defined]  # the guard's inside
    document = read(line.encode(), file="line.txt", published="2022-02-01")
    ledger.append(document, replace(read_document(read(b"Ana Berg said so.", file="a.txt")), document=document.id))
    first = empty.get(f"/documents/{document.id}")
    assert first.status_code == 200
    assert len(first.text) < 200_000
    last = empty.get(f"/documents/{document.id}?at={len(document.text) - 9}-{len(document.text) - 1}")
    assert 'id="here"' in last.text
    assert empty.get(f"/documents/{document.id}?page=9999").status_code == 200
