"""The pages: what they show, a page at a time, and where they lead."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.testclient import TestClient
from web_samples import CONTESTED, token


def _links(page: str) -> Iterator[str]:
    yield from (target.replace("&amp;", "&") for target in re.findall(r'href="(/[^"#]*)', page))


def test_every_link_of_a_page_leads_somewhere(shown: TestClient) -> None:
    document = shown.get("/api/v1/documents").json()["values"][0]["id"]
    for address in (f"/?as_of={CONTESTED}", f"/changes?from=2022-01-31&to={CONTESTED}", f"/documents/{document}"):
        targets = sorted(set(_links(shown.get(address).text)))
        assert len(targets) > 20
        for target in targets:
            assert shown.get(target).status_code == 200, target


def test_the_overview_of_a_day_shows_the_brief_of_that_day(shown: TestClient) -> None:
    page = shown.get(f"/?as_of={CONTESTED}").text
    for heading in ("Contested", "Replies owed and given", "Demands and proposals", "Rests on unnamed sources"):
        assert f">{heading}</h2>" in page
    assert "As of 2022-02-01" in page
    assert "2022-02-17" not in page.split("</form>")[-1]


def test_the_slider_leads_to_its_day(shown: TestClient) -> None:
    days = [day["day"] for day in shown.get("/api/v1/record").json()["days"]]
    for place, day in enumerate(days):
        assert shown.get(f"/?day={place}").headers["location"] == f"/?as_of={day}#day"
    assert shown.get(f"/?day={len(days)}").headers["location"] == "/#day"


def test_a_day_before_all_reports_is_empty_and_no_error(shown: TestClient) -> None:
    assert "No report had been published by then" in shown.get("/?as_of=1999").text


def test_what_is_asked_wrongly_is_told_in_words(shown: TestClient) -> None:
    for address in (
        "/?as_of=yesterday",
        "/?day=-1",
        "/exchange/demands?page=x",
        "/search?since=2022-13",
        "/search?page=0",
    ):
        answer = shown.get(address)
        assert answer.status_code == 400, address
        assert "This could not be shown" in answer.text
    for address in ("/items/none", "/documents/none", "/agents/none", "/exchange/none", "/read/none", "/nowhere"):
        assert shown.get(address).status_code == 404, address


def test_a_dispute_shows_each_account_with_its_chain_words_and_clocks(shown: TestClient) -> None:
    dispute = shown.get(f"/api/v1/disputes?as_of={CONTESTED}").json()["values"][0]
    page = shown.get(f"/items/{dispute['id']}?as_of={CONTESTED}").text
    assert page.count('class="card"') == len(dispute["accounts"])
    assert page.count('class="chain"') == len(dispute["accounts"])
    for clock in ("happened", "said", "published", "recorded"):
        assert page.count(f"<dt>{clock}</dt>") == len(dispute["accounts"])
    relayed = next(account for account in dispute["accounts"] if account["via"])
    chain = re.findall(r'<ol class="chain".*?</ol>', page, re.DOTALL)
    assert any(relayed["via"][0] in drawn for drawn in chain)


def test_an_item_shows_all_words_that_it_rests_on(shown: TestClient) -> None:
    told_again = 0
    for demand in shown.get("/api/v1/demands?limit=100").json()["values"]:
        page = shown.get(f"/items/{demand['id']}").text
        marked = [html.unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", page)]
        words = shown.get(f"/api/v1/items/{demand['id']}/evidence").json()["values"]
        assert {" ".join(place["quote"].split()) for place in words} <= set(marked)
        told_again += ">Told again</h2>" in page
    assert told_again


def test_a_document_marks_what_was_read_and_says_how(shown: TestClient) -> None:
    document = shown.get("/api/v1/documents?words=denied").json()["values"][0]["id"]
    page = shown.get(f"/documents/{document}").text
    for kind in ("said", "cue", "source", "move", "date", "agent"):
        assert re.search(rf'<span class="[^"]*\b{kind}\b', page), kind
    for label, kind in (("s", "statements"), ("m", "moves")):
        findings = shown.get(f"/api/v1/documents/{document}/{kind}?limit=100").json()["values"]
        for number, finding in enumerate(findings, 1):
            note = _note(page, f"{label}{number}")
            assert "by rules" in note if finding["reader"] == "rules" else f"score {finding['score']:.2f}" in note
            assert kind == "statements" or f"realis: {finding['realis']}" in note
    for date in shown.get(f"/api/v1/documents/{document}/dates").json()["values"]:
        assert f'<span class="date">{date["text"]}</span>' in page and f"by the rule {date['rule']}" in page


def _note(page: str, label: str) -> str:
    """The words of a note in the margin."""
    found = re.search(rf'id="note-{label}".*?\n</li>\n', page, re.DOTALL)
    assert found, label
    return re.sub(r"<[^>]+>", " ", found[0])


def test_a_document_lists_its_coded_events(shown: TestClient) -> None:
    document = shown.get("/api/v1/documents?words=denied").json()["values"][0]["id"]
    page = shown.get(f"/documents/{document}").text
    events = shown.get(f"/api/v1/documents/{document}/events?limit=100").json()["values"]
    table = page.partition('<details class="coded">')[2].partition("</details>")[0]
    rows = re.findall(r'<tr><th scope="row">(\w+).*?href="([^"]+)"', table)
    assert [(type_, int(re.search(r"at=(\d+)", at)[1])) for type_, at in rows] == [  # type: ignore[index]
        (event["type"], event["trigger"]["start"]) for event in events
    ]


def test_a_document_without_its_marks_is_its_text(shown: TestClient) -> None:
    document = shown.get("/api/v1/documents").json()["values"][0]["id"]
    page = shown.get(f"/documents/{document}").text
    for passage in shown.get(f"/api/v1/documents/{document}/passages?limit=100").json()["values"]:
        folded = " ".join(passage["text"].split())
        bare = re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", page)).replace("&#39;", "'").replace("&#34;", '"')
        assert folded in " ".join(bare.split())


def test_a_place_of_a_document_is_marked(shown: TestClient) -> None:
    evidence = shown.get("/api/v1/demands").json()["values"][0]["evidence"][0]
    at = f"{evidence['start']}-{evidence['end']}"
    assert 'id="here"' in shown.get(f"/documents/{evidence['document']}?at={at}").text
    for wrong in ("9-1", "0-99999999", "x-y", "-", "٣-٩"):
        answer = shown.get(f"/documents/{evidence['document']}?{urlencode({'at': wrong})}")
        assert answer.status_code == 200
        assert 'id="here"' not in answer.text


def test_an_agent_shows_what_it_wants_owes_and_says(shown: TestClient) -> None:
    agents = shown.get("/api/v1/agents?limit=100").json()["values"]
    russia = next(agent["id"] for agent in agents if agent["name"] == "Russia")
    page = shown.get(f"/agents/{russia}").text
    for heading in ("Who speaks for it", "Demands and proposes", "Owes or has answered", "Says and does"):
        assert f">{heading}</h2>" in page
    lavrov = next(agent["id"] for agent in agents if agent["name"] == "Sergei Lavrov")
    assert "foreign minister" in shown.get(f"/agents/{lavrov}").text.lower()


def test_search_by_matter_shows_what_the_matter_rests_on(shown: TestClient) -> None:
    demand = shown.get("/api/v1/demands").json()["values"][0]
    page = shown.get(f"/search?matter={demand['id']}").text
    assert demand["evidence"][0]["quote"][:40] in page.replace("&#39;", "'").replace("&#34;", '"')
    assert "0 statements and moves" in shown.get("/search?matter=demand-none").text


def test_search_keeps_its_filters_on_the_next_page(shown: TestClient) -> None:
    page = shown.get("/search?unnamed=named&since=2021-12").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert "unnamed=named" in following[1] and "since=2021-12" in following[1]


def test_an_empty_record_invites_to_drop_reports(empty: TestClient) -> None:
    page = empty.get("/")
    assert page.status_code == 200
    assert "Nothing read yet" in page.text
    for address in ("/documents", "/search", "/agents", "/review", "/judgements"):
        assert empty.get(address).status_code == 200, address


def test_a_superseded_edition_says_by_which(client: TestClient) -> None:
    old, new = (hit["id"] for hit in client.get("/api/v1/documents?limit=2").json()["values"])
    judgement = {"kind": "supersede", "subjects": [old, new], "author": "Kari Lund"}
    client.post("/api/v1/judgements", json=judgement, headers={"x-dragoman-token": token(client)})
    assert f'<a href="/documents/{new}">by a corrected edition</a>' in client.get(f"/documents/{old}").text
    assert client.get(f"/api/v1/documents/{old}").json()["superseded_by"] == new
