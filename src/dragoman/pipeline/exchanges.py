"""The exchanges that a record holds, found without reading again what was read before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from dragoman.exchange import Exchanges, Gist, Report, circles_of, gist, judged, moved, negotiations, ranked
from dragoman.ledger import Ledger
from dragoman.ledger.kept import Reported
from dragoman.model import Entry, Judgement, JudgementKind, Negotiation, RecordError, bounds, in_force
from dragoman.pipeline.kept import program

BATCH = 2_000
"""Reports whose entries are in memory at a time while their gists are made."""

CIRCLES = "circles"
"""The view whose parts are the exchanges of circles of parties."""


class Held(NamedTuple):
    """The exchanges of a record, and the current reading of each of its documents."""

    exchanges: Exchanges
    readings: Mapping[str, int]


def exchanges_of(ledger: Ledger, judgements: Iterable[Judgement], as_of: str | None) -> Held:
    """The exchanges of the record as of a day, as people's judgements left them; the same as a whole fold finds.

    Of circles of parties in whose reports nothing has changed no more is read than who the parties are. Raises BadDate.
    """
    standing = in_force(judgements)
    out = {tie.id for j in standing if j.kind is JudgementKind.REJECT for tie in j.ties if tie.kind == "document"}
    gists = _Gists(ledger, standing)
    rows = ledger.reported(gists.maker, as_of=as_of)
    rows = [row for row in rows if row.document not in out] if out else rows
    parties = gists.parties(rows)
    circles = [[rows[n] for n in circle] for circle in circles_of(parties)]
    found = _negotiations(ledger, circles, gists)
    today = bounds(as_of).last if as_of else _day(rows[-1]) if rows else None
    whole = Exchanges(ranked(found, moved(standing)), today, len(rows))
    return Held(whole, {row.document: row.reading for row in rows})


def of_all(judgement: Judgement) -> bool:
    """Is it about an agent, whom any document may name?"""
    return any(tie.kind == "party" for tie in judgement.ties)


class _Gists:
    """The gists of a record's readings: those that are kept, and those that have to be made, which are kept then.

    The gist of a report that somebody judged is made anew each time.
    """

    def __init__(self, ledger: Ledger, standing: Collection[Judgement]) -> None:
        self._ledger, self._standing = ledger, standing
        self._judged = {tie.document for j in standing for tie in j.ties if tie.document}
        self._made: dict[int, Gist] = {}
        self.maker = f"{program()} {_hash(repr([j.id for j in standing if of_all(j)]))}"

    def parties(self, rows: Sequence[Reported]) -> list[tuple[str, ...]]:
        """The parties of each report."""
        wanting = [row for row in rows if row.parties is None or row.document in self._judged]
        for start in range(0, len(wanting), BATCH):
            self._make(wanting[start : start + BATCH])
        if not self._made:
            return [_listed(row.parties) for row in rows]
        return [made.parties if (made := self._made.get(r.reading)) else _listed(r.parties) for r in rows]

    def reports(self, rows: Sequence[Reported]) -> list[Report]:
        """The reports of one circle."""
        texts = self._ledger.gists(self.maker, [row.reading for row in rows if row.reading not in self._made])
        self._make([row for row in rows if row.reading not in self._made and row.reading not in texts])
        return [
            Report(row.document, _day(row), self._made.get(row.reading) or Gist.read(texts[row.reading]))
            for row in rows
        ]

    def rest_on(self, rows: Sequence[Reported]) -> str:
        """All that the reports of a circle are for it: their readings, and, where somebody judged them, their gists."""
        changed = [self._made[row.reading].text() for row in rows if row.document in self._judged]
        return repr((self.maker, [row.reading for row in rows], changed))

    def _make(self, batch: Sequence[Reported]) -> None:
        if not batch:
            return
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in judged(self._ledger.entries(among=[row.document for row in batch]), self._standing):
            entries[entry.document.id].append(entry)
        made = {row.reading: gist(entries[row.document]) for row in batch}
        self._made |= made
        keeping = (row.reading for row in batch if row.document not in self._judged)
        with suppress(RecordError):  # another process writes, or the record may only be read
            self._ledger.keep_gists(
                self.maker, {reading: (json.dumps(made[reading].parties), made[reading].text()) for reading in keeping}
            )


@lru_cache(maxsize=4096)
def _listed(parties: str | None) -> tuple[str, ...]:
    return tuple(json.loads(parties or "[]"))


def _day(row: Reported) -> date | None:
    return date.fromisoformat(row.last) if row.last else None


def _negotiations(ledger: Ledger, circles: Sequence[Sequence[Reported]], gists: _Gists) -> list[Negotiation]:
    """The negotiations of each circle, as they are kept, or else worked out and kept."""
    keys = [_hash(gists.rest_on(circle)) for circle in circles]
    texts = ledger.parts(CIRCLES, keys)
    made: dict[str, str] = {}
    found: list[Negotiation] = []
    for key, circle in zip(keys, circles, strict=True):
        if key in texts:
            found += _read(texts[key], circle)
        else:
            of_circle = negotiations(gists.reports(circle))
            made[key] = _text(of_circle, circle)
            found += of_circle
    with suppress(RecordError):  # another process writes, or the record may only be read
        ledger.keep_parts(CIRCLES, made, keys)
    return found


def _text(found: Iterable[Negotiation], circle: Sequence[Reported]) -> str:
    """Negotiations as JSON, their reports as numbers in the circle."""
    place = {row.document: number for number, row in enumerate(circle)}
    return json.dumps([[n.name, n.parties, [place[document] for document in n.documents]] for n in found])


def _read(text: str, circle: Sequence[Reported]) -> list[Negotiation]:
    return [
        Negotiation(name, tuple(parties), tuple(circle[number].document for number in numbers))
        for name, parties, numbers in json.loads(text)
    ]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
