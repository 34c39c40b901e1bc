"""The forms of a verb: tense, infinitive, and the auxiliaries that it shares."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.realis.tables import realis_tables
from dragoman.extraction.syntax import child, children, first_conjunct

TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of forms that have a tense."""
KIND = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun"}
"""From a part of speech to its name in the tables; others govern nothing."""


def is_finite(verb: Token) -> bool:
    """Has the verb a tense of its own, or an auxiliary that has?"""
    return verb.tag_ in TENSED or any(c.tag_ in TENSED for c in children(verb, "aux", "auxpass"))


def holder(verb: Token) -> Token:
    """The verb whose auxiliaries count: the first of coordinated ones that share them ("did not sign or ratify")."""
    shares = verb.dep_ == "conj" and verb.tag_ not in TENSED and child(verb, "aux", "auxpass", "nsubj") is None
    return first_conjunct(verb) if shares else verb


def lemma(word: Token) -> str:
    """The word's lemma in lower case, put right where the lemmatiser is known to err."""
    found = word.lemma_.lower()
    return realis_tables().lemmas.get(found, found)
