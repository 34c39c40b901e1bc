"""The complements of a predicate, by the names that ``data/moves.toml`` gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import MoveLexicon
from dragoman.extraction.syntax import by_phrase, child, children, conjuncts, is_passive, subject_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUANTIFIERS = frozenset(
    {"some", "most", "many", "several", "part", "all", "any", "none", "list", "number", "series", "set"}
)
_SETTINGS = frozenset({"after", "during", "in", "at", "following", "before", "of", "for", "through"})
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC"})


def fill(predicate: Token, slot: str) -> Token | None:
    """The head of the complement that fills the slot; None where it is empty."""
    named = _SLOTS.get(slot)
    return named(predicate) if named else _object_of_preposition(predicate, slot)


def first_filled(predicate: Token, slots: tuple[str, ...]) -> Token | None:
    """The first complement among the slots that is there."""
    return next((found for slot in slots if (found := fill(predicate, slot)) is not None), None)


def is_finite(verb: Token) -> bool:
    """Has the verb a tense of its own, or an auxiliary that has?"""
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in children(verb, "aux", "auxpass"))


def is_infinitive(verb: Token) -> bool:
    """Is it a to-infinitive?"""
    return any(c.lower_ == "to" for c in children(verb, "aux"))


def verb_of_object(noun: Token) -> Token | None:
    """The verb that the noun is object or passive subject of ("issued an ultimatum"), or the "be" of "there is"."""
    noun = quantifier_of(noun)
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
        return head
    if noun.dep_ == "attr" and child(head, "expl") is not None:
        return head
    return None


def carrier(noun: Token, lexicon: MoveLexicon) -> Token | None:
    """The light verb that puts the noun's act into the world: "issued an ultimatum", "holds talks"."""
    verb = verb_of_object(noun)
    return verb if verb is not None and lexicon.has("light", verb.lemma_.lower()) else None


def governing_verb(noun: Token) -> Token | None:
    """The verb on which the noun's phrase depends, be it as object or through a preposition."""
    noun = quantifier_of(noun)
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "pobj":
        head = head.head
    return head if head.i != noun.i and head.pos_ == "VERB" and noun.dep_ in {"dobj", "pobj", "nsubjpass"} else None


def setting_verb(noun: Token) -> Token | None:
    """The verb of the clause that the noun is the setting of: "spoke" of "spoke after talks with them"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ in _SETTINGS and prep.head.pos_ in {"VERB", "AUX"}:
        return prep.head
    return None


def quantifier_of(noun: Token) -> Token:
    """The head of the phrase that counts the noun: "some" of "some of the demands"; else the noun itself."""
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _QUANTIFIERS:
        return of.head
    return noun


def list_items(noun: Token) -> tuple[Token, ...]:
    """The parts that the text lists of a noun: "demands, which include A and B", "concerns, such as A and B"."""
    holders = dict.fromkeys((noun, quantifier_of(noun)))
    for below in (c for holder in holders for c in children(holder, "relcl", "prep", "appos", "acl")):
        if below.lemma_ == "include":
            first = child(below, "dobj", "xcomp", "ccomp", "pobj", "pcomp", "attr")
        elif below.lower_ == "as" and child(below, "amod") is not None:
            first = child(below, "pobj", "pcomp")
        else:
            continue
        if first is not None:
            return _coordinated(first)
    gerund = _after_colon(noun)
    return () if gerund is None else _coordinated(gerund)


def joint_owners(owner: Token) -> tuple[Token, ...]:
    """The owner, and the name that the parse takes for the noun's equal: both of "the U.S. and NATO's response"."""
    other = owner.head.head
    if owner.dep_ == "poss" and owner.head.dep_ == "conj" and other.ent_type_ in _NAMES and other.i < owner.i:
        return other, owner
    return (owner,)


def _after_colon(noun: Token) -> Token | None:
    """The gerund that opens a list: "two demands: raising wages and cutting hours"."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    if len(after) < 2 or after[0].text not in {":", ";", "—", "–", "--"}:
        return None
    return next((t for t in after[1:] if t.tag_ == "VBG"), None)


def _coordinated(first: Token) -> tuple[Token, ...]:
    """The conjuncts of a list's first item; for gerunds also those that the parse hangs from a gerund inside it."""
    if first.tag_ != "VBG":
        return conjuncts(first)
    gerunds = {first.i} | {t.i for t in first.subtree if t.tag_ == "VBG"}
    return (first, *(t for t in first.subtree if t.tag_ == "VBG" and t.dep_ == "conj" and t.head.i in gerunds))


def in_passive(verb: Token) -> bool:
    """Is the verb passive, or a past participle without an auxiliary ("seals removed", "when asked")?"""
    bare = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux") is None
    return bare or is_passive(verb)


def _subject(predicate: Token) -> Token | None:
    accused = _accused(predicate)
    if accused is not None:
        return accused
    if _is_misjoined(predicate):
        return subject_of(predicate.head.head)
    if predicate.pos_ == "ADJ":
        return subject_of(predicate.head) if predicate.head.pos_ in {"AUX", "VERB"} else subject_of(predicate)
    if in_passive(predicate):
        return by_phrase(predicate)
    return subject_of(predicate)


def _accused(verb: Token) -> Token | None:
    """Of "accused them of turning it down" the doer of the second verb is the object of the first."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in {"of", "for", "from"}:
        return None
    return child(verb.head.head, "dobj")


def _is_misjoined(verb: Token) -> bool:
    """Does the parse hang a verb with a tense from one without: "said they should leave and called for calm"?"""
    joined = verb.dep_ == "conj" and verb.head.tag_ == "VB"
    return joined and verb.tag_ in _FINITE and child(verb, "nsubj") is None


def _object(verb: Token) -> Token | None:
    if in_passive(verb):
        kept = child(verb, "dobj")
        own = kept if kept is not None else child(verb, "nsubjpass", "nsubj")
        return own if own is not None else subject_of(verb)
    own = child(verb, "dobj", "dative")
    if own is not None:
        return own
    clause = _other(verb)
    return child(clause, "nsubj", "nsubjpass") if clause is not None else None


def _clauses(predicate: Token) -> Iterator[Token]:
    yield from children(predicate, "xcomp", "ccomp", "acl", "relcl", "advcl")
    for below in children(predicate, "dobj", "nsubjpass"):
        yield from children(below, "acl", "relcl")
    for below in children(predicate, "prep"):
        for noun in children(below, "pobj"):
            yield from children(noun, "acl")


def _infinitive(predicate: Token) -> Token | None:
    return next((c for c in _clauses(predicate) if is_infinitive(c)), None)


def _other(verb: Token) -> Token | None:
    for clause in children(verb, "ccomp", "xcomp"):
        if not is_finite(clause) and child(clause, "nsubj", "nsubjpass") is not None and child(clause, "mark") is None:
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
    return next((c for c in children(verb, "xcomp", "ccomp", "dobj") if c.tag_ == "VBG"), None)


def _owner(noun: Token) -> Token | None:
    possessive = child(noun, "poss")
    if possessive is not None:
        return possessive
    return next((c for c in children(noun, "amod", "compound", "nmod") if c.ent_type_ in _NAMES), None)


def _listed(noun: Token) -> Token | None:
    return next(iter(list_items(noun)), None)


def _object_of_preposition(predicate: Token, preposition: str) -> Token | None:
    """Of the predicate's own prepositions, then of its object's: "a call for talks [with them]"."""
    objects = [noun for below in children(predicate, "dobj") for noun in conjuncts(below)]
    holders = [predicate, *objects, *children(predicate, "prt", "acl")]
    for holder in holders:
        for prep in children(holder, "prep", "dative", "agent"):
            if prep.lower_ == preposition:
                found = child(prep, "pobj", "pcomp")
                if found is not None:
                    return found
    marked = (c for c in children(predicate, "advcl", "acl", "xcomp", "ccomp", "relcl"))
    return next((c for c in marked if any(m.lower_ == preposition for m in children(c, "mark"))), None)


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
}
