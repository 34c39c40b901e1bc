"""Coded agents have a floor: what ``extract --format agents`` writes, scored by the scorer that stands beside."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dragoman.cli.reading import extract_flat

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["agents"]


@pytest.fixture(scope="module")
def parts(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, float]]]:
    """The figures of the parts of the corpus: all rows, those with a date, those without."""
    gold = shared / "data" / "events" / "actor_resolution.jsonl"
    folder = tmp_path_factory.mktemp("agents")
    assert extract_flat([gold], folder, "agents", processes=1)
    command = [sys.executable, str(shared / "tools" / "score_agents.py"), str(gold), str(folder / gold.name), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found: dict[str, dict[str, dict[str, float]]] = scores["parts"]
    return found


@pytest.mark.parametrize("part", FLOORS)
def test_figures_do_not_fall(part: str, parts: dict[str, dict[str, dict[str, float]]]) -> None:
    figures = parts[part]["system"]
    worse = {name: figures[name] for name, floor in FLOORS[part].items() if figures[name] < floor}
    assert not worse, f"{part}: {worse}, floors {FLOORS[part]}"
