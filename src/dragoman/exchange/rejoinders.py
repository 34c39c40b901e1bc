"""What a party says right after a claim of another, inside one report, and says the contrary of it.

News sets accounts side by side: the claim, then the answer of whoever it touches. So nearness counts here where a
denial elsewhere needs the words of what it denies; with distance more must tie the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from dragoman.exchange.rules import Rule
from dragoman.exchange.wording import (
    Wording,
    begins_with,
    contraries,
    cues_in,
    has_cue,
    is_past,
    mentions,
    names_the_doer,
    shares_a_word,
)

NEAR = 3
"""Statements of other parties, back or on, among which a denial finds what it denies."""
_NEXT = 2
"""Statements of other parties, back, among which a contradiction finds what it contradicts."""
_SHORT = 12
"""Words up to which an answer can be about nothing but the number in it."""
_ENOUGH = 2
"""Content words in common that tie two statements by themselves."""
_BARE = 4
"""Words up to which it is."""


class Voice(Protocol):
    """A statement, as far as it is compared here."""

    @property
    def content(self) -> str:
        """What is said."""
        ...

    @property
    def cue(self) -> str:
        """The word of saying; empty where there is none."""
        ...

    @property
    def denies(self) -> bool:
        """Is it a denial, by its cue or as an act?"""
        ...

    @property
    def parties(self) -> tuple[str, ...]:
        """For whom the speakers speak."""
        ...

    @property
    def words(self) -> Wording:
        """What it is about."""
        ...

    @property
    def is_negative(self) -> bool:
        """Does it say that something did not happen?"""
        ...

    @property
    def accuses(self) -> bool:
        """Is the cue one of accusing?"""
        ...

    @property
    def is_wish(self) -> bool:
        """Does it say what is to be done?"""
        ...


V = TypeVar("V", bound=Voice)


def denied_next_to(denial: V, before: Sequence[V], after: Sequence[V]) -> V | None:
    """The claim of another party that a denial answers: the nearest before it that something ties to it, or after."""
    for claim in islice(_of_others(denial, reversed(before)), NEAR):
        touches = claim.accuses
        if _is_of_fact(claim) and not claim.is_negative and (touches or shares_a_word(denial.content, claim.content)):
            return claim
    following = (claim for claim in islice(_of_others(denial, iter(after)), 1) if _is_of_fact(claim))
    return next((claim for claim in following if shares_a_word(denial.content, claim.content)), None)


def contradicted_next_to(answer: V, before: Sequence[V], names: Sequence[str]) -> tuple[V, Rule] | None:
    """The nearest claim of another party that an answer contradicts without denying it, and the rule that says so.

    ``names`` are those by which the party of the answer is known.
    """
    for apart, claim in enumerate(islice(_of_others(answer, reversed(before)), _NEXT)):
        rule = _contradiction(answer, claim, apart) or (_about_oneself(answer, claim, names) if apart == 0 else None)
        if rule is not None:
            return claim, rule
    return None


def _of_others(voice: V, others: Iterator[V]) -> Iterator[V]:
    return (other for other in others if other.parties and not set(other.parties) & set(voice.parties))


def _contradiction(answer: Voice, claim: Voice, apart: int) -> Rule | None:
    if apart == 0 and _is_only_a_number(answer) and _other_number(answer, claim, shared=0):
        return Rule.NUMBERS_DIFFER
    if not (_is_of_fact(answer) and _is_of_fact(claim)):
        return None
    shared = len(answer.words.words & claim.words.words)
    if shared >= _ENOUGH and contraries(answer.content, claim.content):
        return Rule.CONTRARY_NEXT_TO_IT
    if apart > 0:
        return None
    curt = min(len(answer.content.split()), len(claim.content.split())) <= _BARE
    if contraries(answer.content, claim.content) and (shared or curt or begins_with("pronoun", answer.content)):
        return Rule.CONTRARY_NEXT_TO_IT
    if _is_turned(answer, claim) and (shared >= _ENOUGH or _are_brief(answer, claim)):
        return Rule.CONTRARY_NEXT_TO_IT
    return Rule.NUMBERS_DIFFER if _other_number(answer, claim, shared) else None


def _about_oneself(answer: Voice, claim: Voice, names: Sequence[str]) -> Rule | None:
    """The rule by which a party answers at once what is said of it, where the two need share no word.

    It says that it did not do what it is said to have done, that it was another that did, or speaks of a thing that
    it is accused of.
    """
    if not (_is_of_fact(answer) and _is_of_fact(claim)):
        return None
    both_past = is_past(answer.content) and is_past(claim.content)
    if both_past and names_the_doer(answer.content):
        return Rule.ACCUSATION_TURNED_ROUND
    if _are_in_two_places(answer, claim):
        return Rule.CONTRARY_NEXT_TO_IT
    if not mentions(claim.content, names):
        return None
    if claim.accuses and (answer.words.words & claim.words.words or _speaks_of_itself(answer)):
        return Rule.ACCUSATION_ANSWERED
    told = is_past(answer.content) and answer.is_negative and not claim.is_negative
    return Rule.CONTRARY_NEXT_TO_IT if told and _speaks_of_itself(answer) else None


def _are_in_two_places(answer: Voice, claim: Voice) -> bool:
    """Do the two put one thing in different places: "in Norland's waters", "inside the Sudrian zone"?"""
    both = has_cue("whereabouts", answer.content) and has_cue("whereabouts", claim.content)
    ours, theirs = answer.words.names, claim.words.names
    return both and bool(ours) and bool(theirs) and not ours & theirs


def _speaks_of_itself(answer: Voice) -> bool:
    return begins_with("oneself", answer.content)


def _is_of_fact(voice: Voice) -> bool:
    """Does it say what is or was, and not what is to be?"""
    return not (voice.denies or voice.is_wish or has_cue("urging", voice.cue))


def _is_turned(answer: Voice, claim: Voice) -> bool:
    """Does one say that it was, and the other that it was not, or was something less?"""
    past = has_cue("past", answer.content) and has_cue("past", claim.content)
    turned = _says_not(answer) != _says_not(claim) or has_cue("turning", answer.content)
    return past and turned


def _says_not(voice: Voice) -> bool:
    return voice.is_negative or has_cue("excluding", voice.content)


def _are_brief(answer: Voice, claim: Voice) -> bool:
    """Are they about one thing and no more: a shared word or a pronoun ties them, and one of them is short?"""
    taken_up = answer.is_negative and begins_with("taking_it_up", answer.content)
    tied = taken_up or shares_a_word(answer.content, claim.content) or has_cue("turning", answer.content)
    return tied and min(len(answer.content.split()), len(claim.content.split())) <= _SHORT


def _is_only_a_number(answer: Voice) -> bool:
    """Is it nothing but another number for what was said before: "it is 40"?"""
    bare = begins_with("pronoun", answer.content) or has_cue("figure", answer.content)
    return bare and len(answer.content.split()) <= _BARE and not (answer.denies or answer.is_wish)


def _other_number(answer: Voice, claim: Voice, shared: int) -> bool:
    """Is the answer only another number for what was counted: "put it at 20", "the figure was 91 percent"?"""
    ours, theirs = _numbers(answer), _numbers(claim)
    length = len(answer.content.split())
    told = _is_only_a_number(answer) or has_cue("figure", answer.content) or shared >= _ENOUGH
    return bool(ours - theirs and theirs - ours) and length <= _SHORT and told


def _numbers(voice: Voice) -> frozenset[str]:
    return voice.words.counts | cues_in("counting", voice.content)
