"""Demands and proposals: one matter told in many words, and its life from made to met or refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from dragoman.exchange.bonds import joined, parted
from dragoman.exchange.dealings import Dealings, addressees, dealings_then
from dragoman.exchange.meetings import is_for_talks
from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Told, by_document, last_day, published
from dragoman.exchange.terms import with_terms
from dragoman.exchange.threads import asks_for_a_reply
from dragoman.exchange.wording import Wording, first_cue, has_cue, is_bare, is_but_a_paper, name_tokens, wording
from dragoman.model import Demand, DemandStatus, MoveKind, MoveStatus, Step, content_id

_WORDINGS_KEPT = 8
"""Wordings of one matter that later ones are compared with; so the cost stays linear."""

_CANDIDATES = 64
"""Matters of a party sharing a word, the latest first, that a wording is compared with."""

_MORE_THAN_AN_ANSWER = 2
"""Content words from which a demand for an answer says what the answer must be ("in writing and point by point")."""

_TOLD_STATUS = {
    MoveStatus.REJECTED: (DemandStatus.REJECTED, Rule.TOLD_AS_REJECTED),
    MoveStatus.ACCEPTED: (DemandStatus.ACCEPTED, Rule.TOLD_AS_ACCEPTED),
    MoveStatus.DELIVERED: (DemandStatus.DELIVERED, Rule.TOLD_AS_MET),
    MoveStatus.CONTESTED: (DemandStatus.CONTESTED, Rule.TOLD_AS_CONTESTED),
}
_ANSWERS = {
    MoveKind.REJECTION: (DemandStatus.REJECTED, Rule.REJECTION_OF_THE_MATTER),
    MoveKind.ACCEPTANCE: (DemandStatus.ACCEPTED, Rule.ACCEPTANCE_OF_THE_MATTER),
    MoveKind.PROMISE: (DemandStatus.ACCEPTED, Rule.PROMISE_OF_THE_MATTER),
}
_FORMS = (MoveKind.DEMAND, MoveKind.PROPOSAL)
_FAVOURABLE = frozenset({DemandStatus.ACCEPTED, DemandStatus.PARTLY_MET, DemandStatus.DELIVERED})


@dataclass(frozen=True, slots=True)
class _Turn:
    """A step with what a ``Step`` does not keep: the document it comes from and its hedge."""

    step: Step
    status: DemandStatus
    document: str
    hedge: str | None


@dataclass(frozen=True, slots=True)
class _Slots:
    """What a telling is compared by: the parties of its two sides and its wording; ``names`` are words of their names.

    ``likely`` is the other side of a telling that names none; ``again``: it is told as made before.
    """

    by: tuple[str, ...]
    to: tuple[str, ...]
    words: Wording
    names: frozenset[str] = frozenset()
    likely: tuple[str, ...] = ()
    again: bool = False


@dataclass
class _Matter:
    """A demand while it is put together."""

    number: int
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """those of ``to`` whom a telling names"""
    likely: tuple[str, ...] = ()
    """those of ``to`` whom its maker was likely to address where a telling named nobody"""
    tellings: list[Told] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    turns: list[_Turn] = field(default_factory=list)

    def is_same(self, slots: _Slots) -> bool:
        """Do parties and wording agree with this matter's?"""
        meets = set(slots.by) & set(self.by) and (not slots.to or not self.to or set(slots.to) & set(self.to))
        compare = slots.words.may_repeat if slots.again else slots.words.same_matter
        return bool(meets) and any(compare(w) for w in self.wordings)

    @property
    def is_open(self) -> bool:
        """Has nobody answered it so far?"""
        return all(turn.status is DemandStatus.MADE for turn in self.turns)

    def is_between(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Does one of the first ask it of one of the others?"""
        return not set(self.by).isdisjoint(one) and not set(self.to).isdisjoint(other)

    def is_answered_by(self, kind: MoveKind, slots: _Slots) -> bool:
        """Does an answer of the side that is asked speak of this matter?

        A refusal may be worded either way round ("refuses to lift", "will not lift"), so its polarity does not count.
        """
        asked = set(slots.by) & set(self.to) and (not slots.to or set(slots.to) & set(self.by))
        if not asked and (self.to or not set(slots.to) & set(self.by)):
            return False
        compare = slots.words.overlaps if kind is MoveKind.REJECTION else slots.words.same_matter
        return not set(slots.by) & set(self.by) and any(compare(w) for w in self.wordings)

    def add(self, told: Told, slots: _Slots) -> None:
        """Another telling of the matter."""
        self.tellings.append(told)
        self.by = tuple(dict.fromkeys((*self.by, *slots.by)))
        self.to = tuple(dict.fromkeys((*self.to, *slots.to, *slots.likely)))
        self.named = tuple(dict.fromkeys((*self.named, *slots.to)))
        self.likely = self.likely or slots.likely
        if len(self.wordings) < _WORDINGS_KEPT and slots.words not in self.wordings:
            self.wordings.append(slots.words)


class _Matters:
    """All matters, found by a party and a word that they share."""

    def __init__(self) -> None:
        self.all: list[_Matter] = []
        self.askers: set[str] = set()
        self._holding: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._of: dict[str, list[int]] = defaultdict(list)

    def sharing(self, slots: _Slots) -> list[_Matter]:
        """The matters of any of the parties that share a content word: those that share most first, then the latest."""
        shared: dict[int, set[str]] = defaultdict(set)
        for key in product(dict.fromkeys((*slots.by, *slots.to)), slots.words.words):
            for number in self._holding[key][-_CANDIDATES:] if key in self._holding else ():
                shared[number].add(key[1])
        return [self.all[n] for n in sorted(shared, key=lambda n: (-len(shared[n]), -n))]

    def between(self, asking: Iterable[str], asked: Sequence[str]) -> list[_Matter]:
        """What any of the ones asks of any of the others, of the latest matters of these."""
        near = sorted({number for name in asked for number in self._of[name][-_CANDIDATES:]})
        own = tuple(asking)
        return [self.all[number] for number in near if self.all[number].is_between(own, asked)]

    def same(self, told: Told, slots: _Slots) -> _Matter | None:
        """The matter that a telling is about."""
        near = (m for m in self.sharing(slots) if m.is_same(slots) and not parted(told, m))
        return joined(told, self.all) or next(near, None)

    def add(self, told: Told, slots: _Slots) -> _Matter:
        """File a demand under its matter, a new one if there is none."""
        matter = self.same(told, slots)
        if matter is None:
            matter = _Matter(len(self.all))
            self.all.append(matter)
        matter.add(told, slots)
        self.askers.update(slots.by)
        for name in matter.to:
            if matter.number not in self._of[name][-_CANDIDATES:]:
                self._of[name].append(matter.number)
        for key in product((*matter.by, *matter.to), slots.words.words):
            if matter.number not in self._holding[key][-_CANDIDATES:]:
                self._holding[key].append(matter.number)
        return matter


def demands(tellings: Sequence[Told], parties: Parties) -> tuple[Demand, ...]:
    """The demands and proposals of a record, in the order in which they were first told.

    A demand that nobody is named to make, or of which nothing but "its demands" is said, is left out; so is a wish
    that two sides have in common.
    """
    matters = _Matters()
    dealings = dealings_then(tellings, parties)
    for of_one in by_document(tellings):
        asked = _file_demands(of_one, matters, dealings(of_one[0].document), parties)
        _file_answers(of_one, matters, asked, parties)
    return tuple(_demand(matter, parties) for matter in matters.all)


def _file_demands(of_one: list[Told], matters: _Matters, dealings: Dealings, parties: Parties) -> list[_Matter]:
    """File the demands of one document; the matters that it speaks of."""
    asked = []
    here = Dealings(of_one, parties)
    for told in with_terms(of_one, parties):
        if told.move.kind in _FORMS and _names_a_matter(told):
            plain = _slots(told, parties)
            slots = _addressed(told, plain, matters, here, dealings) if parties.are_nobody(plain.to) else plain
            if slots and _is_matter_of_its_own(told, slots, matters, parties):
                asked.append(matters.add(told, slots))
                asked[-1].turns.append(_told_turn(told))
    return asked


def _is_matter_of_its_own(told: Told, slots: _Slots, matters: _Matters, parties: Parties) -> bool:
    """Does somebody ask another side for a thing, and not for what becomes of a demand between the two?"""
    if not slots.words.words or parties.are_nobody(slots.by) or _is_an_order(slots, parties):
        return False
    if is_bare(told.words, slots.names) or (told.move.kind is MoveKind.PROPOSAL and is_but_a_paper(told.words)):
        return False
    if slots.to and all(has_cue("public", name) for name in slots.to):
        return False
    known = matters.between(slots.by, slots.to) or matters.between(slots.to, slots.by)
    return not (known and is_bare(told.words, slots.names, handled=True))


def _names_a_matter(told: Told) -> bool:
    """Is it for more than talks or a bare answer, and a demand of which more is told than "handed over its demands"?"""
    if is_for_talks(told) or (told.move.kind is MoveKind.DEMAND and not told.move.what):
        return False
    return not asks_for_a_reply(told) or len(wording(told.words).words) >= _MORE_THAN_AN_ANSWER


def _addressed(told: Told, slots: _Slots, matters: _Matters, here: Dealings, dealings: Dealings) -> _Slots | None:
    """A telling that addresses no party, with whom it is likely to address; None for a wish of two sides."""
    if dealings.face(slots.by):
        return None
    unaddressed = replace(slots, to=())
    if matters.same(told, unaddressed):
        return unaddressed
    likely = addressees(slots.by, here, dealings)
    return replace(unaddressed, likely=likely) if likely else slots


def _is_an_order(slots: _Slots, parties: Parties) -> bool:
    """Does a party ask unnamed people of its own ("its troops")?"""
    own = set(parties.parties(slots.to)) <= set(parties.parties(slots.by))
    return bool(slots.to) and own and parties.are_loose(slots.to)


def _file_answers(of_one: list[Told], matters: _Matters, asked: list[_Matter], parties: Parties) -> None:
    """Let the refusals, acceptances and promises of one document fall on the matters that they answer."""
    for told in of_one:
        if told.move.kind not in _ANSWERS or not told.move.by or told.move.negated or told.move.condition:
            continue
        slots = _to_askers(_slots(told, parties), matters)
        answered = [m for m in matters.sharing(slots) if m.is_answered_by(told.move.kind, slots)]
        for matter in answered or [m for m in asked if _holds(told, m)] or _named(told, slots, matters, asked):
            matter.turns.append(_answer_turn(told))


def _to_askers(slots: _Slots, matters: _Matters) -> _Slots:
    """The slots of an answer; whoever has asked nothing is not whom it answers ("refused Norway's farmers the aid")."""
    return replace(slots, to=tuple(name for name in slots.to if name in matters.askers))


def _named(told: Told, slots: _Slots, matters: _Matters, asked: Sequence[_Matter]) -> list[_Matter]:
    """What an answer means that only names a step: the one demand or offer that is open between the two sides.

    They are several of "rejected the demands"; none, where the document tells what it answers.
    """
    if told.move.kind is MoveKind.PROMISE or not (
        has_cue("step_by_name", told.words) and is_bare(told.words, slots.names)
    ):
        return []
    if any(m.turns[-1].document == told.document.id and not m.is_open for m in asked):
        return []
    form = MoveKind.PROPOSAL if has_cue("proposal_by_name", told.words) else MoveKind.DEMAND
    near = matters.between(slots.to or matters.askers, slots.by)
    meant = [m for m in near if m.is_open and m.tellings[0].move.kind is form]
    return meant if len(meant) == 1 or has_cue("steps_by_name", told.words) else []


def _holds(told: Told, matter: _Matter) -> bool:
    """Do the words of the answer hold the demand that it answers ("rejected demands, which include ...")?"""
    evidence = matter.tellings[-1].move.evidence
    return told.move.kind is MoveKind.REJECTION and told.move.evidence.covers(evidence)


def _slots(told: Told, parties: Parties) -> _Slots:
    move = told.move
    by, to = parties.sides(move.by, move.to)
    named = name_tokens(n for side in (by, to, move.by, move.to) for name in side for n in parties.known_as(name))
    again = move.kind in _FORMS and (has_cue("repeating", move.evidence.exact) or _is_taken_back(told))
    words = wording(move.evidence.exact if told.is_deed else told.words, named)
    if words.numbers and not words.words:
        words = wording(told.move.evidence.exact, named)  # "offering 120,000 instead"
    return _Slots(by, to, words, named, again=again)


def _told_turn(told: Told) -> _Turn:
    move = told.move
    if move.negated:
        status, rule = DemandStatus.CONTESTED, Rule.DEMAND_DENIED
    elif _is_taken_back(told):
        status, rule = DemandStatus.WITHDRAWN, Rule.TAKEN_BACK
    else:
        status, rule = _TOLD_STATUS.get(move.status, (DemandStatus.MADE, Rule.DEMAND_TOLD))
    status = _softened(status, move.hedge)
    made = status is DemandStatus.MADE
    return _Turn(told.step(status, rule, move.event_date if made else None), status, told.document.id, move.hedge)


def _is_taken_back(told: Told) -> bool:
    """Does its maker take it back: "dropped its demand for a court"? What is asked for comes after that."""
    before = told.move.evidence.exact.partition(told.move.what)[0] if told.move.what else ""
    return told.move.status is MoveStatus.MADE and has_cue("taken_back", before)


def _answer_turn(told: Told) -> _Turn:
    status, rule = _ANSWERS[told.move.kind]
    if told.is_deed:
        status, rule = DemandStatus.DELIVERED, Rule.DEED_OF_THE_MATTER
    hedge = told.move.hedge or first_cue("hedges", told.move.evidence.exact)
    status = _softened(status, hedge)
    return _Turn(told.step(status, rule, told.move.event_date), status, told.document.id, hedge)


def _softened(status: DemandStatus, hedge: str | None) -> DemandStatus:
    """Half a yes is a demand partly met; half a no stays a no, with its hedge."""
    return DemandStatus.PARTLY_MET if hedge and status is DemandStatus.ACCEPTED else status


def _demand(matter: _Matter, parties: Parties) -> Demand:
    first = matter.tellings[0]
    turns = _life(matter.turns)
    last = turns[-1]
    by, to = _shown(matter, parties)
    return Demand(
        id=content_id("demand", first.document.id, str(first.evidence.start), first.words),
        by=by,
        to=to,
        matter=first.words,
        form=first.move.kind.value,
        status=last.status,
        since=next((t.step.on for t in turns if t.status is last.status and t.step.on), None) or _made_on(matter, last),
        hedge=last.hedge,
        history=tuple(t.step for t in turns),
        evidence=tuple(dict.fromkeys(e for t in matter.turns for e in t.step.evidence)),
    )


def _made_on(matter: _Matter, last: _Turn) -> str | None:
    """The day on which it was made, as a later telling says; no day after the report that told of it first."""
    known = published(matter.tellings[0].document)
    told = (turn.step.on for turn in matter.turns if turn.status is last.status is DemandStatus.MADE)
    return next((on for on in told if known and (day := last_day(on)) and day <= known), None)


def _life(turns: list[_Turn]) -> list[_Turn]:
    """The turns that change something: being told again is none, and what was answered stays answered."""
    life = [turns[0]]
    for turn in turns[1:]:
        if turn.status is DemandStatus.MADE or (turn.status, turn.hedge) == (life[-1].status, life[-1].hedge):
            continue
        life.append(_contested(life[-1], turn) if _at_odds(life[-1], turn) else turn)
    return life


def _at_odds(before: _Turn, after: _Turn) -> bool:
    """Do two holders of one document tell the opposite of each other?"""
    if before.document != after.document or before.step.according_to == after.step.according_to:
        return False
    refused = {before.status, after.status} & {DemandStatus.REJECTED}
    return bool(refused) and bool({before.status, after.status} & _FAVOURABLE)


def _contested(before: _Turn, after: _Turn) -> _Turn:
    words = tuple(dict.fromkeys((*before.step.evidence, *after.step.evidence)))
    step = Step(DemandStatus.CONTESTED.value, after.step.on, Rule.ACCOUNTS_DIFFER.value, words)
    return _Turn(step, DemandStatus.CONTESTED, after.document, None)


def _shown(matter: _Matter, parties: Parties) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sides as they are shown: the parties, or the two persons where one asks another and nobody else does."""
    told = {(t.move.by, t.move.to) for t in matter.tellings}
    if len(told) == 1:
        by, to = next(iter(told))
        if parties.are_persons(by) and parties.are_persons(to):
            return by, to
    sure = matter.named and not set(matter.named) <= set(matter.likely)
    return matter.by, matter.named if sure else matter.to
