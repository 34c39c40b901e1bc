"""Day names have a floor: is the day right that each means, before, on and after the day of publication?

``daynames.jsonl`` has a row for every day name of the articles and of the news among the time expressions that may
stand beside the repository (``file`` or ``id``, offsets in the decoded text), and rows with sentences of our own:
``direction`` is past, same-day, future, or none where it names no day ("Friday prayers"); ``dated`` marks those with
month and day beside them, which need no direction and are left out of the figures.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from dragoman import documents
from dragoman.model import Document, Published
from dragoman.parsing import parse_all
from dragoman.pipeline.flat import plain_document
from dragoman.timex import resolve

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["daynames"]
Row: TypeAlias = dict[str, Any]


class Judged(NamedTuple):
    """A labelled day name, the day found for it (None: none), and its sentence."""

    row: Row
    found: str | None
    around: str

    @property
    def right(self) -> bool:
        if self.row["direction"] == "none":
            return not (self.found or "")[:1].isdigit()
        return self.found == self.row["day"]


@pytest.fixture(scope="module")
def judged(shared: Path) -> list[Judged]:
    rows = [json.loads(line) for line in (HERE / "daynames.jsonl").read_text(encoding="utf-8").splitlines()]
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(row.get("file") or row.get("id") or row["text"], []).append(row)
    opened = [*_articles(shared, texts), *_news(shared, texts), *_ours(rows)]
    assert {document.file for document in opened} == set(texts), "a text is missing"
    parses = parse_all(opened)
    return [found for document, parsed in parses for found in _judge(document, parsed, texts[document.file])]


def _articles(shared: Path, wanted: Iterable[str]) -> Iterator[Document]:
    home = shared / "data" / "articles"
    for source in documents.collect([home], index=home / "index.jsonl"):
        if source.file in wanted:
            told = {name: getattr(source, name) for name in ("published", "told_by", "outlet", "title", "url")}
            yield documents.read(documents.load(source), file=source.file, **told)


def _news(shared: Path, wanted: Iterable[str]) -> Iterator[Document]:
    for line in (shared / "data" / "timex" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in wanted:
            yield plain_document(row["text"], row["id"], Published(row["dct"], "user", row["dct"]))


def _ours(rows: Iterable[Row]) -> Iterator[Document]:
    for row in rows:
        if "dct" in row:
            yield plain_document(row["text"], row["text"], Published(row["dct"], "user", row["dct"]))


def _judge(document: Document, parsed: Any, rows: Iterable[Row]) -> Iterator[Judged]:
    assert document.published
    days = {}
    for timex in resolve(parsed, published=document.published.date):
        start, end = document.offsets.to_original(timex.start, timex.end)
        days.update(dict.fromkeys(range(start, end), (timex.value or "")[:10]))
    for row in rows:
        name = document.original[row["start"] : row["end"]]
        assert name.endswith(("day", "days")), f"{document.file}: a row is out of place at {row['start']}: {name}"
        around = document.original[max(row["start"] - 70, 0) : row["end"] + 50]
        yield Judged(row, days.get(row["start"]), " ".join(around.split()))


def test_there_are_enough_days_to_come(judged: list[Judged]) -> None:
    directions = [j.row["direction"] for j in judged]
    assert set(directions) == {"past", "same-day", "future", "none"}
    assert directions.count("future") >= 60


def test_the_right_day_is_found_as_often_as_the_floors_say(judged: list[Judged]) -> None:
    bare = [j for j in judged if not j.row.get("dated")]
    for j in bare:
        if not j.right:
            print(f"\n{j.row['direction']}, {j.row['day']}: found {j.found} in …{j.around}…", end="")
    print(f"\n{'day names':<28}{'right':>12}{'share':>8}   95% interval (Wilson)")
    shares = {name: _report(name, among) for name, among in _groups(bare)}
    fallen = {name: shares[name] for name, floor in FLOORS.items() if shares[name] < floor}
    assert not fallen, f"below the floors {FLOORS}"


def _groups(bare: list[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    for direction in ("past", "same-day", "future", "none"):
        yield direction, [j for j in bare if j.row["direction"] == direction]
    yield "past-and-same-day", [j for j in bare if j.row["direction"] in ("past", "same-day")]
    yield "future-of-news", [j for j in bare if j.row["direction"] == "future" and "dct" not in j.row]


def _report(name: str, among: list[Judged]) -> float:
    right = sum(j.right for j in among)
    low, high = wilson(right, len(among))
    print(f"{name:<28}{right:>5} of {len(among):>3}{right / len(among):>8.3f}   {low:.3f} to {high:.3f}")
    return right / len(among)


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927); ``z`` 1.96 is that of 95%."""
    share, spread = right / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / count + spread / (4 * count))
    return middle - half, middle + half


def test_the_interval_is_wilsons() -> None:
    assert [round(end, 4) for end in wilson(9, 10)] == [0.5958, 0.9821]
