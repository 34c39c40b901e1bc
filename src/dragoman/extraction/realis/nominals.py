"""The realis of events that a noun names: "a planned visit", "called for a truce", "the talks were cancelled"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.realis.clauses import denial_of
from dragoman.extraction.realis.conditions import condition
from dragoman.extraction.realis.findings import ASSERTED, Finding, Judge, embedded
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.realis.tables import Effect, effect, listed
from dragoman.extraction.syntax import child, children, is_passive
from dragoman.model import Realis

_LINKS = frozenset({"conj", "appos"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLIMB = 6


def of_noun(noun: Token, judge: Judge) -> Finding:
    """The finding of a noun that names an event."""
    own = _of_determiner(noun) or _of_modifiers(noun) or _of_relative(noun, judge)
    return own or _of_role(_first(noun), _is_content(noun), judge)


def _first(noun: Token) -> Token:
    """The noun that stands for the whole phrase: the first of its conjuncts, and what counts it ("a series of")."""
    for _ in range(_CLIMB):
        if noun.dep_ in _LINKS and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and listed("counting", lemma(noun.head.head)):
            noun = noun.head.head
        else:
            break
    return noun


def _of_determiner(noun: Token) -> Finding | None:
    none = next((c for c in children(noun, "det", "preconj") if listed("none", c.lower_)), None)
    return Finding(Realis.DENIED, "no such", none) if none is not None else None


def _of_modifiers(noun: Token) -> Finding | None:
    for word in children(noun, "amod", "acl", "compound", "nmod"):
        does = effect("modifier", word.lower_)
        if does is not None:
            return embedded(does, ASSERTED, "modifier", word)
    return None


def _of_relative(noun: Token, judge: Judge) -> Finding | None:
    """What a clause says that tells of its taking place: "the talks that will be held", "a vote to take place"."""
    for clause in children(noun, "relcl", "acl"):
        subject = child(clause, "nsubj", "nsubjpass")
        if (subject is None or subject.tag_ in {"WDT", "WP"}) and _takes_place(clause):
            finding = judge(clause)
            return finding if finding.value is not Realis.OCCURRED else None
    return None


def _takes_place(verb: Token) -> bool:
    """Does the verb say that its subject, of a passive its object, takes place?"""
    return effect("object.verb", lemma(verb)) is Effect.KEPT if is_passive(verb) else listed("occurring", lemma(verb))


def _of_role(noun: Token, content: bool, judge: Judge) -> Finding:
    """What the place of the phrase says; ``content`` tells that the event is an act of words."""
    head = noun.head
    if noun.dep_ in _OBJECTS and head.pos_ in _VERBAL:
        found = _of_object(head, content, judge)
        return found or (_of_subject(noun, head, judge) if noun.dep_ == "nsubjpass" else ASSERTED)
    if noun.dep_ in {"nsubj", "csubj"} and head.pos_ in _VERBAL:
        return _of_subject(noun, head, judge)
    if noun.dep_ in {"attr", "acomp"}:
        return judge(head)
    if noun.dep_ == "pobj":
        return _of_prepositional(head, content, judge)
    if noun.dep_ in {"compound", "poss", "nmod", "amod"} and head.pos_ in {"NOUN", "PROPN"}:
        return _under_noun(head, judge)
    return ASSERTED


def _of_object(verb: Token, content: bool, judge: Judge) -> Finding | None:
    does = _effect_on_object(verb, child(verb, "prt"))
    if does is None:
        return None
    if _stands(content, does, verb):
        return ASSERTED
    return embedded(does, judge(verb), f"{lemma(verb)} it", verb)


def _effect_on_object(verb: Token, particle: Token | None) -> Effect | None:
    """What the verb, with its particle or preposition, does to its object."""
    word = lemma(verb)
    if particle is None:
        return effect("object.verb", word)
    return effect("object.verb", f"{word} {particle.lower_}")


def _stands(content: bool, does: Effect, verb: Token) -> bool:
    """Does an act of words stand, be it refused or agreed to: "rejected the proposal", "agreed on a plan"?"""
    if not content or does in {Effect.KEPT, Effect.PROPOSED}:
        return False
    return not listed("calling_off", lemma(verb))


def _is_content(noun: Token) -> bool:
    """Is it an act of words: one that has something for its content?"""
    return any(effect(table, lemma(noun)) is not None for table in ("infinitive.noun", "clause.noun"))


def _is_definite(noun: Token) -> bool:
    return child(noun, "poss") is not None or any(listed("definite", c.lower_) for c in children(noun, "det"))


def _of_subject(noun: Token, verb: Token, judge: Judge) -> Finding:
    for predicate in children(verb, "acomp", "attr", "advmod", "prep"):
        does = effect("predicate", predicate.lower_)
        if does is not None and lemma(verb) == "be":
            return embedded(does, judge(verb), f"is {predicate.lower_}", predicate)
    if listed("depending", lemma(verb)):
        return Finding(Realis.CONDITIONAL, "depends", verb)
    telling = next((v for v in (verb, *children(verb, "xcomp")) if listed("occurring", lemma(v))), None)
    if telling is not None:
        return judge(telling)
    return ASSERTED if _is_definite(noun) or noun.dep_ == "nsubjpass" else judge(verb)


def _of_prepositional(prep: Token, content: bool, judge: Judge) -> Finding:
    if listed("without", prep.lower_) or any(listed("instead", w.lower_) for w in (prep, prep.head)):
        return Finding(Realis.DENIED, "without", prep)
    if listed("condition_nouns", prep.head.lower_) and prep.lower_ == "of":
        return Finding(Realis.CONDITIONAL, "in case of", prep.head)
    if prep.head.pos_ in {"NOUN", "PROPN"}:
        return _under_noun(prep.head, judge)
    if prep.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return ASSERTED
    does = _effect_on_object(prep.head, prep)
    if does is None and listed("governed", prep.lower_):
        does = _effect_on_object(prep.head, None)
    if does not in {None, Effect.KEPT} and not _stands(content, does, prep.head):
        return embedded(does, judge(prep.head), f"{lemma(prep.head)} {prep.lower_}", prep.head)
    return condition(prep.head) or ASSERTED


def _under_noun(head: Token, judge: Judge) -> Finding:
    """Under another noun: "hopes of a deal", "the truce proposal", "dismissed reports of a raid"."""
    if (denying := denial_of(head)) is not None:
        return embedded(Effect.DENIED, judge(denying), "denied", denying)
    does = effect("object.noun", lemma(head))
    return embedded(does, ASSERTED, f"{lemma(head)} of", head) if does is not None else ASSERTED
