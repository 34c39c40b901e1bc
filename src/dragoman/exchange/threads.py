"""One reply owed while it is put together: its tellings, its accounts, and what each document makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.exchange.accounts import Claim, at_odds, words_of
from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Teller, Told
from dragoman.exchange.wording import begins_with, has_cue, in_order, shares_a_word, wording
from dragoman.model import MoveKind, MoveStatus, Position, ReplyStatus, Step

_WAITING = {
    MoveStatus.PROMISED: Rule.REPLY_PROMISED,
    MoveStatus.AWAITED: Rule.REPLY_AWAITED,
    MoveStatus.PLANNED: Rule.REPLY_AWAITED,
    MoveStatus.CONDITIONAL: Rule.REPLY_AWAITED,
}
_ANSWERS = frozenset({MoveKind.ACCEPTANCE, MoveKind.REJECTION})
_GIVEN_KEPT = 8
"""Claims of earlier documents that the reply was given, the latest, that a denial is set against."""


@dataclass
class Thread:
    """A reply while it is put together: ``by`` owes it to ``to``; ``spoken`` is a reaction, not a written answer.

    ``named`` are those of ``to`` whom a telling names, ``asked`` what ``to`` asked for in the same reports. ``fresh``
    are the claims of the document that is being read, ``given`` the latest of earlier ones that say yes.
    """

    by: tuple[str, ...]
    to: tuple[str, ...]
    spoken: bool
    named: tuple[str, ...] = ()
    tellings: list[Told] = field(default_factory=list)
    asked: list[Told] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    fresh: list[Claim] = field(default_factory=list)
    given: list[Claim] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    status: ReplyStatus | None = None
    settled: bool = False

    def takes(self, by: Iterable[str], to: Iterable[str], told: Told) -> bool:
        """Is the telling about this reply? After one that was surely given, a new waiting is for the next."""
        meets = set(by) & set(self.by) and (not to or set(to) & set(self.to))
        if is_yes_or_no(told):
            return bool(set(by) & set(self.by)) and self._is_answered_by(told, addressed=bool(meets))
        if not meets or is_spoken(told) != self.spoken:
            return False
        return not (self.settled and _is_waiting(told) and self.fresh == [])

    @property
    def is_open(self) -> bool:
        """Is it still to come, as far as earlier documents tell?"""
        return self.status in (ReplyStatus.AWAITED, ReplyStatus.PROMISED)

    @property
    def is_written(self) -> bool:
        """Does a telling speak of an answer in writing?"""
        return any(has_cue("written", told.context) for told in self.tellings)

    def _is_answered_by(self, told: Told, *, addressed: bool) -> bool:
        """Does a yes or a no give it, open as it is from earlier documents, and not to come in writing?

        It speaks of what the other side asked, or says a word of the reply to nobody else.
        """
        if not self.is_open or self.fresh or self.spoken or self.is_written:
            return False
        if any(wording(told.words).overlaps(wording(ask.words)) for ask in self.asked):
            return True
        return addressed and any(shares_a_word(told.context, other.context) for other in self.tellings)

    def is_met_by(self, told: Told) -> bool:
        """May a proposal be the answer, open as it is: handed over in writing, or an offer, where one was asked for?"""
        wanted = makes_an_offer(told) and any(asks_for_an_offer(one) for one in self.tellings)
        return self.is_open and (wanted or hands_over(told))

    @property
    def is_given(self) -> bool:
        """Has somebody said that it was given?"""
        return any(claim.position is Position.YES for claim in self.claims)

    def add(self, by: tuple[str, ...], to: tuple[str, ...], told: Told) -> None:
        """Another telling of the reply, ``to`` whom it names; a yes or a no makes it owed to nobody else."""
        to = tuple(name for name in to if name in self.to) if is_yes_or_no(told) else to
        self.by = tuple(dict.fromkeys((*self.by, *by)))
        self.to = tuple(dict.fromkeys((*self.to, *to)))
        self.named = tuple(dict.fromkeys((*self.named, *to)))
        self.tellings.append(told)
        self.hear(_claim(told))

    def hear(self, claim: Claim) -> None:
        """Another account of how it stands."""
        self.claims.append(claim)
        self.fresh.append(claim)

    def close_document(self) -> None:
        """What was fresh is old with the next document."""
        told = [c for c in self.fresh if c.position is Position.YES]
        self.given = [*self.given, *told][-_GIVEN_KEPT:]
        self.fresh = []


def decide(thread: Thread, parties: Parties) -> None:
    """Set the reply's status by what one document adds to what was told before."""
    given = [c for c in thread.fresh if c.position is Position.YES]
    refused = [c for c in thread.fresh if c.plain and c.position is not Position.YES]
    waiting = [c for c in thread.fresh if not c.plain]
    disputed = at_odds(given + thread.given, refused) or _sides_differ(
        thread, given + ([] if thread.settled else thread.given), waiting, parties
    )
    if disputed or any(c.rule == Rule.TOLD_AS_CONTESTED for c in given):
        _turn(thread, ReplyStatus.CONTESTED, Rule.ACCOUNTS_DIFFER, disputed or given)
    elif given:
        _give(thread, given, parties)
    elif any(c.rule == Rule.REPLY_DECLINED for c in refused):
        _turn(thread, ReplyStatus.DECLINED, Rule.REPLY_DECLINED, refused)
    elif thread.status in (None, ReplyStatus.AWAITED, ReplyStatus.PROMISED):
        _wait(thread, waiting or refused)


def _sides_differ(thread: Thread, given: Sequence[Claim], waiting: Sequence[Claim], parties: Parties) -> list[Claim]:
    """Whoever owes it says it is to come and another that it came; or the other side waits for what was given."""

    def side(claim: Claim) -> set[str]:
        return set(parties.parties(claim.teller.holders))

    owed_by, owed_to = set(thread.by), set(thread.to)
    pairs = [
        (g, w)
        for g in given
        for w in waiting
        if g.named and not side(g) & side(w) and (side(w) & owed_by or (side(w) & owed_to and side(g) & owed_by))
    ]
    return list(dict.fromkeys(c for pair in pairs for c in pair))


def _give(thread: Thread, given: Sequence[Claim], parties: Parties) -> None:
    """Given it is; a contested reply only if whoever owes it, or the report itself, says so."""
    own = [c for c in given if not c.named or set(parties.parties(c.teller.holders)) & set(thread.by)]
    if thread.status is ReplyStatus.CONTESTED and not own:
        return
    sides = {*thread.by, *thread.to}
    sure = [c for c in given if not c.named or set(parties.parties(c.teller.holders)) & sides]
    thread.settled = thread.settled or any(not c.teller.anonymous for c in sure)
    _turn(thread, ReplyStatus.DELIVERED, Rule.REPLY_GIVEN, own or given)


def _wait(thread: Thread, waiting: Sequence[Claim]) -> None:
    promises = [c for c in waiting if c.rule == Rule.REPLY_PROMISED]
    if promises:
        _turn(thread, ReplyStatus.PROMISED, Rule.REPLY_PROMISED, promises)
    elif thread.status is None and waiting:
        _turn(thread, ReplyStatus.AWAITED, waiting[0].rule, waiting)


def _turn(thread: Thread, status: ReplyStatus, rule: Rule, claims: Sequence[Claim]) -> None:
    """A step of the reply's life, if it changes anything."""
    if thread.status is status:
        return
    thread.status = status
    who = claims[0].teller if len({c.teller.holders for c in claims}) == 1 else Teller()
    on = next((c.on for c in claims if c.on), None)
    anonymous = all(c.teller.anonymous for c in claims)
    thread.steps.append(Step(status.value, on, rule.value, words_of(claims), who.holders, who.via, anonymous))


def is_spoken(told: Told) -> bool:
    """Is it told as a first reaction, not as an answer in writing?"""
    return has_cue("spoken", told.context) and not has_cue("written", told.context)


def promises_a_reply(told: Told) -> bool:
    """Is it an undertaking to answer, or to give an answer, and not one to strike back?"""
    given = any(in_order("giving", thing, told.context) for thing in ("reply", "owed_paper"))
    answers = given or has_cue("answering", told.context)
    return told.move.kind is MoveKind.PROMISE and answers and not has_cue("striking_back", told.context)


def asks_for_a_reply(told: Told) -> bool:
    """Is it a demand for an answer or a report, and for nothing else?"""
    if told.move.kind is not MoveKind.DEMAND or told.move.negated:
        return False
    if asks_for_an_offer(told):
        return True
    bound = has_cue("bound_to_answer", told.move.what) and not has_cue("striking_back", told.move.what)
    return bound or begins_with("reply_asked", told.move.what)


def asks_for_an_offer(told: Told) -> bool:
    """Is it a demand for an offer, and for nothing else?"""
    asked = told.move.kind is MoveKind.DEMAND and not told.move.negated
    return asked and begins_with("offer_asked", told.move.what)


def makes_an_offer(told: Told) -> bool:
    """Is it a proposal that was made?"""
    return told.move.kind is MoveKind.PROPOSAL and told.move.status not in _WAITING and not told.move.negated


def hands_over(told: Told) -> bool:
    """Is it a proposal that is handed over in writing, as an answer may be?"""
    return told.move.kind is MoveKind.PROPOSAL and has_cue("handing", told.context) and has_cue("written", told.context)


def is_yes_or_no(told: Told) -> bool:
    """Is it an acceptance or a refusal without conditions, of anything but talks?"""
    answers = told.move.kind in _ANSWERS and not (told.move.negated or told.move.condition or told.is_deed)
    return answers and not has_cue("meeting", told.context)


def _is_waiting(told: Told) -> bool:
    return told.move.kind in (MoveKind.PROMISE, MoveKind.DEMAND) or told.move.status in _WAITING


def _claim(told: Told) -> Claim:
    """How one telling says that the reply stands."""
    move = told.move
    if move.negated:
        answer = Position.NO, True, Rule.REPLY_DENIED
    elif move.kind in _ANSWERS:
        answer = Position.YES, True, Rule.REPLY_GIVEN
    elif move.kind is MoveKind.DEMAND:
        answer = Position.NO, False, Rule.REPLY_ASKED_FOR
    elif move.kind is MoveKind.PROMISE:
        answer = Position.NO, False, Rule.REPLY_PROMISED
    elif move.kind is MoveKind.PROPOSAL:
        answer = Position.YES, True, Rule.REPLY_HANDED_OVER
    elif move.status in _WAITING:
        answer = Position.NO, False, _WAITING[move.status]
    elif move.status is MoveStatus.REJECTED:
        answer = Position.NO, True, Rule.REPLY_DECLINED
    elif has_cue("redescribed", told.context):
        answer = Position.OTHER, True, Rule.TOLD_AS_SOMETHING_ELSE
    else:
        answer = Position.YES, True, Rule.TOLD_AS_CONTESTED if move.status is MoveStatus.CONTESTED else Rule.REPLY_GIVEN
    position, plain, rule = answer
    teller = told.teller
    if rule is Rule.REPLY_ASKED_FOR and not teller.holders:
        teller = Teller(move.by)
    return Claim(position, plain, rule, teller, told.document, told.evidence if plain else told.saying, move.event_date)
