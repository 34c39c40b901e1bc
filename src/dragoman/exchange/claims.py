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
from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, Said, Teller
from dragoman.exchange.wording import Wording, has_cue, mentions, rebuffs, wording
from dragoman.model import Dispute, Evidence, Polarity, Position, content_id

_CANDIDATES = 24
"""Statements, the latest, that one is compared with: of one document, and of those that share a word."""

_SHARED_ELSEWHERE = 3
"""Content words that a denial shares with a claim of another document; within one document half of the shorter do."""

_SHARED_HERE = 2
"""Content words that a rebuttal ("baseless speculation about ...") shares with the claim of the same document."""

_QUESTION = 160
"""Code points of a claim that the question repeats."""


@dataclass(frozen=True)
class _Voice:
    """A statement with what it is compared by."""

    said: Said
    parties: frozenset[str]
    words: Wording

    @property
    def content(self) -> str:
        """What was said."""
        return self.said.statement.content_text

    @property
    def denies(self) -> bool:
        """Does the speaker say that the content is not so?"""
        return self.said.statement.polarity is Polarity.DENIED

    @cached_property
    def accuses(self) -> bool:
        """Is the cue one of accusing?"""
        cue = self.said.statement.cue
        return not self.denies and cue is not None and has_cue("accusing", cue.exact)

    @cached_property
    def discredits(self) -> bool:
        """Does the speaker call another's claim no fact?"""
        return not self.denies and has_cue("discredited", self.content)

    def claim(self, position: Position, rule: str) -> Claim:
        """The statement as an account's claim."""
        s = self.said.statement
        teller = Teller(s.speakers, s.via, s.anonymous, s.said_on)
        return Claim(position, True, rule, teller, self.said.document, self.said.evidence)


@dataclass(frozen=True)
class _Clash:
    """Two statements that cannot both be true, and the rule that says so."""

    yes: _Voice
    no: _Voice
    rule: str


def about_claims(record: Record, settled: Iterable[Evidence]) -> tuple[Dispute, ...]:
    """The disputes about claims; statements that another dispute already holds (``settled``) are left to it."""
    taken = frozenset(settled)
    voices = [_voice(said, record.parties) for said in record.statements if said.evidence not in taken]
    return tuple(map(_dispute, _joined([*_within(voices, record.parties), *_across(voices)])))


def _voice(said: Said, parties: Parties) -> _Voice:
    own = parties.parties(said.statement.speakers)
    return _Voice(said, frozenset(own), wording(said.statement.content_text))


def _within(voices: Sequence[_Voice], parties: Parties) -> Iterator[_Clash]:
    """The clashes inside each document."""
    for _, run in groupby(voices, key=lambda v: v.said.document.id):
        of_one = list(run)
        for at, voice in enumerate(of_one):
            for other in of_one[max(0, at - _CANDIDATES) : at]:
                yield from _clash(voice, other, parties)


def _clash(one: _Voice, other: _Voice, parties: Parties) -> Iterator[_Clash]:
    """How two statements of one document clash, the first rule that fits."""
    if one.parties & other.parties or not one.parties or not other.parties:
        return
    for yes, no in ((one, other), (other, one)):
        rule = _rule(yes, no, parties)
        if rule:
            yield _Clash(yes, no, rule)
            return


def _rule(yes: _Voice, no: _Voice, parties: Parties) -> str | None:
    if yes.denies:
        return None
    if no.denies:
        return "asserted-and-denied" if no.words.overlaps(yes.words) else None
    if not any(mentions(yes.content, parties.known_as(p)) for p in no.parties):
        return None
    if no.discredits and len(no.words.words & yes.words.words) >= _SHARED_HERE:
        return "called-no-fact"
    own = [n for p in sorted(no.parties) for n in parties.known_as(p)]
    others = [n for p in sorted(yes.parties) for n in parties.known_as(p)]
    if yes.accuses and rebuffs(no.content, own) and mentions(no.content, others):
        return "accusation-turned-round"
    return None


def _across(voices: Sequence[_Voice]) -> Iterator[_Clash]:
    """Denials of what another document asserts."""
    holding: dict[str, list[_Voice]] = defaultdict(list)
    for voice in voices:
        for other in _sharing(voice, holding) if len(voice.words.words) >= _SHARED_ELSEWHERE else ():
            if voice.denies is not other.denies and not voice.parties & other.parties:
                no, yes = (voice, other) if voice.denies else (other, voice)
                yield _Clash(yes, no, "asserted-and-denied")
        for word in voice.words.words:
            holding[word].append(voice)


def _sharing(voice: _Voice, holding: dict[str, list[_Voice]]) -> list[_Voice]:
    """The latest statements of other documents that share enough words with this one."""
    near = {id(v): v for word in sorted(voice.words.words) for v in holding[word][-_CANDIDATES:]}
    return [
        v
        for v in near.values()
        if v.said.document.id != voice.said.document.id
        and len(v.words.words & voice.words.words) >= _SHARED_ELSEWHERE
        and v.words.overlaps(voice.words)
    ]


def _joined(clashes: Sequence[_Clash]) -> list[list[_Clash]]:
    """Clashes that share a statement on the same side are one dispute."""
    groups: list[list[_Clash]] = []
    of_side: dict[tuple[Evidence, Position], list[_Clash]] = {}
    for clash in clashes:
        sides = ((clash.yes.said.evidence, Position.YES), (clash.no.said.evidence, Position.NO))
        group = next((of_side[s] for s in sides if s in of_side), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(clash)
        for side in sides:
            of_side.setdefault(side, group)
    return groups


def _dispute(group: Sequence[_Clash]) -> Dispute:
    claims = [c for clash in group for c in _claims(clash)]
    first = min((c.yes.said for c in group), key=lambda s: (s.document.id, s.evidence.start))
    content = first.statement.content_text.rstrip(" .,;")
    question = content if len(content) <= _QUESTION else content[: _QUESTION - 3] + "..."
    key = group[0].yes.said.evidence
    return Dispute(
        id=content_id("dispute", key.document, str(key.start), question),
        question=f"Is this so: {question}?",
        accounts=accounts(claims),
    )


def _claims(clash: _Clash) -> tuple[Claim, Claim]:
    return clash.yes.claim(Position.YES, clash.rule), clash.no.claim(Position.NO, clash.rule)
