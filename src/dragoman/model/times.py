"""Time expressions, and the first and last day that an EDTF date can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dragoman.model.errors import BadDate


class TimexType(StrEnum):
    """The four types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: ``text[start:end]``, its TIMEX3 type and value, and the date for the record.

    ``value`` is None where it cannot be known ("Tuesday" in a report without a date); ``edtf`` is an EDTF level 0
    date, week or interval, None where the value is no stretch of the calendar. ``rule`` names the rule used.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    edtf: str | None
    text: str
    rule: str


class Bounds(NamedTuple):
    """The first and the last day that a date can mean, both included."""

    first: date
    last: date


_POINT = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|W(\d{2})))?\Z")


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """First and last day of a year, month, day, ISO week, or an interval ``a/b`` of two of them.

    Raises BadDate for anything else, also for days that no calendar has.

    >>> bounds("2022-W04")
    Bounds(first=datetime.date(2022, 1, 24), last=datetime.date(2022, 1, 30))
    """
    ends = edtf.split("/")
    if len(ends) <= 2:
        try:
            first, last = _point(ends[0]).first, _point(ends[-1]).last
        except (ValueError, OverflowError):
            pass
        else:
            if first <= last:
                return Bounds(first, last)
    raise BadDate(
        edtf[:60],
        "this is no date",
        "Write a day as 2022-02-01, a month as 2022-02, a year as 2022, an interval as 2022-01-10/2022-01-16.",
    )


def _point(text: str) -> Bounds:
    found = _POINT.match(text)
    if not found:
        raise ValueError(text)
    year, month, day, week = (int(g) if g else None for g in found.groups())
    assert year is not None
    if week is not None:
        monday = date.fromisocalendar(year, week, 1)
        return Bounds(monday, monday + timedelta(days=6))
    if month is None:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Bounds(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Bounds(date(year, month, day), date(year, month, day))
