"""Days of the week beside dates: a date line or a text that names the wrong one casts doubt on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice

from dragoman.documents.dates import calendar_day, date_of_line
from dragoman.documents.tables import compiled, table
from dragoman.model import Anchor, Doubt, Published, bounds

_FILE = "dates.toml"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST = 50
"""Dates of a text that are looked at."""


@cache
def _named_day() -> re.Pattern[str]:
    """A day of the week with a day of the month beside it, and no year: "Tuesday, January 18"."""
    month = "|".join(sorted(table(_FILE)["months"], key=lambda name: (-len(name), name)))
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    american = rf"(?P<m1>{month})\.?\s{day.format('d1')}"
    british = rf"(?:the\s)?{day.format('d2')}\s(?:of\s)?(?P<m2>{month})\b"
    year = r"(?![\d:])(?!,?\s\d{4})"
    weekday = table(_FILE)["words"]["weekday"]
    return compiled(_FILE, "words", rf"(?i)\b(?P<weekday>{weekday}),?\s(?:{american}|{british}){year}")


def names_another_weekday(line: str, day: str) -> bool:
    """Does the line name a day of the week that the day, in ISO 8601, is not?"""
    found = re.search(rf"(?i)\b{table(_FILE)['words']['weekday']}(?![a-z])", line)
    if found is None or len(day) != len("2022-01-18"):
        return False
    return _number(found.group()) != date.fromisoformat(day).weekday()


def line_doubts(lines: Iterable[str]) -> tuple[Doubt, ...]:
    """A doubt for each date line whose day of the week is not that of its date: it is no sign of publication."""
    days = ((line, date_of_line(line)) for line in lines)
    wrong = [line for line, day in days if day and names_another_weekday(line, day)]
    what = "names a day of the week that its date is not, so it is not taken for the publication date."
    return tuple(Doubt("weekday-conflict", f"The date line {line!r} {what}") for line in wrong)


def weekday_doubts(text: str, published: Published | None) -> tuple[Doubt, ...]:
    """A doubt where every day that the text names without its year falls on another day of the week.

    The year is the one that puts the day nearest to publication: a report seldom names others without it.
    """
    if published is None:
        return ()
    named = list(islice(_named(text, bounds(published.date).first), _MOST))
    wrong = [anchor for anchor, fits in named if not fits]
    if not wrong or len(wrong) < len(named):
        return ()
    message = (
        f"The publication date is {published.date} ({published.source}: {published.evidence}), but near it "
        f"{wrong[0].exact!r} is another day of the week."
    )
    return (Doubt("weekday-conflict", message, wrong[0]),)


def _named(text: str, near: date) -> Iterator[tuple[Anchor, bool]]:
    """The days that the text names, and whether each falls on its day of the week near that date."""
    for found in _named_day().finditer(text):
        month = table(_FILE)["months"][(found["m1"] or found["m2"]).lower()]
        days = [
            day
            for year in (-1, 0, 1)
            if (day := calendar_day(near.year + year, month, int(found["d1"] or found["d2"])))
        ]
        if days:
            nearest = min(days, key=lambda day: abs(day - near))
            yield Anchor.of(text, *found.span()), nearest.weekday() == _number(found["weekday"])


def _number(weekday: str) -> int:
    return _WEEKDAYS.index(weekday[:3].lower())
