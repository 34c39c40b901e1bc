"""Dropping and pasting: what is taken, what is refused, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_samples import asking, finished, token

from dragoman.extraction import READERS
from dragoman.ledger import Ledger
from dragoman.pipeline.reading import reader_version
from dragoman.web.intake import MOST_BYTES_EACH, MOST_FILES

REPORT = b"""\
HALVIK, March 6, 2023 - The Dockworkers' Union demanded a written offer from the Halvik Port Authority on Monday.

"We will strike if no answer comes," union leader Tor Aune said.
"""
Files = list[tuple[str, tuple[str, bytes]]]


def _send(client: TestClient, files: Files, **given: str) -> object:
    answer = client.post("/read", data={"token": token(client), **given}, files=files or None)
    if answer.status_code != 303:
        return answer.status_code
    told = finished(client, answer.headers["location"].rsplit("/", 1)[1])
    return [(line["file"], line["fate"]) for line in told["told"]]  # type: ignore[attr-defined]


def _file(name: str, data: bytes = REPORT) -> tuple[str, tuple[str, bytes]]:
    return ("files", (name, data))


def test_files_are_read_one_bad_one_stops_no_other(empty: TestClient) -> None:
    files = [_file("strike.txt"), _file("empty.txt", b" "), _file("page.html", b"<p>" + REPORT.replace(b"6", b"7"))]
    assert _send(empty, files) == [("strike.txt", "new"), ("empty.txt", "refused"), ("page.html", "new")]
    assert empty.get("/api/v1/record").json()["documents"] == 2


@pytest.mark.parametrize("reader", READERS)
def test_reports_are_read_by_the_reader_of_the_page(tmp_path: Path, reader: str) -> None:
    with Ledger.open(tmp_path / "talks.db") as ledger, asking(ledger, reader=reader) as client:
        _send(client, [_file("strike.txt")])
        (document,) = ledger.documents()
        assert ledger.document(document.id)[1].reader == reader_version(reader)


def test_the_same_file_again_is_unchanged(empty: TestClient) -> None:
    assert _send(empty, [_file("strike.txt")]) == [("strike.txt", "new")]
    assert _send(empty, [_file("strike.txt")]) == [("strike.txt", "unchanged")]


def test_an_index_among_the_files_tells_what_is_known_of_them(empty: TestClient) -> None:
    index = b'{"file": "strike.txt", "published": "2023-03-08", "outlet": "Harbour Post"}\n{"file": "/etc/passwd"}\n'
    _send(empty, [_file("strike.txt"), _file("index.jsonl", index)])
    (document,) = empty.get("/api/v1/documents").json()["values"]
    assert (document["published"], document["outlet"]) == ("2023-03-08", "Harbour Post")


def test_a_pasted_text_is_read(empty: TestClient) -> None:
    ((name, fate),) = _send(empty, [], text=REPORT.decode(), outlet="Harbour Post")  # type: ignore[misc]
    assert name.startswith("pasted-")
    assert fate == "new"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/report.txt", "report.txt"), ("C:\\reports\\a.txt", "a.txt"), ("ärger über x.md", "ärger über x.md")],
)
def test_a_name_is_no_path(empty: TestClient, name: str, kept: str) -> None:
    assert _send(empty, [_file(name)]) == [(kept, "new")]


@pytest.mark.parametrize("name", ["report.pdf", "report.exe", "report", ".txt", "a\u202etxt.txt"])
def test_another_type_is_refused(empty: TestClient, name: str) -> None:
    assert _send(empty, [_file(name)]) == 400


def test_too_large_too_many_twice_and_none_are_refused(empty: TestClient) -> None:
    assert _send(empty, [_file("a.txt", b"x" * (MOST_BYTES_EACH + 1))]) == 422
    assert _send(empty, [_file(f"{n}.txt") for n in range(MOST_FILES + 1)]) == 400
    assert _send(empty, [_file("a.txt"), _file("a.txt")]) == 400
    assert _send(empty, []) == 400
    assert _send(empty, [_file("a.txt")], published="yesterday") == 400
    assert empty.get("/api/v1/record").json()["documents"] == 0


def test_a_broken_index_is_told_with_its_line(empty: TestClient) -> None:
    files = [_file("strike.txt"), _file("index.jsonl", b"{\n")]
    answer = empty.post("/read", data={"token": token(empty)}, files=files)
    assert answer.status_code == 400
    assert "line 1" in answer.text and "/tmp" not in answer.text
