"""Time expressions have a floor: what ``extract --format timexes`` writes, scored by the scorer that stands beside.

MEANTIME has TIMEX3 types and values, for a full score. GUM marks calendar dates only, so it gives a recall and a share
of right values, no precision; and for weeks, weekends, decades and the like it writes intervals of days where TIMEX3
has values of its own (2015-W38), so that its values are compared thrice: as strings where they are days, months or
years; as strings, all; and by the days that they mean.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from dragoman.cli.reading import extract_flat
from dragoman.model import BadDate, bounds

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["timexes"]
Json: TypeAlias = dict[str, Any]


class Pair(NamedTuple):
    """A gold expression and the found one that the scorer sets beside it."""

    gold: Json
    found: Json | None


@pytest.fixture(scope="module")
def scored(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the gold rows of each part, and in ``found`` what the command writes for them."""
    folder = tmp_path_factory.mktemp("timexes")
    rows = [json.loads(line) for line in (shared / "data" / "timex" / "train.jsonl").read_text("utf-8").splitlines()]
    parts = {"meantime": "MEANTIME", "gum": "GUM"}
    for name, source in parts.items():
        lines = [json.dumps(row) + "\n" for row in rows if source in row["source"]]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    assert extract_flat([folder / f"{name}.jsonl" for name in parts], folder / "found", "timexes", processes=1)
    return folder


@pytest.mark.parametrize("part", ["meantime", "gum"])
def test_spans_and_values(part: str, shared: Path, scored: Path) -> None:
    files = [str(scored / f"{part}.jsonl"), str(scored / "found" / f"{part}.jsonl")]
    command = [sys.executable, str(shared / "tools" / "score_timex.py"), *files, "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    figures = {
        "strict-f1": scores["strict"]["f1"],
        "relaxed-f1": scores["relaxed"]["f1"],
        "value-f1": scores["value_f1"],
        "recall": scores["relaxed"]["r"],
        "value-of-found": scores["value_accuracy"],
    }
    _hold(part, figures)


def test_calendar_dates_of_gum(scored: Path) -> None:
    pairs = list(_pairs(scored / "gum.jsonl", scored / "found" / "gum.jsonl"))
    dates = [pair for pair in pairs if _is_date(pair.gold["value"])]
    found, seen = [pair for pair in dates if pair.found], [pair for pair in pairs if pair.found]
    figures = {
        "date-recall": len(found) / len(dates),
        "date-value-of-found": sum(p.found["value"] == p.gold["value"] for p in found if p.found) / len(found),
        "days-of-found": sum(_means(p.gold["value"], p.found["value"]) for p in seen if p.found) / len(seen),
    }
    _hold("gum", figures)


def _hold(part: str, figures: dict[str, float]) -> None:
    print(f"\n{part}: " + ", ".join(f"{name} {100 * value:.1f}" for name, value in figures.items()))
    fallen = {name: value for name, value in figures.items() if value < FLOORS[part].get(name, 0)}
    assert not fallen, f"below the floors {FLOORS[part]}"


def _pairs(gold: Path, found: Path) -> Iterator[Pair]:
    """Each gold expression with its partner: the one with its span, else the longest overlap, else the first."""
    texts = {row["id"]: row["timexes"] for row in map(json.loads, found.read_text("utf-8").splitlines())}
    for row in map(json.loads, gold.read_text("utf-8").splitlines()):
        for g in row["timexes"]:
            near = [f for f in texts[row["id"]] if f["start"] < g["end"] and g["start"] < f["end"]]
            yield Pair(g, min(near, key=lambda f: _distance(g, f), default=None))


def _distance(gold: Json, found: Json) -> tuple[bool, int, int]:
    shared = min(gold["end"], found["end"]) - max(gold["start"], found["start"])
    return (gold["start"], gold["end"]) != (found["start"], found["end"]), -shared, found["start"]


def _is_date(value: str) -> bool:
    return len(value) in (4, 7, 10) and value.replace("-", "").isdigit() and value[0] != "-"


def _means(gold: str, found: str | None) -> bool:
    """Do both mean the same days? What lies before a day of GUM's ("../2015-08") is TIMEX3's PAST_REF."""
    if gold.startswith("../"):
        return found == "PAST_REF"
    return _days(gold) is not None and _days(gold) == _days(found or "")


def _days(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 value that is a stretch of the calendar, or of GUM's interval."""
    day = value if value.startswith("P") else value.partition("T")[0]
    if day.endswith("-WE"):
        sunday = bounds(day.removesuffix("-WE")).last
        return sunday - timedelta(days=1), sunday
    if day.isdigit() and len(day) in (2, 3):
        day = f"{day:0<4}/{day:9<4}"
    try:
        return bounds(day)
    except BadDate:
        return None


def test_values_mean_days() -> None:
    assert _means("2015-09-14/2015-09-20", "2015-W38")
    assert _means("2015-09-19/2015-09-20", "2015-W38-WE")
    assert _means("1960-01-01/1969-12-31", "196")
    assert _means("2015-09-11", "2015-09-11TAF")
    assert not _means("2015-09-11", "2015-09")
    assert not _means("1979/2013-10-14", "P35Y")
    assert not _means("garbage", None)
