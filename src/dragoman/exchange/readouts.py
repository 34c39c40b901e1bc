"""Official readouts of one meeting side by side: what only one of them mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, published
from dragoman.exchange.wording import Wording, has_cue, mentions, wording
from dragoman.model import BadTable, Evidence, ExchangeState, Meeting, Mentioned, MoveKind, Readouts
from dragoman.model.tables import read_table

_SOON = timedelta(days=3)
"""How long after the first readout of a meeting another one may come out."""

_UNITS = 400
"""Things that a readout mentions, the first, that are compared."""


@dataclass(frozen=True)
class _Unit:
    """One thing that a readout mentions."""

    what: str
    words: Wording
    evidence: Evidence


def readouts(state: ExchangeState, known: Record) -> tuple[Readouts, ...]:
    """For each meeting of which two sides published an account of their own, what only one of the accounts mentions.

    A readout is a report whose outlet is an office of a party ("The White House", "Kremlin.ru"), told of the meeting.
    """
    outlets = dict.fromkeys(document.outlet or "" for document in known.documents)
    offices = {outlet: _office_of(outlet, known.parties) for outlet in outlets}
    official = {d.id: party for d in known.documents if (party := offices[d.outlet or ""])}
    if not official:
        return ()
    days = {d.id: published(d) for d in known.documents}
    units = _units(known, official)
    found = (_compared(meeting, official, days, units, known.parties) for meeting in state.meetings)
    return tuple(one for one in found if one)


def _compared(
    meeting: Meeting,
    official: Mapping[str, str],
    days: Mapping[str, object],
    units: Mapping[str, Sequence[_Unit]],
    parties: Parties,
) -> Readouts | None:
    sides = parties.parties(meeting.participants)
    of_side: dict[str, list[str]] = defaultdict(list)
    for document in dict.fromkeys(e.document for e in meeting.evidence):
        if official.get(document) in sides:
            of_side[official[document]].append(document)
    if len(of_side) < 2:
        return None
    first = [documents[0] for documents in of_side.values()]
    told = {side: units[document] for side, document in zip(of_side, first, strict=True)}
    if not _at_one_time([days[document] for document in first]):
        return None
    only = (
        Mentioned(side, unit.what, (unit.evidence,))
        for side, own in told.items()
        for unit in own
        if not any(unit.words.overlaps(o.words) for other, theirs in told.items() if other != side for o in theirs)
    )
    return Readouts(meeting.id, tuple(of_side), tuple(only))


def _at_one_time(days: Sequence[object]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) == len(days) and max(known) - min(known) <= _SOON  # type: ignore[type-var,operator]


def _units(known: Record, official: Mapping[str, str]) -> Mapping[str, list[_Unit]]:
    """What each readout mentions: its moves but meetings, and the statements in which no move stands."""
    found: dict[str, list[_Unit]] = defaultdict(list)
    for told in known.moves:
        if told.document.id in official and told.move.kind is not MoveKind.MEETING:
            found[told.document.id].append(_Unit(told.words, wording(told.words), told.evidence))
    moved = {key: list(units) for key, units in found.items()}
    for said in known.statements:
        key, place = said.document.id, said.evidence
        if key in official and not any(_meet(place, unit.evidence) for unit in moved.get(key, ())):
            content = said.statement.content_text
            found[key].append(_Unit(content, wording(content), place))
    return {key: sorted(units, key=lambda u: u.evidence.start)[:_UNITS] for key, units in found.items()} | {
        key: [] for key in official if key not in found
    }


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _office_of(outlet: str, parties: Parties) -> str | None:
    """The party whose office the outlet is; None for a newspaper."""
    known = next((party for name, party in _offices().items() if mentions(outlet, (name,))), None)
    if known or not has_cue("official", outlet):
        return known
    return next((name for name in parties.all_parties if mentions(outlet, parties.known_as(name))), None)


@lru_cache(maxsize=1)
def _offices() -> Mapping[str, str]:
    """Offices that are known by a name of their own, and the states they are of."""
    table = read_table("dragoman.exchange", "offices.toml").get("offices")
    if not isinstance(table, dict) or not all(isinstance(party, str) for party in table.values()):
        raise BadTable("offices.toml, offices", "a table of names is missing here", 'Write: "The White House" = "..."')
    return table
