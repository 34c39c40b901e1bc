"""Small questions about a dependency parse, in spaCy's English scheme (ClearNLP labels).

Spans are half-open offsets of code points in ``doc.text``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

REACH = 8
"""How many verbs up a subject is looked for: farther than any sentence goes, and a bound on hostile ones."""
_TEXT = "dragoman.text"
_BELOW = "dragoman.below"
_NOT_VERBAL = frozenset({"PUNCT", "SPACE"})


def text_of(doc: Doc) -> str:
    """The text of the parse, kept with it: spaCy puts it together anew each time that it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


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
    return (child for label, child in _below(token.doc)[token.i] if label in labels)


def _below(doc: Doc) -> list[list[tuple[str, Token]]]:
    """The children of every token with their labels, kept with the parse: spaCy makes them anew at each asking."""
    below: list[list[tuple[str, Token]]] | None = doc.user_data.get(_BELOW)
    if below is None:
        tokens, strings = list(doc), doc.vocab.strings
        below = doc.user_data[_BELOW] = [[] for _ in tokens]
        rows = zip(tokens, doc.to_array("HEAD").astype("int64").tolist(), doc.to_array("DEP").tolist(), strict=True)
        for place, (token, away, label) in enumerate(rows):
            if away:
                below[place + away].append((strings[label], token))
    return below


def child(token: Token, *labels: str) -> Token | None:
    """The first child that bears one of the labels."""
    return next(children(token, *labels), None)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated below it, depth first: "Washington and NATO" from "Washington"."""
    found: list[Token] = []
    waiting = [token]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed([*children(found[-1], "conj"), *_behind_name(found[-1])]))
    return tuple(found)


def _behind_name(token: Token) -> Iterator[Token]:
    """What the parse joins to a later word of the token's name: "Peru" of "the Kingdom of Denmark, Peru"."""
    for prep in children(token, "prep") if token.ent_type_ else ():
        for inside in children(prep, "pobj"):
            if inside.ent_iob_ == "I" and inside.ent_type_ == token.ent_type_:
                yield from children(inside, "conj")


def first_conjunct(verb: Token) -> Token:
    """The verb that a coordinated verb hangs from in the end ("said ... and added": "said" for "added")."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def is_negated(token: Token) -> bool:
    """Is the token under "not" (but not "whether or not"), "never" or "no longer"?"""
    denials = [c for c in children(token, "neg") if c.i == 0 or c.nbor(-1).lower_ != "or"]
    longer = (c for c in children(token, "advmod") if c.lower_ == "longer")
    never = any(c.lower_ == "never" for c in token.children)
    return bool(denials) or never or any(c.lower_ == "no" for adverb in longer for c in adverb.children)


def auxiliaries(verb: Token) -> tuple[str, ...]:
    """The lemmas of the verb's auxiliaries, or those of the first verb it is coordinated with where it has none."""
    own = tuple(c.lemma_.lower() for c in children(verb, "aux", "auxpass"))
    head = first_conjunct(verb)
    if own or head is verb or child(verb, "nsubj", "nsubjpass") is not None:
        return own
    return tuple(c.lemma_.lower() for c in children(head, "aux", "auxpass"))


def is_infinitive(verb: Token) -> bool:
    """Does "to" stand before the verb?"""
    return any(c.lower_ == "to" for c in children(verb, "aux"))


def is_that(token: Token) -> bool:
    """Is it the "that" that opens a clause?"""
    return bool(token.lower_ == "that" and token.dep_ == "mark")


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
    for _ in range(REACH):
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
