"""Promises that a report tells in its own voice: "the company will pay each worker a bonus", "Norland is to free ten"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.phrases import is_infinitive
from dragoman.extraction.moves.realis import condition_of, under_condition
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.syntax import auxiliaries, is_negated, is_passive
from dragoman.model import MoveKind, MoveStatus


def undertaken(verb: Token) -> Candidate | None:
    """The promise of whoever will give, pay, free or hand over; None where nobody will, or who is not said."""
    if not listed("giving", verb.lemma_.lower()) or not (_will(verb) or _is_to(verb)):
        return None
    subject = fill(verb, "subject")
    given = first_filled(verb, ("object", "dative", "from"))
    if subject is None or given is None or is_negated(verb) or is_passive(verb) or under_condition(verb):
        return None
    condition = condition_of(verb)
    status = MoveStatus.PROMISED if condition is None else MoveStatus.CONDITIONAL
    to = first_filled(verb, ("dative", "to"))
    return Candidate(MoveKind.PROMISE, verb, verb, (subject,), () if to is None else (to,), verb, status, condition)


def _will(verb: Token) -> bool:
    return "will" in auxiliaries(verb)


def _is_to(verb: Token) -> bool:
    """Is it fixed: "is to free", not "its aim is to free"?"""
    be = verb.head
    if verb.dep_ != "xcomp" or not is_infinitive(verb) or be.lemma_ != "be" or is_negated(be):
        return False
    subject = fill(verb, "subject")
    return subject is not None and not listed("aims", subject.lemma_.lower())
