"""States kept in memory: folded once, folded again after a change, the last one shown while that takes long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from dragoman.ledger import Ledger
from dragoman.model import BadDate, BadInput, JudgementKind
from dragoman.web import snapshots
from dragoman.web.failures import Refused
from dragoman.web.places import View
from dragoman.web.snapshots import KEPT, Snapshots


@pytest.fixture
def ledger(record: Path) -> Iterator[Ledger]:
    with Ledger.open(record) as ledger:
        yield ledger


@pytest.fixture
def held(ledger: Ledger) -> Iterator[Snapshots]:
    held = Snapshots(ledger, patience=10)
    yield held
    held.close()


def _judge(ledger: Ledger) -> None:
    ledger.judge(JudgementKind.REJECT, ["10-no-answer.md"], author="Kari Lund")


def test_a_view_is_folded_once(held: Snapshots) -> None:
    assert held.at(View("2022-02-01")) is held.at(View("2022-02-01"))
    assert held.at(View("2022-02-01")) is not held.at(View())


def test_a_change_is_seen_by_the_next_request(held: Snapshots, ledger: Ledger) -> None:
    before = held.at(View())
    _judge(ledger)
    after = held.at(View())
    assert len(after.state.documents) == len(before.state.documents) - 1


def test_the_last_state_is_shown_while_a_new_one_is_folded(
    held: Snapshots, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, go, folds = held.at(View()), Event(), snapshots.snapshot

    def slowly(ledger: Ledger, view: View) -> snapshots.Snapshot:
        go.wait(20)
        return folds(ledger, view)

    monkeypatch.setattr(snapshots, "snapshot", slowly)
    monkeypatch.setattr(snapshots, "AGAIN", 0.01)
    _judge(ledger)
    assert held.at(View()) is before
    go.set()
    while held.at(View()) is before:
        sleep(0.02)


def test_a_view_that_takes_too_long_is_told_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr(snapshots, "snapshot", lambda *_: go.wait(20))
    held = Snapshots(ledger, patience=0.01)
    with pytest.raises(Refused, match="still being worked out"):
        held.at(View())
    go.set()
    held.close()


def test_errors_are_raised_each_time(held: Snapshots) -> None:
    for _ in range(2):
        with pytest.raises(BadDate):
            held.at(View("yesterday"))
        with pytest.raises(BadInput):
            held.at(View(exchange="no such exchange"))


def test_only_so_many_views_are_kept(held: Snapshots) -> None:
    first = held.at(View("2022-01-01"))
    for day in range(2, KEPT + 2):
        held.at(View(f"2022-01-{day:02}"))
    assert held.at(View("2022-01-01")) is not first
