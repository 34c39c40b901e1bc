"""Who reports an event: the subject of the verb of saying above it, or whoever follows "according to"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.realis.tables import listed
from dragoman.extraction.syntax import REACH, by_phrase, child, children, is_passive, object_of, subject_of

_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
_COMPLEMENTS = _CLAUSES | {"dobj", "prep", "oprd", "dative", "nsubjpass"}
_WITH_OBJECTS = frozenset({"judge", "direct", "describe", "deny", "commit", "object"})
"""Groups of cues that say something with their object, too: "accused them of leaving", "denied an attack"."""


def reporter_of(token: Token) -> Token | None:
    """The head of the phrase that names who reports the event; None where the reporter of the news does himself."""
    below = token
    for above in (token, *islice(token.ancestors, REACH)):
        told = _according_to(above) or _inserted(above)
        if told is None and above.i != token.i:
            told = _teller(above, below)
        if told is not None:
            return told
        below = above
    return None


def _according_to(token: Token) -> Token | None:
    for prep in children(token, "prep", "advmod"):
        if listed("according", prep.lower_):
            return object_of(prep, "to") or child(prep, "pobj")
    return None


def _inserted(token: Token) -> Token | None:
    """Who says it in a clause put into it: "the bridge, she said, was closed"."""
    cues = (c for c in children(token, "parataxis") if _is_saying(c))
    return next((subject for cue in cues if (subject := subject_of(cue)) is not None), None)


def _teller(cue: Token, below: Token) -> Token | None:
    """Who says what hangs from the cue by ``below``: the subject, of a passive its "by", of a noun its owner."""
    if cue.pos_ in {"NOUN", "PROPN"}:
        return _teller_of_noun(cue) if below.dep_ in {"acl", "ccomp"} else None
    groups = cue_lexicon().groups(lemma(cue))
    if "cite" in groups and below.dep_ != "dobj":
        return child(cue, "dobj")  # "quoted him as saying"
    said = below.dep_ in _CLAUSES and _is_saying(cue)
    if not said and not (below.dep_ in _COMPLEMENTS and groups & _WITH_OBJECTS):
        return None
    return by_phrase(cue) if is_passive(cue) else subject_of(cue)


def _teller_of_noun(noun: Token) -> Token | None:
    """Whose claim or warning it is: "her claim that ...", "they issued a warning that ..."."""
    if lemma(noun) not in cue_lexicon().clause_nouns:
        return None
    owner = child(noun, "poss")
    return subject_of(noun.head) if owner is None and noun.dep_ == "dobj" else owner


def _is_saying(verb: Token) -> bool:
    """Is it a verb of saying, alone or with its particle or object ("pointed out", "made clear")?"""
    word = lemma(verb)
    pairs = cue_lexicon().phrases.get(word, frozenset())
    phrasal = any(lemma(c) in pairs for c in children(verb, "prt", "dobj", "acomp", "oprd", "ccomp"))
    return phrasal or bool(cue_lexicon().groups(word)) or listed("saying", word)
