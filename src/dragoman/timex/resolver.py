"""The door of the room: the time expressions of a parsed document, with their values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from spacy.tokens import Doc

from dragoman.model import Parsed, Timex
from dragoman.timex.calendar import Stretch, Unit
from dragoman.timex.context import Context, Value
from dragoman.timex.direction import direction
from dragoman.timex.grammar import Match, find
from dragoman.timex.reckoning import RECKONERS
from dragoman.timex.tables import direction_words


def resolve(parsed: Sequence[Parsed], *, published: str | None) -> tuple[Timex, ...]:
    """The time expressions of a document, in the order of the text, none overlapping.

    ``published`` is an ISO day, month or year, or None; raises BadDate for anything else. What needs a publication
    date and has none keeps ``value`` and ``edtf`` None; words that name no day of any calendar (31 February) are no
    expression. Offsets are those of the canonical text.
    """
    base = Stretch.parse(published) if published is not None else None
    found: list[Timex] = []
    previous: date | None = None
    named: Stretch | None = None
    for passage in parsed:
        text = passage.doc.text  # spaCy puts it together anew each time that it is asked
        for match in find(text):
            value = _value(match, passage.doc, base, previous, named)
            if value is not None:
                found.append(_timex(match, value, text, passage.passage.start))
                named = _named(value) or named
                previous = named.first if named and named.unit is Unit.DAY else previous
    return tuple(found)


def _value(match: Match, doc: Doc, base: Stretch | None, previous: date | None, named: Stretch | None) -> Value | None:
    """The value of a match; None where the guard refuses it or no calendar has it."""
    if match.rule.guard and not _asked_for(doc, match.start, match.end):
        return None
    look = partial(direction, doc, match.start, match.end)
    context = Context(match.rule, base, previous, named, look)
    try:
        return RECKONERS[match.rule.reckon](match.words, context)
    except (ValueError, OverflowError):
        return None


def _asked_for(doc: Doc, start: int, end: int) -> bool:
    """Does the parser see a date there, or does the word before ask for one?"""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if span.text.endswith("00") and span.end < len(doc) and doc[span.end].tag_ == "NNS":
        # A round number before a plural mostly counts: "2000 soldiers".
        return doc[span.end].lower_ in direction_words().of_a_year
    before = doc[span.start - 1].lower_ if span.start else ""
    seen = any(token.ent_type_ == "DATE" for token in span) and span[-1].pos_ != "VERB"
    return seen or before in direction_words().before


def _timex(match: Match, value: Value, text: str, offset: int) -> Timex:
    return Timex(
        start=offset + match.start,
        end=offset + match.end,
        type=value.type or match.rule.type,
        value=value.value,
        edtf=value.edtf,
        text=text[match.start : match.end],
        rule=match.rule.name,
    )


def _named(value: Value) -> Stretch | None:
    """The day, month or year that a value names."""
    return Stretch.parse(value.edtf) if value.edtf and len(value.edtf) in (4, 7, 10) else None
