"""Meetings: the same participants, days and places that do not differ, are one; proposed, planned, held, or unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.exchange.bonds import joined, parted
from dragoman.exchange.dealings import Dealings
from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Record, Told, by_document, first_day, last_day, published
from dragoman.exchange.wording import begins_with, has_cue
from dragoman.model import Meeting, MeetingStatus, MoveKind, MoveStatus, Step, content_id

_CANDIDATES = 32
"""Meetings of one party, the latest, that a telling is compared with."""

_RECENT = timedelta(days=30)
"""How long ago a meeting can be that a report tells of as held, without a day."""

_HISTORY = timedelta(days=90)
"""How long before a report a meeting must have been held to be history, where no report of its time tells of it."""

_TOLD = {
    MoveStatus.DELIVERED: (MeetingStatus.HELD, Rule.TOLD_AS_HELD),
    MoveStatus.PLANNED: (MeetingStatus.PLANNED, Rule.TOLD_AS_PLANNED),
    MoveStatus.PROMISED: (MeetingStatus.PLANNED, Rule.TOLD_AS_PLANNED),
    MoveStatus.ACCEPTED: (MeetingStatus.PLANNED, Rule.TOLD_AS_PLANNED),
    MoveStatus.REJECTED: (MeetingStatus.CANCELLED, Rule.TOLD_AS_CANCELLED),
}
_ANSWERS = {
    MoveKind.ACCEPTANCE: (MeetingStatus.PLANNED, Rule.INVITATION_ACCEPTED),
    MoveKind.REJECTION: (MeetingStatus.CANCELLED, Rule.INVITATION_DECLINED),
}
_RANK = (MeetingStatus.PROPOSED, MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.HELD)
"""A meeting's status only rises: one that was held is not planned any more."""


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One telling of a meeting, with what it is compared by."""

    told: Told
    participants: tuple[str, ...]
    parties: frozenset[str]
    persons: frozenset[str]
    remote: bool | None
    invitation: bool
    status: MeetingStatus
    rule: Rule

    @property
    def date(self) -> str | None:
        """The day of the meeting, if it is one; of an invitation the day offered, or its own if that lies ahead."""
        day = self.told.move.event_date
        if self.invitation and not _is_ahead(self.told):
            day = self.told.move.due if self.told.move.kind is MoveKind.INVITATION else None
        return day if first_day(day) else None

    @property
    def place(self) -> str | None:
        """Where, as the document says."""
        return self.told.move.place


@dataclass
class _Talks:
    """A meeting while it is put together."""

    sightings: list[_Sighting] = field(default_factory=list)
    persons: frozenset[str] = frozenset()
    remote: bool | None = None
    invited: bool = False
    date: str | None = None
    place: str | None = None
    steps: list[Step] = field(default_factory=list)
    status: MeetingStatus | None = None
    coming: set[str] = field(default_factory=set)
    """those who have said yes to the invitation"""

    @property
    def tellings(self) -> list[Told]:
        """What was told of it."""
        return [sighting.told for sighting in self.sightings]

    def is_same(self, other: _Sighting) -> bool:
        """Do participants, form, place and day of another telling agree with this meeting's?"""
        if not self._same_people(other) or {True, False} <= {other.remote, self.remote}:
            return False
        if self.place and other.place and self.place.casefold() != other.place.casefold():
            return False
        if self.date and other.date:
            return _overlap(self.date, other.date)
        return self._in_time(other)

    def _same_people(self, other: _Sighting) -> bool:
        """The same parties (one side may be left out of an invitation), and no other persons.

        Where a day is missing the persons must be the same: talks of two states are not yet those of two ministers.
        """
        invited = other.invitation or self.invited
        parties = self.sightings[0].parties
        met = parties == other.parties or (invited and (parties <= other.parties or parties >= other.parties))
        if not met or invited or self.persons == other.persons:
            return met
        near = self.persons <= other.persons or self.persons >= other.persons
        return near and bool(self.date and other.date)

    def _in_time(self, other: _Sighting) -> bool:
        """Where a day is missing: what is still to come is not what has been, unless its day came between the two."""
        if MeetingStatus.HELD not in (self.status, other.status):
            return not self.is_over(other.told)
        if self.status is other.status:
            return _is_recent(self, other)
        if self.status is MeetingStatus.HELD:
            return self._was_sought(other)
        told_on, known = published(other.told.document), published(self.sightings[-1].told.document)
        day = first_day(self.date or other.date)
        return bool(day and told_on and known and known <= day <= told_on and known < told_on)

    def _was_sought(self, other: _Sighting) -> bool:
        """Does the report of talks of two persons tell, without a day, that they were to talk, and not again?"""
        words = f"{other.told.context} {other.told.said.content_text if other.told.said else ''}"
        here = self.sightings[-1].told.document.id == other.told.document.id
        return here and len(self.persons) > 1 and not other.date and not has_cue("once_more", words)

    def is_to_come(self, told: Told) -> bool:
        """Is it what a telling without a day, or of its day, may call off: planned or proposed, not long over?"""
        if self.status not in (MeetingStatus.PROPOSED, MeetingStatus.PLANNED):
            return False
        day, told_on = last_day(self.date), published(told.document)
        if self.date and told.move.event_date:
            return _overlap(self.date, told.move.event_date)
        return not (day and told_on) or told_on - day <= _RECENT

    def is_over(self, told: Told) -> bool:
        """Had its day passed when a report was published?"""
        told_on, day = published(told.document), last_day(self.date)
        return bool(told_on and day and day < told_on)

    def add(self, sighting: _Sighting) -> None:
        """Another telling of the meeting; of two days the one that is told more closely stays."""
        self.sightings.append(sighting)
        self.persons |= sighting.persons
        self.remote = sighting.remote if self.remote is None else self.remote
        self.invited = self.invited or sighting.invitation
        self.date = min(filter(None, (self.date, sighting.date)), key=_length, default=None)
        self.place = self.place or sighting.place
        self.turn(sighting.status, sighting.rule, sighting.told)

    def answer(self, by: set[str], told: Told, *, inviting: set[str]) -> None:
        """A yes or a no to the invitation: one no is enough, a yes is wanted of all who are invited."""
        self.coming |= by
        if told.move.kind is MoveKind.REJECTION or self.sightings[0].parties <= self.coming | inviting:
            self.turn(*_ANSWERS[told.move.kind], told)

    def turn(self, status: MeetingStatus, rule: Rule, told: Told) -> None:
        """A step of the meeting's life, if it raises its status."""
        if self.status is None or _RANK.index(status) > _RANK.index(self.status):
            self.status = status
            self.steps.append(told.step(status, rule, told.move.event_date))


def meetings(record: Record) -> tuple[Meeting, ...]:
    """The meetings of a record, in the order in which they were first told of."""
    found: list[_Talks] = []
    of_party: dict[str, list[_Talks]] = defaultdict(list)
    for told in _with_parties(record.moves, record.parties):
        if told.move.kind in _ANSWERS:
            _answer(told, of_party, record.parties)
            continue
        sighting = _sighting(told, record.parties)
        if sighting is None:
            _look_back(told, of_party, record.parties)
            continue
        same = [t for t in _candidates(of_party, sighting.parties) if t.is_same(sighting) and not parted(told, t)]
        talks = joined(told, found) or min(same, key=lambda t: _distance(t, sighting), default=None)
        if talks is None and _is_history(sighting):
            continue
        if talks is None:
            talks = _Talks()
            found.append(talks)
        talks.add(sighting)
        for party in sorted(sighting.parties):
            if not any(t is talks for t in of_party[party][-_CANDIDATES:]):
                of_party[party].append(talks)
    return tuple(_meeting(talks, record.today) for talks in found)


def _with_parties(moves: Iterable[Told], parties: Parties) -> Iterator[Told]:
    """The tellings; talks of nobody named, on a day, are between those who talk or deal with each other in it."""
    for of_one in by_document(moves):
        here = Dealings(of_one, parties)
        latest: tuple[str, ...] = ()
        for told in of_one:
            move = told.move
            if move.kind is MoveKind.MEETING and move.event_date and not move.by and not move.to:
                told = replace(told, move=replace(move, by=latest or here.two_sides()))
            elif move.kind is MoveKind.MEETING:
                sides = parties.parties((*move.by, *move.to))
                latest = sides if len(sides) > 1 else latest
            yield told


def _candidates(of_party: dict[str, list[_Talks]], parties: Iterable[str]) -> list[_Talks]:
    """The latest meetings of any of the parties, the latest first."""
    near = [t for party in sorted(parties) for t in reversed(of_party[party][-_CANDIDATES:])]
    return list({id(t): t for t in near}.values())


def _sighting(told: Told, parties: Parties) -> _Sighting | None:
    """A telling of a meeting or an invitation; None for other moves, and where only one side is known."""
    move = told.move
    invitation = move.kind is MoveKind.INVITATION or is_for_talks(told)
    if move.kind is not MoveKind.MEETING and not invitation:
        return None
    participants = _participants(told, parties)
    sides = parties.parties(participants)
    if len(sides) < 2 and not (len(participants) == 1 and _is_in_session(told, participants, parties)):
        return None
    status, rule = (MeetingStatus.PROPOSED, Rule.INVITED) if invitation else _status(told)
    return _Sighting(
        told,
        participants,
        frozenset(sides),
        frozenset(n for n in participants if parties.are_persons((n,))),
        _is_remote(told),
        invitation,
        status,
        rule,
    )


def is_for_talks(told: Told) -> bool:
    """Is it a request for talks, or an offer of them, and of nothing else?"""
    asked = told.move.kind in (MoveKind.DEMAND, MoveKind.PROPOSAL) and not told.move.negated
    return asked and begins_with("talks_asked", told.move.what)


def _participants(told: Told, parties: Parties) -> tuple[str, ...]:
    """Who meets: an inviter's party and whom it invites; a pair that the words name; or whom the teller talks with."""
    move = told.move
    by = move.by if move.kind is MoveKind.MEETING else parties.parties(move.by)
    if not by or not move.to:
        pair = parties.pair_in(move.evidence.exact)
        if set(parties.parties((*by, *move.to))) <= set(pair):
            return pair
    by = by or _tellers_side(told, parties)
    if not by and move.kind is MoveKind.MEETING:
        return ()  # "your meetings with the Norwegian and Danish ministers": these did not meet each other
    met = (member for name in (*by, *move.to) for member in parties.members(name))
    names = tuple(dict.fromkeys(map(parties.named, met)))
    known = tuple(name for name in names if not parties.are_nameless((name,)))
    return known if len(known) > 1 else names


def _tellers_side(told: Told, parties: Parties) -> tuple[str, ...]:
    """The party of whoever tells of talks "with" somebody, or its one person whom the telling names."""
    if begins_with("others", told.move.evidence.exact):
        return ()
    own = (name for name in parties.parties(told.teller.holders) if not parties.are_nobody((name,)))
    content = told.said.content_text if told.said else ""
    return tuple((parties.are_persons(told.move.to) and parties.person_in(content, name)) or name for name in own)


def _is_in_session(told: Told, participants: Sequence[str], parties: Parties) -> bool:
    """Does a council or an organisation meet on a day, its members not named?"""
    met_on_a_day = told.move.kind is MoveKind.MEETING and first_day(told.move.event_date) is not None
    return met_on_a_day and all(map(parties.is_body_in_session, participants))


def _is_remote(told: Told) -> bool | None:
    """Held over a line, or in a room; None where the words leave it open."""
    if has_cue("remote", told.context):
        return True
    return False if told.move.place or has_cue("in_person", told.context) else None


def _status(told: Told) -> tuple[MeetingStatus, Rule]:
    move = told.move
    if move.negated:
        return MeetingStatus.CANCELLED, Rule.TOLD_AS_CANCELLED
    day = first_day(move.event_date)
    if not move.event_date and move.status is not MoveStatus.DELIVERED and has_cue("proposed", told.context):
        return MeetingStatus.PROPOSED, Rule.TOLD_AS_PROPOSED
    if (move.status is MoveStatus.MADE and day) or move.status is MoveStatus.DELIVERED:
        return (MeetingStatus.PLANNED, Rule.DAY_AHEAD) if _is_ahead(told) else (MeetingStatus.HELD, Rule.TOLD_AS_HELD)
    return _TOLD.get(move.status, (MeetingStatus.PROPOSED, Rule.TOLD_AS_PROPOSED))


def _is_ahead(told: Told) -> bool:
    """Does the day that is told come after the report, or is it the report's, and somebody still expects it?"""
    told_on, day = published(told.document), first_day(told.move.event_date)
    if told_on is None or day is None:
        return False
    expected = told.said is not None and has_cue("expecting", told.said.content_text)
    return day > told_on or (day == told_on and expected)


def _is_history(sighting: _Sighting) -> bool:
    """Was it held long before the report?"""
    told_on, day = published(sighting.told.document), last_day(sighting.date)
    return bool(told_on and day and told_on - day > _HISTORY)


def _is_recent(talks: _Talks, other: _Sighting) -> bool:
    """Of two meetings that were held, one of them without a day: does the other lie shortly before?"""
    days = [
        last_day(dated) or published(told.document)
        for dated, told in ((talks.date, talks.sightings[-1].told), (other.date, other.told))
    ]
    return None in days or abs(days[0] - days[1]) <= _RECENT  # type: ignore[operator]


def _distance(talks: _Talks, sighting: _Sighting) -> timedelta:
    """How far apart the days of a meeting and of another telling of it are; the reports' days where none is told."""
    one = first_day(talks.date) or published(talks.sightings[-1].told.document)
    other = first_day(sighting.date) or published(sighting.told.document)
    return abs(one - other) if one and other else timedelta.max


def _answer(told: Told, of_party: dict[str, list[_Talks]], parties: Parties) -> None:
    """Let an acceptance or a refusal of talks fall on the latest invitation to the party that gives it."""
    if not has_cue("meeting", told.context) or told.move.negated or told.is_deed:
        return
    by = set(parties.parties(told.move.by))
    broken = _broken_off(told)
    for talks in _candidates(of_party, by):
        first = talks.sightings[0]
        if broken and talks.is_to_come(told):
            talks.turn(*broken, told)
            return
        if (
            first.invitation
            and talks.status is MeetingStatus.PROPOSED
            and not by & set(parties.parties(first.told.move.by))
        ):
            talks.answer(by, told, inviting=set(parties.parties(first.told.move.by)))
            return


def _broken_off(told: Told) -> tuple[MeetingStatus, Rule] | None:
    """What becomes of planned talks that a side refuses so: called off, or held and walked out of."""
    if told.move.kind is not MoveKind.REJECTION:
        return None
    if has_cue("walking_out", told.move.evidence.exact):
        return MeetingStatus.HELD, Rule.TOLD_AS_HELD
    off = has_cue("calling_off", told.move.evidence.exact)
    return (MeetingStatus.CANCELLED, Rule.TOLD_AS_CANCELLED) if off else None


def _look_back(told: Told, of_party: dict[str, list[_Talks]], parties: Parties) -> None:
    """Let one side's word that it met, the other not named, fall on what it had planned for there, or then."""
    move = told.move
    if move.kind is not MoveKind.MEETING or move.status is not MoveStatus.DELIVERED:
        return
    for talks in _candidates(of_party, parties.parties(move.by)):
        own = not talks.persons or not {name for name in move.by if parties.are_persons((name,))} - talks.persons
        there = move.place is not None and talks.place is not None and talks.place.casefold() == move.place.casefold()
        then = move.event_date is not None and talks.date is not None and _overlap(move.event_date, talks.date)
        if own and (there or then) and talks.is_over(told) and talks.status is MeetingStatus.PLANNED:
            talks.turn(MeetingStatus.HELD, Rule.TOLD_AS_HELD, told)
            return


def _meeting(talks: _Talks, today: date | None) -> Meeting:
    first = talks.sightings[0].told
    assert talks.status is not None
    status, steps = talks.status, list(talks.steps)
    day = last_day(talks.date)
    if status in (MeetingStatus.PROPOSED, MeetingStatus.PLANNED) and day and today and day < today:
        status = MeetingStatus.UNKNOWN
        dated = next(s for s in talks.sightings if s.date == talks.date)
        steps.append(Step(status.value, talks.date, Rule.DAY_PASSED.value, (dated.told.evidence,)))
    words = (e for e in (*(s.told.evidence for s in talks.sightings), *(e for s in steps for e in s.evidence)))
    return Meeting(
        id=content_id("meeting", first.document.id, str(first.evidence.start), first.words),
        participants=_shown(talks.sightings),
        date=talks.date,
        place=talks.place,
        status=status,
        history=tuple(steps),
        evidence=tuple(dict.fromkeys(words)),
    )


def _shown(sightings: Sequence[_Sighting]) -> tuple[str, ...]:
    """The participants: persons where a telling of the meeting names them, else as first told; invitations last."""
    return min(sightings, key=lambda s: (s.invitation, -len(s.persons))).participants


def _length(edtf: str) -> int:
    first, last = first_day(edtf), last_day(edtf)
    return (last - first).days if first and last else 0


def _overlap(one: str, other: str) -> bool:
    first, last, begin, end = first_day(one), last_day(one), first_day(other), last_day(other)
    return bool(first and last and begin and end) and first <= end and begin <= last  # type: ignore[operator]
