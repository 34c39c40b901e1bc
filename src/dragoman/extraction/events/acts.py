"""What act a predicate makes: the first row that fits it, or what an operator makes of the act inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extraction.events.lexicon import FAMILY_OF, Code, Family, Row, event_lexicon, listed
from dragoman.extraction.events.rows import fits, has_particle, nouns_after
from dragoman.extraction.moves.realis import condition_of, is_ultimatum
from dragoman.extraction.realis.forms import lemma as lemma_of
from dragoman.extraction.syntax import auxiliaries, child, children, conjuncts, is_negated
from dragoman.model import EventType

DEPTH = 6
"""Operators within operators that are followed: "refused to agree to begin to ..."."""
_INTENT = "intend"


@dataclass(frozen=True, slots=True)
class Act:
    """A coded predicate, before its parties are named.

    ``predicate`` is the word that the coding rests on and ``clause`` the verb from which its subject hangs (for "held
    talks": "talks" and "held"); ``row`` gives the slots of the predicate's parties. ``inner`` is the act that an
    operator was applied to.
    """

    code: Code
    predicate: Token
    clause: Token
    row: Row | None
    inner: Act | None = None


def act_of(token: Token, depth: int = DEPTH) -> Act | None:
    """The act that the verb, noun or adjective makes with its complements; None where it makes none."""
    if depth == 0:
        return None
    act = _own(token, depth)
    if act is None and token.pos_ in {"VERB", "AUX"}:
        act = _carried(token, depth) or _passed_on(token, depth)
    return None if act is None else _in_its_tense(act, token)


def _own(token: Token, depth: int) -> Act | None:
    for particle, row in event_lexicon().rows.get((_part(token), lemma_of(token)), ()):
        if particle and not has_particle(token, particle):
            continue
        if fits(token, row):
            act = _operated(token, row, depth) if row.operator else _plain(token, row)
            if act is not None:
                return act
    return None


def _part(token: Token) -> str:
    return {"PROPN": "NOUN", "AUX": "VERB"}.get(token.pos_, token.pos_)


def _plain(token: Token, row: Row) -> Act | None:
    return Act(row.code, token, token, row) if row.code else None


# ------------------------------------------------------------------ operators


def _operated(token: Token, row: Row, depth: int) -> Act | None:
    """What the row's operator makes of the act in the complement."""
    operator = row.operator or ""
    inner = next((act for c in complements(token) if (act := act_of(c, depth - 1)) is not None), None)
    return compose(operator, inner, token, row)


def compose(operator: str, inner: Act | None, token: Token, row: Row | None) -> Act | None:
    """What an operator of the table makes of an act, or of none; ``token`` is the word that applies it."""
    lexicon = event_lexicon()
    family = FAMILY_OF[inner.code.type] if inner else Family.NONE
    if (operator, family) not in lexicon.operators:
        return None
    made = lexicon.operators[operator, family]
    if made is None:
        return replace(inner, clause=token) if inner else None
    if inner is not None and made.mode is None:
        made = replace(made, mode=lexicon.modes.get((made.type, inner.code.type)))
    return Act(made, token, token, row, inner)


def complements(token: Token) -> Iterator[Token]:
    """What an operator may work on: clauses, objects and the nouns of prepositions, in that order."""
    yield from children(token, "xcomp", "ccomp", "csubj")
    for noun in children(token, "dobj", "nsubjpass", "attr", "oprd"):
        if noun.dep_ != "nsubjpass" or token.pos_ == "VERB":
            yield from conjuncts(noun)
            yield from children(noun, "acl", "relcl") if _is_open(noun) else ()
            yield from nouns_after(noun, "open_to")
    for prep in children(token, "prep", "dative"):
        if not listed("other_times", prep.lower_):
            for below in children(prep, "pobj", "pcomp"):
                yield from conjuncts(below)
                yield from nouns_after(below, "made_of")
    yield from children(token, "acl", "relcl") if token.pos_ == "NOUN" else ()
    yield from (c for c in children(token, "advcl") if child(c, "mark", "advmod") is None)


def _is_open(noun: Token) -> bool:
    """May the clause behind the noun be the verb's: "asked them to leave" read as "them [to leave]"?"""
    return any(c.tag_ == "VB" for c in children(noun, "acl", "relcl"))


# ------------------------------------------------------------------ light and transparent verbs


def _carried(verb: Token, depth: int) -> Act | None:
    """The act of a noun that a light verb puts into the world: "held talks", "talks broke out", "launched a raid"."""
    lemma = lemma_of(verb)
    particles = [f"{lemma} {c.lower_}" for c in children(verb, "prt", "dobj", "advmod")]
    nouns: list[Token] = []
    if any(listed("light", form) for form in (lemma, *particles)):
        objects = [*children(verb, "dobj", "nsubjpass"), *nouns_after(verb, "carrying")]
        nouns += [t for noun in objects for t in conjuncts(noun)]
    if any(listed("occurring", form) for form in (lemma, *particles)):
        nouns += children(verb, "nsubj", "attr")
    for noun in nouns:
        act = _nominal(noun, depth)
        if act is not None and not (listed("receiving", lemma) and listed("given", act.code.type)):
            return replace(act, clause=verb)
    return None


def _nominal(noun: Token, depth: int) -> Act | None:
    """The act of a noun, or of what it is a part, round or means of: "a series of talks", "a mediation effort"."""
    inside = (*children(noun, "compound", "nmod"), *nouns_after(noun, "made_of"), *children(noun, "acl"))
    for word in (noun, *inside):
        act = _own(word, depth - 1) if word.pos_ != "VERB" else act_of(word, depth - 1)
        if act is not None:
            return act
    return None


def _passed_on(verb: Token, depth: int) -> Act | None:
    """The act of the complement of a verb that says only how it goes: "began to", "tried to", "is to"."""
    for token in _ways_on(verb) if listed("transparent", lemma_of(verb)) else ():
        act = act_of(token, depth - 1)
        if act is not None:
            act = replace(act, clause=verb) if act.clause.i == token.i else act
            return _ahead(act, verb) if _is_to_come(verb, token) else act
    return None


def _ways_on(verb: Token) -> Iterator[Token]:
    yield from children(verb, "xcomp", "acomp", "attr")
    yield from (c for c in children(verb, "advcl") if c.tag_ in {"VB", "VBG"})
    yield from (c for adjective in children(verb, "acomp") for c in children(adjective, "xcomp"))
    yield from (c for prep in children(verb, "prep") for c in children(prep, "pcomp"))
    yield from nouns_after(verb, "leading_on")


def _ahead(act: Act, verb: Token) -> Act:
    """What the act is when it is still to come."""
    to_come = compose(_INTENT, act, verb, act.row)
    return act if to_come is None else replace(to_come, predicate=act.predicate)


def _is_to_come(verb: Token, complement: Token) -> bool:
    """Is it "is to", "is about to", "is going to"?"""
    to = complement.dep_ == "xcomp" and any(c.lower_ == "to" for c in children(complement, "aux"))
    going = verb.lower_ == "going" and child(verb, "aux") is not None
    return to and (
        going or (lemma_of(verb) == "be" and child(verb, "acomp", "attr", "advmod") in (None, complement.head))
    )


# ------------------------------------------------------------------ tense and negation


def _in_its_tense(act: Act, verb: Token) -> Act | None:
    """What negation and the future make of it: "will not help" refuses, "will help" agrees, "will attack" threatens."""
    if verb.pos_ not in {"VERB", "AUX"} or (verb.tag_ in {"VBD", "VBZ", "VBP"} and not is_negated(verb)):
        return act
    ahead = any(listed("future", word) for word in auxiliaries(verb))
    if is_negated(verb):
        return _negated(act, verb, ahead)
    if ahead and is_ultimatum(condition_of(verb)):
        return compose("threaten", act, verb, act.row)
    return _ahead(act, verb) if ahead and act.code.type is not EventType.AGREE else act


def _negated(act: Act, verb: Token, ahead: bool) -> Act | None:
    """An act that is not to be: of cooperation it is a refusal; of anything else there is none."""
    can = any(listed("doubtful", word) for word in auxiliaries(verb))
    if FAMILY_OF[act.code.type] is Family.COOP and (ahead or can or verb.tag_ in {"VBZ", "VBP", "VBG"}):
        return compose("refuse", act, verb, act.row)
    return None
