"""The timeline: by event time with its doubt, unknown last, all four clocks on every row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman import documents
from dragoman.ledger import Ledger
from dragoman.model import BadDate, Entry
from dragoman.pipeline.reading import read_document
from dragoman.pipeline.timeline import TimelineRow, timeline_rows

FIRST = """Norland's Foreign Minister Ana Berg will meet her Sudland counterpart Leif Dahl on Friday, her office said.

Sudland asked last month for a guarantee, the ministry said on Monday. Norland rejected the demand.
"""
SECOND = """Norland's Foreign Minister Ana Berg met her Sudland counterpart Leif Dahl on Friday.

"We will expel their envoys from our ports if Sudland closes the strait," Ana Berg said on Saturday.
"""
RECORDED = datetime(2022, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "talks.db"
    with Ledger.open(path, now=lambda: RECORDED) as ledger:
        for name, text, day in (("b.txt", SECOND, "2022-01-23"), ("a.txt", FIRST, "2022-01-18")):
            document = documents.read(text.encode(), file=name, published=day, outlet="Northern Post")
            ledger.append(document, read_document(document))
    return path


@pytest.fixture
def entries(record: Path) -> tuple[Entry, ...]:
    with Ledger.open(record) as ledger:
        return ledger.entries()


def test_rows_stand_by_event_time_and_those_without_one_last(entries: tuple[Entry, ...]) -> None:
    rows = timeline_rows(entries)
    known = [row for row in rows if row["event_time"]]
    assert known
    assert len(known) < len(rows)
    assert rows[: len(known)] == known
    firsts = [row["earliest"] for row in known]
    assert firsts == sorted(firsts, key=str)


def test_a_month_shows_between_which_days_it_lies(entries: tuple[Entry, ...]) -> None:
    (demand,) = [row for row in timeline_rows(entries) if row["kind"] == "demand" and row["event_time"]]
    assert (demand["event_time"], demand["earliest"], demand["latest"]) == ("2021-12", "2021-12-01", "2021-12-31")


def test_a_planned_meeting_and_the_held_one_stand_on_the_same_day(entries: tuple[Entry, ...]) -> None:
    meetings = [row for row in timeline_rows(entries) if row["kind"] == "meeting"]
    assert [(m["event_time"], m["realis"], m["published"]) for m in meetings] == [
        ("2022-01-21", "scheduled", "2022-01-18"),
        ("2022-01-21", "occurred", "2022-01-23"),
    ]


def test_every_row_has_the_four_clocks(entries: tuple[Entry, ...]) -> None:
    rows = timeline_rows(entries)
    assert {row["recorded"] for row in rows} == {"2022-03-01T09:30:00+00:00"}
    assert {row["published"] for row in rows} == {"2022-01-18", "2022-01-23"}
    (threat,) = [row for row in rows if row["kind"] == "threat"]
    assert (threat["said_on"], threat["realis"]) == ("2022-01-22", "conditional")


def test_the_same_filters_as_those_of_statements_and_moves(entries: tuple[Entry, ...]) -> None:
    assert {name for row in timeline_rows(entries, by="Berg") for name in row["by"]} >= {"Ana Berg"}
    assert all("ports" in row["what"] + row["evidence"] for row in timeline_rows(entries, about="our ports"))
    assert {row["published"] for row in timeline_rows(entries, since="2022-01-20")} == {"2022-01-23"}
    with pytest.raises(BadDate):
        timeline_rows(entries, since="some day")


def test_the_order_does_not_depend_on_the_order_of_the_entries(entries: tuple[Entry, ...]) -> None:
    assert timeline_rows(entries[::-1]) == timeline_rows(entries)


def test_the_command_prints_text_json_and_csv(record: Path, dragoman: Callable[..., Any]) -> None:
    text = dragoman("timeline", "--record", str(record)).out
    assert "2021-12 (2021-12-01" in text
    assert text.index("2021-12") < text.index("2022-01-21") < text.index("unknown")
    rows = json.loads(dragoman("timeline", "--record", str(record), "--json", "--as-of", "2022-01-18").out)
    assert {row["file"] for row in rows} == {"a.txt"}
    table = list(csv.DictReader(io.StringIO(dragoman("timeline", "--record", str(record), "--csv").out)))
    assert list(table[0]) == list(TimelineRow.__annotations__)
    assert dragoman("timeline", "--record", str(record), "--json", "--csv").code == 2
