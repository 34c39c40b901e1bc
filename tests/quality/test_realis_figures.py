"""Realis has a floor: is what the report presents as done, planned, wished, conditional or denied taken for that?"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from score_realis import FACTUALITY, LABELS, Judged, always_occurred, judge_all, macro, mapped, reporters, scores, table

from dragoman.model import Realis

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["realis"]


@pytest.fixture(scope="module")
def judged(shared: Path) -> list[Judged]:
    return judge_all(shared)


def test_there_are_enough_labels_of_every_value(judged: list[Judged]) -> None:
    ours = scores(one for one in judged if one.ours)
    assert sum(score.count for score in ours.values()) >= 150
    assert min(score.count for score in ours.values()) >= 20


def test_realis_does_not_fall_below_its_floors(judged: list[Judged]) -> None:
    parts = {
        "pooled": judged,
        "factuality": [one for one in judged if not one.ours],
        "own-labels": [one for one in judged if one.ours],
    }
    for name, part in parts.items():
        print(f"\n{name}\n{table(part)}")
    reached = {name: macro(part) for name, part in parts.items()}
    assert not {name: reached[name] for name, floor in FLOORS.items() if reached.get(name, 1) < floor}, (
        f"floors: {FLOORS}"
    )
    assert reached["pooled"] > macro(always_occurred(judged))


def test_who_reports_it(shared: Path) -> None:
    right = reporters(shared)
    print(f"\nwho reports it: {sum(right)} of {len(right)}")
    assert sum(right) / len(right) >= FLOORS["reporter"]


def test_the_held_out_labels_are_those_of_the_data(shared: Path) -> None:
    events = {
        (row["id"], event["start"], event["end"]): mapped(event)
        for row in map(json.loads, (shared / FACTUALITY).read_text(encoding="utf-8").splitlines())
        for event in row["events"]
    }
    rows = [row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()) if "id" in row]
    held_out = {row["id"] for row in rows}
    assert all(events[row["id"], row["start"], row["end"]] == row["realis"] for row in rows)
    assert len(rows) == sum(value is not None for (id_, *_), value in events.items() if id_ in held_out)


def test_the_scores_of_a_few_events_are_as_counted_by_hand() -> None:
    gold = [Realis.OCCURRED, Realis.OCCURRED, Realis.DENIED, Realis.SCHEDULED]
    found = [Realis.OCCURRED, Realis.DENIED, Realis.DENIED, None]
    reached = scores(Judged(g, f, ours=True) for g, f in zip(gold, found, strict=True))
    assert reached[Realis.OCCURRED][:3] == (1.0, 0.5, pytest.approx(2 / 3))
    assert reached[Realis.DENIED][:3] == (0.5, 1.0, pytest.approx(2 / 3))
    assert reached[Realis.SCHEDULED].f1 == 0
