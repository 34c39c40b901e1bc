"""The REST interface: what it says, page by page, in one shape of errors, and what schemathesis makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.testclient import TestClient
from web_samples import CONTESTED, finished, token

LISTS = ("demands", "replies", "decisions", "disputes", "meetings", "warnings", "doubts", "agents")

REPORT = """\
HALVIK, March 6, 2023 - The Dockworkers' Union demanded a written offer from the Halvik Port Authority on Monday.

"We will strike if no answer comes," union leader Tor Aune said.
"""


def test_the_record_in_figures(shown: TestClient) -> None:
    told = shown.get("/api/v1/record").json()
    assert told["documents"] == 12
    assert [day["documents"] for day in told["days"]] and told["statements"] > 0


def test_every_list_is_given_a_page_at_a_time(shown: TestClient) -> None:
    for name in LISTS:
        whole = shown.get(f"/api/v1/{name}?limit=100").json()
        assert whole["total"] == shown.get("/api/v1/overview").json().get(name, whole["total"])
        values, offset = [], 0
        while offset is not None:
            page = shown.get(f"/api/v1/{name}?limit=2&offset={offset}").json()
            assert len(page["values"]) <= 2
            values, offset = values + page["values"], page["next"]
        assert values == whole["values"], name


def test_the_overview_counts_what_the_lists_hold_on_that_day(shown: TestClient) -> None:
    told = shown.get(f"/api/v1/overview?as_of={CONTESTED}").json()
    assert told["documents"] == 11
    assert told["disputes"] == shown.get(f"/api/v1/disputes?as_of={CONTESTED}").json()["total"] > 0


def test_an_item_is_found_by_its_id_on_every_day_that_has_it(shown: TestClient) -> None:
    for demand in shown.get(f"/api/v1/demands?as_of={CONTESTED}").json()["values"]:
        assert shown.get(f"/api/v1/items/{demand['id']}?as_of={CONTESTED}").json() == demand


def test_all_words_of_an_item_are_given_a_page_at_a_time(shown: TestClient) -> None:
    for demand in shown.get("/api/v1/demands?limit=100").json()["values"]:
        words = shown.get(f"/api/v1/items/{demand['id']}/evidence?limit=100").json()
        told = [*demand["evidence"], *(e for step in demand["history"] for e in step["evidence"])]
        assert {str(e) for e in told} <= {str(e) for e in words["values"]}


def test_quotes_are_the_words_of_their_passages(shown: TestClient) -> None:
    for document in shown.get("/api/v1/documents?limit=3").json()["values"]:
        passages = shown.get(f"/api/v1/documents/{document['id']}/passages?limit=100").json()["values"]
        for statement in shown.get(f"/api/v1/documents/{document['id']}/statements").json()["values"]:
            quote = statement["evidence"]
            holds = [p for p in passages if p["start"] <= quote["start"] and quote["end"] <= p["end"]]
            for passage in holds:
                start = quote["start"] - passage["start"]
                assert passage["text"][start : start + len(quote["quote"])] == quote["quote"]


def test_findings_say_what_read_them_and_whether_they_took_place(shown: TestClient) -> None:
    kinds = ("statements", "moves", "events", "dates", "agents")
    told = {kind: list(_of_every_document(shown, kind)) for kind in kinds}
    scored = {statement["reader"]: statement["score"] is not None for statement in told["statements"]}
    assert scored == {"rules": False, "model": True}
    assert {"occurred", "scheduled"} <= {move["realis"] for move in told["moves"]}
    assert {event["type"] for event in told["events"]} >= {"CONSULT", "REQUEST"}
    assert all(event["trigger"]["quote"] in event["evidence"]["quote"] for event in told["events"])
    assert all(date["rule"] for date in told["dates"])
    assert "Sergei Lavrov" in {agent["name"] for agent in told["agents"]}


def _of_every_document(shown: TestClient, name: str) -> Iterator[dict[str, object]]:
    for document in shown.get("/api/v1/documents?limit=100").json()["values"]:
        yield from shown.get(f"/api/v1/documents/{document['id']}/{name}?limit=100").json()["values"]


def test_search_finds_by_words_kind_party_outlet_day_and_source(shown: TestClient) -> None:
    def found(**asked: str) -> int:
        return int(shown.get("/api/v1/search", params=asked).json()["total"])

    everything = found()
    assert 0 < found(kind="demand") < everything
    assert 0 < found(name="Sergei Lavrov") < everything
    assert 0 < found(words='"written response"') < found(words="written") < everything
    assert found(words='"" OR NEAR( * ^ : written') == found(words="OR NEAR written")
    assert 0 < found(outlet="Northern Wire") < everything
    assert found(unnamed="true") + found(unnamed="false") == everything
    assert found(until="2022-01-20") + found(since="2022-01-21") == everything


def test_errors_have_one_shape(shown: TestClient) -> None:
    answers = {
        "/api/v1/items/demand-0": 404,
        "/api/v1/documents/doc-none": 404,
        "/api/v1/nothing": 404,
        "/api/v1/items/a%0Ab": 404,
        "/api/v1/demands?as_of=yesterday": 422,
        "/api/v1/demands?limit=0": 422,
        "/api/v1/search?kind=guess": 422,
        "/api/v1/jobs/0": 404,
    }
    for path, status in answers.items():
        answer = shown.get(path)
        assert answer.status_code == status, path
        assert set(answer.json()) == {"error"}
        assert set(answer.json()["error"]) == {"code", "where", "what", "advice"}
    assert shown.delete("/api/v1/demands").status_code == 405


def test_a_report_is_read_and_its_words_can_be_asked_for(empty: TestClient) -> None:
    new = {"reports": [{"name": "strike.txt", "text": REPORT}], "outlet": "Harbour Post"}
    started = empty.post("/api/v1/documents", json=new, headers={"x-dragoman-token": token(empty)})
    assert started.status_code == 202
    told = finished(empty, started.json()["id"])
    assert told["told"] == [{"file": "strike.txt", "fate": "new", "why": ""}]
    (document,) = empty.get("/api/v1/documents").json()["values"]
    assert (document["outlet"], document["published"]) == ("Harbour Post", "2023-03-06")
    assert empty.get("/api/v1/documents?words=dockworker").json()["values"][0]["snippet"]


def test_a_judgement_is_kept_shown_and_taken_back(client: TestClient) -> None:
    headers = {"x-dragoman-token": token(client)}
    document = client.get("/api/v1/documents").json()["values"][0]["id"]
    statement = client.get(f"/api/v1/documents/{document}/statements").json()["values"][0]
    new = {"kind": "edit", "subjects": [statement["id"]], "author": "Kari Lund", "changes": {"speakers": ["Ana Berg"]}}
    kept = client.post("/api/v1/judgements", json=new, headers=headers)
    assert kept.status_code == 201
    again = client.get(f"/api/v1/documents/{document}/statements").json()["values"][0]
    assert again == statement | {"speakers": ["Ana Berg"]}
    path = f"/api/v1/judgements/{kept.json()['id']}/withdraw"
    assert client.post(path, json={"author": "Kari Lund"}, headers=headers).status_code == 201
    assert client.get(f"/api/v1/documents/{document}/statements").json()["values"][0] == statement
    assert [j["in_force"] for j in client.get("/api/v1/judgements").json()["values"]] == [False, False]


def test_the_queue_asks_no_more_for_what_was_judged(client: TestClient) -> None:
    before = client.get("/api/v1/queue?limit=100").json()
    weights = [question["weight"] for question in before["values"]]
    assert weights == sorted(weights, reverse=True)
    first = before["values"][0]["entry"]
    new = {"kind": "accept", "subjects": [first], "author": "Kari Lund"}
    client.post("/api/v1/judgements", json=new, headers={"x-dragoman-token": token(client)})
    after = client.get("/api/v1/queue?limit=100").json()
    assert after["total"] == before["total"] - 1
    assert first not in [question["entry"] for question in after["values"]]
