"""The exchanges that a record holds, found without reading again what was read before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from dragoman.exchange import Exchanges, Gist, Report, exchanges, gist, judged, moved
from dragoman.ledger import Ledger
from dragoman.ledger.kept import Gist as Kept
from dragoman.model import Entry, Judgement, JudgementKind, RecordError, bounds, in_force
from dragoman.pipeline.kept import program

BATCH = 2_000
"""Reports whose entries are in memory at a time while their gists are made."""


class Held(NamedTuple):
    """The exchanges of a record, and the current reading of each of its documents."""

    exchanges: Exchanges
    readings: Mapping[str, int]


def exchanges_of(ledger: Ledger, judgements: Iterable[Judgement], as_of: str | None) -> Held:
    """The exchanges of the record as of a day, as people's judgements left them; the same as a whole fold finds.

    Raises BadDate.
    """
    standing = in_force(judgements)
    out = {tie.id for j in standing if j.kind is JudgementKind.REJECT for tie in j.ties if tie.kind == "document"}
    maker = f"{program()} {_fingerprint(j for j in standing if of_all(j))}"
    rows = [row for row in ledger.gists(maker, as_of=as_of) if row.document not in out]
    texts = _gists(ledger, maker, rows, standing)
    told = zip(rows, Gist.read(texts[row.reading] for row in rows), strict=True)
    reports = [Report(row.document, date.fromisoformat(row.last) if row.last else None, read) for row, read in told]
    found = exchanges(reports, moved(standing), bounds(as_of).last if as_of else None)
    return Held(found, {row.document: row.reading for row in rows})


def of_all(judgement: Judgement) -> bool:
    """Is it about an agent, whom any document may name?"""
    return any(tie.kind == "party" for tie in judgement.ties)


def _fingerprint(judgements: Iterable[Judgement]) -> str:
    return sha256(repr([j.id for j in judgements]).encode()).hexdigest()[:12]


def _gists(ledger: Ledger, maker: str, rows: Collection[Kept], standing: Collection[Judgement]) -> Mapping[int, str]:
    """The gist of each reading as text: those kept, and those made now, which are kept if nobody judged the report."""
    judged_of = {tie.document for j in standing for tie in j.ties if tie.document}
    found = {row.reading: row.text for row in rows if row.text is not None and row.document not in judged_of}
    wanting = [row for row in rows if row.reading not in found]
    for start in range(0, len(wanting), BATCH):
        batch = wanting[start : start + BATCH]
        made = _made(ledger, batch, standing)
        found |= made
        keeping = {row.reading: made[row.reading] for row in batch if row.document not in judged_of}
        with suppress(RecordError):  # another process writes, or the record may only be read
            ledger.keep_gists(maker, keeping)
    return found


def _made(ledger: Ledger, batch: Collection[Kept], standing: Collection[Judgement]) -> dict[int, str]:
    """The gists of some documents, as people's judgements left their entries."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in judged(ledger.entries(among=[row.document for row in batch]), standing):
        entries[entry.document.id].append(entry)
    return {row.reading: gist(entries[row.document]).text() for row in batch}
