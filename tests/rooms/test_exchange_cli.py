"""``dragoman brief --exchange``: a record of two negotiations, and one of them alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.pipeline import overview as at_a_glance

REPORTS = {
    "steel.txt": "Canada on Wednesday called on Brazil to lift its quota on steel imports.\n\n"
    "Brazil rejected the call to lift the steel quota.\n",
    "ferries.txt": "The Seafarers' Union demanded that Coastline Ferries raise crews' pay by 8 percent.\n\n"
    "Coastline Ferries rejected the union's demand.\n",
}


@pytest.fixture
def record(dragoman: Callable[..., Any], tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = dragoman("read", *REPORTS, "--published", "2023-05-10", "--outlet", "Trade Daily", "--record", "two.db")
    assert done.code == 0, done.err
    return tmp_path / "two.db"


def test_the_brief_names_the_exchanges_of_the_record(dragoman: Callable[..., Any], record: Path) -> None:
    assert "2 exchanges in this record" in dragoman("brief", "--record", str(record)).out
    brief = json.loads(dragoman("brief", "--record", str(record), "--format", "json").out)
    assert sorted(exchange["parties"] for exchange in brief["exchanges"]) == [
        ["Brazil", "Canada"],
        ["Coastline Ferries", "Seafarers' Union"],
    ]


def test_one_exchange_by_words_of_its_name(dragoman: Callable[..., Any], record: Path) -> None:
    done = dragoman("brief", "--record", str(record), "--exchange", "canada BRAZIL", "--format", "json")
    brief = json.loads(done.out)
    assert [d["file"] for d in brief["documents"]] == ["steel.txt"]
    assert brief["exchange"] in {exchange["name"] for exchange in brief["exchanges"]}
    assert {str(d["by"]) for d in brief["demands"]} == {"Canada"}


def test_a_name_that_no_exchange_has_says_which_there_are(dragoman: Callable[..., Any], record: Path) -> None:
    done = dragoman("brief", "--record", str(record), "--exchange", "the moon")
    assert done.code == 2
    assert "holds no such exchange" in done.err and "Canada" in done.err


def test_what_changed_in_one_exchange(dragoman: Callable[..., Any], record: Path) -> None:
    days = ("2023-05-09", "2023-05-10")
    whole = json.loads(dragoman("diff", *days, "--record", str(record), "--json").out)
    one = json.loads(dragoman("diff", *days, "--record", str(record), "--exchange", "brazil", "--json").out)
    assert len(whole["published"]) == 2 and len(one["published"]) == 1
    assert {str(d["after"]["by"]) for d in one["differences"] if d["kind"] == "demand"} == {"Canada"}


class TestALargeRecord:
    """Of a large record of several exchanges the brief is an overview; here every record is large."""

    @pytest.fixture(autouse=True)
    def large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(at_a_glance, "LARGE", 1)

    def test_the_brief_is_an_overview_of_its_exchanges(self, dragoman: Callable[..., Any], record: Path) -> None:
        out = dragoman("brief", "--record", str(record)).out
        assert "2 exchanges" in out and "E1" in out and "E2" in out
        assert "1 demand or proposal (1 rejected)" in " ".join(out.split())
        assert "--exchange NAME" in out

    @pytest.mark.parametrize("format", ["markdown", "html"])
    def test_in_other_formats_too(self, dragoman: Callable[..., Any], record: Path, format: str) -> None:
        out = dragoman("brief", "--record", str(record), "--format", format).out
        assert "Canada" in out and "Coastline Ferries" in out

    def test_as_json(self, dragoman: Callable[..., Any], record: Path) -> None:
        seen = json.loads(dragoman("brief", "--record", str(record), "--format", "json").out)
        assert seen["documents"] == 2 and seen["today"] == "2023-05-10"
        told = {tuple(outline["parties"]): outline for outline in seen["outlines"]}
        assert told["Brazil", "Canada"]["counts"] == [["demands", "rejected", 1]]
        assert told["Brazil", "Canada"]["first"] == told["Brazil", "Canada"]["last"] == "2023-05-10"

    def test_one_exchange_and_all_as_one_are_whole_briefs(self, dragoman: Callable[..., Any], record: Path) -> None:
        one = dragoman("brief", "--record", str(record), "--exchange", "canada", "--format", "json").out
        whole = dragoman("brief", "--record", str(record), "--exchange", "all", "--format", "json").out
        assert len(json.loads(one)["demands"]) == 1
        assert len(json.loads(whole)["demands"]) > 1

    def test_a_day_before_all_reports_has_no_exchange(self, dragoman: Callable[..., Any], record: Path) -> None:
        done = dragoman("brief", "--record", str(record), "--as-of", "2020-01-01")
        assert done.code == 0 and "No report had been published" in done.out
