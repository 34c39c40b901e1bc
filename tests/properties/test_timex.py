"""Time expressions of any text: no exception, anchors that slice, dates that a calendar has."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Document, OffsetMap, Passage, Timex, Zone, bounds, content_id
from dragoman.parsing import parse
from dragoman.timex import resolve

WORDS = [
    "the", "a", "last", "next", "this", "past", "coming", "early", "late", "mid", "end", "of", "in", "on", "by",
    "until", "ago", "later", "two", "31", "30", "29", "0", "99", "2021", "1900", "9999", "999999", "February",
    "Feb.", "May", "March", "Monday", "Fri.", "week", "weeks", "months", "years", "quarter", "fourth", "decade",
    "century", "weekend", "today", "yesterday", "tonight", "night", "every", "day", "12:60", "25:00", "8", "p.m.",
    "GMT", "2022-02-30", "2021-W53", "'82", "1990s", "9/11", "10-14", "noon", "summer", "will", "met", "said", ",",
    ".", "-", "–", "(", ")", "ſ", "İ", "ı", "K",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
PUBLISHED = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["0001-01-01", "9999-12-31", "2022-01", "2022"]))


def times_of(text: str, published: str | None) -> tuple[Timex, ...]:
    document = Document(
        content_id("doc", text),
        "a.txt",
        b"",
        "utf-8",
        text,
        text,
        OffsetMap.identity(len(text)),
        (Passage(Zone.BODY, 0, len(text)),),
        "en",
    )
    return resolve(parse(document), published=published)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, PUBLISHED)
def test_expressions_stand_where_they_say_and_mean_real_dates(text: str, published: str | None) -> None:
    found = times_of(text, published)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for timex in found:
        if timex.edtf is not None:
            assert timex.value is not None
            bounds(timex.edtf)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, PUBLISHED)
def test_the_same_text_gives_the_same_expressions(text: str, published: str | None) -> None:
    assert times_of(text, published) == times_of(text, published)
