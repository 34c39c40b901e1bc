"""Small questions about a dependency parse, in spaCy's English scheme (ClearNLP labels).

Spans are half-open offsets of code points in ``doc.text``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis"})
_NOT_VERBAL = frozenset({"PUNCT", "SPACE"})


def end_of(token: Token) -> int:
    """The offset after the token's last code point."""
    return int(token.idx) + len(token)


def span_of(token: Token) -> tuple[int, int]:
    """The stretch from the first to the last token of the subtree, edge punctuation and blanks dropped."""
    tokens = list(token.subtree)
    while tokens[-1].pos_ in _NOT_VERBAL and len(tokens) > 1:
        tokens.pop()
    first = next((t for t in tokens if t.pos_ not in _NOT_VERBAL), tokens[0])
    return first.idx, end_of(tokens[-1])


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The children that bear one of the dependency labels, in the order of the text."""
    return (child for child in token.children if child.dep_ in labels)


def child(token: Token, *labels: str) -> Token | None:
    """The first child that bears one of the labels."""
    return next(children(token, *labels), None)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated below it: "Washington and NATO" from "Washington"."""
    found = [token]
    for below in children(token, "conj"):
        found.extend(conjuncts(below))
    return tuple(found)


def first_conjunct(verb: Token) -> Token:
    """The verb that a coordinated verb hangs from in the end ("said ... and added": "said" for "added")."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def is_negated(token: Token) -> bool:
    """Does a "not", "never" or "no longer" hang from the token or its auxiliaries?"""
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in token.children)


def auxiliaries(verb: Token) -> tuple[str, ...]:
    """The lemmas of the verb's auxiliaries, or those of the first verb it is coordinated with where it has none."""
    own = tuple(c.lemma_.lower() for c in children(verb, "aux", "auxpass"))
    head = first_conjunct(verb)
    if own or head is verb or child(verb, "nsubj", "nsubjpass") is not None:
        return own
    return tuple(c.lemma_.lower() for c in children(head, "aux", "auxpass"))


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive voice?"""
    return any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children)


def by_phrase(verb: Token) -> Token | None:
    """The noun of a passive's "by": who did it."""
    for by in children(verb, "agent"):
        return child(by, "pobj")
    return None


def object_of(token: Token, *prepositions: str) -> Token | None:
    """The noun that hangs from the token through one of the prepositions ("response to X": X)."""
    for prep in children(token, "prep", "dative", "agent"):
        if prep.lower_ in prepositions:
            found = child(prep, "pobj", "pcomp")
            if found is not None:
                return found
    return None


def subject_of(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, or the one it shares.

    Shared subjects: of a coordinated verb, of the noun that a relative or participial clause hangs from, of the
    verb that an adverbial or open complement hangs from ("..., adding that": the subject of the main verb, or who
    is behind a passive one).
    """
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None and own.tag_ not in {"WDT", "WP"}:
            return own
        if verb.dep_ in {"relcl", "acl"}:
            return verb.head
        if verb.dep_ not in {"conj", "advcl", "xcomp", "ccomp", "dep", "pcomp", "prep"} or own is not None:
            return own
        if verb.dep_ == "advcl" and (doer := by_phrase(verb.head)) is not None:
            return doer
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VBN", "VB"}:
            return own
        verb = verb.head
    return None
