"""States of two negotiations on several days, scored by the scorer that stands beside them, have a floor."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.brief import render
from dragoman.documents import collect
from dragoman.exchange import fold
from dragoman.model import Entry
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.runner import read_all

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["exchanges"]
_LIVED = ("demands", "replies", "meetings")


@pytest.mark.parametrize("name", FLOORS)
def test_states_do_not_fall_below_their_floor(name: str, shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "exchanges" / f"{name}.json"
    states = json.loads(gold.read_text(encoding="utf-8"))
    entries = _entries(shared, {document["file"] for document in states["documents"]})
    for state in states["as_of"]:
        brief = render(fold(entries, as_of=state["date"]), format="json")
        (tmp_path / f"{state['date']}.json").write_text(brief, encoding="utf-8")
    reached = _figures(shared / "tools" / "score_exchanges.py", gold, tmp_path)
    print(f"\n{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in reached.items()))
    assert reached["leaks"] == 0
    assert not {key: reached[key] for key, floor in FLOORS[name].items() if reached[key] < floor}, "below the floor"


def _entries(shared: Path, wanted: set[str]) -> list[Entry]:
    """What the reader finds in the documents of a negotiation, named by their paths below the shared folder."""
    entries: list[Entry] = []
    for home in (shared / "seeds", shared / "data" / "articles"):
        files = [shared / file for file in wanted if home in (shared / file).parents]
        for outcome in read_all(collect(sorted(files), index=home / "index.jsonl") if files else ()):
            assert outcome.document and outcome.reading, outcome.error
            entries += entries_of(outcome.document, outcome.reading)
    return entries


def _figures(scorer: Path, gold: Path, written: Path) -> dict[str, float]:
    """F1 of each list, all days pooled, how many of the matched have the right status, and the leaks."""
    command = [sys.executable, str(scorer), str(gold), str(written), "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pooled: dict[str, Any] = json.loads(printed)["pooled"]
    statuses = {f"{name}-status": pooled["lists"][name]["accuracy"]["status"] for name in _LIVED}
    return {name: figures["f1"] for name, figures in pooled["lists"].items()} | statuses | {"leaks": pooled["leaks"]}
