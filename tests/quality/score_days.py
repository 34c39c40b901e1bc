"""Scores the days that readings state as certain: how often does the text give the day, and is it that one?

A statement's ``said_on`` or a move's ``event_date`` is stated as certain where it is a whole day (2022-02-01), and
right where the gold gives that day as its value or as one of the values that it takes as well. Counted over the
pairs that the scorer of readings (``score_readings.py``, beside the gold) matches. As a script:
python tests/quality/score_days.py SCORER GOLD_FOLDER PREDICTED_FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Stated(NamedTuple):
    """A day stated as certain: of which file and key, the day, what the gold gives for it, and the words."""

    file: str
    key: str
    day: str
    gold: tuple[str | None, ...]
    words: str

    @property
    def right(self) -> bool:
        return self.day in self.gold


def certain_days(scorer: Path, gold: Path, predicted: Path) -> list[Stated]:
    """Every certain day of the predicted readings that a gold statement or move is matched with."""
    rules = _loaded(scorer)
    files = sorted(path.name for path in gold.glob("*.json") if (predicted / path.name).exists())
    return [day for name in files for day in _of_file(rules, name, _read(gold / name), _read(predicted / name))]


def _loaded(scorer: Path) -> ModuleType:
    spec = spec_from_file_location(scorer.stem, scorer)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _of_file(rules: ModuleType, name: str, gold: Any, predicted: Any) -> Iterator[Stated]:
    whole = rules.surnames(gold)
    layers = (("statements", "said_on", rules.statement_rank), ("moves", "event_date", rules.move_rank))
    for layer, key, rank in layers:
        pairs = rules.match(gold[layer], predicted[layer], lambda g, p, rank=rank: rank(g, p, whole))
        for wanted, found in pairs:
            if _DAY.match(found[key] or ""):
                options = (wanted.get(key), *wanted.get(f"{key}_ok", ()))
                yield Stated(name, key, found[key], options, found["evidence"])


def precision(days: list[Stated]) -> float:
    """The share of certain days that are the gold's."""
    return sum(day.right for day in days) / len(days)


if __name__ == "__main__":
    stated = certain_days(*map(Path, sys.argv[1:4]))
    for one in stated:
        if not one.right:
            print(f"{one.file}, {one.key}: {one.day}, not {one.gold}: {one.words}")
    for part in ("said_on", "event_date"):
        some = [one for one in stated if one.key == part]
        print(f"{part}: {sum(one.right for one in some)} of {len(some)}, {precision(some):.3f}")
    print(f"all: {sum(one.right for one in stated)} of {len(stated)}, {precision(stated):.3f}")
