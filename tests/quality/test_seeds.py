"""The two reports that Dragoman was begun for: what the brief must show of them on either day, quoting nothing.

The lines are those of an analyst's page. Each is held by its parties, status and date, and by where its words stand:
offsets of the canonical text of the first or the second report.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dragoman import documents
from dragoman.brief import render
from dragoman.exchange import fold
from dragoman.model import Entry
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.reading import read_document

FIRST, SECOND = "2022-01-18", "2022-02-01"
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


@dataclass(frozen=True)
class Row:
    """A line of the page: its name there, its list, what it says, and where its words stand (report, start, end)."""

    name: str
    list: str
    says: Mapping[str, Any]
    words: tuple[int, int, int]
    more: Mapping[str, Any] = field(default_factory=dict)
    """``rule``: that of its last step; ``told_by``: who tells that; ``in``: cross lists that have it"""


def asks(status: str, **rest: Any) -> dict[str, Any]:
    return {"by": "Russia", "to": SIDES, "status": status, **rest}


def replies(by: Any, to: Any, status: str, **rest: Any) -> dict[str, Any]:
    return {"from": by, "to": to, "status": status, **rest}


BLINKEN_LAVROV = {"Antony Blinken", "Sergei Lavrov"}
PAGE = {
    FIRST: (
        Row("D1", "demands", asks("made", since="2021-12", hedge=None), (0, 409, 590)),
        Row("D1, the settlement", "demands", asks("made"), (0, 57, 117)),
        Row("D2", "demands", asks("rejected", hedge="some of"), (0, 667, 721)),
        Row("D3", "demands", asks("rejected", hedge="some of"), (0, 726, 783)),
        Row("D4", "demands", {"by": "Russia", "to": "United States", "status": "made"}, (0, 2801, 2876)),
        Row("D5", "demands", {"by": "Sergei Lavrov", "to": "Antony Blinken", "status": "made"}, (0, 2878, 2981)),
        Row(
            "R1", "replies", replies(SIDES, "Russia", "promised", overdue=False), (0, 313, 407),
            {"rule": "reply-promised", "told_by": ["Sergei Lavrov"], "in": {"one_sided", "upcoming"}},
        ),
        Row("X1", "decisions", {"by": "Sergei Lavrov", "status": "pending"}, (0, 1521, 1600), {"in": {"upcoming"}}),
        Row(
            "X1, the options", "warnings", {"by": "Russia"}, (0, 1290, 1420),
        ),
        Row(
            "M1", "meetings",
            {"participants": BLINKEN_LAVROV, "date": "2022-01-21", "place": "Geneva", "status": "planned"},
            (0, 1956, 2031),
            {"told_by": ["U.S. official (unnamed)"], "in": {"rests_on_unnamed", "upcoming"}},
        ),
        Row(
            "M2", "meetings", {"participants": {"NATO", "Russia"}, "date": None, "status": "proposed"}, (0, 1668, 1751),
            {"rule": "invited", "told_by": ["Jens Stoltenberg"], "in": {"one_sided", "upcoming"}},
        ),
    ),
    SECOND: (
        Row("D2", "demands", asks("rejected", hedge=None), (1, 525, 617)),
        Row("D3", "demands", asks("rejected", hedge=None), (1, 2203, 2263), {"told_by": ["Vladimir Putin"]}),
        Row("D6", "demands", asks("rejected"), (1, 2148, 2198), {"told_by": ["Vladimir Putin"], "in": {"one_sided"}}),
        Row("D4", "demands", {"by": "Russia", "to": "United States", "status": "made"}, (0, 2801, 2876),
            {"in": {"gone_quiet"}}),
        Row("D5", "demands", {"by": "Sergei Lavrov", "to": "Antony Blinken", "status": "made"}, (0, 2878, 2981),
            {"in": {"gone_quiet"}}),
        Row("R1", "replies", replies(SIDES, "Russia", "delivered", since=None), (1, 243, 297), {"rule": "reply-given"}),
        Row(
            "R2", "replies",
            replies("Russia", "United States", "contested", since=None, due=None, overdue=False),
            (1, 444, 497), {"rule": "accounts-differ"},
        ),
        Row("R3", "decisions", {"by": "Vladimir Putin", "status": "pending"}, (1, 973, 1045), {"in": {"upcoming"}}),
        Row(
            "R4", "replies", replies("Russia", "United States", "awaited", due="2022-02-01"), (1, 1584, 1679),
            {"rule": "reply-awaited", "told_by": ["Ned Price"]},
        ),
        Row("R4, the call", "meetings",
            {"participants": BLINKEN_LAVROV, "date": "2022-02-01", "status": "planned"}, (1, 1687, 1751)),
        Row(
            "M1", "meetings", {"participants": BLINKEN_LAVROV, "date": "2022-01-21", "status": "unknown"},
            (0, 1956, 2031), {"rule": "day-passed-and-nobody-says", "in": {"rests_on_unnamed", "questions"}},
        ),
        Row(
            "M2", "meetings", {"participants": {"NATO", "Russia"}, "status": "proposed"}, (0, 1668, 1751),
            {"in": {"gone_quiet", "questions", "upcoming"}},
        ),
    ),
}  # fmt: skip
DISPUTES = {
    FIRST: (("C1", {"Western governments": "yes", "Sergei Lavrov": "no"}, (0, 518, 585)),),
    SECOND: (
        ("C1", {"Western governments": "yes", "Sergei Lavrov": "no"}, (0, 2900, 2979)),
        ("C2", {"U.S. Department of State": "yes", "Russian Embassy in Washington": "no"}, (1, 2371, 2443)),
        (
            "R2",
            {
                "U.S. official (unnamed)": "yes",
                "Russian Foreign Ministry": "no",
                "Kremlin": "other",
                "senior diplomatic source (unnamed)": "other",
            },
            (1, 1091, 1314),
        ),
    ),
}


@pytest.fixture(scope="module")
def states(shared: Path) -> Mapping[str, Any]:
    """The briefs of both days, and the ids of the two reports in their order."""
    folder = shared / "seeds"
    entries: list[Entry] = []
    ids: list[str] = []
    for source in documents.collect([folder], index=folder / "index.jsonl"):
        document = documents.read(
            documents.load(source), file=source.file, published=source.published, outlet=source.outlet
        )
        ids.append(document.id)
        entries += entries_of(document, read_document(document))
    return {"ids": ids} | {day: json.loads(render(fold(entries, as_of=day), format="json")) for day in PAGE}


ROWS = [pytest.param(day, row, id=f"{day} {row.name}") for day in PAGE for row in PAGE[day]]


@pytest.mark.parametrize(("day", "row"), ROWS)
def test_each_line_of_the_page(day: str, row: Row, states: Mapping[str, Any]) -> None:
    found = [i for i in states[day][row.list] if _says(i, row.says) and _stands_on(i, row.words, states["ids"])]
    assert len(found) == 1, [i for i in states[day][row.list] if _stands_on(i, row.words, states["ids"])]
    (item,) = found
    if "rule" in row.more:
        assert item["history"][-1]["rule"] == row.more["rule"]
    if "told_by" in row.more:
        assert item["history"][-1]["according_to"] == row.more["told_by"]
    for name in row.more.get("in", ()):
        assert item["id"] in [key["about"] if name == "questions" else key for key in states[day][name]]


@pytest.mark.parametrize(
    ("day", "name", "accounts", "words"), [(d, *row) for d, rows in DISPUTES.items() for row in rows]
)
def test_each_contested_question_of_the_page(
    day: str, name: str, accounts: Mapping[str, str], words: tuple[int, int, int], states: Mapping[str, Any]
) -> None:
    told = [{a["holder"]: a["position"] for a in d["accounts"]} for d in states[day]["disputes"]
            if any(_stands_on(a, words, states["ids"]) for a in d["accounts"])]  # fmt: skip
    assert any(accounts.items() <= found.items() for found in told), (name, told)


def test_two_letters_stay_two(states: Mapping[str, Any]) -> None:
    written = [r for r in states[SECOND]["replies"] if r["form"] == "written"]
    assert {(str(r["from"]), str(r["to"])) for r in written} == {
        ("Russia", "United States"), (str(["United States", "NATO"]), "Russia"),
    }  # fmt: skip


def _says(item: Mapping[str, Any], says: Mapping[str, Any]) -> bool:
    return all(
        set(item[key]) == wanted if isinstance(wanted, set) and isinstance(item[key], list) else item[key] == wanted
        for key, wanted in says.items()
    )


def _stands_on(item: Mapping[str, Any], words: tuple[int, int, int], ids: list[str]) -> bool:
    """Does a passage of the item lie there, and does it hold not much more or less?"""
    report, start, end = words
    places = [*item.get("evidence", ()), *(e for a in item.get("accounts", ()) for e in a["evidence"])]
    here = [(e["start"], e["end"]) for e in places if e["document"] == ids[report]]
    return any(3 * (min(end, last) - max(start, first)) > max(end - start, last - first) for first, last in here)
