"""``dragoman brief --exchange``: a record of two negotiations, and one of them alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPORTS = {
    "steel.txt": "Canada on Wednesday called on Brazil to lift its quota on steel imports.\n\n"
    "Brazil rejected the call to lift the steel quota.\n",
    "ferries.txt": "The Seafarers' Union demanded that Coastline Ferries raise crews' pay by 8 percent.\n\n"
    "Coastline Ferries rejected the union's demand.\n",
}


@pytest.fixture
def record(dragoman: Callable[..., Any], tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = dragoman("read", *REPORTS, "--published", "2023-05-10", "--outlet", "Trade Daily", "--record", "two.db")
    assert done.code == 0, done.err
    return tmp_path / "two.db"


def test_the_brief_names_the_exchanges_of_the_record(dragoman: Callable[..., Any], record: Path) -> None:
    assert "2 exchanges in this record" in dragoman("brief", "--record", str(record)).out
    brief = json.loads(dragoman("brief", "--record", str(record), "--format", "json").out)
    assert sorted(exchange["parties"] for exchange in brief["exchanges"]) == [
        ["Brazil", "Canada"],
        ["Coastline Ferries", "Seafarers' Union"],
    ]


def test_one_exchange_by_words_of_its_name(dragoman: Callable[..., Any], record: Path) -> None:
    done = dragoman("brief", "--record", str(record), "--exchange", "canada BRAZIL", "--format", "json")
    brief = json.loads(done.out)
    assert [d["file"] for d in brief["documents"]] == ["steel.txt"]
    assert brief["exchange"] in {exchange["name"] for exchange in brief["exchanges"]}
    assert {str(d["by"]) for d in brief["demands"]} == {"Canada"}


def test_a_name_that_no_exchange_has_says_which_there_are(dragoman: Callable[..., Any], record: Path) -> None:
    done = dragoman("brief", "--record", str(record), "--exchange", "the moon")
    assert done.code == 2
    assert "holds no such exchange" in done.err and "Canada" in done.err
