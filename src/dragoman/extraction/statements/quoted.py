"""Quotations as contents: which cue each belongs to, and which go on where a speaker stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.lexicon import listed
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.spans import Span, share
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.statements.drafts import Draft
from dragoman.extraction.statements.sources import trailing_source
from dragoman.extraction.syntax import child, children, end_of, text_of

FEWEST_WORDS = 3
"""A quotation shorter than this is a term in quotation marks, unless a comma or colon introduces it."""


def quotation_owners(doc: Doc, quotes: Sequence[Quotation], cues: Sequence[Cue]) -> list[Cue | None]:
    """For each quotation that stands as a saying of its own, the cue beside it."""
    owners: list[Cue | None] = []
    for number, quote in enumerate(quotes):
        limit_before = quotes[number - 1].end if number else 0
        limit_after = quotes[number + 1].start if number + 1 < len(quotes) else len(text_of(doc))
        owner = None
        if not quote.single:
            if _introduced(text_of(doc), quote):
                owner = _cue_before(doc, quote, cues, limit_before)
            if owner is None and _free_standing(doc, quote):
                owner = _cue_after(doc, quote, cues, limit_after)
            if owner is None and _introduced(text_of(doc), quote) and number and owners[-1] is not None:
                between = text_of(doc)[quotes[number - 1].end : quote.start].strip()
                owner = owners[-1] if len(between) <= 3 else None
            if owner is None and text_of(doc)[: quote.start].rstrip().endswith(":"):
                owner = _colon_cue(doc, quote)
        owners.append(owner)
    return owners


def _introduced(text: str, quote: Quotation) -> bool:
    """Does a comma, a colon or a cue stand right before the quotation?"""
    before = text[: quote.start].rstrip()
    return bool(before) and (before[-1] in ",:" or quote.words(text) >= FEWEST_WORDS)


def _free_standing(doc: Doc, quote: Quotation) -> bool:
    """Does the quotation begin a sentence (or follow a clause end)?"""
    before = text_of(doc)[: quote.start].rstrip()
    return not before or before[-1] in '.!?:;,"”’)—–-'


def _cue_before(doc: Doc, quote: Quotation, cues: Sequence[Cue], limit: int) -> Cue | None:
    """The cue that leads into the quotation: directly, or with its addressee and circumstances between."""
    before = text_of(doc)[: quote.start].rstrip()
    for cue in reversed(cues):
        if cue.form is not CueForm.VERB or cue.end > quote.start:
            continue
        if cue.start < limit or cue.token.sent.end_char < len(before) - 1:
            return None
        between = text_of(doc)[cue.end : quote.start].strip()
        if not between or between in {",", ":"}:
            return cue
        if before[-1] == ":" or (before[-1] == "," and not _has_clause(cue, quote.start)):
            return cue
        return None
    return None


def _colon_cue(doc: Doc, quote: Quotation) -> Cue | None:
    """The main verb of a sentence that ends in a colon before the quotation ("defended the plan in a statement:")."""
    colon = doc.char_span(quote.start, quote.start + 1, alignment_mode="expand")
    if colon is None:
        return None
    for token in colon[0].sent:
        if token.idx < quote.start and token.pos_ == "VERB" and child(token, "nsubj") is not None:
            return Cue(token, CueForm.VERB, frozenset({"quote"}), token.idx, end_of(token))
    return None


def _has_clause(cue: Cue, until: int) -> bool:
    """Does a clause of the cue's own begin before the quotation ("said he agreed, "...")?"""
    return any(c.dep_ == "ccomp" and c.i > cue.token.i and c.idx < until for c in cue.token.children)


def _cue_after(doc: Doc, quote: Quotation, cues: Sequence[Cue], limit: int) -> Cue | None:
    """The cue of the clause that follows the quotation: "..., X said", "..., said X"."""
    for cue in cues:
        if cue.form is not CueForm.VERB or cue.start < quote.end:
            continue
        between = text_of(doc)[quote.end : cue.start]
        if cue.start >= limit or (
            any(mark in between for mark in ".!?;") and not _abbreviated(doc, quote.end, cue.start)
        ):
            return None
        if cue.groups == {"cite"} and _has_saying(cue):
            continue
        subject = _speaker_beside(cue)
        return cue if subject is not None and subject.idx >= quote.end else None
    return None


def _has_saying(citing: Cue) -> bool:
    """Does an "as saying" follow, which is the cue of the quotation ("the agency quoted him as saying")?"""
    return any(
        child(prep, "pcomp") is not None
        for prep in children(citing.token, "prep")
        if listed("predicative", prep.lower_)
    )


def _speaker_beside(cue: Cue) -> Token | None:
    own = child(cue.token, "nsubj", "nsubjpass")
    if cue.token.dep_ == "pcomp":
        return child(cue.token.head.head, "dobj", "nsubjpass")
    trailing = trailing_source(cue.token)
    return trailing if trailing is not None and (own is None or own.i < trailing.i) else own


def _abbreviated(doc: Doc, start: int, end: int) -> bool:
    """Are all the full stops in the stretch part of abbreviations ("U.S.", "Mr.")?"""
    return not any(t.is_sent_start and start < t.idx < end for t in doc[1:]) and not any(
        t.text in {".", "!", "?", ";"} for t in doc if start <= t.idx < end
    )


def trimmed_quotation(doc: Doc, quote: Quotation) -> Span:
    """What stands between the marks, blanks dropped, the comma kept as printed."""
    inner = text_of(doc)[quote.inner_start : quote.inner_end]
    start = quote.inner_start + len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def continued(doc: Doc, quotes: Sequence[Quotation], drafts: Sequence[Draft], before: Draft | None) -> Iterator[Draft]:
    """Adds the quotations that no cue claims, but that go on where a speaker stopped."""
    left = list(drafts)
    last = before if text_of(doc)[:1] in {'"', "“", "«", "„"} and before is not None and before.quotation else None
    for quote in quotes:
        while left and left[0].content[0] <= quote.start:
            last = left.pop(0)
            yield last
        if last is None or any(share(d.content, (quote.start, quote.end)) for d in drafts):
            continue
        if quote.words(text_of(doc)) > FEWEST_WORDS and _starts_sentence(doc, quote):
            last = Draft(None, last.speaker, trimmed_quotation(doc, quote), last.via, quotation=True)
            yield last
    yield from left


def _starts_sentence(doc: Doc, quote: Quotation) -> bool:
    before = text_of(doc)[: quote.start].rstrip()
    after = text_of(doc)[quote.end :].lstrip()
    return (not before or before[-1] in '.!?"”') and (not after or after[0].isupper() or after[0] in '"“')
