"""Invented negotiations over the whole pipeline: several reports, and the state of the exchange on two days."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman import documents
from dragoman.exchange import fold
from dragoman.model import Entry, ExchangeState
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.reading import read_document
from exchangefiles import EXCHANGES, LISTS, Exchange, Expected, exchange_paths, read_exchange


@pytest.mark.parametrize("path", exchange_paths(), ids=lambda path: path.stem)
def test_the_states_of_an_exchange(path: Path) -> None:
    exchange = read_exchange(path)
    entries = entries_of_reports(exchange)
    faults, found, false = [], 0, 0
    for expected in exchange.states:
        hits, told = compared(expected, fold(entries, as_of=expected.day))
        faults += told
        found += hits
        false += sum("not expected" in fault for fault in told)
    assert found >= exchange.found and false <= exchange.false, "\n".join(
        [f"{path.relative_to(EXCHANGES)}: {found} found, {false} false", *faults]
    )


def entries_of_reports(exchange: Exchange) -> list[Entry]:
    entries: list[Entry] = []
    for report in exchange.reports:
        given = documents.read(report.text.encode(), file=report.file, published=report.published, outlet=report.outlet)
        entries += entries_of(given, read_document(given))
    return entries


def compared(expected: Expected, state: ExchangeState) -> tuple[int, list[str]]:
    """How many rows were found, and what is wrong: rows that are missing, items that are not expected."""
    found, faults = 0, []
    for name in LISTS:
        items = listed(name, state)
        rows = expected.lists.get(name, [])
        left = list(items)
        if name == "Disputes":
            hits = [row for row in rows if any(matches(row, item) for item in items)]
            left = [item for item in items if not any(_agrees("holder", row["holder"], item["holder"]) for row in rows)]
        else:
            hits = []
            for row in rows:
                item = next((item for item in left if matches(row, item)), None)
                if item:
                    hits.append(row)
                    left.remove(item)
        found += len(hits)
        faults += [f"  {expected.day} {name}: missing {row}" for row in rows if row not in hits]
        faults += [f"  {expected.day} {name}: not expected: {item}" for item in left]
    return found, faults


def listed(name: str, state: ExchangeState) -> list[dict[str, Any]]:
    def words(evidence: Sequence[Any]) -> str:
        return " / ".join(e.quote for e in evidence)

    if name == "Demands":
        return [{"by": d.by, "to": d.to, "status": d.status, "words": words(d.evidence)} for d in state.demands]
    if name == "Replies":
        return [
            {
                "from": r.by,
                "to": r.to,
                "status": r.status,
                "due": r.due,
                "words": words([*r.evidence, *(e for a in r.accounts for e in a.evidence)]),
            }
            for r in state.replies
        ]
    if name == "Meetings":
        return [
            {"participants": m.participants, "date": m.date, "status": m.status, "words": words(m.evidence)}
            for m in state.meetings
        ]
    return [
        {"holder": (a.holder,), "position": a.position, "words": words(a.evidence)}
        for d in state.disputes
        for a in d.accounts
    ]


def matches(row: dict[str, str], item: dict[str, Any]) -> bool:
    return all(_agrees(column, wanted, item[column]) for column, wanted in row.items())


def _agrees(column: str, wanted: str, found: Any) -> bool:
    if column == "words":
        return any(_overlap(wanted, passage) for passage in found.split(" / "))
    if isinstance(found, tuple):
        return any(set(one.split("; ")) == set(found) for one in wanted.split(" or "))
    return ("-" if found is None else str(found)) in wanted.split(" or ")


def _overlap(wanted: str, found: str) -> bool:
    """Does one of the two hold half of the other's words?"""
    one, other = set(wanted.split()), set(found.split())
    return 2 * len(one & other) >= min(len(one), len(other))
