"""From the words of a match to a value: one function for each ``reckon`` of ``rules.toml``.

Each takes the match's words and the context and gives a ``Value``; None where the words are no time at all (31
February). ``UNKNOWN`` is the value of a time that cannot be known without a publication date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dragoman.timex import lengths
from dragoman.timex.calendar import Part, Stretch, Unit, on_or_after, on_or_before
from dragoman.timex.context import UNKNOWN, Context, Value, Words, whole
from dragoman.timex.direction import Direction
from dragoman.timex.tables import lexicon

_YEARLESS = timedelta(days=310)


def _parted(stretch: Stretch | None, words: Words) -> Value:
    """The value of a stretch, and the date of the part that the words name ("early", "the end of")."""
    part = "late" if "yearend" in words else lexicon().meaning("part", words.get("part"))
    if stretch is None or part in (None, "any"):
        return whole(stretch)
    return Value(stretch.value, stretch.part(Part(part)))


def iso_day(words: Words, context: Context) -> Value | None:
    """2022-01-26."""
    return whole(Stretch(Unit.DAY, date(int(words["year"]), int(words["mm"]), int(words["dd"]))))


def iso_week(words: Words, context: Context) -> Value | None:
    """2022-W04; refuses the week 53 of a year that has none."""
    return whole(Stretch(Unit.WEEK, date.fromisocalendar(int(words["year"]), int(words["isoweek"]), 1)))


def numeric_day(words: Words, context: Context) -> Value | None:
    """17/12/2021 or 12/17/2021; UNKNOWN where both readings give a day, and another one."""
    year, first, second = int(words["year"]), int(words["nn"]), int(words["nn2"])
    if first != second and max(first, second) <= 12:
        return UNKNOWN
    return whole(Stretch(Unit.DAY, date(year, *sorted((first, second)))))


def day(words: Words, context: Context) -> Value | None:
    """January 26; Jan. 26, 2022; Wednesday 26 January."""
    return _day(lexicon().meaning("month", words["month"]), _leading_int(words["day"]), words, context)


def holiday(words: Words, context: Context) -> Value | None:
    """Christmas Eve, by the direction of the verb; New Year's Day, 2022."""
    month, number = lexicon().meaning("holiday", words["holiday"])
    return _day(month, number, words, context)


def _day(month: int, number: int, words: Words, context: Context) -> Value:
    if "year" in words:
        return whole(Stretch(Unit.DAY, date(int(words["year"]), month, number)))
    date(2000, month, number)  # refuses 31 February before any year is chosen
    if context.today is None:
        return UNKNOWN
    weekday = lexicon().meaning("weekday", words.get("weekday"))
    near = _near(month, number, context.today)
    if weekday is not None:
        near = [d for d in near if d.isoweekday() == weekday and abs(d - context.today) < _YEARLESS]
    # A day of the week that no such day near publication falls on contradicts the date: which is right, nobody knows.
    return whole(Stretch(Unit.DAY, _choose(near, context.today, context.look)) if near else None)


def _near(month: int, number: int, today: date) -> list[date]:
    """That day in the years around publication, where those years have it."""
    found = []
    for year in range(today.year - 4, today.year + 5):
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    return found


def _choose(days: list[date], today: date, look: Callable[[], Direction]) -> date:
    """The nearest of the days on the side that the verb looks to; the nearest at all where it looks nowhere.

    Nobody leaves out the year of a day that is more than ten months away: then it is the nearest as well.
    """
    side = look() if len(days) > 1 else Direction.UNKNOWN
    sides = {Direction.PAST: [d for d in days if d <= today], Direction.FUTURE: [d for d in days if d >= today]}
    near = [d for d in sides.get(side, []) if abs(d - today) < _YEARLESS]
    return min(near or days, key=lambda d: (abs(d - today), d > today))


def day_range(words: Words, context: Context) -> Value | None:
    """January 17-21, 2022."""
    low = day(words, context)
    high = day({**words, "day": words["day2"]}, context)
    if low is None or high is None or low.edtf is None or high.edtf is None or low.edtf > high.edtf:
        return UNKNOWN if context.today is None else None
    return Value(f"{low.value}/{high.value}", f"{low.edtf}/{high.edtf}")


def month(words: Words, context: Context) -> Value | None:
    """December; December 2021; last December; October of next year; early June."""
    number = lexicon().meaning("month", words.get("month") or words.get("monthname"))
    year = _year(words, context)
    if year is not None:
        return _parted(Stretch(Unit.MONTH, date(year, number, 1)), words)
    now = context.current(Unit.MONTH)
    if now is None:
        return UNKNOWN
    relation = lexicon().meaning("relation", words.get("relation"))
    return _parted(Stretch(Unit.MONTH, _month_near(number, now.first, relation, context)), words)


def _month_near(number: int, now: date, relation: int | None, context: Context) -> date:
    """Which year's month is meant, seen from the first day of the month of publication."""
    days = [date(now.year + step, number, 1) for step in (-1, 0, 1)]
    if relation == -1:
        return max(d for d in days if d < now)
    if relation == 1:
        return min(d for d in days if d > now)
    return date(now.year, number, 1) if relation == 0 else _choose(days, now, context.look)


def _year(words: Words, context: Context) -> int | None:
    """The year that the words name, outright or as last, this or next year."""
    if "year" in words:
        return int(words["year"])
    relation = lexicon().meaning("relation", words.get("yearrelation"))
    now = context.current(Unit.YEAR)
    return None if relation is None or now is None else now.shift(relation).first.year


def year(words: Words, context: Context) -> Value | None:
    """2022; early 2022; mid-2022."""
    return _parted(Stretch(Unit.YEAR, date(int(words["year"]), 1, 1)), words)


def short_year(words: Words, context: Context) -> Value | None:
    """'82: the nearest such year that is not more than ten years after publication."""
    now = context.current(Unit.YEAR)
    if now is None:
        return UNKNOWN
    limit = now.first.year + 10
    return whole(Stretch(Unit.YEAR, date(limit - (limit - int(words["shortyear"])) % 100, 1, 1)))


def decade(words: Words, context: Context) -> Value | None:
    """The 1990s; the '90s; the nineties."""
    if "nineties" in words:
        first = lexicon().meaning("nineties", words["nineties"]) * 10
    elif "tens" in words:
        first = 1900 + int(words["tens"])
    else:
        first = int(words["decade"])
    return _parted(Stretch.holding(Unit.DECADE, date(first, 1, 1)), words)


def century(words: Words, context: Context) -> Value | None:
    """The 20th century, as the years 1900 to 1999."""
    return _parted(Stretch.holding(Unit.CENTURY, date(_leading_int(words["nth"]) * 100 - 100 or 1, 1, 1)), words)


def weekday(words: Words, context: Context) -> Value | None:
    """Tuesday, by the direction of the verb; last Friday; next Tuesday."""
    found = _weekday(words, context)
    return whole(Stretch(Unit.DAY, found)) if found else UNKNOWN


def _weekday(words: Words, context: Context) -> date | None:
    number = lexicon().meaning("weekday", words["weekday"])
    relation = lexicon().meaning("relation", words.get("relation"))
    if context.today is None:
        return None
    if relation == -1:
        return on_or_before(number, context.today - timedelta(days=1))
    if relation == 1:
        return on_or_after(number, context.today + timedelta(days=1))
    if relation == 0:
        ahead = context.look() is not Direction.PAST
    else:
        ahead = context.look() in (Direction.FUTURE, Direction.PRESENT)
    return on_or_after(number, context.today) if ahead else on_or_before(number, context.today)


def deictic(words: Words, context: Context) -> Value | None:
    """Today, yesterday, tomorrow."""
    found = _named_day(words, context)
    return whole(Stretch(Unit.DAY, found)) if found else UNKNOWN


def _named_day(words: Words, context: Context) -> date | None:
    """The day that a weekday or "today" names."""
    if "weekday" in words:
        return _weekday(words, context)
    steps = lexicon().meaning("deictic", words.get("deictic"))
    return None if context.today is None or steps is None else context.today + timedelta(days=steps)


def daypart(words: Words, context: Context) -> Value | None:
    """Thursday night; yesterday afternoon."""
    return _at(_named_day(words, context), lexicon().meaning("daypart", words["daypart"]))


def tonight(words: Words, context: Context) -> Value | None:
    """Tonight, last night, this morning."""
    steps, code = lexicon().meaning("tonight", words["tonight"])
    return _at(context.today + timedelta(days=steps) if context.today else None, code)


def _at(found: date | None, time: str) -> Value:
    return Value(f"{found.isoformat()}T{time}", found.isoformat()) if found else UNKNOWN


def clock(words: Words, context: Context) -> Value | None:
    """16:08 UTC; 6:40 p.m. on Tuesday. Without a day of its own, on the day last named, else that of publication."""
    time = lexicon().meaning("hourname", words.get("hourname")) or _time(words["clock"], words.get("halfday", ""))
    zone = lexicon().meaning("zone", words.get("zone")) or ""
    own = "weekday" in words or "deictic" in words
    return _at(_named_day(words, context) if own else _narrated(words, context) or context.today, time + zone)


def _time(clock: str, half: str) -> str:
    """18:40 for 6:40 and p.m."""
    digits = clock.replace(".", "").replace(":", "")
    hour, minute = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return f"{hour:02}:{minute:02}"


def narrative(words: Words, context: Context) -> Value | None:
    """The same day, the next day: from the day last named; "ended the day": else that of publication."""
    found = _narrated(words, context) or (None if "narrative" in words else context.today)
    return whole(Stretch(Unit.DAY, found)) if found else UNKNOWN


def _narrated(words: Words, context: Context) -> date | None:
    """The day last named, or the one so many days from it that "the next day" says."""
    steps = lexicon().meaning("narrative", words.get("narrative")) or 0
    return context.previous + timedelta(days=steps) if context.previous else None


def narrative_period(words: Words, context: Context) -> Value | None:
    """The same year, the month before: from the year or month last named, else that of publication."""
    unit = Unit(words["period"].casefold())
    steps = lexicon().meaning("nearby", words.get("nearby")) or lexicon().meaning("side", words.get("side")) or 0
    start = context.last_named(unit) or context.current(unit)
    return whole(start.shift(steps)) if start else UNKNOWN


def period(words: Words, context: Context) -> Value | None:
    """Last week, this month, next year; the end of the year."""
    unit = Unit(lexicon().meaning("period", words.get("period", "year")))
    now = context.current(unit)
    if now is None:
        return UNKNOWN
    steps = lexicon().meaning("relation", words.get("relation"))
    if unit is Unit.WEEKEND:
        return whole(_weekend(now, steps or 0, context))
    return _parted(now.shift(steps or 0), words)


def _weekend(now: Stretch, steps: int, context: Context) -> Stretch:
    """The weekend meant: under a past verb one that has begun by the day of publication."""
    to_come = context.today is not None and now.first > context.today
    if steps == 0 and to_come and context.look() is Direction.PAST:
        return now.shift(-1)
    return now.shift(steps)


def quarter(words: Words, context: Context) -> Value | None:
    """The third quarter; the first quarter of 2009."""
    number = lexicon().meaning("ordinal", words["ordinal"])
    year = _year(words, context)
    if year is not None:
        return whole(Stretch(Unit.QUARTER, date(year, number * 3 - 2, 1)))
    now = context.current(Unit.QUARTER)
    if now is None:
        return UNKNOWN
    days = [date(now.first.year + step, number * 3 - 2, 1) for step in (-1, 0, 1)]
    return whole(Stretch(Unit.QUARTER, _choose(days, now.first, context.look)))


def half_year(words: Words, context: Context) -> Value | None:
    """The first half of 2009; the second half of the year."""
    number = lexicon().meaning("ordinal", words["ordinal"])
    now = context.current(Unit.YEAR)
    year = _year(words, context) or (now.first.year if now and "yearrelation" not in words else None)
    if number > 2:
        return None
    return whole(Stretch(Unit.HALF, date(year, number * 6 - 5, 1))) if year else UNKNOWN


def fiscal_year(words: Words, context: Context) -> Value | None:
    """Fiscal 2012. No EDTF: when it began, each firm and state decides."""
    return Value(f"FY{words['year']}")


def season(words: Words, context: Context) -> Value | None:
    """Summer; last winter; spring 2022. No EDTF: which months, the hemisphere decides."""
    code = lexicon().meaning("season", words["season"])
    year = _year(words, context)
    now = context.current(Unit.YEAR)
    if year is None and now is not None:
        year = now.shift(lexicon().meaning("relation", words.get("relation")) or 0).first.year
    return Value(f"{year:04}-{code}") if year is not None else UNKNOWN


def last_week_of_month(words: Words, context: Context) -> Value | None:
    """The last week of March: the last ISO week that has most of its days in it."""
    found = month(words, context)
    if found is None or found.edtf is None:
        return UNKNOWN
    return whole(Stretch.holding(Unit.WEEK, Stretch.parse(found.edtf).last - timedelta(days=3)))


def every_weekday(words: Words, context: Context) -> Value | None:
    """Every Monday."""
    return Value(f"XXXX-WXX-{lexicon().meaning('weekday', words['weekday'])}")


def often(words: Words, context: Context) -> Value | None:
    """Weekly, annual."""
    return Value(lexicon().meaning("often", words["often"]))


def fixed(words: Words, context: Context) -> Value | None:
    """What the rule itself says: PRESENT_REF and its like."""
    return Value(context.rule.value, context.rule.edtf)


def other_calendar(words: Words, context: Context) -> Value | None:
    """30 Mehr 1400; 2079 BS: a date that is left to those who can reckon in that calendar."""
    return UNKNOWN


def _leading_int(text: str) -> int:
    return int(text.rstrip("stndrhSTNDRH"))


RECKONERS: Mapping[str, Callable[[Words, Context], Value | None]] = {
    function.__name__: function
    for function in (
        iso_day, numeric_day, iso_week, day, holiday, day_range, month, year, short_year, decade, century, weekday,
        deictic, daypart, tonight, clock, narrative, narrative_period, period, quarter, half_year, fiscal_year,
        season, last_week_of_month, every_weekday, often, fixed, other_calendar, lengths.duration,
        lengths.vague_duration, lengths.span, lengths.within, lengths.ago, lengths.ahead, lengths.later,
    )
}  # fmt: skip
