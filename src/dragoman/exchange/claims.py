"""Claims at odds: a thing asserted and denied, an accusation and its rebuttal, each with its holder and its hands.

Only holders of different parties are set against each other, and only by a rule with a name; two statements that
merely speak of the same thing are no dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from dragoman.exchange.accounts import Claim, accounts
from dragoman.exchange.bonds import kept_apart
from dragoman.exchange.parties import Parties
from dragoman.exchange.rejoinders import contradicted_next_to, denied_next_to
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Bond, Record, Said, Teller, Told
from dragoman.exchange.wording import (
    Wording,
    begins_with,
    has_cue,
    in_order,
    is_cue,
    mentions,
    name_tokens,
    rebuffs,
    shares_a_word,
    wording,
)
from dragoman.model import Dispute, DocumentInfo, Evidence, MoveKind, Polarity, Position, content_id

_CANDIDATES = 24
"""Statements, the latest, that one is compared with: of one document, and of those that share a word."""

_NEAR = 3
"""Statements back to which a denial can point that repeats nothing."""

_BESIDE = 2
"""Code points between two words that stand side by side: "received nothing"."""

_SHARED_ELSEWHERE = 3
"""Content words that a denial shares with a claim of another document; within one document half of the shorter do."""

_SHARED_HERE = 2
"""Content words that a rebuttal ("baseless speculation about ...") shares with the claim of the same document."""

_QUESTION = 160
"""Code points of a claim that the question repeats."""


@dataclass(frozen=True)
class _Voice:
    """A statement, or a denial told as an act, with what it is compared by."""

    document: DocumentInfo
    teller: Teller
    content: str
    evidence: Evidence
    cue: str
    denies: bool
    parties: tuple[str, ...]
    bond: Bond | None = None

    def meets(self, other: _Voice) -> bool:
        """Do the two stand on the same words: a report in a report?"""
        return self.stands_on(other.evidence)

    def stands_on(self, evidence: Evidence) -> bool:
        """Does it share words with a passage of its document?"""
        return self.evidence.start < evidence.end and evidence.start < self.evidence.end

    @cached_property
    def words(self) -> Wording:
        """What it is about."""
        return wording(self.content)

    @cached_property
    def accuses(self) -> bool:
        """Is the cue one of accusing?"""
        return not self.denies and has_cue("accusing", self.cue)

    @cached_property
    def discredits(self) -> bool:
        """Does the speaker call another's claim no fact?"""
        return not self.denies and has_cue("discredited", self.content)

    @cached_property
    def is_negative(self) -> bool:
        """Does it say that something did not happen: a denial, or "nothing has arrived"?"""
        return self.denies or has_cue("negation", self.content)

    @cached_property
    def is_wish(self) -> bool:
        """Does it say what is to be done or left, and not what is so: a demand, a plan, a refusal?"""
        told = self.content.replace("would have", "had")  # what would have been is told of, not wished
        return has_cue("wishing", told) or begins_with("to_do", self.content)

    @cached_property
    def points_back(self) -> bool:
        """Is it a denial that repeats nothing ("denied this", "disputed the reports", "had made no such offer")?"""
        return self.denies and (is_cue("pointing_back", self.content) or has_cue("taking_up", self.content))

    def claim(self, position: Position, rule: Rule) -> Claim:
        """The voice as an account's claim."""
        return Claim(position, True, rule, self.teller, self.document, self.evidence)


@dataclass(frozen=True)
class _Clash:
    """Two statements that cannot both be true, and the rule that says so."""

    yes: _Voice
    no: _Voice
    rule: Rule


def about_claims(record: Record, settled: Iterable[Evidence]) -> tuple[Dispute, ...]:
    """The disputes about claims; passages that another dispute already holds (``settled``) are left to it."""
    taken = defaultdict[str, list[Evidence]](list)
    for evidence in settled:
        taken[evidence.document].append(evidence)
    voices = [voice for voice in _voices(record) if not any(map(voice.stands_on, taken[voice.document.id]))]
    clashes = (*_within(voices, record.parties), *_across(voices))
    return tuple(map(_dispute, _joined([c for c in clashes if not kept_apart(c.yes, c.no)])))


def _voices(record: Record) -> list[_Voice]:
    """Statements, and the denials that are told as acts and not as statements, in the order of the record."""
    spoken = {said.evidence: _statement(said, record.parties) for said in record.statements}
    denials = (told for told in record.moves if told.move.kind is MoveKind.DENIAL and told.evidence not in spoken)
    order = {document.id: at for at, document in enumerate(record.documents)}
    voices = [*spoken.values(), *(_denial(told, record.parties) for told in denials)]
    return sorted(voices, key=lambda v: (order[v.document.id], v.evidence.start, v.evidence.end))


def _statement(said: Said, parties: Parties) -> _Voice:
    s = said.statement
    return _Voice(
        said.document,
        Teller(s.speakers, s.via, s.anonymous, s.said_on),
        s.content_text,
        said.evidence,
        s.cue.exact if s.cue else "",
        s.polarity is Polarity.DENIED,
        parties.parties(s.speakers),
        said.bond,
    )


def _denial(told: Told, parties: Parties) -> _Voice:
    holders = told.move.according_to or told.move.by
    teller = Teller(holders, told.move.via, told.move.anonymous, told.teller.said_on)
    return _Voice(told.document, teller, told.words, told.evidence, "", True, parties.parties(holders), told.bond)


def _within(voices: Sequence[_Voice], parties: Parties) -> Iterator[_Clash]:
    """The clashes inside each document."""
    for _, run in groupby(voices, key=lambda v: v.document.id):
        of_one = list(run)
        for at, voice in enumerate(of_one):
            before = of_one[max(0, at - _CANDIDATES) : at]
            if voice.points_back:
                clashes = list(_pointed_at(voice, before))
            else:
                clashes = [clash for other in before for clash in _clash(voice, other, parties)]
            names = [*_names(voice, parties), *_kinds(voice)]
            yield from clashes or _next_to(voice, before, of_one[at + 1 : at + 1 + _CANDIDATES], names)


def _next_to(
    voice: _Voice, before: Sequence[_Voice], after: Sequence[_Voice], names: Sequence[str]
) -> Iterator[_Clash]:
    """The claim beside a statement that it answers, where the words of the two do not show it."""
    if voice.denies:
        claim = denied_next_to(voice, before, after)
        if claim is not None and not claim.meets(voice):
            yield _Clash(claim, voice, Rule.DENIED_NEXT_TO_IT)
        return
    found = contradicted_next_to(voice, before, names)
    if found is not None and not found[0].meets(voice):
        claim, rule = found
        yes, no = (voice, claim) if claim.is_negative and not voice.is_negative else (claim, voice)
        yield _Clash(yes, no, rule)


def _pointed_at(denial: _Voice, before: Sequence[_Voice]) -> Iterator[_Clash]:
    """The latest claim of another party, where the denial itself repeats none."""
    for other in reversed(before[-_NEAR:]):
        if not other.denies and other.parties and not set(other.parties) & set(denial.parties):
            yield _Clash(other, denial, Rule.DENIAL_POINTS_BACK)
            return


def _clash(one: _Voice, other: _Voice, parties: Parties) -> Iterator[_Clash]:
    """How two statements of one document clash, the first rule that fits."""
    if set(one.parties) & set(other.parties) or not one.parties or not other.parties or one.meets(other):
        return
    for yes, no in ((one, other), (other, one)):
        rule = _rule(yes, no, parties)
        if rule:
            yield _Clash(yes, no, rule)
            return


def _rule(yes: _Voice, no: _Voice, parties: Parties) -> Rule | None:
    """The rule by which ``no`` denies or tells otherwise what ``yes`` asserts; None where it does not."""
    if yes.denies:
        return None
    if _denies(no, yes):
        return Rule.ASSERTED_AND_DENIED
    if _is_missing(no, yes):
        return Rule.SENT_AND_NOT_RECEIVED
    if _numbers_differ(no, yes):
        return Rule.NUMBERS_DIFFER
    if _redescribes(no, yes, parties):
        return Rule.TOLD_AS_SOMETHING_ELSE
    if not mentions(yes.content, _names(no, parties)):
        return None
    return _about_oneself(no, yes, _shared(no, yes, parties))


def _shared(one: _Voice, other: _Voice, parties: Parties) -> int:
    """How many words of matter two statements have in common, the names of their parties left out."""
    names = [
        n[: max(4, len(n) - 1)] for n in name_tokens([*_names(one, parties), *_names(other, parties)]) if len(n) > 3
    ]
    common = one.words.words & other.words.words
    return sum(not any(word.startswith(name) for name in names) for word in common)


def _about_oneself(no: _Voice, yes: _Voice, shared: int) -> Rule | None:
    """The rule by which a party answers what is said of it; None where what it says is no answer."""
    if no.denies:
        denied = shared or (yes.accuses and has_cue("accusation", no.content))
        return Rule.ACCUSATION_DENIED if denied and not yes.is_wish else None
    if no.is_negative and has_cue("agreeing", no.content) and has_cue("agreeing", yes.content):
        return Rule.AGREED_AND_NOT_AGREED
    if no.discredits and shared >= _SHARED_HERE:
        return Rule.CALLED_NO_FACT
    if yes.accuses and rebuffs(no.content):
        return Rule.ACCUSATION_TURNED_ROUND
    if no.is_wish or yes.is_wish:
        return None
    if no.is_negative and not yes.is_negative and shared >= _SHARED_HERE:
        return Rule.CLAIMED_AND_CONTRADICTED
    return Rule.ACCUSATION_ANSWERED if yes.accuses and shared >= _SHARED_ELSEWHERE else None


def _names(voice: _Voice, parties: Parties) -> list[str]:
    return [name for party in voice.parties for name in parties.known_as(party)]


def _kinds(voice: _Voice) -> list[str]:
    """What the parties are, by the last word of their names: "league" for the Northern Football League."""
    return [party.rsplit(" ", 1)[-1].lower() for party in voice.parties if " " in party]


def _redescribes(other: _Voice, yes: _Voice, parties: Parties) -> bool:
    """Does one say that it signed or sent a thing, and the other that it was another thing?"""
    done = has_cue("agreeing", yes.content) or has_cue("handing", yes.content)
    if not done or other.denies or not has_cue("redescribed", other.content):
        return False
    own = [*(name.rsplit(" ", 1)[-1] for name in yes.teller.holders), *_names(yes, parties)]
    return mentions(other.content, own) and shares_a_word(other.content, yes.content)


def _denies(no: _Voice, yes: _Voice) -> bool:
    """Does ``no`` deny the words of ``yes``, neither of them turned round ("will not", "denied that it will")?"""
    return no.denies and no.words.negative == yes.words.negative and no.words.overlaps(yes.words)


def _numbers_differ(no: _Voice, yes: _Voice) -> bool:
    """Do two tell the same thing with other numbers ("12 people were killed", "40 people were killed")?"""
    if no.denies or no.is_wish or yes.is_wish or no.words.negative != yes.words.negative:
        return False
    counted = bool(no.words.counts - yes.words.counts and yes.words.counts - no.words.counts)
    return counted and len(no.words.words & yes.words.words) >= _SHARED_HERE and no.words.overlaps(yes.words)


def _is_missing(no: _Voice, yes: _Voice) -> bool:
    """Does one say that it sent or told something, and the other that it has not come in?"""
    if yes.is_negative or not has_cue("handing", yes.content) or has_cue("to_come", yes.content):
        return False
    if has_cue("waiting", no.content):
        return shares_a_word(no.content, yes.content)
    if no.denies:
        return has_cue("arriving", no.content)
    if has_cue("empty_handed", no.content):
        return True
    return in_order("negation", "arriving", no.content) or in_order("arriving", "negation", no.content, apart=_BESIDE)


def _across(voices: Sequence[_Voice]) -> Iterator[_Clash]:
    """Denials of what another document asserts."""
    holding: dict[tuple[bool, str], list[_Voice]] = defaultdict(list)
    for voice in voices:
        for other in _sharing(voice, holding) if len(voice.words.words) >= _SHARED_ELSEWHERE else ():
            no, yes = (voice, other) if voice.denies else (other, voice)
            if _denies(no, yes) and not set(no.parties) & set(yes.parties):
                yield _Clash(yes, no, Rule.ASSERTED_AND_DENIED)
        for word in voice.words.words:
            holding[voice.denies, word].append(voice)


def _sharing(voice: _Voice, holding: dict[tuple[bool, str], list[_Voice]]) -> list[_Voice]:
    """Of a claim the latest denials, of a denial the latest claims of other documents that share enough words."""
    keys = ((not voice.denies, word) for word in sorted(voice.words.words))
    near = {id(v): v for key in keys if key in holding for v in holding[key][-_CANDIDATES:]}
    return [
        v
        for v in near.values()
        if v.document.id != voice.document.id
        and len(v.words.words & voice.words.words) >= _SHARED_ELSEWHERE
        and v.words.overlaps(voice.words)
    ]


def _joined(clashes: Sequence[_Clash]) -> list[list[_Clash]]:
    """Clashes about one question are one dispute.

    They share a passage on the same side, or the party that denies is the same, and so is the one that asserts or
    what it asserts; either side then says the like.
    """
    groups: list[list[_Clash]] = []
    of_side: dict[tuple[Evidence, Position], list[_Clash]] = {}
    of_denier: dict[tuple[str, ...], list[list[_Clash]]] = defaultdict(list)
    for clash in clashes:
        sides = ((clash.yes.evidence, Position.YES), (clash.no.evidence, Position.NO))
        near = of_denier[clash.no.parties]
        group = next((of_side[s] for s in sides if s in of_side and _fits(clash, of_side[s])), None)
        group = group or _same_question(clash, near)
        if group is None:
            group = []
            groups.append(group)
            near.append(group)
        group.append(clash)
        for side in sides:
            of_side.setdefault(side, group)
    return groups


def _same_question(clash: _Clash, near: Sequence[list[_Clash]]) -> list[_Clash] | None:
    """The latest dispute with the same denier in which the same is asserted, or the same party clashes with it."""
    for group in reversed(near[-_CANDIDATES:]):
        first = group[0]
        yes, other = clash.yes.words, first.yes.words
        if clash.yes.parties != first.yes.parties:
            alike = len(yes.words & other.words) >= _SHARED_ELSEWHERE
        else:
            alike = yes.overlaps(other) or clash.no.words.overlaps(first.no.words)
        if alike and _fits(clash, group):
            return group
    return None


def _fits(clash: _Clash, group: Iterable[_Clash]) -> bool:
    """Did nobody keep one of its voices apart from a voice of the group?"""
    judged = [voice for voice in (clash.yes, clash.no) if voice.bond]
    return not any(kept_apart(one, other) for one in judged for c in group for other in (c.yes, c.no))


def _dispute(group: Sequence[_Clash]) -> Dispute:
    first = group[0].yes
    key = first.evidence
    content = first.content.rstrip(" .,;")
    shown = content if len(content) <= _QUESTION else content[: _QUESTION - 3] + "..."
    return Dispute(
        id=content_id("dispute", key.document, str(key.start), shown),
        question=_question(first, shown),
        accounts=accounts(c for clash in group for c in _claims(clash)),
    )


def _question(yes: _Voice, shown: str) -> str:
    """What is asked, in the words of whoever asserts it."""
    if has_cue("charging", yes.cue):
        return f"Is the charge true against {shown}?"
    if begins_with("pronoun", shown):
        return f"Is this so, in the words of {' and '.join(yes.teller.holders)}: {shown}?"
    return f"Is this so: {shown}?"


def _claims(clash: _Clash) -> tuple[Claim, Claim]:
    sent = clash.rule is Rule.TOLD_AS_SOMETHING_ELSE and has_cue("handing", clash.yes.content)
    against = Position.OTHER if sent else Position.NO
    return clash.yes.claim(Position.YES, clash.rule), clash.no.claim(against, clash.rule)
