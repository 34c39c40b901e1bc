"""Views of a large record that are kept: as good as worked out anew, and never in anybody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from test_ledger_record import document, keep, reading, told_by

from dragoman.ledger import Ledger
from dragoman.ledger import kept as keeping
from dragoman.model import BadDate, JudgementKind, Published
from dragoman.pipeline.exchanges import exchanges_of
from dragoman.pipeline.kept import kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


@pytest.fixture
def ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(keeping, "LEAST", 1)
    with Ledger.open(path) as held:
        keep(held, document("a.txt", published="2022-01-18"), document("b.txt", published="2022-02-01"))
        yield held


class Maker:
    """Counts how often something had to be worked out."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_what_was_kept_is_given_back_until_the_record_says_something_else(ledger: Ledger) -> None:
    make = Maker()
    assert [kept(ledger, "brief", None, make) for _ in range(2)] == ["made 1", "made 1"]
    keep(ledger, document("c.txt"))
    assert [kept(ledger, "brief", None, make) for _ in range(2)] == ["made 2", "made 2"]


def test_another_view_is_another_text(ledger: Ledger) -> None:
    make = Maker()
    assert {kept(ledger, name, None, make) for name in ("text", "html")} == {"made 1", "made 2"}


@pytest.mark.parametrize("what", ["a reading", "a judgement", "a name", "an outlet", "a day", "an undated report"])
def test_whatever_a_view_rests_on_changes_its_stamp(ledger: Ledger, what: str) -> None:
    before = ledger.stamp_of("2022-01-31")
    doc = document("a.txt", published="2022-01-18")
    match what:
        case "a reading":
            ledger.append(doc, reading(doc, reader="rules 2"))
        case "a judgement":
            ledger.judge(JudgementKind.REJECT, ["b.txt"], author="Ana Berg")
        case "a name":
            keep(ledger, replace(doc, file="0.txt"))
        case "an outlet":
            keep(ledger, told_by(doc, "Baltic Wire"))
        case "a day":
            keep(ledger, replace(doc, published=Published("2022-03-01", "user", "--published")))
        case "an undated report":
            keep(ledger, document("c.txt", published=None))
    assert ledger.stamp_of("2022-01-31") != before


def test_a_later_report_leaves_the_views_of_earlier_days(ledger: Ledger) -> None:
    before = ledger.stamp_of("2022-01-31")
    keep(ledger, document("c.txt", published="2022-03-01"))
    assert ledger.stamp_of("2022-01-31") == before
    assert ledger.stamp_of(None) != before


def test_a_bad_day_is_a_bad_date(ledger: Ledger) -> None:
    with pytest.raises(BadDate):
        kept(ledger, "brief", "yesterday", Maker())


def test_of_a_small_record_nothing_is_kept(path: Path) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, document())
        kept(ledger, "brief", None, Maker())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM kept_views").fetchone() == (0,)


def test_views_can_be_thrown_away_and_are_few(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    for n in range(7):
        kept(ledger, f"view {n}", None, Maker())
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM kept_views").fetchone()[0] <= 3
        connection.execute("DELETE FROM kept_views")
    assert kept(ledger, "view 6", None, Maker()) == "made 1"


def test_what_is_too_large_is_not_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 4)
    make = Maker()
    assert [kept(ledger, "brief", None, make) for _ in range(2)] == ["made 1", "made 2"]


def test_a_record_that_another_process_writes_to_is_read_all_the_same(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert kept(ledger, "brief", None, Maker()) == "made 1"
        other.execute("ROLLBACK")


def test_a_record_that_may_only_be_read_is_read_all_the_same(ledger: Ledger, path: Path) -> None:
    with Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as reader:
        assert kept(reader, "brief", None, Maker()) == "made 1"


def test_of_very_many_parts_those_in_use_are_left(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_PARTS", 3)
    ledger.keep_parts("outlines", {"one": "1", "two": "2", "three": "3"}, ["one", "two", "three"])
    ledger.keep_parts("circles", {"one": "c"}, ["one"])
    ledger.keep_parts("outlines", {"four": "4"}, ["one", "four"])
    assert ledger.parts("outlines", ["one", "two", "three", "four"]) == {"one": "1", "four": "4"}
    assert ledger.parts("circles", ["one", "two"]) == {"one": "c"}


def test_a_gist_that_went_between_two_looks_is_made_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exchanges_of(ledger, (), None)
    monkeypatch.setattr(Ledger, "gists", lambda *_: {})
    monkeypatch.setattr(Ledger, "parts", lambda *_: {})
    assert exchanges_of(ledger, (), None) == before
