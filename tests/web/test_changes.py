"""What changed between two days: the page and the interface say what ``dragoman diff`` says."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient
from web_samples import CONTESTED

from dragoman.brief import render_changes
from dragoman.brief.changes import compose_changes
from dragoman.ledger import Ledger
from dragoman.model import BadDate, JudgementKind
from dragoman.pipeline.states import changes
from dragoman.web import comparisons
from dragoman.web.comparisons import KEPT, Comparisons
from dragoman.web.failures import Refused
from dragoman.web.pages.lists import LINES, PAGE

BEFORE = "2022-01-31"
BETWEEN = f"/changes?from={BEFORE}&to={CONTESTED}"


@pytest.fixture
def ledger(record: Path) -> Iterator[Ledger]:
    with Ledger.open(record) as ledger:
        yield ledger


@pytest.fixture
def held(ledger: Ledger) -> Iterator[Comparisons]:
    held = Comparisons(ledger)
    yield held
    held.close()


def _words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_shows_the_lines_of_the_diff(shown: TestClient, ledger: Ledger) -> None:
    sheet = compose_changes(changes(ledger, BEFORE, CONTESTED))
    page = shown.get(BETWEEN).text
    assert [section.title for section in sheet.sections] == ["New", "Changed", "Told again"]
    for section in sheet.sections:
        whole = _words(shown.get(f"{BETWEEN}&of={section.name}").text)
        assert f'<h2 id="{section.name}">{section.title}</h2>' in page
        for line in section.lines:
            assert line.what in whole
            assert all(fact in whole for fact in line.facts)
            assert all(words.quote[:60] in whole for words in line.evidence[:4])


def test_a_section_is_shown_a_page_at_a_time(shown: TestClient) -> None:
    days = shown.get("/api/v1/record").json()["days"]
    between = f"/changes?from={days[0]['day']}&to={days[-1]['day']}"
    page = shown.get(between).text
    total = int(re.search(r"<li>(\d+) new</li>", page)[1])  # type: ignore[index]
    assert f"{total - LINES} more: all {total} of new" in page
    assert shown.get(f"{between}&of=new").text.count('<li class="line"') == min(total, PAGE)


def test_the_interface_gives_the_differences_of_the_diff_a_page_at_a_time(shown: TestClient, ledger: Ledger) -> None:
    told = json.loads(render_changes(changes(ledger, BEFORE, CONTESTED), format="json"))
    differences, offset = [], 0
    while offset is not None:
        page = shown.get(f"/api/v1{BETWEEN}&limit=4&offset={offset}").json()
        assert (page["from"], page["to"], page["published"]) == (BEFORE, CONTESTED, told["published"])
        differences, offset = differences + page["values"], page["next"]

    def outline(values: list[dict[str, object]]) -> list[tuple[object, ...]]:
        causes = [[cause["cause"] for cause in value["causes"]] for value in values]  # type: ignore[attr-defined]
        ids = [[held and held["id"] for held in (value["before"], value["after"])] for value in values]  # type: ignore[index]
        return [(v["kind"], v["change"], v["fields"], *rest) for v, *rest in zip(values, causes, ids, strict=True)]

    assert outline(differences) == outline(told["differences"])


def test_without_days_it_compares_the_last_day_with_the_one_before(shown: TestClient) -> None:
    *_, before, last = (day["day"] for day in shown.get("/api/v1/record").json()["days"])
    assert f"From {before} to {last}" in shown.get("/changes").text
    assert f'href="/changes?from={before}&amp;to={last}"' in shown.get("/").text
    link = f'href="/changes?from={BEFORE}&amp;to={CONTESTED}"'
    assert link in shown.get(f"/?as_of={CONTESTED}").text
    # The whole record is compared, which a part of it does not lead to.
    assert link not in shown.get(f"/?as_of={CONTESTED}&without=unnamed").text


def test_what_cannot_be_compared_is_told_in_words(shown: TestClient, empty: TestClient) -> None:
    assert shown.get("/changes?from=yesterday").status_code == 400
    assert shown.get(f"{BETWEEN}&of=gone").status_code == 404
    assert shown.get("/api/v1/changes?from=2022-01-31").status_code == 422
    assert empty.get("/changes").headers["location"] == "/"
    assert "nothing changed" in empty.get(BETWEEN).text


def test_two_days_are_compared_once_until_the_record_changes(held: Comparisons, ledger: Ledger) -> None:
    before = held.between(BEFORE, CONTESTED)
    assert held.between(BEFORE, CONTESTED) is before
    ledger.judge(JudgementKind.REJECT, ["10-no-answer.md"], author="Kari Lund")
    assert held.between(BEFORE, CONTESTED) is not before


def test_only_so_many_pairs_are_kept_and_errors_are_raised_each_time(held: Comparisons) -> None:
    first = held.between(BEFORE, CONTESTED)
    for day in range(1, KEPT + 1):
        held.between("2022-01-01", f"2022-01-{day:02}")
    assert held.between(BEFORE, CONTESTED) is not first
    for _ in range(2):
        with pytest.raises(BadDate):
            held.between(BEFORE, "yesterday")


def test_a_comparison_that_takes_too_long_is_told_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr(comparisons, "changes", lambda *_, **__: go.wait(20))
    held = Comparisons(ledger, patience=0.01)
    with pytest.raises(Refused, match="still being worked out"):
        held.between(BEFORE, CONTESTED)
    go.set()
    held.close()
