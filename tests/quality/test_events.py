"""Coded events have a floor: what ``extract --format events`` writes, scored by the scorer that stands beside."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dragoman.cli.reading import extract_flat

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["events"]
AT_MOST = {"extra_events", "false_alarms"}
"""Figures that are better the smaller they are: their floor is a ceiling."""


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the rows of each corpus as the command writes them."""
    folder = tmp_path_factory.mktemp("events")
    files = [shared / "data" / "events" / f"{corpus}.jsonl" for corpus in FLOORS]
    assert extract_flat(files, folder, "events", processes=1)
    return folder


@pytest.mark.parametrize("corpus", FLOORS)
def test_figures_do_not_fall(corpus: str, shared: Path, found: Path) -> None:
    gold = shared / "data" / "events" / f"{corpus}.jsonl"
    command = [sys.executable, str(shared / "tools" / "score_events.py"), str(gold), str(found / gold.name), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    figures = scores["sets"][corpus]["system"]
    worse = {
        name: figures[name]
        for name, floor in FLOORS[corpus].items()
        if (figures[name] > floor if name in AT_MOST else figures[name] < floor)
    }
    assert not worse, f"{corpus}: {worse}, floors {FLOORS[corpus]}"
