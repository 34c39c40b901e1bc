"""Dates that are none, or not to be relied on: a value, a doubt or nothing, never an exception or an invented day."""

import pytest
from test_timex_values import times_of

from dragoman.documents import read
from dragoman.model import BadDate, Reading, bounds
from dragoman.pipeline.reading import read_document


def days_of(text: str, published: str | None = "2022-01-18") -> list[str]:
    return [t.edtf for t in times_of(text, published) if t.edtf and len(t.edtf) == 10]


def reading_of(text: str, published: str | None = None) -> Reading:
    return read_document(read(text.encode(), file="a.txt", published=published))


@pytest.mark.parametrize("published", [None, "2022-01-18"])
@pytest.mark.parametrize(
    "text",
    [
        "They will meet on 31 February.",
        "They will meet on February 30.",
        "They met on April 31, 2021.",
        "They met on Feb. 29, 2021.",
        "They met on 31/02/2021.",
        "They met on 2021-02-30.",
        "They met on 2021-13-01.",
        "They met on February 28-31.",
        "They met on 0 March.",
        "They met on March 32, 2021.",
    ],
)
def test_a_day_that_no_month_has_is_no_day(text: str, published: str | None) -> None:
    assert days_of(text, published) == []


@pytest.mark.parametrize(
    "text", ["The talks resume in 2021-W53.", "The talks resume in 2020-W54.", "In 2021-W00 it rained."]
)
def test_a_week_that_no_year_has_is_no_week(text: str) -> None:
    assert all(t.edtf is None or "W" not in t.edtf for t in times_of(text))


def test_the_week_53_of_a_year_that_has_one_is_a_week() -> None:
    (week,) = times_of("The talks broke off in 2020-W53.")
    assert (week.value, week.edtf) == ("2020-W53", "2020-12-28/2021-01-03")


@pytest.mark.parametrize("text", ["It began in the year 0.", "It is dated 0000-01-01.", "It is dated 1 January 0000."])
def test_there_is_no_year_0(text: str) -> None:
    assert [t.edtf for t in times_of(text) if t.edtf] == []
    with pytest.raises(BadDate):
        times_of(text, "0000-01-01")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The letter is dated 30 Mehr 1400.", "30 Mehr 1400"),
        ("The truce of 1 Ramadan 1443 AH held.", "1 Ramadan 1443 AH"),
        ("It was signed on 5 Tevet 5782.", "5 Tevet 5782"),
        ("The accord of 2079 BS was amended.", "2079 BS"),
        ("The accord of Baisakh 2079 was amended.", "Baisakh 2079"),
        ("The treaty was signed in Heisei 31.", "Heisei 31"),
        ("The law of 2565 BE applies.", "2565 BE"),
        ("The wall was built in 2000 BC.", "2000 BC"),
    ],
)
def test_a_date_of_another_calendar_is_seen_and_left_open(text: str, words: str) -> None:
    (found,) = times_of(text)
    assert (found.text, found.value, found.edtf) == (words, None, None)


@pytest.mark.parametrize("text", ["The envoy left on Tuesday.", "They will meet on Tuesday."])
def test_a_day_name_without_a_publication_date_is_a_doubt(text: str) -> None:
    body = f"{text} Norway and Denmark said that the talks on the fishing quota would go on."
    reading = reading_of(body)
    assert [(t.text, t.value, t.edtf) for t in reading.timexes] == [("Tuesday", None, None)]
    assert "no-date" in {doubt.code for doubt in reading.doubts}


def test_a_publication_date_to_come_is_taken_at_its_word() -> None:
    assert days_of("They met on Tuesday and will meet again on Friday.", "2150-06-10") == ["2150-06-09", "2150-06-12"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on Wednesday, January 12.", ["2022-01-12"]),
        ("They met on Monday, January 12.", []),
        ("They will meet on Sunday, January 26.", []),
    ],
)
def test_a_day_of_the_week_that_contradicts_the_date_leaves_it_open(text: str, days: list[str]) -> None:
    assert days_of(text) == days


def test_publication_dates_that_contradict_each_other_are_a_doubt() -> None:
    text = "OSLO, Jan. 18, 2022 - Norway is waiting for a written answer from Denmark, its foreign minister said.\n"
    document = read(text.encode(), file="a.txt", published="2022-03-02")
    assert document.published
    assert document.published.date == "2022-03-02"
    assert [doubt for doubt in document.doubts if "date" in doubt.code]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(published: str) -> None:
    text = "Last week, next week, tomorrow, yesterday, next Friday, two centuries ago, in ten years, this decade."
    assert all(bounds(t.edtf) for t in times_of(text, published) if t.edtf)
