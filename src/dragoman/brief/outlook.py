"""What the brief says across its lists: what comes next, what stays open, what one side alone tells, the readouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from dragoman.brief.lines import Line, reference
from dragoman.brief.wording import counted, day, listed
from dragoman.model import ExchangeState, Negotiation, Readouts

_NAMED = 6
"""Exchanges of a record that the head of a brief names; it counts the others."""

_MENTIONS = 12
"""Things that only one readout has, of each side, that a brief for people shows; the JSON has all of them."""


def coming(state: ExchangeState, lines: Mapping[str, Line]) -> tuple[Line, ...]:
    """What is still to come, by its day; ``lines`` are those of the items by id."""
    days = {meeting.id: meeting.date for meeting in state.meetings} | {r.id: r.due for r in state.replies}
    return tuple(reference(lines[key], day(days.get(key))) for key in state.upcoming if key in lines)


def open_questions(state: ExchangeState, lines: Mapping[str, Line]) -> tuple[Line, ...]:
    """The questions that the record leaves open, each with the label of the item it is about."""
    return tuple(Line(q.text, see=lines[q.about].label) for q in state.questions if q.about in lines)


def from_one_side(state: ExchangeState, lines: Mapping[str, Line]) -> tuple[Line, ...]:
    """What one of the sides alone tells."""
    return tuple(reference(lines[key]) for key in state.one_sided if key in lines)


def side_by_side(state: ExchangeState, lines: Mapping[str, Line]) -> tuple[Line, ...]:
    """The readouts of each meeting, and what only one of them mentions."""
    return tuple(_compared(found, lines[found.meeting]) for found in state.readouts if found.meeting in lines)


def exchanges_held(found: Sequence[Negotiation], shown: str | None) -> str:
    """Which exchange the brief shows, or those that the record holds; nothing where it holds one."""
    if shown is not None:
        return f"Exchange: {shown}"
    if len(found) < 2:
        return ""
    names = [f"{n.name} ({len(n.documents)})" for n in found[:_NAMED]]
    if len(found) > _NAMED:
        names.append(f"{len(found) - _NAMED} more")
    return f"{len(found)} exchanges in this record, one with --exchange NAME: {'; '.join(names)}"


def _compared(found: Readouts, meeting: Line) -> Line:
    parts = []
    for by, run in groupby(found.only, key=lambda mentioned: mentioned.by):
        only = list(run)
        parts += [Line(f"only {by}", evidence=mentioned.evidence) for mentioned in only[:_MENTIONS]]
        if len(only) > _MENTIONS:
            parts.append(Line(f"and {counted(len(only) - _MENTIONS, 'more thing')} that only {by} mentions"))
    facts = (f"readouts of {listed(found.sides)}",)
    return Line(meeting.what, meeting.who, facts=facts, parts=tuple(parts), see=meeting.label)
