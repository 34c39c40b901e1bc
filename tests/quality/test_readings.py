"""Quality has a floor: readings of the gold documents, scored by the scorer that stands beside them.

The figures are printed (``make quality``); the floors are in ``floors.toml``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from score_days import certain_days, precision

from dragoman.documents import collect
from dragoman.pipeline.output import as_json, output_name
from dragoman.pipeline.runner import read_all

TABLES = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
FLOORS = {name: floors for name, floors in TABLES.items() if name.startswith("readings")}


@pytest.fixture(scope="module")
def written(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the readings of every document that has a gold reading."""
    gold = {path.name for name in FLOORS for path in (shared / "gold" / name).glob("*.json")}
    folder = tmp_path_factory.mktemp("readings")
    for home in (shared / "seeds", shared / "data" / "articles"):
        found = collect([home], index=home / "index.jsonl")
        for outcome in read_all(source for source in found if output_name(source.file) in gold):
            assert outcome.document and outcome.reading, outcome.error
            reading = as_json(outcome.document, outcome.reading)
            (folder / output_name(outcome.source.file)).write_text(json.dumps(reading), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FLOORS)
def test_readings_do_not_fall_below_their_floor(name: str, shared: Path, written: Path) -> None:
    scorer = shared / "tools" / "score_readings.py"
    command = [sys.executable, str(scorer), str(shared / "gold" / name), str(written), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert not scores["missing_predictions"]
    reached = _figures(scores["pooled"])
    print(f"\n{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in reached.items()))
    floors = FLOORS[name]
    fallen = {key: reached[key] for key in floors if key != "traps_fallen_into" and reached[key] < floors[key]}
    assert not fallen, f"below the floors {floors}"
    assert reached["traps_fallen_into"] <= floors["traps_fallen_into"]


def test_days_stated_as_certain_are_those_of_the_text(shared: Path, written: Path) -> None:
    scorer = shared / "tools" / "score_readings.py"
    stated = [day for name in FLOORS for day in certain_days(scorer, shared / "gold" / name, written)]
    for day in stated:
        if not day.right:
            print(f"\n{day.file}, {day.key}: {day.day}, not {day.gold}", end="")
    print(f"\ncertain days: {precision(stated):.3f} of {len(stated)}")
    assert precision(stated) >= TABLES["days"]["precision"]


def _figures(pooled: dict[str, dict[str, object]]) -> dict[str, float]:
    statements, moves = pooled["statements"], pooled["moves"]
    return {
        "statements_f1": statements["f1"],
        **{f"{key}_accuracy": value for key, value in statements["accuracy"].items()},
        "moves_f1": moves["f1"],
        **{f"moves_{key}_accuracy": value for key, value in moves["accuracy"].items()},
        "disputes_found": pooled["disputes"]["found"],
        "traps_fallen_into": pooled["traps"]["fallen_into"],
    }
