"""The day of publication, from what the document itself shows: date lines, meta tags, its address. Never the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from dragoman.documents.tables import compiled, table
from dragoman.model import BadDate, Bounds, Doubt, Published, bounds

_FILE = "dates.toml"
_ISO = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_IN_ADDRESS = re.compile(r"(?<![\d])((?:19|20)\d{2})([/-]?)(\d{1,2}|[a-z]{3,9})\2(\d{1,2})(?!\d)", re.IGNORECASE)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(\d{2})/(?!\d{1,2}(?:/|\Z))")
_TOLD = frozenset({"user", "index"})
"""Sources of what the caller says, which no sign of the document outweighs."""
_EARLIEST = 1800
_SLOW = timedelta(days=7)
"""How far from its date line a report may come out."""
TOLERANCE = timedelta(days=1)
"""Servers and newsrooms live in different time zones: signs a day apart do not contradict each other."""


@cache
def _date_line() -> re.Pattern[str]:
    """A line that is a date and nothing else (a place before it, a time and a zone behind it)."""
    words = table(_FILE)["words"]
    month = "|".join(sorted(table(_FILE)["months"], key=lambda name: (-len(name), name)))
    label = rf"(?:(?P<label>{words['published']}|(?P<updated>{words['updated']}))\s?:?\s)?"
    weekday = rf"(?:\(?{words['weekday']}\)?,?\s)?"
    place = (
        r"(?:(?-i:[A-Z][A-Z.’' -]{1,40}|[A-Z][a-z]{2,20})(?:,\s?(?-i:[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20})?))?,?\s)?"
    )
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    american = rf"(?P<m1>{month})\.?\s{day.format('d1')}(?:,?\s(?P<y1>\d{{4}}))?"
    british = rf"{day.format('d2')}\s(?:of\s)?(?P<m2>{month})\.?(?:,?\s(?P<y2>\d{{4}}))?"
    iso = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
    only_month = rf"(?P<m4>{month})\.?,?\s(?P<y4>\d{{4}})"
    clock = rf"\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}(?:\.\d{{1,6}})?(?:\s?\(?{words['zone']}\)?){{0,3}}"
    joint = r"(?:\s?(?:[-–—|,;•·T]|at)?\s?)"
    tail = rf"(?:{joint}(?:\(?{words['weekday']}\)?|{clock}|\({iso.replace('?P<', '?P<x')}\)))*"
    agency = r"(?:\s?\((?-i:[A-Z])[^()]{1,30}\))?\s?(?:[-–—]{1,2})?"
    body = rf"(?:{american}|{british}|{iso}|{only_month}){tail}{agency}\.?"
    return compiled(_FILE, "words", rf"(?i)(?:{label}{weekday}{place}{weekday}{body}|{clock})\Z")


def is_date_line(text: str) -> bool:
    """Is the line a date, or a time of day, and nothing else?"""
    return len(text) <= 120 and bool(_date_line().match(text))


def date_of_line(text: str) -> str | None:
    """The day (or month) of a date line; None without a year, for a day no calendar has, for a mere update."""
    year, month, day = _numbers(text)
    if not year or not month:
        return None
    return _checked(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))


def _numbers(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a date line, as far as it has them; nothing of what is no date line, or an update's."""
    found = _date_line().match(text) if len(text) <= 120 else None
    if not found or found["updated"]:
        return None, None, None
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"]
    month = found["m1"] or found["m2"] or found["m3"] or found["m4"]
    day = found["d1"] or found["d2"] or found["d3"]
    number = table(_FILE)["months"].get(month.lower()) if month and not month.isdigit() else month
    return int(year) if year else None, int(number) if number else None, int(day) if day else None


def stray_lines(lines: Iterable[str], published: Published | None) -> tuple[Doubt, ...]:
    """A doubt for each date line without a year whose day is far from publication in whatever year."""
    stray = [line for line in lines if published is not None and _is_far(_numbers(line), bounds(published.date))]
    return tuple(
        Doubt("date-conflict", f"The publication date is {published.date}, but the date line is {line!r}.")
        for line in stray
        if published is not None
    )


def _is_far(numbers: tuple[int | None, int | None, int | None], near: Bounds) -> bool:
    year, month, day = numbers
    if year or not month or not day:
        return False
    days = [found for at in range(near.first.year - 1, near.last.year + 2) if (found := calendar_day(at, month, day))]
    return bool(days) and all(near.first - found > _SLOW or found - near.last > _SLOW for found in days)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day; None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_meta(text: str) -> str | None:
    """The day that a meta tag or a ``time`` element gives, in ISO 8601 or in words."""
    found = _ISO.match(text)
    if found:
        return _checked("-".join(part for part in found.groups() if part))
    return date_of_line(" ".join(text.split()))


def date_in_address(url: str) -> str | None:
    """The day in an address (``/2022/02/01/``, ``/2022/feb/01/``, ``20220201``), or else the month (``/2022/02/``).

    None where it holds none, or several.
    """
    days = {_day(*found.group(1, 3, 4)) for found in _IN_ADDRESS.finditer(url[:2500])} - {None}
    months = days or {_checked(f"{year}-{month}") for year, month in _MONTH_IN_ADDRESS.findall(url[:2500])} - {None}
    return months.pop() if len(months) == 1 else None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else table(_FILE)["months"].get(month.lower())
    return _checked(f"{int(year):04d}-{number:02d}-{int(day):02d}") if number else None


def _checked(day: str) -> str | None:
    try:
        return day if bounds(day).first.year >= _EARLIEST else None
    except BadDate:
        return None


def meta_names() -> Sequence[str]:
    """The names of meta tags that hold the day of publication, the surest first."""
    names: list[str] = table(_FILE)["meta"]["names"]
    return names


def decide(signs: Iterable[Published]) -> tuple[Published | None, tuple[Doubt, ...]]:
    """What the caller says, or else the sign that most others agree with, the first of equals; the evidence names all.

    A doubt for each other day that contradicts it. A month that a day agrees with gives way to the day.
    """
    found = tuple(signs)
    if not found:
        return None, ()
    told = found[0].source in _TOLD
    chosen = found[0] if told else max(found, key=lambda sign: (_weight(sign, found), len(sign.date)))
    doubts = {sign.date: _conflict(chosen, sign) for sign in reversed(found) if _contradict(chosen, sign)}
    return chosen if told else _with_agreeing(chosen, found), tuple(reversed(doubts.values()))


def _weight(sign: Published, signs: Sequence[Published]) -> int:
    """How many kinds of signs agree with the sign, its own among them."""
    return len({other.source for other in signs if not _contradict(sign, other)})


def _with_agreeing(chosen: Published, signs: Sequence[Published]) -> Published:
    """The sign with the evidence of each other kind of sign that agrees with it."""
    others: dict[str, str] = {}
    for sign in signs:
        if sign.source != chosen.source and not _contradict(chosen, sign):
            others.setdefault(sign.source, sign.evidence)
    agreeing = "".join(f"; {source}: {evidence}" for source, evidence in others.items())
    return replace(chosen, evidence=chosen.evidence + agreeing)


def _conflict(chosen: Published, sign: Published) -> Doubt:
    message = (
        f"The publication date is {chosen.date} ({chosen.source}: {chosen.evidence}), "
        f"but {sign.source} says {sign.date} ({sign.evidence})."
    )
    return Doubt("date-conflict", message)


def _contradict(one: Published, other: Published) -> bool:
    a, b = bounds(one.date), bounds(other.date)
    return _later(a.first, b.last) or _later(b.first, a.last)


def _later(one: date, other: date) -> bool:
    return one - other > TOLERANCE
