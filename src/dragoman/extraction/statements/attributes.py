"""What is told of a saying besides its words: mode, and the day."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon, listed
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.spans import Span
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.model import Mode, Parsed, Timex, TimexType

_PREDICATES = frozenset({"oprd", "attr"})


def mode_of(text: str, content: Span, quotes: Sequence[Quotation]) -> Mode:
    """Direct where every word stands in quotation marks, mixed where some do, indirect where none does."""
    start, end = content
    quoted = [(max(start, q.inner_start), min(end, q.inner_end)) for q in quotes if q.start < end and start < q.end]
    if not quoted:
        return Mode.INDIRECT
    bare, at = "", start
    for low, high in quoted:
        bare += text[at:low]
        at = max(at, high)
    bare += text[at:end]
    return Mode.MIXED if any(ch.isalnum() for ch in bare) else Mode.DIRECT


def said_on(part: Parsed, cue: Cue | None, content: Span, timexes: Sequence[Timex]) -> str | None:
    """The day of the saying, as far as the text gives one: a date that hangs from the cue.

    A date that belongs to what was said, or to an event before or after which it was said, does not count.
    """
    if cue is None or cue.form is not CueForm.VERB:
        return None
    sentence, offset = cue.token.sent, part.passage.start
    for timex in timexes:
        start, end = timex.start - offset, timex.end - offset
        if start < sentence.start_char or end > sentence.end_char or timex.edtf is None:
            continue
        if timex.type not in (TimexType.DATE, TimexType.TIME) or (content[0] <= start < content[1]):
            continue
        token = _token_at(part, start, end)
        if token is not None and _dates(token, cue):
            return timex.edtf
    return None


def _token_at(part: Parsed, start: int, end: int) -> Token | None:
    span = part.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _dates(token: Token, cue: Cue) -> bool:
    """Does the path from the time expression lead to the cue, through nothing but the setting of the saying?"""
    settings = cue_lexicon().setting_nouns
    if token.dep_ in _PREDICATES:
        return False  # "was dubbed another 11 September"
    while token.head != token:
        if token == cue.token:
            return True
        head = token.head
        if listed("sequence", head.lower_) and head.dep_ in {"prep", "mark", "advmod"}:
            return False
        if head.pos_ in {"VERB", "AUX"} and head != cue.token:
            return False
        if head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() not in settings and head != cue.token:
            return False
        token = head
    return token == cue.token
