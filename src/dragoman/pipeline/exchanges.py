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
from dragoman.ledger.kept import Marks, Reported
from dragoman.model import Entry, Judgement, JudgementKind, Negotiation, RecordError, bounds, in_force
from dragoman.pipeline.kept import program

BATCH = 2_000
"""Reports whose entries are in memory at a time while their gists are made."""

CIRCLES = "circles"
"""The view whose parts are the exchanges of circles of parties."""

WHOLE = "record"
"""The view with one part: how far the record had grown, and which circles it had then."""


class Held(NamedTuple):
    """The exchanges of a record, and the current reading of each of its documents."""

    exchanges: Exchanges
    readings: Mapping[str, int]


class _Circle(NamedTuple):
    """Reports whose parties meet, by document and reading, in order; their parties, and the negotiations they make."""

    parties: tuple[str, ...]
    documents: tuple[str, ...]
    readings: tuple[int, ...]
    negotiations: tuple[Negotiation, ...]


class _Whole(NamedTuple):
    """What was found in a whole record when it had grown so far: how many reports, their last day, the circles."""

    marks: Marks
    reports: int
    last: str
    circles: list[_Circle]


def exchanges_of(ledger: Ledger, judgements: Iterable[Judgement], as_of: str | None) -> Held:
    """The exchanges of the record as of a day, as people's judgements left them; the same as a whole fold finds.

    Where nothing but reports was added since they were last found, only the circles of parties that these meet are
    looked at again. Raises BadDate.
    """
    standing = in_force(judgements)
    gists = _Gists(ledger, standing)
    whole = _grown(ledger, gists) if as_of is None else None
    if whole is None:
        whole = _found(ledger, gists, standing, as_of)
    today = bounds(as_of).last if as_of else date.fromisoformat(whole.last) if whole.last else None
    readings = {d: r for c in whole.circles for d, r in zip(c.documents, c.readings, strict=True)}
    placed, out = moved(standing), _taken_out(standing)
    if lone := [document for document in placed if document not in readings and document not in out]:
        readings |= {row.document: row.reading for row in ledger.reported_of(gists.maker, lone, as_of=as_of)}
    placed = {document: name for document, name in placed.items() if document in readings}
    held = ranked((n for circle in whole.circles for n in circle.negotiations), placed)
    return Held(Exchanges(held, today, whole.reports), readings)


def _taken_out(standing: Iterable[Judgement]) -> set[str]:
    """The documents that people took out of the record."""
    return {tie.id for j in standing if j.kind is JudgementKind.REJECT for tie in j.ties if tie.kind == "document"}


def _found(ledger: Ledger, gists: _Gists, standing: Iterable[Judgement], as_of: str | None) -> _Whole:
    """The circles of all reports of a day."""
    out = _taken_out(standing)
    marks, rows = ledger.reported(gists.maker, as_of=as_of)
    rows = [row for row in rows if row.document not in out] if out else rows
    keys, circles = _circles(ledger, gists, rows)
    whole = _Whole(marks, len(rows), rows[-1].last if rows else "", circles)
    if as_of is None:
        _remember(ledger, gists, whole, keys)
    return whole


def _grown(ledger: Ledger, gists: _Gists) -> _Whole | None:
    """The circles that are kept, with the reports that were added since; None where more than that has changed."""
    kept = ledger.parts(WHOLE, [gists.maker]).get(gists.maker)
    if kept is None:
        return None
    before, reports, last, keys = json.loads(kept)
    before = Marks(*before)
    marks, fresh = ledger.reported(gists.maker, since=before.reading)
    texts = ledger.parts(CIRCLES, keys)
    if not before.only_grew(marks, len(fresh)) or not texts.keys() >= set(keys):
        return None
    circles = [_read(texts[key]) for key in keys]
    if not fresh:
        return _Whole(marks, reports, last, circles)
    met = {name for names in gists.parties(fresh) for name in names}
    apart = [(key, c) for key, c in zip(keys, circles, strict=True) if met.isdisjoint(c.parties)]
    touched = [document for c in circles if not met.isdisjoint(c.parties) for document in c.documents]
    rows = ledger.reported_of(gists.maker, touched)
    left = [key for key, _ in apart]
    made, joined = _circles(ledger, gists, sorted([*rows, *fresh]), left)
    days = [last, *(row.last for row in fresh)]
    whole = _Whole(marks, reports + len(fresh), max(days), [*(circle for _, circle in apart), *joined])
    _remember(ledger, gists, whole, [*left, *made])
    return whole


def _remember(ledger: Ledger, gists: _Gists, whole: _Whole, keys: Sequence[str]) -> None:
    text = json.dumps([whole.marks, whole.reports, whole.last, keys])
    with suppress(RecordError):  # another process writes, or the record may only be read
        ledger.keep_parts(WHOLE, {gists.maker: text}, [gists.maker])


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


def _circles(
    ledger: Ledger, gists: _Gists, rows: Sequence[Reported], others: Sequence[str] = ()
) -> tuple[list[str], list[_Circle]]:
    """The circles that reports make, as they are kept, or else worked out and kept; with the keys of each.

    ``others`` are the keys of other circles that are in use.
    """
    parties = gists.parties(rows)
    numbers = circles_of(parties)
    of_each = [[rows[n] for n in circle] for circle in numbers]
    keys = [_hash(gists.rest_on(circle)) for circle in of_each]
    texts = ledger.parts(CIRCLES, keys)
    made: dict[str, str] = {}
    found = []
    for key, circle, held in zip(keys, of_each, numbers, strict=True):
        if key not in texts:
            made[key] = _text(circle, sorted({name for n in held for name in parties[n]}), gists)
        found.append(_read(texts.get(key) or made[key]))
    with suppress(RecordError):  # another process writes, or the record may only be read
        ledger.keep_parts(CIRCLES, made, [*keys, *others])
    return keys, found


def _text(circle: Sequence[Reported], parties: Sequence[str], gists: _Gists) -> str:
    """A circle as JSON; the reports of its negotiations are numbers in it."""
    place = {row.document: number for number, row in enumerate(circle)}
    found = [[n.name, n.parties, [place[d] for d in n.documents]] for n in negotiations(gists.reports(circle))]
    return json.dumps([parties, [row.document for row in circle], [row.reading for row in circle], found])


def _read(text: str) -> _Circle:
    parties, documents, readings, found = json.loads(text)
    held = (Negotiation(name, tuple(chief), tuple(documents[n] for n in numbers)) for name, chief, numbers in found)
    return _Circle(tuple(parties), tuple(documents), tuple(readings), tuple(held))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
