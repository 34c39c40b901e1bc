"""Quality has a floor: attributions of PolNeAR's development split, scored by the scorer that stands beside it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dragoman.extraction.attribution import attributions, has_model

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["attributions"]
MEASURES = {
    "relation": "relation",
    "direct": "relation, direct",
    "indirect": "relation, indirect",
    "mixed": "relation, mixed",
    "content-exact": "content exact",
    "cue-overlap": "cue overlap",
}


@pytest.mark.skipif(not has_model(), reason="no trained model in the package")
def test_attributions_do_not_fall_below_their_floor(shared: Path, tmp_path: Path) -> None:
    gold, found = shared / "data" / "polnear" / "dev.jsonl", tmp_path / "found.jsonl"
    with gold.open(encoding="utf-8") as lines, found.open("w", encoding="utf-8") as out:
        for document in map(json.loads, lines):
            row = {"id": document["id"], "attributions": attributions(document["text"])}
            out.write(json.dumps(row) + "\n")
    command = [sys.executable, str(shared / "tools" / "score_attributions.py"), str(gold), str(found), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    reached = {name: scores[measure]["f1"] for name, measure in MEASURES.items()}
    reached["source-accuracy"] = scores["source | content"]["accuracy"]
    print("\nattributions: " + ", ".join(f"{name} {value:.3f}" for name, value in reached.items()))
    fallen = {name: reached[name] for name, floor in FLOORS.items() if reached[name] < floor}
    assert not fallen, f"below the floors {FLOORS}"
