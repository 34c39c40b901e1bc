"""What a report tells in its own voice of what a party will do or not: "Norland will pay", "Sudria will not sign"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.realis import condition_of, is_price, is_ultimatum, under_condition
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.syntax import auxiliaries, is_infinitive, is_negated, is_passive
from dragoman.model import MoveKind, MoveStatus


def undertaken(verb: Token) -> Candidate | None:
    """The promise, refusal or threat of whoever will do it; None where nobody will, or who is not said."""
    subject = fill(verb, "subject")
    if subject is None or is_passive(verb) or under_condition(verb) or not (_will(verb) or _is_to(verb)):
        return None
    condition = condition_of(verb)
    kind = _kind(verb, condition)
    if kind is None:
        return None
    to = first_filled(verb, ("dative", "to")) if kind is MoveKind.PROMISE else None
    status = MoveStatus.PROMISED if kind is MoveKind.PROMISE else MoveStatus.MADE
    if condition is not None:
        status = MoveStatus.CONDITIONAL
    return Candidate(kind, verb, verb, (subject,), () if to is None else (to,), verb, status, condition)


def price_of(promise: Candidate) -> Candidate | None:
    """The demand in a promise that holds only if the other side does a thing: "will free them only if it pays"."""
    wanted = promise.condition
    if promise.kind is not MoveKind.PROMISE or wanted is None or not is_price(wanted):
        return None
    doer = fill(wanted, "subject")
    return Candidate(
        MoveKind.DEMAND,
        wanted,
        wanted,
        promise.by,
        () if doer is None else (doer,),
        wanted,
        MoveStatus.MADE,
        without_by=promise.without_by,
    )


def _kind(verb: Token, condition: Token | None) -> MoveKind | None:
    lemma = verb.lemma_.lower()
    if is_negated(verb):
        return MoveKind.REJECTION if listed("joining", lemma) else None
    if is_ultimatum(condition):
        return MoveKind.THREAT
    if is_price(condition):
        return MoveKind.PROMISE
    given = first_filled(verb, ("object", "dative", "from"))
    return MoveKind.PROMISE if given is not None and listed("giving", lemma) else None


def _will(verb: Token) -> bool:
    return "will" in auxiliaries(verb)


def _is_to(verb: Token) -> bool:
    """Is it fixed: "is to free", not "its aim is to free"?"""
    be = verb.head
    if verb.dep_ != "xcomp" or not is_infinitive(verb) or be.lemma_ != "be" or is_negated(be):
        return False
    subject = fill(verb, "subject")
    return subject is not None and not listed("aims", subject.lemma_.lower())
