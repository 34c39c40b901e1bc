"""How a record grows: folds of 1,000, 10,000 and 100,000 documents, one document more, and briefs.

    python benchmarks/growth.py [SIZE...] [--keep FOLDER]

The documents are made up by a seeded generator: reports of exchanges over three years, each of which lasts some months
and retells some matters of its own, with statements, moves, coded events, agents, copies of wire reports, and corrected
editions. No parser runs. Times are the processor's, so that a busy machine counts less, and without waiting for the
disk; the brief is compared with one full scan of the record's tables.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sqlalchemy import Engine, event

from dragoman.exchange import fold
from dragoman.ledger import Ledger
from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    Document,
    Entry,
    Event,
    EventType,
    ExchangeState,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Passage,
    Polarity,
    Published,
    Reading,
    Realis,
    Statement,
    Zone,
    content_id,
)
from dragoman.pipeline.exchanges import exchanges_of

SIZES = (1_000, 10_000, 100_000)
SEED = 6
START, DAYS = date(2020, 1, 1), 1_095
REPORTS, MATTERS = 400, 24
"""Reports and matters of one exchange, about."""

LASTING = (90, 270)
"""Days from the first to the last report of an exchange, at least and at most."""

COPIED = 0.15
"""Share of reports that are near copies of one of the last few."""

OUTLETS = ("Northern Post", "Baltic Wire", "Coast Courier", "Harbour Herald", "Valley Times", "Inland Gazette")
THINGS = (
    "quay",
    "harbour dues",
    "prisoner lists",
    "gas transit",
    "grain quota",
    "border posts",
    "air corridor",
    "fleet",
)
DEEDS = ("reopening", "sharing", "inspection", "release", "reduction", "survey", "closing", "sale")
PLACES = ("Halvik", "Arnes", "Tolvik", "Brenna", "Sundal", "Moster", "Leirvik", "Fosna")
FIRST = ("Hal", "Ar", "Tol", "Bren", "Sun", "Mos", "Leir", "Fos", "Ald", "Vin")
MIDDLE = ("sa", "no", "ke", "ri", "mu", "dal", "vor", "len", "ga", "tho")
LAST = ("vik", "nes", "dorf", "stad", "holm", "fjord", "by", "lund", "havn", "sund")
KINDS = (
    (MoveKind.DEMAND, MoveStatus.MADE),
    (MoveKind.DEMAND, MoveStatus.MADE),
    (MoveKind.REJECTION, MoveStatus.MADE),
    (MoveKind.ACCEPTANCE, MoveStatus.MADE),
    (MoveKind.REPLY, MoveStatus.AWAITED),
    (MoveKind.REPLY, MoveStatus.DELIVERED),
    (MoveKind.MEETING, MoveStatus.PLANNED),
    (MoveKind.THREAT, MoveStatus.MADE),
)


class Sides(NamedTuple):
    """Two parties with a spokesman each."""

    left: str
    right: str

    def agents(self) -> Iterator[Agent]:
        """The parties and who speaks for them."""
        for name in self:
            yield Agent(name, AgentKind.ORGANISATION)
            yield Agent(f"{name} official (unnamed)", AgentKind.UNNAMED, of=name)
            yield Agent(speaker(name), AgentKind.PERSON, of=name)


def speaker(party: str) -> str:
    """Who speaks for a party."""
    return f"Ana {party.rsplit(' ', 1)[0]}berg"


def sides(number: int) -> Sides:
    """The parties of an exchange."""
    place = FIRST[number % len(FIRST)] + MIDDLE[number // len(FIRST) % len(MIDDLE)] + LAST[number // 100 % len(LAST)]
    return Sides(f"{place} Union", f"{place} Council")


def matter(number: int) -> str:
    """What is negotiated, in words."""
    thing, deed, place = THINGS[number % 8], DEEDS[(number // 8) % 8], PLACES[(number * 3) % 8]
    return f"the {deed} of the {thing} at {place}"


# ---------------------------------------------------------------- reports
def reports(count: int, seed: int = SEED) -> Iterator[tuple[Document, Reading]]:
    """So many reports, in no order of days; the same seed makes the same ones."""
    rng = random.Random(seed)
    seasons = _seasons(-(-count // REPORTS))
    bodies: list[tuple[int, list[str]]] = []
    for number in range(count):
        if bodies and rng.random() < COPIED:
            exchange, lines = rng.choice(bodies[-20:])
            lines = [*lines, f"{rng.choice(OUTLETS)} has asked both sides for comment on report {number}."]
        else:
            exchange = rng.randrange(len(seasons))
            lines = _lines(rng, exchange, number)
            bodies.append((exchange, lines))
        first, lasting = seasons[exchange]
        yield _report(rng, number, exchange, lines, first + timedelta(days=rng.randrange(lasting)))


def _seasons(count: int) -> list[tuple[date, int]]:
    """The first day of each exchange, and how many days it lasts; always the same."""
    rng = random.Random(SEED)
    lasting = [rng.randint(*LASTING) for _ in range(count)]
    return [(START + timedelta(days=rng.randrange(DAYS - days)), days) for days in lasting]


def _lines(rng: random.Random, exchange: int, number: int) -> list[str]:
    one, other = sides(exchange)
    told = [matter(rng.randrange(MATTERS)) for _ in range(3)]
    return [
        f"The {one} asked the {other} on day {number} for {told[0]}, {speaker(one)} said.",
        f"The {other} answered the {one} over {told[1]}, an official said after {rng.randrange(99)} hours of talks.",
        f"Both sides meet in {PLACES[rng.randrange(8)]} on {told[2]}, in round {rng.randrange(999)}.",
        f"Traffic at gate {rng.randrange(9999)} fell by {rng.randrange(90)} percent since report {number - 1}.",
    ]


def _report(rng: random.Random, number: int, exchange: int, lines: list[str], day: date) -> tuple[Document, Reading]:
    text = "\n\n".join(lines)
    outlet = rng.choice(OUTLETS)
    raw = text.encode()
    document = Document(
        id=content_id("doc", raw),
        file=f"{number:06}.txt",
        raw=raw,
        encoding="utf-8",
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        passages=tuple(_passages(lines)),
        language="en",
        outlet=outlet,
        published=Published(day.isoformat(), "index", day.isoformat()),
    )
    return document, _reading(rng, document, sides(exchange), lines)


def _passages(lines: list[str]) -> Iterator[Passage]:
    at = 0
    for line in lines:
        yield Passage(Zone.BODY, at, at + len(line))
        at += len(line) + 2


def _reading(rng: random.Random, document: Document, parties: Sides, lines: list[str]) -> Reading:
    statements, moves, events = [], [], []
    for line in lines[:3]:
        start = document.text.index(line)
        anchor = document.anchor(start, start + len(line))
        one, other = parties if rng.random() < 0.5 else (parties.right, parties.left)
        unnamed = rng.random() < 0.2
        who = f"{one} official (unnamed)" if unnamed else speaker(one)
        statements.append(_statement(document, anchor, who, unnamed))
        moves.append(_move(rng, document, anchor, (one, other), who, unnamed))
        events.append(_event(document, anchor, (one, other)))
    return Reading(
        content_id("rdg", document.id),
        document.id,
        "generator 1",
        tuple(statements),
        tuple(moves),
        tuple(parties.agents()),
        (),
        (),
        tuple(events),
    )


def _statement(document: Document, anchor: Anchor, who: str, unnamed: bool) -> Statement:
    return Statement(
        id=content_id("stm", document.id, str(anchor.start)),
        speakers=(who,),
        via=(),
        anonymous=unnamed,
        mode=Mode.INDIRECT,
        polarity=Polarity.ASSERTED,
        content_text=anchor.exact,
        said_on=None,
        source=None,
        cue=None,
        content=(anchor,),
        evidence=anchor,
    )


def _move(
    rng: random.Random, document: Document, anchor: Anchor, parties: tuple[str, str], who: str, unnamed: bool
) -> Move:
    kind, status = rng.choice(KINDS)
    meets = kind is MoveKind.MEETING
    month = document.published.date[:7] if document.published else ""
    return Move(
        id=content_id("mov", document.id, str(anchor.start)),
        kind=kind,
        by=parties if meets else parties[:1],
        to=() if meets else parties[1:],
        what=matter(rng.randrange(MATTERS)),
        status=status,
        event_date=f"{month}-15" if meets else None,
        evidence=anchor,
        according_to=(who,),
        anonymous=unnamed,
    )


def _event(document: Document, anchor: Anchor, parties: tuple[str, str]) -> Event:
    return Event(
        id=content_id("evt", document.id, str(anchor.start)),
        type=EventType.REQUEST,
        mode=None,
        root="10",
        realis=Realis.OCCURRED,
        actor=(anchor,),
        recipient=(anchor,),
        actors=parties[:1],
        recipients=parties[1:],
        place=None,
        date=None,
        trigger=anchor,
        evidence=anchor,
        statement=content_id("stm", document.id, str(anchor.start)),
    )


# ---------------------------------------------------------------- measures
def measured(count: int, path: Path) -> Iterator[tuple[str, float]]:
    """Build a record of so many reports, if it is not there from an earlier run, then measure: names and figures."""
    built = path.exists()
    with Ledger.open(path, now=_clock) as ledger:
        if not built:
            yield "append, a document (ms)", 1000 * _seconds(lambda: _build(ledger, count)) / count
        yield "one document more (ms)", 1000 * median(_seconds(partial(_add, ledger, count + n)) for n in range(9))
        yield "size (MB)", path.stat().st_size / 2**20
        scan = min(_seconds(partial(_scan, path)) for _ in range(3))
        yield "full scan of the tables (s)", scan
        held: list[Entry] = []
        yield "load the entries (s)", _seconds(lambda: held.extend(ledger.entries()))
        yield "entries", len(held)
        states: list[ExchangeState] = []
        yield "fold (s)", _seconds(lambda: states.append(fold(held)))
        held.clear()
        yield "memory (MB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        states.clear()
        names = [negotiation.name for negotiation in exchanges_of(ledger, (), None).exchanges.held]
        yield "exchanges", len(names)
    yield "first brief (s)", _seconds(partial(_brief, path))
    again = min(_seconds(partial(_brief, path)) for _ in range(3))
    yield "brief again (s)", again
    yield "brief again / full scan", again / scan
    after = median(_seconds_after_one_more(path, count + n) for n in range(20, 25))
    yield "brief after one document more (s)", after
    yield "the same / full scan", after / scan
    yield "brief of one exchange (s)", median(_seconds(partial(_brief, path, name)) for name in names[:5])


def _seconds_after_one_more(path: Path, seed: int) -> float:
    with Ledger.open(path, now=_clock) as ledger:
        _add(ledger, seed)
    return _seconds(partial(_brief, path))


def _clock() -> datetime:
    return datetime(2023, 1, 1, tzinfo=UTC)


def _build(ledger: Ledger, count: int) -> None:
    """Every report, appended by itself; some are corrected editions of the one before."""
    previous = ""
    for number, (document, reading) in enumerate(reports(count)):
        ledger.append(document, reading)
        if number % 997 == 996:
            ledger.judge(JudgementKind.SUPERSEDE, (previous, document.id), author="generator")
        previous = document.id


def _add(ledger: Ledger, seed: int) -> None:
    """One report more, of another seed."""
    document, reading = next(reports(1, seed=SEED + seed))
    ledger.append(document, reading)


def _brief(path: Path, exchange: str | None = None) -> None:
    """The command as a person calls it."""
    code = "import sys; from dragoman.cli import main; sys.exit(main())"
    chosen = ["--exchange", exchange] if exchange else []
    command = [sys.executable, "-c", code, "brief", "--record", str(path), *chosen]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _scan(path: Path) -> None:
    """Every column of every row of every table, once."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        for (name,) in tables.fetchall():
            for _ in connection.execute(f'SELECT * FROM "{name}"'):
                pass


def _seconds(work: Callable[[], object]) -> float:
    """The processor's time that the work takes, in this process and in those that it starts."""
    began = _processor()
    work()
    return _processor() - began


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _hurry(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")


def main() -> None:
    """Measure each size and print each figure as soon as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the records there, or take them")
    options = parser.parse_args()
    event.listen(Engine, "connect", _hurry)
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            print(f"{size:,} documents")
            for name, figure in measured(size, (options.keep or Path(folder)) / f"growth-{size}.db"):
                print(f"  {name:<34}{figure:12,.2f}", flush=True)


if __name__ == "__main__":
    main()
