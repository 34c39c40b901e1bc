"""The realis of verbs and predicate adjectives: condition, negation, auxiliaries, and the word that governs them."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.realis.clauses import of_clause
from dragoman.extraction.realis.conditions import condition
from dragoman.extraction.realis.findings import ASSERTED, Finding, Judge
from dragoman.extraction.realis.forms import holder, is_finite, lemma
from dragoman.extraction.realis.infinitives import of_infinitive
from dragoman.extraction.realis.tables import Effect, effect, listed
from dragoman.extraction.syntax import child, children, first_conjunct, is_negated
from dragoman.model import Realis

_VALUES = {Effect.SCHEDULED: Realis.SCHEDULED, Effect.PROPOSED: Realis.PROPOSED}


def of_predicate(verb: Token, judge: Judge) -> Finding:
    """The finding of a verb, or of a "be" with its predicate."""
    own = condition(verb) or _denial(verb) or _of_auxiliaries(verb) or _of_present(verb)
    if is_finite(verb) or own is not None:
        return of_clause(verb, own or ASSERTED, judge)
    first = first_conjunct(verb)
    return of_infinitive(first, judge) if first.i == verb.i or not is_finite(first) else judge(first)


def _denial(verb: Token) -> Finding | None:
    for negated in (verb, holder(verb)):
        if is_negated(negated):
            return Finding(Realis.DENIED, "negated", child(negated, "neg") or negated)
    barely = next((c for c in children(verb, "advmod") if listed("barely", c.lower_)), None)
    cue = barely or _neither(verb) or _nobody(child(verb, "nsubj", "nsubjpass"))
    return Finding(Realis.DENIED, "negated", cue) if cue is not None else None


def _neither(verb: Token) -> Token | None:
    """The word that denies both of "neither signed nor ratified"."""
    words = list(children(verb, "preconj"))
    if verb.dep_ == "conj":
        words += [c for c in children(verb.head, "cc") if c.i < verb.i]
    return next((c for c in words if listed("none", c.lower_)), None)


def _nobody(subject: Token | None) -> Token | None:
    """The subject, if it is nobody or none: "no side has signed"."""
    if subject is None:
        return None
    none = listed("nobody", subject.lower_) or any(listed("none", c.lower_) for c in children(subject, "det"))
    return subject if none else None


def _of_auxiliaries(verb: Token) -> Finding | None:
    for aux in children(holder(verb), "aux", "auxpass"):
        if listed("would", aux.lower_) and listed("like", lemma(verb)):
            return None
        if listed("would", aux.lower_):
            return _of_would(verb, aux)
        value = effect("auxiliary", aux.lower_)
        if value is not None:
            return Finding(_VALUES[value], "auxiliary", aux)
    return None


def _of_would(verb: Token, aux: Token) -> Finding:
    """What would have been was not; what somebody said would be is the future of the past."""
    if any(lemma(c) == "have" for c in children(verb, "aux")):
        return Finding(Realis.CONDITIONAL, "would have", aux)
    return Finding(Realis.SCHEDULED, "future in the past", aux)


def _of_present(verb: Token) -> Finding | None:
    """The present of what is fixed: "meets him tomorrow", "are meeting next week"."""
    now = verb.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} for c in children(verb, "aux"))
    if not now or verb.tag_ == "VBN":
        return None
    ahead = next((c for c in children(verb, "npadvmod", "advmod") if _is_ahead(c)), None)
    return Finding(Realis.SCHEDULED, "dated ahead", ahead) if ahead is not None else None


def _is_ahead(day: Token) -> bool:
    return listed("ahead", day.lower_) or any(listed("ahead_modifiers", c.lower_) for c in children(day, "amod"))
