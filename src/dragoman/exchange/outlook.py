"""What comes next, what the record leaves open, and what is known from one side only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Record, first_day, last_day
from dragoman.exchange.standing import PENDING
from dragoman.exchange.wording import has_cue
from dragoman.model import (
    Demand,
    DemandStatus,
    Evidence,
    ExchangeState,
    Meeting,
    MeetingStatus,
    Question,
    ReplyOwed,
    ReplyStatus,
)

_AHEAD = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)
_OWED = (ReplyStatus.AWAITED, ReplyStatus.PROMISED)


def upcoming(state: ExchangeState, today: date | None) -> tuple[str, ...]:
    """Ids of what is still to come: by its day if it has one, then what has none.

    They are meetings planned or proposed, replies owed, and decisions pending.
    """
    dated: list[tuple[date, int, str]] = []
    meetings = (m for m in state.meetings if m.status in _AHEAD)
    replies = (r for r in state.replies if r.status in _OWED)
    decisions = (d for d in state.decisions if d.status == PENDING)
    listed = (
        *((m.id, m.date) for m in meetings),
        *((r.id, r.due) for r in replies),
        *((d.id, None) for d in decisions),
    )
    for number, (key, day) in enumerate(listed):
        last = last_day(day)
        if last is None or today is None or last >= today:
            dated.append((first_day(day) or date.max, number, key))
    return tuple(key for _, _, key in sorted(dated))


def questions(state: ExchangeState) -> tuple[Question, ...]:
    """What the record leaves open: meetings whose day has passed, replies overdue, talks nobody spoke of again."""
    quiet = frozenset(state.gone_quiet)
    held = (
        Question(m.id, f"Was the meeting of {_together(m.participants)}{_when(m)} held?", Rule.WAS_IT_HELD.value)
        for m in state.meetings
        if m.status is MeetingStatus.UNKNOWN
    )
    given = (
        Question(r.id, f"Has {_together(r.by)} answered {_together(r.to)}, as due {r.due}?", Rule.WAS_IT_GIVEN.value)
        for r in state.replies
        if r.overdue
    )
    answered = (
        Question(m.id, f"What came of the proposed talks of {_together(m.participants)}?", Rule.WAS_IT_ANSWERED.value)
        for m in state.meetings
        if m.status is MeetingStatus.PROPOSED and m.id in quiet
    )
    return (*held, *given, *answered)


def one_sided(state: ExchangeState, known: Record) -> tuple[str, ...]:
    """Ids of replies, meetings and answers to demands of which one side alone tells: no report, and no other side."""
    tellers = _tellers(known)
    answered = (demand for demand in state.demands if demand.status is not DemandStatus.MADE)
    items: tuple[Demand | ReplyOwed | Meeting, ...] = (*answered, *state.replies, *state.meetings)
    return tuple(item.id for item in items if _tells_alone(item.evidence, _sides(item, known.parties), tellers))


def _sides(item: Demand | ReplyOwed | Meeting, parties: Parties) -> frozenset[str]:
    names = item.participants if isinstance(item, Meeting) else (*item.by, *item.to)
    return frozenset(parties.parties(names))


def _tells_alone(words: Iterable[Evidence], sides: frozenset[str], tellers: Mapping[Evidence, set[str]]) -> bool:
    found = {name for place in words for name in tellers.get(place, ())}
    return len(found) == 1 and found <= sides


def _tellers(known: Record) -> Mapping[Evidence, set[str]]:
    """By passage the parties whose people tell it; an empty name is the reporter."""
    found: dict[Evidence, set[str]] = defaultdict(set)
    for told in known.moves:
        for place in {told.evidence, told.saying}:
            found[place].update(known.parties.parties(told.teller.holders) or ("",))
    for said in known.statements:
        found[said.evidence].update(known.parties.parties(said.statement.speakers) or ("",))
    return found


def _together(names: Sequence[str]) -> str:
    shown = [f"the {name}" if has_cue("articled", name) else name for name in names]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _when(meeting: Meeting) -> str:
    place = f" in {meeting.place}" if meeting.place else ""
    return place + (f" on {meeting.date}" if meeting.date and "/" not in meeting.date else "")
