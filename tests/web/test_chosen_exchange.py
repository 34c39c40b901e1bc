"""A record of several exchanges: each can be chosen; a large record has lists of each by itself alone."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_samples import asking, finished, token

from dragoman.ledger import Ledger

REPORT = """\
HALVIK, March 6, 2023 - The Dockworkers' Union demanded a 9 percent raise from the Halvik Port Authority on Monday.

Union leader Tor Aune said the union would strike in April.
"""
STRIKE = {"exchange": "Dockworkers"}


@pytest.fixture(params=["small", "large"])
def several(request: pytest.FixtureRequest, record: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The page of two exchanges, in a record that counts as small or as large."""
    if request.param == "large":
        monkeypatch.setattr("dragoman.pipeline.overview.LARGE", 2)
    with Ledger.open(record) as ledger, asking(ledger) as client:
        new = {"reports": [{"name": "strike.txt", "text": REPORT}]}
        job = client.post("/api/v1/documents", json=new, headers={"x-dragoman-token": token(client)}).json()
        finished(client, job["id"])
        yield client


def test_one_exchange_has_its_lists_and_pages(several: TestClient) -> None:
    held = several.get("/api/v1/exchanges").json()["values"]
    assert any("Dockworkers" in exchange["name"] and exchange["documents"] == 1 for exchange in held)
    demand = several.get("/api/v1/demands", params=STRIKE).json()["values"][0]
    assert several.get(f"/api/v1/items/{demand['id']}", params=STRIKE).json() == demand
    assert several.get(f"/items/{demand['id']}", params=STRIKE).status_code == 200
    assert several.get("/api/v1/queue", params=STRIKE).json()["total"] > 0
    for page in ("/agents", "/review"):
        assert "Halvik Port Authority" in several.get(page, params=STRIKE).text


def test_an_item_of_one_exchange_can_be_judged(several: TestClient) -> None:
    demand = several.get("/api/v1/demands", params=STRIKE).json()["values"][0]
    new = {"kind": "reject", "subjects": [demand["id"]], "author": "Kari Lund", **STRIKE}
    kept = several.post("/api/v1/judgements", json=new, headers={"x-dragoman-token": token(several)})
    assert kept.status_code == 201
    left = several.get("/api/v1/demands", params=STRIKE).json()["values"]
    assert demand["id"] not in [other["id"] for other in left]


def test_pages_of_everything_offer_the_exchanges(several: TestClient) -> None:
    for page in ("/", "/agents", "/review"):
        assert several.get(page).text.count("<option") >= 3, page


def test_an_agent_that_is_looked_for_is_not_forgotten_when_an_exchange_is_chosen(several: TestClient) -> None:
    page = several.get("/agents?name=halvik").text
    assert '<input type="hidden" name="name" value="halvik">' in page
    assert "Halvik Port Authority</a>" in several.get("/agents?name=halvik", params={"name": "halvik", **STRIKE}).text


def test_no_other_exchange_is_found(several: TestClient) -> None:
    assert several.get("/api/v1/demands?exchange=none").status_code == 400
    assert several.get("/?exchange=none").status_code == 400


def test_what_changed_in_one_exchange(several: TestClient) -> None:
    days = {"from": "2023-03-05", "to": "2023-03-06"}
    page = several.get("/changes", params={**days, **STRIKE})
    assert page.status_code == 200 and "Dockworkers" in page.text
    told = several.get("/api/v1/changes", params={**days, **STRIKE}).json()
    assert "demand" in {difference["kind"] for difference in told["values"]}


@pytest.mark.parametrize("several", ["large"], indirect=True)
def test_of_a_large_record_as_a_whole_an_exchange_is_asked_for(several: TestClient) -> None:
    days = "from=2022-01-01&to=2023-03-07"
    for path in ("demands", "agents", "queue", "overview", "items/demand-1", f"changes?{days}"):
        refused = several.get(f"/api/v1/{path}")
        assert refused.status_code == 400, path
        assert "/api/v1/exchanges" in refused.json()["error"]["advice"]
    for page in ("/agents", "/review", f"/changes?{days}"):
        assert "choose one" in several.get(page).text, page


@pytest.mark.parametrize("several", ["large"], indirect=True)
def test_the_overview_of_a_large_record_leads_to_each_exchange(several: TestClient) -> None:
    page = several.get("/").text
    assert "E1" in page and "E2" in page
    chosen = next(line for line in page.splitlines() if "exchange=" in line and "Dockworkers" in line)
    address = html.unescape(chosen.split('href="', 1)[1].split('"', 1)[0])
    assert "Halvik Port Authority" in several.get(address).text
