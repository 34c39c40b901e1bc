"""Paragraphs that may hold more sayings than were found: those a second reader need look at, about half of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.lexicon import CueLexicon, cue_lexicon
from dragoman.extraction.quotations import quotations
from dragoman.extraction.spans import Span, share
from dragoman.extraction.statements.cues import is_unreal
from dragoman.extraction.statements.quoted import FEWEST_WORDS
from dragoman.extraction.syntax import end_of, text_of
from dragoman.model import Parsed, Statement


def unclaimed(parsed: Sequence[Parsed], found: Iterable[Statement]) -> tuple[Parsed, ...]:
    """The paragraphs with a quotation or a word of saying that no statement holds, and those around a last colon."""
    lexicon = cue_lexicon()
    taken = [(a.start, a.end) for one in found for a in (one.cue, *one.content) if a is not None]
    kept, introduced = [], False
    for part in parsed:
        introduces = text_of(part.doc).rstrip().endswith(":")
        start, end = part.passage.start, part.passage.end
        here = [(s - start, e - start) for s, e in taken if share((s, e), (start, end))]
        if introduced or introduces or _has_quotation(part.doc, here) or _has_cue(part.doc, here, lexicon):
            kept.append(part)
        introduced = introduces
    return tuple(kept)


def _has_quotation(doc: Doc, taken: Sequence[Span]) -> bool:
    text = text_of(doc)
    return any(
        quote.words(text) >= FEWEST_WORDS and not any(share((quote.start, quote.end), span) for span in taken)
        for quote in quotations(text)
    )


def _has_cue(doc: Doc, taken: Sequence[Span], lexicon: CueLexicon) -> bool:
    return any(
        _may_tell(token, lexicon) and not any(share((token.idx, end_of(token)), span) for span in taken)
        for token in doc
    )


def _may_tell(token: Token, lexicon: CueLexicon) -> bool:
    """Is it a word whose clause may be a saying, and not only a quotation?"""
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        return bool(lexicon.groups(lemma) - {"quote"}) and not is_unreal(token, lexicon)
    return token.lower_ in lexicon.prepositions or (token.pos_ == "NOUN" and lemma in lexicon.clause_nouns)
