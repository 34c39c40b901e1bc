"""Stretches of the calendar: days, weeks, weekends, months, quarters, half-years, years, decades, centuries.

Arithmetic only; weeks are ISO 8601 weeks. A step out of the years 1 to 9999 raises ValueError or OverflowError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dragoman.model import bounds


class Unit(StrEnum):
    """A unit of the calendar; the values are those of the data tables."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Part(StrEnum):
    """A part of a stretch, as "early March" names one."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_WEEK_PARTS = {Part.EARLY: (0, 1), Part.MIDDLE: (2, 3), Part.LATE: (3, 4)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unit of the calendar, named by its first day."""

    unit: Unit
    first: date

    @classmethod
    def holding(cls, unit: Unit, day: date) -> Stretch:
        """The stretch that ``day`` lies in; for a weekend, that of the day's ISO week."""
        if unit in _MONTHS:
            length = _MONTHS[unit]
            index = day.year * 12 + day.month - 1
            return cls(unit, _month(index - index % length))
        monday = day - timedelta(days=day.weekday())
        return cls(unit, {Unit.DAY: day, Unit.WEEK: monday}.get(unit, monday + timedelta(days=5)))

    @classmethod
    def parse(cls, text: str) -> Stretch:
        """The day, month or year that an ISO 8601 date names; raises BadDate for anything else."""
        unit = {4: Unit.YEAR, 7: Unit.MONTH}.get(len(text), Unit.DAY)
        return cls(unit, bounds(text).first)

    def shift(self, steps: int) -> Stretch:
        """The stretch so many units later, or earlier where ``steps`` is negative."""
        if self.unit in _DAYS:
            return Stretch(self.unit, self.first + timedelta(days=steps * _DAYS[self.unit]))
        index = self.first.year * 12 + self.first.month - 1
        return Stretch(self.unit, _month(index + steps * _MONTHS[self.unit]))

    @property
    def last(self) -> date:
        """Its last day."""
        if self.unit is Unit.WEEKEND:
            return self.first + timedelta(days=1)
        return self.shift(1).first - timedelta(days=1)

    @property
    def value(self) -> str:
        """The TIMEX3 value: ``2022-01-18``, ``2022-W03``, ``2022-W03-WE``, ``2022-Q1``, ``2022-H1``, decade ``199``."""
        year, day = f"{self.first.year:04}", self.first.isoformat()
        iso = self.first.isocalendar()
        return {
            Unit.DAY: day,
            Unit.WEEK: f"{iso.year:04}-W{iso.week:02}",
            Unit.WEEKEND: f"{iso.year:04}-W{iso.week:02}-WE",
            Unit.MONTH: day[:7],
            Unit.QUARTER: f"{year}-Q{self.first.month // 3 + 1}",
            Unit.HALF: f"{year}-H{self.first.month // 6 + 1}",
            Unit.YEAR: year,
            Unit.DECADE: year[:3],
            Unit.CENTURY: year[:2],
        }[self.unit]

    @property
    def edtf(self) -> str:
        """EDTF level 0: a day, month or year, an interval for everything else."""
        if self.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR):
            return self.value
        cut = {Unit.QUARTER: 7, Unit.HALF: 7, Unit.DECADE: 4, Unit.CENTURY: 4}.get(self.unit, 10)
        return f"{self.first.isoformat()[:cut]}/{self.last.isoformat()[:cut]}"

    def part(self, part: Part) -> str:
        """EDTF of the early, middle or late part.

        Of a week its first two days, Wednesday and Thursday, or Thursday and Friday; of a month its days
        to the 10th, to the 20th, and the rest; of anything longer a third of its months. A day or a weekend is not
        divided.
        """
        if self.unit is Unit.WEEK:
            low, high = (self.first + timedelta(days=n) for n in _WEEK_PARTS[part])
        elif self.unit in _DAYS:
            return self.edtf
        else:
            low, high = self._third(part)
        cut = 10 if self.unit in (Unit.WEEK, Unit.MONTH) else 7
        return f"{low.isoformat()[:cut]}/{high.isoformat()[:cut]}"

    def _third(self, part: Part) -> tuple[date, date]:
        number = list(Part).index(part)
        if self.unit is Unit.MONTH:
            high = self.last if part is Part.LATE else self.first.replace(day=10 * (number + 1))
            return self.first.replace(day=10 * number + 1), high
        months, index = _MONTHS[self.unit] // 3, self.first.year * 12 + self.first.month - 1
        low = Stretch(Unit.MONTH, _month(index + months * number))
        return low.first, low.shift(months - 1).last


def _month(index: int) -> date:
    """The first day of the month that is ``index`` months after January of the year 0."""
    return date(index // 12, index % 12 + 1, 1)


def on_or_before(weekday: int, day: date) -> date:
    """The latest such weekday (1 is Monday) that is not after ``day``."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def on_or_after(weekday: int, day: date) -> date:
    """The first such weekday (1 is Monday) that is not before ``day``."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
