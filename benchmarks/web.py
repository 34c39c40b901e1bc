"""How fast the page answers on a large record: each kind of page, beside a bare SQLite query of the rows it shows.

    python benchmarks/web.py [--documents N] [--record FILE]

The record is made by the generator of ``growth.py`` (100,000 documents), or is one that is there already. Each page
is asked for in turn, ROUNDS times, of a server in this process; the first answer is told apart, for it may have to
fold the day. Prints medians in milliseconds; the target is 300.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from growth import _hurry, reports
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web import Access, create_app

DOCUMENTS = 100_000
T = TypeVar("T")
Response = Any
"""What the test client answers with."""

ROUNDS = 15
TARGET = 300
"""Milliseconds."""

ENTRIES = "SELECT e.value FROM entries e JOIN readings r ON r.seq = e.reading"


class Visit(NamedTuple):
    """A page, its address, and the bare query of the rows that it shows."""

    name: str
    address: str
    query: str
    values: tuple[object, ...]


def main() -> int:
    """Measure and print; 1 where a page is slower than the target."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS, metavar="N")
    parser.add_argument("--record", type=Path, metavar="FILE", help="a record that is there, or where to make one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = options.record or Path(folder) / "large.db"
        if not record.exists():
            _build(record, options.documents)
        return _measure(record)


def _build(record: Path, count: int) -> None:
    """Without waiting for the disk: what is measured comes later."""
    event.listen(Engine, "connect", _hurry)
    with Ledger.open(record) as ledger:
        for document, reading in reports(count):
            ledger.append(document, reading)
    event.remove(Engine, "connect", _hurry)


def _measure(record: Path) -> int:
    slow = 0
    with (
        Ledger.open(record) as ledger,
        TestClient(create_app(ledger, Access()), base_url="http://127.0.0.1") as client,
        closing(sqlite3.connect(record)) as connection,
    ):
        print(f"{ledger.counts().documents:,} documents; milliseconds")
        print(f"{'page':<14}{'first':>10}{'median':>10}{'bare query':>12}{'kB':>8}")
        _wait(client, "/")
        for visit in _visits(client):
            first, page = _timed(lambda visit=visit: _wait(client, visit.address))
            times = [_timed(lambda visit=visit: client.get(visit.address))[0] for _ in range(ROUNDS)]
            bare = [_timed(lambda visit=visit: _rows(connection, visit))[0] for _ in range(ROUNDS)]
            slow += median(times) > TARGET
            size = len(page.content) / 1024
            print(f"{visit.name:<14}{first:10.0f}{median(times):10.1f}{median(bare):12.2f}{size:8.0f}", flush=True)
    return 1 if slow else 0


def _wait(client: TestClient, address: str) -> Response:
    """The page, asked for again while its day is being folded."""
    while (answer := client.get(address)).status_code == 503:
        sleep(0.2)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = perf_counter()
    result = work()
    return 1000 * (perf_counter() - began), result


def _rows(connection: sqlite3.Connection, visit: Visit) -> Sequence[object]:
    return connection.execute(visit.query, visit.values).fetchall()


def _largest_exchange(client: TestClient) -> str:
    """The part of an address that chooses it; a large record has lists of each exchange alone."""
    held = client.get("/api/v1/exchanges").json()["values"]
    return urlencode({"exchange": max(held, key=lambda exchange: exchange["documents"])["name"]}) if held else ""


def _visits(client: TestClient) -> Iterator[Visit]:
    api = client.get("/api/v1/documents?limit=1").json()["values"][0]
    document = api["id"]
    statement = client.get(f"/api/v1/documents/{document}/statements").json()["values"][0]["id"]
    one = _largest_exchange(client)
    demand = _wait(client, f"/api/v1/demands?limit=1&{one}").json()["values"][0]
    dispute = client.get(f"/api/v1/disputes?limit=1&{one}").json()["values"]
    agent = client.get(f"/api/v1/agents?limit=1&{one}").json()["values"][0]
    latest = "SELECT document, title, outlet, published FROM readings ORDER BY published_last DESC LIMIT 25"
    found = "JOIN entries_fts f ON f.rowid = e.seq WHERE f.words MATCH ? ORDER BY r.published_last DESC LIMIT 25"
    of_document = f"{ENTRIES} WHERE r.document = ?"
    cited = tuple({e["document"] for e in demand["evidence"]})[:50]
    resting = f"{of_document.removesuffix('= ?')}IN ({', '.join('?' * len(cited))}) LIMIT 50"
    whole = "SELECT t.text FROM texts t JOIN readings r ON r.seq = t.reading WHERE r.document = ?"
    named = f"{ENTRIES} WHERE e.kind = 'agent' AND e.words = ? LIMIT 25"
    yield Visit("overview", "/", f"{ENTRIES} ORDER BY r.published_last DESC LIMIT 60", ())
    yield Visit("one exchange", f"/?{one}", f"{ENTRIES} ORDER BY r.published_last DESC LIMIT 60", ())
    yield Visit("section", f"/exchange/demands?{one}", f"{ENTRIES} ORDER BY r.published_last DESC LIMIT 40", ())
    yield Visit("changes", f"/changes?{one}", f"{ENTRIES} ORDER BY r.published_last DESC LIMIT 40", ())
    if dispute:
        yield Visit("dispute", f"/items/{dispute[0]['id']}?{one}", resting, cited)
    yield Visit("item", f"/items/{demand['id']}?{one}", resting, cited)
    yield Visit("document", f"/documents/{document}", whole, (document,))
    yield Visit("entry", f"/documents/{document}/entries/{statement}", of_document, (document,))
    yield Visit("documents", "/documents", latest, ())
    yield Visit("page 200", "/documents?page=200", latest + " OFFSET 4975", ())
    yield Visit("agents", f"/agents?{one}", f"{ENTRIES} WHERE e.kind = 'agent' LIMIT 60", ())
    yield Visit("agent", f"/agents/{agent['id']}?{one}", named, (agent["name"],))
    yield Visit("search, rare", "/search?words=fleet+survey", f"{ENTRIES} {found}", ("fleet survey",))
    yield Visit("search, common", "/search?words=asked", f"{ENTRIES} {found}", ("asked",))
    yield Visit("search, party", f"/search?name={agent['name']}&kind=demand", named, (agent["name"],))
    yield Visit("review", f"/review?{one}", f"{ENTRIES} WHERE e.kind = 'move' LIMIT 20", ())
    yield Visit("judgements", "/judgements", "SELECT * FROM judgements ORDER BY seq DESC LIMIT 50", ())
    yield Visit("read", "/read", "SELECT 1", ())
    yield Visit("api demands", f"/api/v1/demands?limit=100&{one}", resting, cited)
    yield Visit("api search", "/api/v1/search?words=quay&limit=100", f"{ENTRIES} {found}", ("quay",))


if __name__ == "__main__":
    sys.exit(main())
