"""What rests on unnamed sources alone, and what went quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, Teller, published
from dragoman.model import (
    Decision,
    Demand,
    DemandStatus,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Meeting,
    MeetingStatus,
    ReplyOwed,
    ReplyStatus,
    Statement,
    Warned,
)

QUIET_DAYS = 14
"""An open item is quiet when no document speaks of it that was published within this many days before the day."""

PENDING = "pending"
"""The status of a decision that nobody says was taken."""

_OPEN = frozenset({DemandStatus.MADE, ReplyStatus.AWAITED, ReplyStatus.PROMISED, MeetingStatus.PROPOSED})


def rests_on_unnamed(state: ExchangeState, known: Record) -> tuple[str, ...]:
    """Ids of demands, replies, meetings, decisions and warnings all of whose evidence is told by unnamed persons."""
    unnamed: dict[Evidence, bool] = {}
    for words, anonymous in _voices(known):
        unnamed[words] = unnamed.get(words, True) and anonymous
    items: tuple[Demand | ReplyOwed | Meeting | Decision | Warned, ...] = (
        *state.demands,
        *state.replies,
        *state.meetings,
        *state.decisions,
        *state.warnings,
    )
    return tuple(item.id for item in items if all(unnamed.get(words, False) for words in item.evidence))


def without_unnamed(known: Record) -> Record:
    """The record without what unnamed people tell or relay."""
    moves = tuple(told for told in known.moves if not _is_unnamed(told.teller, known.parties))
    statements = tuple(said for said in known.statements if not _is_unnamed(said.statement, known.parties))
    return replace(known, moves=moves, statements=statements)


def _voices(known: Record) -> Iterator[tuple[Evidence, bool]]:
    """Every passage that a move rests on, and whether unnamed persons alone tell it."""
    yield from ((told.evidence, _is_unnamed(told.teller, known.parties)) for told in known.moves)
    yield from ((said.evidence, _is_unnamed(said.statement, known.parties)) for said in known.statements)


def _is_unnamed(told: Teller | Statement, parties: Parties) -> bool:
    """Is it told by unnamed people, or known through unnamed people alone?"""
    return told.anonymous or parties.unnamed_among(told.via) is not None


def gone_quiet(state: ExchangeState, today: date | None) -> tuple[str, ...]:
    """Ids of what is open and was last told of ``QUIET_DAYS`` ago or before.

    They are open demands, replies owed, proposed meetings, decisions pending, disputes and warnings.
    """
    if today is None:
        return ()
    days = {d.id: day for d in state.documents if (day := published(d))}
    lived: tuple[Demand | ReplyOwed | Meeting, ...] = (*state.demands, *state.replies, *state.meetings)
    told = (
        *((item.id, item.evidence) for item in lived if item.status in _OPEN),
        *((item.id, item.evidence) for item in state.decisions if item.status == PENDING),
        *((item.id, tuple(e for a in item.accounts for e in a.evidence)) for item in state.disputes),
        *((item.id, item.evidence) for item in state.warnings),
    )
    return tuple(key for key, words in told if _quiet(words, days, today))


def _quiet(words: Iterable[Evidence], days: Mapping[str, date], today: date) -> bool:
    told = [days[e.document] for e in words if e.document in days]
    return bool(told) and (today - max(told)).days >= QUIET_DAYS


def undated_doubt(document: DocumentInfo) -> str:
    """What the brief says of a document that was left out of a day's state."""
    return f"{document.file} has no publication date; it is left out of every state as of a day."
