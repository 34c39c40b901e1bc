"""What a value is reckoned from, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.model import TimexType
from dragoman.timex.calendar import Stretch, Unit
from dragoman.timex.direction import Direction
from dragoman.timex.tables import Rule

Words = Mapping[str, str]
"""The words of a match by the table that they stand in."""

_BELOW_MONTH = (Unit.DAY, Unit.WEEK, Unit.WEEKEND)


class Value(NamedTuple):
    """A TIMEX3 value, and the EDTF date for the record where it is a stretch of the calendar.

    ``type`` is given where it is another than that of the rule.
    """

    value: str | None
    edtf: str | None = None
    type: TimexType | None = None


UNKNOWN = Value(None)


@dataclass(frozen=True)
class Context:
    """What the words alone do not say: when it was published, what was last named, where the verb looks.

    ``previous`` is the day last named in the text, ``named`` the day, month or year last named.
    """

    rule: Rule
    published: Stretch | None
    previous: date | None
    named: Stretch | None
    look: Callable[[], Direction]

    def current(self, unit: Unit) -> Stretch | None:
        """The unit that publication falls in; None where the publication date is not as precise as that."""
        if self.published is None:
            return None
        stretch = Stretch.holding(unit, self.published.first)
        coarse = self.published.unit is not Unit.DAY
        if coarse and (unit in _BELOW_MONTH or self.published.last > stretch.last):
            return None
        return stretch

    def last_named(self, unit: Unit) -> Stretch | None:
        """The unit that what was last named lies in; where that is longer than the unit, the day last named."""
        if self.named is not None and self.named.last <= Stretch.holding(unit, self.named.first).last:
            return Stretch.holding(unit, self.named.first)
        return Stretch.holding(unit, self.previous) if self.previous else None

    @property
    def today(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.published.first if self.published and self.published.unit is Unit.DAY else None


def whole(stretch: Stretch | None) -> Value:
    """The value of a stretch; UNKNOWN for none."""
    return Value(stretch.value, stretch.edtf) if stretch else UNKNOWN
