"""Lengths of time, and the days that lie a length away: two weeks, the past month, three days ago."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.model import TimexType
from dragoman.timex.calendar import Stretch, Unit
from dragoman.timex.context import UNKNOWN, Context, Value, Words, whole
from dragoman.timex.direction import Direction
from dragoman.timex.tables import lexicon

_OF_CALENDAR = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}


def duration(words: Words, context: Context) -> Value | None:
    """Two weeks; 14-day; several months."""
    return Value(_length(words))


def vague_duration(words: Words, context: Context) -> Value | None:
    """Weeks; months."""
    code, _ = lexicon().meaning("plural", words["plural"])
    return Value(_iso_length(code, "X"))


def span(words: Words, context: Context) -> Value | None:
    """The past two weeks, the next four years: a length, and its days counted from publication."""
    steps = lexicon().meaning("relation", words["relation"])
    return _from_today({"number": "a", **words}, context, steps)


def within(words: Words, context: Context) -> Value | None:
    """Within ten days: where the verb looks ahead, the days from publication."""
    return _from_today(words, context, 1 if context.look() is Direction.FUTURE else 0)


def _from_today(words: Words, context: Context, steps: int) -> Value:
    """A length, and the days that it takes from publication, back where ``steps`` is -1; none where it is 0."""
    length = _length(words)
    count, code = _count(words)
    if context.today is None or count is None or code not in _OF_CALENDAR or not steps:
        return Value(length)
    far = _moved(context.today, code, int(count) * steps)
    low, high = sorted((far, context.today))
    return Value(length, f"{low.isoformat()}/{high.isoformat()}")


def ago(words: Words, context: Context) -> Value | None:
    """Two years ago; three days ago; months ago."""
    return _counted(words, context, -1)


def ahead(words: Words, context: Context) -> Value | None:
    """In two weeks, where the verb looks ahead; otherwise a length ("in six years")."""
    if context.look() is not Direction.FUTURE:
        return Value(_length(words), type=TimexType.DURATION)
    return _counted(words, context, 1)


def _counted(words: Words, context: Context, sign: int) -> Value | None:
    count, code = _count(words)
    if count is None or code not in _OF_CALENDAR:
        return Value("PAST_REF") if sign < 0 else Value(_length(words), type=TimexType.DURATION)
    now = context.current(_OF_CALENDAR[code])
    return whole(now.shift(sign * int(count))) if now else UNKNOWN


def later(words: Words, context: Context) -> Value | None:
    """Two days later, a week earlier: from what was last named."""
    count, code = _count(words)
    start = context.last_named(_OF_CALENDAR[code]) if code in _OF_CALENDAR else None
    if start is None or count is None:
        return UNKNOWN
    sign = -1 if words["sense"].casefold() == "earlier" else 1
    return whole(start.shift(sign * int(count)))


def _moved(start: date, code: str, steps: int) -> date:
    """The day so many units away; the last day of a month that is too short for it."""
    if code in "DW":
        return start + timedelta(days=steps * (7 if code == "W" else 1))
    goal = Stretch.holding(Unit.MONTH, start).shift(steps * (12 if code == "Y" else 1))
    return goal.first.replace(day=min(start.day, goal.last.day))


def _count(words: Words) -> tuple[float | None, str]:
    """How many of which unit: None where the number is vague. 48 hours count as two days."""
    code, factor = lexicon().meaning("unit", words["unit"])
    count = None if "vague" in words else _number(words.get("number"))
    if count is None:
        return None, code
    count *= factor
    return (count / 24, "D") if code == "TH" and count % 24 == 0 else (count, code)


def _length(words: Words) -> str:
    """The ISO 8601 duration: P2W, PT30M, P2.5Y, PXM."""
    code, factor = lexicon().meaning("unit", words["unit"])
    if "vague" in words:
        return _iso_length(code, "X")
    count = _number(words.get("number", "a"))
    return _iso_length(code, "X" if count is None else f"{count * factor:g}")


def _iso_length(code: str, count: str) -> str:
    return f"PT{count}{code[1]}" if code.startswith("T") else f"P{count}{code}"


def _number(text: str | None) -> float | None:
    """12, 2.5, 1,000; twenty-five; two and a half."""
    if text is None:
        return None
    if text[0].isdigit():
        head, _, tail = text.partition(",")
        return float(head + tail if len(tail) == 3 else head)
    plain = text.casefold().replace("-", " ")
    half = 0.5 if plain.endswith("half") else 0.0
    numbers = [lexicon().meaning("cardinal", word) for word in plain.removesuffix(" and a half").split()]
    return None if None in numbers else (max(numbers) if 100 in numbers else sum(numbers)) + half
