"""How a noun or a verb stands in its clause: what governs it, what counts it, what the text lists of it."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.syntax import child, children, conjuncts, is_infinitive, is_passive

TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC"})
"""Entity labels of those who can own or do something."""
_LONGEST_LIST = 60
"""Tokens of a list that are looked at."""
_TWO = 2
"""Acts that "and" may join in one demand."""
_FIRST_PART = 14
"""Tokens behind a noun in which a list after a colon must show its first part."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_HYPHENS = frozenset({"-", "–", "/"})
_COLONS = frozenset({":", ";", "—", "–", "--"})


def is_finite(verb: Token) -> bool:
    """Has the verb a tense of its own, or an auxiliary that has?"""
    tensed = (c.tag_ in TENSED and c.lower_ != "be" for c in children(verb, "aux", "auxpass"))
    return verb.tag_ in TENSED or any(tensed)


def is_imperative(verb: Token) -> bool:
    """Is it a bare verb without a subject: "Stop the shelling", "agree or lose it"?"""
    alone = child(verb, "nsubj", "nsubjpass", "aux", "csubj") is None
    return verb.tag_ == "VB" and alone and verb.dep_ in {"ROOT", "ccomp"}


def proviso_of(verb: Token) -> Token | None:
    """The words that tie the verb's act to another: "provided they pay", "on condition that", "only if"."""
    for above in (verb, *(t for t in (verb.head,) if verb.dep_ in {"ccomp", "xcomp"})):
        for below in children(above, "prep", "advcl"):
            noun = child(below, "pobj")
            if below.i > verb.i and (
                listed("provisos", below.lower_) or (noun is not None and listed("condition", noun.lower_))
            ):
                return below
    return None


def in_passive(verb: Token) -> bool:
    """Is the verb passive, or a past participle without an auxiliary ("seals removed", "when asked")?"""
    bare = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux") is None
    return bare or is_passive(verb)


def relative_doer(noun: Token) -> Token | None:
    """Who makes the step of the noun in a relative clause: "a demand that they had made"."""
    for clause in children(noun, "relcl"):
        doer = child(clause, "nsubj")
        own = any(listed(name, clause.lemma_.lower()) for name in ("light", "handling"))
        plain = child(clause, "oprd", "acomp", "ccomp") is None
        if doer is not None and own and plain and doer.tag_ not in {"WDT", "WP"} and doer.lower_ != "that":
            return doer
    return None


def quantifier_of(noun: Token) -> Token:
    """The head of the phrase that counts the noun: "some" of "some of the demands"; else the noun itself."""
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and listed("quantifiers", of.head.lemma_.lower()):
        return of.head
    return noun


def _phrase_head(noun: Token) -> Token:
    """The noun that stands for the whole phrase: what counts it, and the first of its conjuncts."""
    noun = quantifier_of(noun)
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def verb_of_object(noun: Token) -> Token | None:
    """The verb that the noun is object or passive subject of ("issued an ultimatum"), or the "be" of "there is"."""
    noun = _phrase_head(noun)
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
        return head
    if noun.dep_ == "attr" and child(head, "expl") is not None:
        return head
    return None


def carrier(noun: Token) -> Token | None:
    """The light verb that puts the noun's act into the world: "issued an ultimatum", "holds talks"."""
    verb = verb_of_object(noun)
    return verb if verb is not None and listed("light", verb.lemma_.lower()) else None


def governing_verb(noun: Token) -> Token | None:
    """The verb on which the noun's phrase depends, be it as object or through a preposition."""
    noun = _phrase_head(noun)
    if noun.dep_ not in {"dobj", "pobj", "nsubjpass"}:
        return None
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return head if head.pos_ == "VERB" else None


def staging_verb(talks: Token) -> Token | None:
    """The verb whose subject the talks are; also where the parse gives them the verb that sets the day.

    "Talks set for Monday were called off": they were called off.
    """
    if talks.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    verb = talks.head
    return verb.head if verb.dep_ in _SUBJECTS and verb.head.pos_ == "VERB" else verb


def setting_verb(noun: Token) -> Token | None:
    """The verb of the clause that the noun is the setting of: "spoke" of "spoke after talks with them"."""
    noun = quantifier_of(noun)
    prep = noun.head
    if noun.dep_ == "pobj" and listed("settings", prep.lower_) and prep.head.pos_ in {"VERB", "AUX"}:
        return prep.head
    return None


def joint_owners(owner: Token) -> tuple[Token, ...]:
    """The owner, and the name beside it that the parse takes for something else.

    Both of "the U.S. and NATO's response", and of "Russia-Japan talks".
    """
    other = owner.head.head
    if owner.dep_ == "poss" and owner.head.dep_ == "conj" and other.ent_type_ in NAMES and other.i < owner.i:
        return other, owner
    fellow = next((c for c in children(owner, "compound", "nmod", "amod") if c.ent_type_ in NAMES), None)
    pair = fellow is not None and any(t.text in _HYPHENS for t in owner.doc[fellow.i : owner.i])
    return (fellow, owner) if fellow is not None and pair else (owner,)


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
    return _after_colon(noun)


def _after_colon(noun: Token) -> tuple[Token, ...]:
    """The parts of a list behind a colon: "two demands: raising wages and cutting hours", "a ban, a court and time"."""
    after = noun.doc[noun.i + 1 : noun.i + _FIRST_PART]
    if len(after) < 2 or after[0].text not in _COLONS:
        return ()
    gerund = next((t for t in after[1:3] if t.tag_ == "VBG"), None)
    if gerund is not None:
        return _coordinated(gerund)
    comma = next((t.i for t in after if t.text == ","), after.end)
    return things_listed(noun.doc[after.start + 1 : comma].root) if comma > after.start + 1 else ()


def things_listed(first: Token) -> tuple[Token, ...]:
    """The things that an object names, each by its head, if there are several: "a ban, an end to it and a court".

    Where a comma parts them the words count, for the parser seldom sees such a list; two things joined by "and" are
    those of the parse. Names are no things: "wants Norland and Sudland to leave".
    """
    if first.pos_ == "VERB" and is_infinitive(first):
        acts = tuple(t for t in conjuncts(first) if is_infinitive(t))
        return acts if len(acts) > 1 else _acts_in_a_list(first)
    if first.pos_ == "VERB":
        return _things_behind(first)
    if first.pos_ != "NOUN":
        return ()
    heads = _heads_between_commas(first)
    if not heads and first.dep_ == "dobj":
        joined = (*conjuncts(first), *children(first.head, "conj"))  # "a rise [on Monday] and an end to shifts"
        heads = tuple(t for t in joined if t.pos_ == "NOUN" and t.i >= first.i and child(t, "det", "poss") is not None)
    if len(heads) < 2:
        heads = (first, *_things_inside(first))
    return heads if len(heads) > 1 and heads[0].i == first.i else ()


def _acts_in_a_list(first: Token) -> tuple[Token, ...]:
    """The verb with "to" and the bare ones after it, where commas part them: "wants them to stop, leave and pay"."""
    joined = (*conjuncts(first), *(t for c in children(first.head, "conj") for t in conjuncts(c)))
    bare = (t for t in joined if t.tag_ in {"VB", "VBP"} and t.i > first.i and child(t, "nsubj", "aux") is None)
    acts = (first, *dict.fromkeys(bare))
    return acts if len(acts) > _TWO and any(t.text == "," for t in first.doc[first.i : acts[1].i]) else ()


def _things_inside(first: Token) -> tuple[Token, ...]:
    """What the parse joins to a word inside the thing: "an apology" of "a list of the names and an apology"."""
    inside = (t for t in first.subtree if t.dep_ == "conj" and t.head.i != first.i and t.i > first.i)
    return tuple(t for t in inside if listed("concession", t.lemma_.lower()) and child(t, "det") is not None)[:1]


def _things_behind(clause: Token) -> tuple[Token, ...]:
    """The clause and the things wanted behind it: "that they free the men, a list of the dead and an apology"."""
    doc, end = clause.doc, min(clause.right_edge.i + 1, clause.i + _LONGEST_LIST)
    comma = next((i for i in range(clause.i + 1, end) if doc[i].text == ","), None)
    if comma is None:
        return ()
    joint = next((i for i in range(end - 1, comma, -1) if doc[i].lower_ == "and"), None)
    if joint is None or joint + 1 >= end or comma + 1 >= joint:
        return ()
    breaks = [comma, *(i for i in range(comma + 1, joint) if doc[i].text == ","), joint]
    edges = [b for b in breaks if b + 1 != joint or b == joint] + [end]
    spans = [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]
    if not all(_is_thing(doc, a, b) for a, b in spans):
        return ()
    heads = tuple(doc[a:b].root for a, b in spans)
    return (clause, *heads) if listed("concession", heads[-1].lemma_.lower()) else ()


def _heads_between_commas(first: Token) -> tuple[Token, ...]:
    """The heads of "A, B and C" from A on; empty where no such list stands there."""
    doc, end = first.doc, min(first.i + _LONGEST_LIST, first.sent.end)
    pieces: list[tuple[int, int]] = []
    start = first.left_edge.i
    for i in range(first.i + 1, end + 1):
        if i == end or doc[i].text == "," or (doc[i].is_punct and doc[i].text != "-"):
            if not _is_thing(doc, start, i):
                break
            pieces.append((start, i))
            if i == end or doc[i].text != ",":
                break
            start = i + 1
    if len(pieces) < 2:
        return ()
    *before, (start, stop) = pieces
    joint = next((i for i in range(stop - 1, start - 1, -1) if doc[i].dep_ == "cc"), None)
    if joint is None:
        return ()
    last = [(start, joint)] if joint > start else []
    spans = [*before, *last, (joint + 1, stop)]
    return tuple(doc[a:b].root for a, b in spans if a < b)


def _is_thing(doc: Doc, start: int, end: int) -> bool:
    """Is it a noun phrase, or two joined, without a clause of its own?"""
    return start < end and doc[start:end].root.pos_ == "NOUN" and not any(t.tag_ in TENSED for t in doc[start:end])


def _coordinated(first: Token) -> tuple[Token, ...]:
    """The conjuncts of a list's first item; for gerunds also those that the parse hangs from a gerund inside it."""
    if first.tag_ != "VBG":
        return things_listed(first) or conjuncts(first)
    gerunds = {first.i} | {t.i for t in first.subtree if t.tag_ == "VBG"}
    return (first, *(t for t in first.subtree if t.tag_ == "VBG" and t.dep_ == "conj" and t.head.i in gerunds))
