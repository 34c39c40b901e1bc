"""Correcting on the page: each judgement is kept, shown, outlives a new reading, and can be taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_samples import asking, finished, token

from dragoman.ledger import Ledger
from dragoman.pipeline import reading


def _statement(client: TestClient) -> tuple[str, str]:
    """A document, and a statement of it."""
    document = client.get("/api/v1/documents?words=denied").json()["values"][0]["id"]
    return document, client.get(f"/api/v1/documents/{document}/statements").json()["values"][0]["id"]


def _post(client: TestClient, **given: str) -> int:
    form = {"token": token(client), "author": "Kari Lund", "reason": "as the caption says", **given}
    return client.post("/judgements", data=form).status_code


def _edit(client: TestClient, entry: str, field: str, value: str) -> int:
    return _post(client, kind="edit", subject=entry, **{f"set:{field}": value, f"was:{field}": "before"})


def test_an_edit_changes_what_is_shown_and_says_who_made_it(client: TestClient) -> None:
    document, entry = _statement(client)
    assert _edit(client, entry, "speakers", "Ana Berg; Lena Ruud") == 303
    page = client.get(f"/documents/{document}/entries/{entry}").text
    assert 'value="Ana Berg; Lena Ruud"' in page
    assert "Kari Lund" in page and "as the caption says" in page
    assert "Ana Berg, Lena Ruud" in client.get(f"/documents/{document}").text
    assert "Ana Berg" in client.get("/agents?name=ana").text


def test_a_name_is_remembered_as_it_was_written(client: TestClient) -> None:
    _, entry = _statement(client)
    assert _post(client, kind="accept", subject=entry, author='Käte "Kari" Lund; Ñ') == 303
    assert 'value="Käte &#34;Kari&#34; Lund; Ñ"' in client.get("/review").text


def test_fields_that_were_left_as_they_are_are_no_changes(client: TestClient) -> None:
    _, entry = _statement(client)
    given = {"set:mode": "direct", "was:mode": "direct", "set:speakers": "Ana Berg", "was:speakers": "Russia"}
    assert _post(client, kind="edit", subject=entry, **given) == 303
    assert client.get("/api/v1/judgements").json()["values"][0]["changes"] == {"speakers": ["Ana Berg"]}


def test_what_is_rejected_counts_no_more_until_it_is_taken_back(client: TestClient) -> None:
    document, entry = _statement(client)
    shown = f'data-label="s{1}"'
    before = client.get(f"/documents/{document}").text
    assert _post(client, kind="reject", subject=entry) == 303
    after = client.get(f"/documents/{document}").text
    assert before.count("note-said") == after.count("note-said") + 1
    assert shown in after
    back = re.search(r'action="(/judgements/[^"]+/withdraw)"', after)
    assert back
    given = {"token": token(client), "author": "Kari Lund", "back": f"/documents/{document}"}
    answer = client.post(back[1], data=given)
    assert answer.headers["location"] == f"/documents/{document}"
    assert client.get(f"/documents/{document}").text.count("note-said") == before.count("note-said")
    assert "taken back" in client.get("/judgements").text


def test_two_agents_are_merged_on_the_page_of_one(client: TestClient) -> None:
    agents = {a["name"]: a["id"] for a in client.get("/api/v1/agents?limit=100").json()["values"]}
    kremlin, russia = agents["Kremlin"], agents["Russia"]
    form = {"token": token(client), "author": "Kari Lund", "kind": "merge", "subject": [russia, kremlin]}
    assert client.post("/judgements", data=form).status_code == 303
    assert "Kremlin" not in {a["name"] for a in client.get("/api/v1/agents?limit=100").json()["values"]}
    assert "Kremlin" in client.get(f"/agents/{russia}").text


def test_two_disputes_are_merged_on_the_page_of_one(client: TestClient) -> None:
    quarrel = b"Norway cut the cable off Halvik in March, Denmark said. Norway denied that it had cut the cable."
    form = {"token": token(client), "outlet": "Northern Post", "published": "2022-02-02"}
    sent = client.post("/read", data=form, files={"files": ("cable.txt", quarrel)})
    assert not finished(client, sent.headers["location"].rsplit("/", 1)[1])["failed"]
    first, second, *more = client.get("/api/v1/disputes").json()["values"]
    page = client.get(f"/items/{first['id']}").text
    assert f'<option value="{second["id"]}">' in page and second["question"][:40] in page
    form = {"token": token(client), "author": "Kari Lund", "kind": "merge", "subject": [first["id"], second["id"]]}
    assert client.post("/judgements", data=form).status_code == 303
    held = client.get("/api/v1/disputes").json()["values"]
    assert [dispute["id"] for dispute in held] == [first["id"], *(dispute["id"] for dispute in more)]
    assert "<strong>merge</strong> by Kari Lund" in client.get(f"/items/{first['id']}").text
    assert client.get(f"/items/{second['id']}").headers["location"] == f"/items/{first['id']}"


def test_an_item_is_rejected_on_its_page(client: TestClient) -> None:
    demand = client.get("/api/v1/demands").json()["values"][0]["id"]
    assert _post(client, kind="reject", subject=demand) == 303
    assert client.get(f"/items/{demand}").status_code == 404
    assert "taken back" not in client.get("/judgements").text


def test_a_judgement_that_contradicts_another_is_told_in_words(client: TestClient) -> None:
    _, entry = _statement(client)
    assert _post(client, kind="accept", subject=entry) == 303
    form = {"token": token(client), "author": "Tor Aune", "kind": "reject", "subject": entry}
    answer = client.post("/judgements", data=form)
    assert answer.status_code == 400
    assert "Kari Lund judged it" in answer.text


@pytest.mark.parametrize("given", [{"author": " "}, {"kind": "guess"}, {"subject": "stm-none"}, {"kind": "edit"}])
def test_a_form_that_says_too_little_is_refused(client: TestClient, given: dict[str, str]) -> None:
    _, entry = _statement(client)
    form = {"token": token(client), "author": "Kari Lund", "kind": "accept", "subject": entry, **given}
    assert client.post("/judgements", data=form).status_code == 400
    assert client.get("/api/v1/judgements").json()["total"] == 0


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: TestClient, back: str) -> None:
    _, entry = _statement(client)
    form = {"token": token(client), "author": "Kari Lund", "kind": "accept", "subject": entry, "back": back}
    assert client.post("/judgements", data=form).headers["location"] == "/judgements"


def test_judgements_are_training_data(client: TestClient) -> None:
    document, entry = _statement(client)
    _edit(client, entry, "speakers", "Ana Berg")
    other = client.get(f"/api/v1/documents/{document}/moves").json()["values"][0]["id"]
    _post(client, kind="reject", subject=other)
    rows = [json.loads(line) for line in client.get("/judgements.jsonl").text.splitlines()]
    assert [(row["judgement"], row["kind"]) for row in rows] == [("edit", "statement"), ("reject", "move")]
    for row in rows:
        assert row["text"][row["start"] : row["end"]] == row["read"]["evidence"]["exact"]
    assert rows[0]["right"]["speakers"] == ["Ana Berg"] != rows[0]["read"]["speakers"]
    assert rows[1]["right"] is None


# ---------------------------------------------------------------- another reader
@pytest.fixture
def another_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader of a later version, which finds other speakers."""
    reads = reading.read_parsed

    def otherwise(document, parsed, *given):  # type: ignore[no-untyped-def]
        found = reads(document, parsed, *given)
        statements = tuple(replace(s, speakers=("Somebody Else",)) for s in found.statements)
        return replace(found, statements=statements)

    monkeypatch.setattr("dragoman.pipeline.runner.read_parsed", otherwise)
    monkeypatch.setattr(reading, "reader_version", lambda *_: "a later reader")
    yield


def test_a_newer_reading_that_disagrees_is_shown_beside_the_judgement(
    record: Path, another_reader: None, examples_folder: Path
) -> None:
    with Ledger.open(record) as ledger, asking(ledger) as client:
        document, entry = _statement(client)
        held = client.get(f"/api/v1/documents/{document}").json()
        _post(client, kind="accept", subject=entry)
        file = examples_folder / held["file"]
        form = {"token": token(client), "outlet": held["outlet"], "published": held["published"]}
        sent = client.post("/read", data=form, files={"files": (file.name, file.read_bytes())})
        told = finished(client, sent.headers["location"].rsplit("/", 1)[1])
        assert not told["failed"]
        assert told["told"][0]["fate"] == "superseded"  # type: ignore[index]
        page = client.get(f"/documents/{document}").text
        assert "the reading of today has speakers: Somebody Else" in page
        accepted = client.get(f"/api/v1/documents/{document}/statements").json()["values"]
        assert sum(value["speakers"] != ["Somebody Else"] for value in accepted) == 1
