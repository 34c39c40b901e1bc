"""The two reports that Dragoman was begun for: what the brief must show of them on either day, quoting nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SIDES = {"United States", "NATO"}


@pytest.fixture
def brief(shared: Path, dragoman: Callable[..., Any]) -> Callable[[str], Any]:
    """The brief of the two reports as of a day."""
    seeds = shared / "seeds"
    assert dragoman("read", str(seeds), "--index", str(seeds / "index.jsonl")).code == 0
    assert dragoman("check").code == 0
    return lambda day: json.loads(dragoman("brief", "--as-of", day, "--format", "json").out)


def the_only(items: list[Any], **wanted: Any) -> Any:
    """The one item with these values, lists compared as sets."""
    plain = {key: set(value) if isinstance(value, set | list) else value for key, value in wanted.items()}
    (item,) = [i for i in items if all((set(i[k]) if isinstance(i[k], list) else i[k]) == v for k, v in plain.items())]
    return item


def test_what_stands_on_18_january(brief: Callable[[str], Any]) -> None:
    state = brief("2022-01-18")
    rejected = [d for d in state["demands"] if d["status"] == "rejected"]
    assert [(d["by"], set(d["to"]), d["hedge"]) for d in rejected] == [("Russia", SIDES, "some of")] * 2
    reply = the_only(state["replies"], status="promised", to="Russia")
    assert set(reply["from"]) == SIDES
    assert {(a["holder"], a["position"]) for a in reply["accounts"]} == {("Sergei Lavrov", "no")}
    planned = the_only(state["meetings"], status="planned")
    assert set(planned["participants"]) == {"Antony Blinken", "Sergei Lavrov"}
    assert (planned["date"], planned["place"]) == ("2022-01-21", "Geneva")
    assert planned["id"] in state["rests_on_unnamed"]
    assert set(the_only(state["meetings"], status="proposed")["participants"]) == {"NATO", "Russia"}


def test_what_stands_on_1_february(brief: Callable[[str], Any]) -> None:
    state = brief("2022-02-01")
    assert set(the_only(state["replies"], status="delivered", to="Russia")["from"]) == SIDES
    contested = the_only(state["replies"], status="contested")
    assert (contested["from"], contested["to"]) == ("Russia", "United States")
    dispute = the_only(state["disputes"], about=contested["id"])
    accounts = {(a["holder"], *a["via"]): a["position"] for a in dispute["accounts"]}
    assert accounts == {
        ("U.S. official (unnamed)", "The Washington Post"): "yes",
        ("Russian Foreign Ministry",): "no",
        ("Russia",): "no",
        ("Kremlin",): "other",
        ("senior diplomatic source (unnamed)", "RIA Novosti"): "other",
    }


def test_without_the_index_no_day_of_the_first_report_is_made_up(
    shared: Path, dragoman: Callable[..., Any], tmp_path: Path
) -> None:
    (report,) = (shared / "seeds").glob("000_*.txt")
    assert dragoman("extract", str(report), "-o", "out").code == 0
    (written,) = (tmp_path / "out").glob("*.json")
    reading = json.loads(written.read_text("utf-8"))
    assert {s["said_on"] for s in reading["statements"]} | {m["event_date"] for m in reading["moves"]} == {None}
    assert [d["code"] for d in reading["doubts"]].count("no-date") == 1
