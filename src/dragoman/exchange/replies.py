"""Replies owed: promised, awaited, given, or contested, each account kept with its holder and its hands.

A reply runs in one direction. The answer of A to B's demands and the follow-up of B to A's answer are two replies,
and so are a written answer and a first reaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.exchange.accounts import Claim, accounts, narrator, words_of
from dragoman.exchange.bonds import joined, parted
from dragoman.exchange.dealings import Dealings, addressees, dealings_then
from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Record, Said, Teller, Told, by_document, last_day
from dragoman.exchange.threads import (
    Thread,
    asks_for_a_reply,
    decide,
    is_spoken,
    is_yes_or_no,
    promises_a_reply,
)
from dragoman.exchange.wording import has_cue, in_order, mentions
from dragoman.model import (
    MoveKind,
    Polarity,
    Position,
    ReplyOwed,
    ReplyStatus,
    content_id,
)

_OPEN = frozenset({ReplyStatus.AWAITED, ReplyStatus.PROMISED})

_ASKS = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL})
_ROUNDS_KEPT = 8
"""Replies in one direction, the latest, that a telling is compared with."""

_BESIDE = 24
"""Code points between words of one phrase: "received no formal written answer"."""

_NAME_OF_A_REPLY = 160
"""Code points up to which a reply is called by the passage that tells it."""


class _Threads:
    """All replies, found by who owes them."""

    def __init__(self) -> None:
        self.all: list[Thread] = []
        self._owed_by: dict[str, list[Thread]] = defaultdict(list)

    def owed_by(self, names: Iterable[str]) -> list[Thread]:
        """The latest replies that any of the parties owes, the latest first."""
        found = [t for name in names for t in reversed(self._owed_by[name][-_ROUNDS_KEPT:])]
        return list({id(t): t for t in found}.values())

    def add(self, by: tuple[str, ...], to: tuple[str, ...], told: Told, likely: tuple[str, ...] = ()) -> Thread | None:
        """File a telling under its reply, a new one if there is none; no reply, where it says too little.

        One that names no addressee goes to the only reply that it can be about; where there is none, it begins one
        to whom its giver is likely to owe it (``likely``), and where there are several, it is left.
        """
        near = [t for t in self.owed_by(by) if t.takes(by, to, told) and not parted(told, t)]
        if asks_for_a_reply(told) and any(t.is_given for t in near):
            return None
        if told.move.kind is MoveKind.PROPOSAL:
            near = [t for t in near if t.is_met_by(told)]
            if not near:
                return None
        thread = joined(told, self.all) or (near[0] if near and (to or len(near) == 1) else None)
        if thread is None and (near or is_yes_or_no(told) or not (to or likely)):
            return None
        if thread is None:
            thread = Thread(by, to or likely, is_spoken(told))
            self.all.append(thread)
        thread.add(by, to, told)
        for name in by:
            if not any(t is thread for t in self._owed_by[name][-_ROUNDS_KEPT:]):
                self._owed_by[name].append(thread)
        return thread


def threads(record: Record) -> list[Thread]:
    """The replies of a record with all that is told of each, in the order in which they were first told of."""
    found = _Threads()
    dealings = dealings_then(record.moves, record.parties)
    said: dict[str, list[Said]] = defaultdict(list)
    for statement in record.statements:
        said[statement.document.id].append(statement)
    moves = {run[0].document.id: run for run in by_document(record.moves)}
    for document in record.documents:
        of_one = moves.get(document.id, [])
        touched = _file(of_one, found, dealings(document), record.parties)
        touched += _deny(of_one, said[document.id], touched, found, record.parties)
        for thread in {id(t): t for t in touched}.values():
            decide(thread, record.parties)
        _redescribe(said[document.id], touched, record.parties)
        for thread in touched:
            thread.close_document()
    return found.all


def reply(thread: Thread, record: Record) -> ReplyOwed:
    """The reply as the state lists it; ``threads`` decided it, so it has a status and steps."""
    assert thread.status is not None
    first = thread.tellings[0]
    dated = next((t for t in reversed(thread.tellings) if t.move.due), None) if thread.status in _OPEN else None
    due = dated.move.due if dated else None
    last = last_day(due)
    given = thread.status is ReplyStatus.DELIVERED
    return ReplyOwed(
        id=content_id("reply", first.document.id, str(first.evidence.start), first.words),
        by=thread.by,
        to=thread.named or thread.to,
        about=_about(thread),
        form=_form(thread),
        status=thread.status,
        due=due,
        due_by=(dated.teller.holders or (narrator(dated.document),)) if dated else (),
        overdue=bool(last and record.today and last < record.today),
        since=next((c.on for c in thread.claims if c.position is Position.YES and c.on), None) if given else None,
        accounts=accounts(thread.claims),
        history=tuple(thread.steps),
        evidence=words_of(thread.claims),
    )


def _about(thread: Thread) -> str:
    """What the reply is: what was promised, or the words that name the reply, where these are not a whole sentence.

    What asked for it names it only where nothing else does.
    """
    first = min(thread.tellings, key=lambda t: (t.move.kind is MoveKind.DEMAND, not t.move.what))
    named = first.move.kind is MoveKind.REPLY and len(first.evidence.quote) <= _NAME_OF_A_REPLY
    return first.evidence.quote if named else first.words


def _file(of_one: Sequence[Told], found: _Threads, dealings: Dealings, parties: Parties) -> list[Thread]:
    """File what one document tells of replies; the replies that it speaks of."""
    touched = []
    here = Dealings(of_one, parties)
    for told in of_one:
        if not _is_about_a_reply(told):
            continue
        by, to = parties.sides(told.move.by, told.move.to)
        if asks_for_a_reply(told):
            by, to = to, by
        likely = () if to else addressees(by, here, dealings)
        thread = None if parties.are_nobody(by) else found.add(by, to, told, likely)
        if thread is not None:
            touched.append(thread)
    for thread in touched:
        thread.asked += (t for t in of_one if t.move.kind in _ASKS and set(parties.parties(t.move.by)) & set(thread.to))
    return touched


def _is_about_a_reply(told: Told) -> bool:
    if told.move.kind in (MoveKind.REPLY, MoveKind.PROPOSAL):
        return not has_cue("no_reply_owed", told.context)
    return promises_a_reply(told) or asks_for_a_reply(told) or is_yes_or_no(told)


def _form(thread: Thread) -> str | None:
    if thread.spoken:
        return "spoken"
    return "written" if thread.is_written else None


def _deny(
    of_one: Sequence[Told], said: Sequence[Said], touched: Sequence[Thread], found: _Threads, parties: Parties
) -> list[Thread]:
    """Let the denials of one document ("denied that it had responded") fall on the reply that they are about."""
    denied = []
    for claim in _denials(of_one, said):
        own = parties.parties(claim.teller.holders)
        near = [t for t in touched if set(own) & set(t.by)] or [t for t in touched if set(own) & set(t.to)]
        told_given = [t for t in found.owed_by(own) if t.given or t.fresh]
        named = [t for t in touched if mentions(claim.evidence.quote, (*t.by, *t.to))]
        fitting = (t for t in near or told_given or named if not parted(claim, t))
        thread = next(iter(sorted(fitting, key=lambda t: t.spoken)), None)
        if thread is not None:
            thread.hear(claim)
            denied.append(thread)
    return denied


def _denials(of_one: Sequence[Told], said: Sequence[Said]) -> Iterable[Claim]:
    for told in of_one:
        if told.move.kind is MoveKind.DENIAL and has_cue("reply", told.context):
            who = Teller(
                told.move.according_to or told.move.by, told.move.via, told.move.anonymous, told.teller.said_on
            )
            yield Claim(Position.NO, True, Rule.REPLY_DENIED, who, told.document, told.evidence, bond=told.bond)
    for one in said:
        statement = one.statement
        denied = statement.polarity is Polarity.DENIED and has_cue("reply", statement.content_text)
        if denied or _says_that_none_came(statement.content_text):
            yield _of_speaker(one, Position.NO, Rule.REPLY_DENIED)


def _says_that_none_came(content: str) -> bool:
    """ "It had received no answer", "no letter has arrived"?"""
    got = in_order("arriving", "none", content, apart=_BESIDE) and in_order("none", "reply", content, apart=_BESIDE)
    return got or (in_order("none", "reply", content, apart=_BESIDE) and in_order("reply", "arriving", content))


def _redescribe(said: Sequence[Said], touched: Iterable[Thread], parties: Parties) -> None:
    """On a contested reply of the document, keep who says that what was sent is something else."""
    contested = [t for t in touched if t.status is ReplyStatus.CONTESTED and not t.spoken]
    for one in said if contested else ():
        content = one.statement.content_text
        if (
            one.statement.polarity is Polarity.ASSERTED
            and has_cue("reply", content)
            and has_cue("redescribed", content)
        ):
            own = set(parties.parties(one.statement.speakers))
            claim = _of_speaker(one, Position.OTHER, Rule.TOLD_AS_SOMETHING_ELSE)
            fitting = [t for t in contested if not parted(claim, t)]
            near = [t for t in fitting if own & set(t.by)] or fitting
            for thread in near[:1]:
                thread.hear(claim)


def _of_speaker(one: Said, position: Position, rule: Rule) -> Claim:
    """A statement as a plain claim of its speakers."""
    said = one.statement
    teller = Teller(said.speakers, said.via, said.anonymous, said.said_on)
    return Claim(position, True, rule, teller, one.document, one.evidence, bond=one.bond)
