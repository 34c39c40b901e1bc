"""Finds the words that introduce a saying: verbs, nouns with a that-clause, "according to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from dragoman.extraction.lexicon import CueLexicon, listed
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.syntax import auxiliaries, child, children, end_of, first_conjunct, is_negated

LONGEST_SENTENCE = 400
"""Tokens of a sentence in which cues are looked for."""

_TENSED = frozenset({"VBD", "VBZ", "VBP"})


class CueForm(StrEnum):
    """What sort of word the cue is."""

    VERB = "verb"
    NOUN = "noun"
    PREPOSITION = "preposition"


@dataclass(frozen=True)
class Cue:
    """``doc.text[start:end]`` introduces a saying; ``token`` is its main word, ``groups`` its groups in the lexicon."""

    token: Token
    form: CueForm
    groups: frozenset[str]
    start: int
    end: int


def find_cues(doc: Doc, quotes: Sequence[Quotation], lexicon: CueLexicon) -> tuple[Cue, ...]:
    """Every cue of one paragraph, in order. Words inside quotations are no cues, but for the first word of one;
    nor are those of overlong sentences."""
    skipped = _quoted_tokens(doc, quotes) | _overlong(doc)
    found = []
    for token in doc:
        if token.i in skipped:
            continue
        cue = _verb_cue(token, lexicon) or _noun_cue(token, lexicon) or _preposition_cue(token, lexicon)
        if cue is not None:
            found.append(cue)
    return tuple(found)


def _overlong(doc: Doc) -> frozenset[int]:
    """Indexes of the tokens of sentences that no newspaper prints: work on them would grow with their square."""
    return frozenset(i for s in doc.sents if len(s) > LONGEST_SENTENCE for i in range(s.start, s.end))


def _quoted_tokens(doc: Doc, quotes: Sequence[Quotation]) -> frozenset[int]:
    """Indexes of the tokens in quotations, less the first word of each."""
    inside: set[int] = set()
    for quote in quotes:
        span = doc.char_span(quote.inner_start, quote.inner_end, alignment_mode="expand")
        if span is not None:
            first = next((t.i for t in span if not t.is_punct and not t.is_space), span.start)
            inside.update(t.i for t in span if t.i != first)
    return frozenset(inside)


def _verb_cue(token: Token, lexicon: CueLexicon) -> Cue | None:
    lemma = token.lemma_.lower()
    phrase = _phrase_complement(token, lexicon)
    groups = lexicon.groups(lemma)
    if phrase is not None:
        groups |= {"say"}
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ == "amod" or not groups or is_unreal(token, lexicon):
        return None
    end = end_of(phrase) if phrase is not None and phrase.i > token.i else end_of(token)
    return Cue(token, CueForm.VERB, groups, token.idx, end)


def _phrase_complement(token: Token, lexicon: CueLexicon) -> Token | None:
    """The second word of a cue phrase ("clear" of "made it clear")."""
    wanted = lexicon.phrases.get(token.lemma_.lower())
    if not wanted:
        return None
    return next((c for c in token.children if c.lemma_.lower() in wanted and c.i > token.i), None)


def is_unreal(token: Token, lexicon: CueLexicon) -> bool:
    """Is the saying denied, still to come, or only possible ("did not say", "is expected to announce")?"""
    if is_negated(token) or (
        token.tag_ not in _TENSED and any(listed("hypothetical", word) for word in auxiliaries(token))
    ):
        return True
    head = first_conjunct(token)
    if is_negated(head) and child(token, "nsubj") is None:
        return True
    if head.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children):
        return not _phrase_of_head(head, lexicon)
    return head.dep_ == "pcomp" and listed("unreal", head.head.lower_)


def _phrase_of_head(token: Token, lexicon: CueLexicon) -> bool:
    return token.lemma_.lower() in lexicon.phrases.get(token.head.lemma_.lower(), ())


def _noun_cue(token: Token, lexicon: CueLexicon) -> Cue | None:
    """A noun with a that-clause: "a warning that the talks would fail"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in lexicon.clause_nouns:
        return None
    owned = child(token, "poss") is not None
    clause = next((c for c in children(token, "acl", "ccomp") if _has_that(c) or (owned and _is_whole(c))), None)
    return Cue(token, CueForm.NOUN, frozenset({"say"}), token.idx, end_of(token)) if clause is not None else None


def _is_whole(clause: Token) -> bool:
    """A finite clause with a subject of its own that is no relative pronoun."""
    subject = child(clause, "nsubj", "nsubjpass")
    return subject is not None and subject.tag_ not in {"WDT", "WP"}


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _preposition_cue(token: Token, lexicon: CueLexicon) -> Cue | None:
    following = lexicon.prepositions.get(token.lower_)
    if following is None or token.i + 1 >= len(token.doc):
        return None
    after = token.nbor(1)
    if following and after.lower_ != following:
        return None
    last = after if following else token
    if child(last, "pobj") is None:
        return None
    return Cue(token, CueForm.PREPOSITION, frozenset(), token.idx, end_of(last))
