"""Items of a state as lines: who, what, how it stands, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.brief.wording import chain, day, listed, parties
from dragoman.model import (
    Account,
    Decision,
    Demand,
    Dispute,
    Evidence,
    Meeting,
    MeetingStatus,
    Position,
    ReplyOwed,
    ReplyStatus,
    Step,
    Warned,
)

_POSITIONS = {Position.YES: "yes", Position.NO: "no", Position.OTHER: "otherwise"}
_GIVEN = (ReplyStatus.DECLINED, ReplyStatus.DELIVERED)
_NOT_DENIED = (ReplyStatus.AWAITED, ReplyStatus.PROMISED, ReplyStatus.DELIVERED)
"""A no on one of these says that it was still to come; where one denies that it was given, the reply is contested."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says and the words it rests on.

    ``label`` (``R2``) is the line's place in this brief, ``who`` the parties, ``what`` the matter, ``facts`` short
    additions (dates, hedges, conditions), ``parts`` the accounts of a question, or the steps of an item's life where
    ``lived``. ``see`` is the label of another line that belongs to it; a line whose ``see`` is its own ``label`` only
    points there.
    """

    what: str
    who: str = ""
    label: str = ""
    status: str = ""
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[Line, ...] = ()
    lived: bool = False
    see: str = ""

    @property
    def points(self) -> bool:
        """Does it only point to the line of this label?"""
        return bool(self.label) and self.see == self.label


def reference(line: Line, *facts: str) -> Line:
    """A line that only points to where the item stands in full."""
    return Line(line.what, line.who, line.label, line.status, facts=tuple(f for f in facts if f), see=line.label)


def dispute_line(dispute: Dispute, labels: Mapping[str, str]) -> Line:
    """The question with its accounts; ``labels`` are those of the items by id."""
    return Line(dispute.question, parts=_accounts(dispute.accounts), see=labels.get(dispute.about or "", ""))


def _accounts(accounts: Iterable[Account], no: str = "no") -> tuple[Line, ...]:
    """Who says yes, who ``no``, who tells it otherwise."""
    return tuple(
        Line(
            chain((account.holder,), account.via, anonymous=account.anonymous),
            status=no if account.position is Position.NO else _POSITIONS[account.position],
            facts=known(("said ", day(account.said_on))),
            evidence=account.evidence,
        )
        for account in sorted(accounts, key=lambda a: list(_POSITIONS).index(a.position))
    )


def reply_line(reply: ReplyOwed, told_in_dispute: Mapping[str, str]) -> Line:
    """The reply with its accounts, unless the dispute about it tells them (``told_in_dispute``: its label by reply)."""
    due = f"due {day(reply.due)}" if reply.due else ""
    whose = f", a date given by {listed(reply.due_by)}" if reply.due_by else ""
    facts = known(
        ("form: ", reply.form),
        ("overdue: " if reply.overdue else "", due + whose if due else ""),
        (f"{reply.status}{': ' if reply.status in _GIVEN else ' since '}", day(reply.since)),
    )
    see = told_in_dispute.get(reply.id, "")
    line = Line(reply.about, parties(reply.by, reply.to), status=reply.status, facts=facts, see=see)
    if reply.accounts:
        told = {e for account in reply.accounts for e in account.evidence}
        parts = () if see else _accounts(reply.accounts, "not yet" if reply.status in _NOT_DENIED else "no")
        return replace(line, parts=parts, evidence=tuple(e for e in reply.evidence if e not in told))
    return _with_life(line, reply.history, reply.evidence)


def demand_line(demand: Demand, told_in_dispute: Mapping[str, str]) -> Line:
    """The demand or proposal with its life."""
    facts = known(
        ("", demand.form if demand.form != "demand" else ""),
        ("since ", day(demand.since)),
        ("hedged: ", f"“{demand.hedge}”" if demand.hedge else ""),
    )
    see = told_in_dispute.get(demand.id, "")
    line = Line(demand.matter, parties(demand.by, demand.to), status=demand.status, facts=facts, see=see)
    return _with_life(line, demand.history, demand.evidence)


def decision_line(decision: Decision) -> Line:
    """The decision and what it is said to depend on."""
    facts = known(("condition: ", decision.condition))
    return Line(decision.about, listed(decision.by), status=decision.status, facts=facts, evidence=decision.evidence)


def meeting_line(meeting: Meeting) -> Line:
    """The meeting with its life, under its place and day."""
    what = ", ".join(part for part in (meeting.place, day(meeting.date)) if part) or "no day or place given"
    passed = ("its day has passed and no report says how it went",) if meeting.status is MeetingStatus.UNKNOWN else ()
    line = Line(what, listed(meeting.participants), status=meeting.status, facts=passed)
    return _with_life(line, meeting.history, meeting.evidence)


def warning_line(warned: Warned) -> Line:
    """The threat or warning and its condition."""
    facts = known(("condition: ", warned.condition), ("said ", day(warned.said_on)))
    return Line(warned.what, parties(warned.by, warned.to), facts=facts, evidence=warned.evidence)


def known(*pairs: tuple[str, str | None]) -> tuple[str, ...]:
    """Each known value behind its words."""
    return tuple(words + value for words, value in pairs if value)


def _with_life(line: Line, history: Sequence[Step], evidence: Sequence[Evidence]) -> Line:
    """The line with its steps: one step is told in the line itself, several are parts of it."""
    steps = _steps(history)
    if len(steps) > 1:
        told = {e for step in steps for e in step.evidence}
        return replace(line, parts=steps, lived=True, evidence=_widest(e for e in evidence if e not in told))
    facts = line.facts + (known(("", steps[0].what)) if steps else ())
    return replace(line, facts=facts, evidence=_widest(evidence))


def _steps(history: Sequence[Step]) -> tuple[Line, ...]:
    """The steps, those that follow each other with the same status, day and teller as one; no words twice."""
    lines: list[Line] = []
    shown: set[Evidence] = set()
    for same, run in groupby(history, key=lambda s: (s.status, s.on, s.according_to, s.via, s.anonymous)):
        status, on, tellers, via, anonymous = same
        teller = "".join(known(("according to ", chain(tellers, via, anonymous=anonymous))))
        words = _widest(e for step in run for e in step.evidence if e not in shown)
        lines.append(Line(teller, status=status, facts=known(("", day(on))), evidence=words))
        shown.update(words)
    return tuple(lines)


def _widest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The passages, once each, without those that lie inside another of them."""
    places = dict.fromkeys(evidence)
    reach: dict[str, int] = {}
    widest = set()
    for place in sorted(places, key=lambda e: (e.document, e.start, -e.end)):
        if place.end > reach.get(place.document, -1):
            reach[place.document] = place.end
            widest.add(place)
    return tuple(place for place in places if place in widest)
