"""The complements of a predicate, by the names that ``data/moves.toml`` gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.phrases import (
    NAMES,
    TENSED,
    carrier,
    in_passive,
    is_finite,
    list_items,
    verb_of_object,
)
from dragoman.extraction.syntax import by_phrase, child, children, conjuncts, is_infinitive, subject_of

_TIMES = frozenset({"DATE", "TIME"})


def fill(predicate: Token, slot: str) -> Token | None:
    """The head of the complement that fills the slot; None where it is empty."""
    named = _SLOTS.get(slot)
    return named(predicate) if named else _object_of_preposition(predicate, slot)


def first_filled(predicate: Token, slots: tuple[str, ...]) -> Token | None:
    """The first complement among the slots that is there."""
    return next((found for slot in slots if (found := fill(predicate, slot)) is not None), None)


def _subject(predicate: Token) -> Token | None:
    accused = _accused(predicate)
    if accused is not None:
        return accused
    if _is_misjoined(predicate):
        return subject_of(predicate.head.head)
    if (named := _misread(predicate)) is not None:
        return named
    if child(predicate, "csubj") is not None:
        return None  # "moving it would cost too much": an act is no party
    if predicate.dep_ == "xcomp" and predicate.head.dep_ == "acomp":
        return subject_of(predicate.head.head)  # "they are due to meet"
    if predicate.pos_ == "ADJ":
        return subject_of(predicate.head) if predicate.head.pos_ in {"AUX", "VERB"} else subject_of(predicate)
    if in_passive(predicate):
        return by_phrase(predicate)
    found = subject_of(predicate)
    return found if found is None else _backers(found) or found


def _backers(document: Token) -> Token | None:
    """Who stands behind a text that speaks: "a draft backed by Norland calls for it"."""
    if not listed("document", document.lemma_.lower()):
        return None
    backed = (c for c in children(document, "acl") if listed("backing", c.lemma_.lower()))
    return next((doer for c in backed if (doer := by_phrase(c)) is not None), None)


def _misread(verb: Token) -> Token | None:
    """The noun of a subject that the parse takes for a clause: "developing nations called for aid"."""
    clause = child(verb, "csubj")
    first = clause is not None and clause.tag_ == "VBG" and clause.left_edge.i == clause.i
    named = child(clause, "dobj") if clause is not None and first and child(clause, "aux") is None else None
    return named if named is not None and named.pos_ == "NOUN" and named.left_edge.i == named.i else None


def _accused(verb: Token) -> Token | None:
    """Of "accused them of turning it down" the doer of the second verb is the object of the first."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in {"of", "for", "from"}:
        return None
    return child(verb.head.head, "dobj")


def _is_misjoined(verb: Token) -> bool:
    """Does the parse hang a verb with a tense from one without: "said they should leave and called for calm"?"""
    joined = verb.dep_ == "conj" and verb.head.tag_ == "VB"
    return joined and verb.tag_ in TENSED and child(verb, "nsubj") is None


def _object(verb: Token) -> Token | None:
    if in_passive(verb):
        kept = child(verb, "dobj")
        own = kept if kept is not None else child(verb, "nsubjpass", "nsubj")
        return own if own is not None else subject_of(verb)
    own = child(verb, "dobj") or child(verb, "dative")
    if own is not None:
        return _meant(own, verb)
    if _lacks_its_object(verb):
        return verb.head
    clause = _other(verb)
    return child(clause, "nsubj", "nsubjpass") if clause is not None else None


def _meant(relative: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun before the clause ("a demand that they dismissed")."""
    is_relative = (relative.tag_ in {"WDT", "WP"} or relative.lower_ == "that") and verb.dep_ == "relcl"
    return verb.head if is_relative and relative.i < verb.i else relative


def _lacks_its_object(verb: Token) -> bool:
    """Is it a relative clause without a pronoun: "a request they ignored"?"""
    subject = child(verb, "nsubj")
    bare = verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and child(verb, "xcomp", "ccomp") is None
    return bare and subject is not None and subject.tag_ not in {"WDT", "WP"} and subject.lower_ != "that"


def _clauses(predicate: Token) -> Iterator[Token]:
    yield from children(predicate, "xcomp", "ccomp", "acl", "relcl", "advcl")
    for below in children(predicate, "dobj", "nsubjpass"):
        yield from children(below, "acl", "relcl")
    for below in children(predicate, "prep"):
        for noun in children(below, "pobj"):
            if not listed("session", noun.lemma_.lower()):  # "asked them for [a meeting to clear things up]"
                yield from children(noun, "acl")


def _infinitive(predicate: Token) -> Token | None:
    return next((c for c in _clauses(predicate) if is_infinitive(c)), None)


def _other(verb: Token) -> Token | None:
    for clause in children(verb, "ccomp", "xcomp"):
        wanted = listed("wanting", verb.lemma_.lower()) and child(clause, "aux") is None
        if (
            (wanted or not is_finite(clause))
            and child(clause, "nsubj", "nsubjpass") is not None
            and child(clause, "mark") is None
        ):
            return clause
    return None


def _alone(verb: Token) -> Token | None:
    return None if in_passive(verb) or child(verb, "dobj", "prt") is not None else verb


def _that(predicate: Token) -> Token | None:
    for clause in children(predicate, "ccomp", "acl", "relcl"):
        marked = any(c.lower_ == "that" for c in children(clause, "mark"))
        if marked or (clause.dep_ == "ccomp" and is_finite(clause)):
            return clause
    return None


def _gerund(verb: Token) -> Token | None:
    return next((c for c in children(verb, "xcomp", "ccomp", "dobj") if _is_gerund(c)), None)


def _is_gerund(verb: Token) -> bool:
    """Is it "replying", or "having replied"?"""
    return verb.tag_ == "VBG" or any(c.tag_ == "VBG" for c in children(verb, "aux"))


def _owner(noun: Token) -> Token | None:
    possessive = child(noun, "poss")
    if possessive is not None:
        return possessive
    return next((c for c in children(noun, "amod", "compound", "nmod") if c.ent_type_ in NAMES), None)


def _carried(noun: Token) -> Token | None:
    verb = verb_of_object(noun)
    if verb is not None and carrier(noun) is None and not listed("rejecting", verb.lemma_.lower()):
        verb = None
    pointing = next((c for c in children(noun, "det") if listed("pointing", c.lower_)), None)
    return verb if verb is not None else pointing


def _sender(noun: Token) -> Token | None:
    """From whom it came in, wherever the parse hung it: "the answers to the drafts received from them"."""
    received = (t for t in noun.subtree if t.dep_ == "acl" and listed("receiving", t.lemma_.lower()))
    return next((sender for t in received if (sender := fill(t, "from")) is not None), None)


def _listed(noun: Token) -> Token | None:
    return next(iter(list_items(noun)), None)


def _object_of_preposition(predicate: Token, preposition: str) -> Token | None:
    """Of the predicate's own prepositions, then of its object's: "a call for talks [with them]"."""
    objects = [noun for below in children(predicate, "dobj") for noun in conjuncts(below)]
    holders = [predicate, *objects, *children(predicate, "prt", "acl"), *_bare_prepositions(predicate)]
    for holder in holders:
        for prep in children(holder, "prep", "dative", "agent"):
            if prep.lower_ == preposition:
                found = child(prep, "pobj", "pcomp")
                if found is not None and not (found.ent_type_ in _TIMES and listed("of_parties_or_times", preposition)):
                    return found
    marked = (c for c in children(predicate, "advcl", "acl", "xcomp", "ccomp", "relcl"))
    return next((c for c in marked if any(m.lower_ == preposition for m in children(c, "mark"))), None)


def _bare_prepositions(verb: Token) -> Iterator[Token]:
    """Those with no noun of their own: "out" of "walked out of the talks", "away" of "walked away from them"."""
    bare = (c for c in children(verb, "prep", "advmod") if child(c, "pobj", "pcomp") is None)
    return (c for c in bare if c.pos_ == "ADP" or (c.pos_ == "ADV" and child(c, "prep") is not None))


_SLOTS: dict[str, Callable[[Token], Token | None]] = {
    "subject": _subject,
    "object": _object,
    "dative": lambda verb: child(verb, "dative"),
    "infinitive": _infinitive,
    "other": _other,
    "alone": _alone,
    "active": lambda verb: None if in_passive(verb) else verb,
    "that": _that,
    "gerund": _gerund,
    "owner": _owner,
    "list": _listed,
    "sender": _sender,
    "carried": _carried,
    "intj": lambda verb: child(verb, "intj"),
}
