"""What act a predicate makes: the first row that fits it, or what an operator makes of the act inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extraction.events.lexicon import FAMILY_OF, Code, Family, Row, event_lexicon, listed
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.realis import condition_of, is_ultimatum
from dragoman.extraction.moves.slots import fill
from dragoman.extraction.realis.forms import lemma as lemma_of
from dragoman.extraction.syntax import auxiliaries, child, children, conjuncts, is_negated
from dragoman.model import EventType

DEPTH = 6
"""Operators within operators that are followed: "refused to agree to begin to ..."."""
NAME = "@name"
"""In a class of words: any name."""
_WIDEST = 24
"""Words of a phrase that are looked at."""
_INTENT = "intend"
_LABELS = frozenset({"oprd", "dep", "xcomp", "ccomp", "advcl"})
"""Slots that are labels of the parse."""


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
        if particle and not _has_particle(token, particle):
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


def _has_particle(verb: Token, particle: str) -> bool:
    """Is the word the verb's particle, whatever the parse makes of it: next to it, or parted from it?"""
    near = children(verb, "prt", "advmod", "acomp", "dobj", "advcl", "xcomp", "ccomp", "oprd")
    following = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return following == particle or any(c.lower_ == particle for c in near)


# ------------------------------------------------------------------ rows


def fits(token: Token, row: Row) -> bool:
    """Are the complements and the words there that the row asks for?"""
    if row.modifiers and not _beside(token, row.modifiers):
        return False
    if row.except_modifiers and _beside(token, row.except_modifiers):
        return False
    if not all(any(_filled(token, slot) for slot in slots) for slots in row.needs):
        return False
    if row.subjects and not _holds(fill(token, "subject"), row.subjects):
        return False
    if row.except_subjects and _holds(fill(token, "subject"), row.except_subjects):
        return False
    if not row.objects and not row.except_objects:
        return True
    heads = [head for slot in row.within if (head := _slot(token, slot)) is not None]
    if any(_holds(head, row.except_objects) for head in heads):
        return False
    return not row.objects or any(_holds(head, row.objects) for head in heads)


def _slot(token: Token, slot: str) -> Token | None:
    if slot in _LABELS:
        return child(token, slot)
    return fill(token, slot)


def _filled(token: Token, slot: str) -> bool:
    if slot == "guilty":
        below = (token, *children(token, "ccomp", "xcomp", "dobj"))
        return any(listed("to_blame", c.lower_) for holder in below for c in holder.children)
    return fill(token, slot) is not None


def _beside(noun: Token, lemmas: frozenset[str]) -> bool:
    return any(lemma_of(t) in lemmas or t.lower_ in lemmas for t in phrase_words(noun) if t.i != noun.i)


def _holds(head: Token | None, lemmas: frozenset[str]) -> bool:
    """Is a word of the phrase, or of one coordinated with it, in the class?"""
    if head is None or not lemmas:
        return False
    for part in conjuncts(head):
        for word in phrase_words(part):
            if lemma_of(word) in lemmas or word.lower_ in lemmas:
                return True
            if NAME in lemmas and (word.ent_type_ in NAMES or word.pos_ == "PROPN"):
                return True
    return False


def phrase_words(head: Token) -> Iterator[Token]:
    """The head, what stands before it in its phrase, and what it is made of ("tons of food", "support for them")."""
    waiting, seen = [head], 0
    while waiting and seen < _WIDEST:
        token = waiting.pop()
        seen += 1
        yield token
        waiting.extend(children(token, "compound", "amod", "nmod", "quantmod", "nummod", "npadvmod", "appos"))
        if token.pos_ == "VERB" and token.i == head.i:
            waiting.extend(children(token, "dobj", "prt"))
        waiting.extend(
            noun
            for prep in children(token, "prep")
            if prep.lower_ == "of" or token.i == head.i
            for noun in children(prep, "pobj")
            if prep.lower_ in {"of", "in", "on"}
        )


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
            yield from _nouns_after(noun, "of", "for", "to", "on")
    for prep in children(token, "prep", "dative"):
        if prep.lower_ not in {"after", "before", "since"}:
            for below in children(prep, "pobj", "pcomp"):
                yield from conjuncts(below)
                yield from _nouns_after(below, "of")
    yield from children(token, "acl", "relcl") if token.pos_ == "NOUN" else ()
    yield from (c for c in children(token, "advcl") if child(c, "mark", "advmod") is None)


def _is_open(noun: Token) -> bool:
    """May the clause behind the noun be the verb's: "asked them to leave" read as "them [to leave]"?"""
    return any(c.tag_ == "VB" for c in children(noun, "acl", "relcl"))


def _nouns_after(noun: Token, *prepositions: str) -> Iterator[Token]:
    for prep in children(noun, "prep"):
        if prep.lower_ in prepositions:
            yield from children(prep, "pobj")


# ------------------------------------------------------------------ light and transparent verbs


def _carried(verb: Token, depth: int) -> Act | None:
    """The act of a noun that a light verb puts into the world: "held talks", "talks broke out", "launched a raid"."""
    lemma = lemma_of(verb)
    particles = [f"{lemma} {c.lower_}" for c in children(verb, "prt", "dobj", "advmod")]
    nouns: list[Token] = []
    if any(listed("light", form) for form in (lemma, *particles)):
        objects = [*children(verb, "dobj", "nsubjpass"), *_bare_objects(verb)]
        nouns += [t for noun in objects for t in conjuncts(noun)]
    if any(listed("occurring", form) for form in (lemma, *particles)):
        nouns += children(verb, "nsubj", "attr")
    for noun in nouns:
        act = _nominal(noun, depth)
        if act is not None:
            return replace(act, clause=verb)
    return None


def _bare_objects(verb: Token) -> Iterator[Token]:
    for prep in children(verb, "prep"):
        if prep.lower_ in {"in", "into", "on", "to", "for"}:
            yield from children(prep, "pobj")


def _nominal(noun: Token, depth: int) -> Act | None:
    """The act of a noun, or of what it is a part, round or means of: "a series of talks", "a mediation effort"."""
    inside = (*children(noun, "compound", "nmod"), *_nouns_after(noun, "of"), *children(noun, "acl"))
    for word in (noun, *inside):
        act = _own(word, depth - 1) if word.pos_ != "VERB" else act_of(word, depth - 1)
        if act is not None:
            return act
    return None


def _passed_on(verb: Token, depth: int) -> Act | None:
    """The act of the complement of a verb that says only how it goes: "began to", "tried to", "is to"."""
    if not listed("transparent", lemma_of(verb)):
        return None
    below = [
        *children(verb, "xcomp", "acomp", "attr"),
        *(c for c in children(verb, "advcl") if c.tag_ in {"VB", "VBG"}),
    ]
    below += [c for adjective in children(verb, "acomp") for c in children(adjective, "xcomp")]
    below += [c for prep in children(verb, "prep") for c in children(prep, "pcomp")]
    below += [
        c for prep in children(verb, "prep") if prep.lower_ in {"for", "at", "to"} for c in children(prep, "pobj")
    ]
    for token in below:
        act = act_of(token, depth - 1)
        if act is not None:
            act = replace(act, clause=verb) if act.clause.i == token.i else act
            return (compose(_INTENT, act, verb, act.row) or act) if _is_to_come(verb, token) else act
    return None


def _is_to_come(verb: Token, complement: Token) -> bool:
    """Is it "is to", "is about to", "is going to"?"""
    to = any(c.lower_ == "to" for c in children(complement, "aux"))
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
    if ahead and act.code.type is not EventType.AGREE:
        return compose(_INTENT, act, verb, act.row)
    return act


def _negated(act: Act, verb: Token, ahead: bool) -> Act | None:
    """An act that is not to be: of cooperation it is a refusal; of anything else there is none."""
    can = any(listed("doubtful", word) for word in auxiliaries(verb))
    if FAMILY_OF[act.code.type] is Family.COOP and (ahead or can or verb.tag_ in {"VBZ", "VBP", "VBG"}):
        return compose("refuse", act, verb, act.row)
    return None
