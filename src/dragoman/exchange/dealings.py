"""Whom a party deals with: what fills in the side that a telling leaves out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Told, published
from dragoman.model import DocumentInfo, MoveKind

_ASKING = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL, MoveKind.THREAT, MoveKind.INVITATION})
_ANSWERING = frozenset({MoveKind.REPLY, MoveKind.PROMISE, MoveKind.REJECTION, MoveKind.ACCEPTANCE})
_FACING = frozenset({MoveKind.MEETING})

_MOST = 2 / 3
"""Share of a party's dealings that must be with one circle, for it to be meant where nobody is named."""

_SURE = 2
"""Tellings that must name somebody before the report, or those of its time, are believed against a weaker ground."""

_Circle = tuple[str, ...]


class Dealings:
    """The circles that each party of some tellings deals with: asks, or is answered by; and whom it meets."""

    def __init__(self, tellings: Iterable[Told], parties: Parties) -> None:
        self._asked: dict[str, Counter[_Circle]] = defaultdict(Counter)
        self._met: dict[str, Counter[_Circle]] = defaultdict(Counter)
        self._circles: dict[tuple[_Circle, int], _Circle] = {}
        for told in tellings:
            self._count(told, parties)

    def _count(self, told: Told, parties: Parties) -> None:
        left, right = parties.sides(told.move.by, told.move.to)
        if parties.are_nobody(left) or parties.are_nobody(right):
            return
        kind = told.move.kind
        if kind in _ASKING or kind in _ANSWERING:
            self._add(self._asked, left, right)
            self._add(self._asked, right, left)
        elif kind in _FACING:
            self._add(self._met, left, right)
            self._add(self._met, right, left)

    @staticmethod
    def _add(table: dict[str, Counter[_Circle]], own: _Circle, other: _Circle) -> None:
        for name in own:
            table[name][other] += 1

    def asked_by(self, names: Iterable[str], *, least: int = 1) -> _Circle:
        """The one circle to whom the parties address themselves, or who answer them, in so many tellings at least."""
        key = (tuple(names), least)
        if key not in self._circles:
            self._circles[key] = _circle(self._asked, key[0], least)
        return self._circles[key]

    def met_by(self, names: Iterable[str]) -> _Circle:
        """The one circle whom the parties meet."""
        return _circle(self._met, names, 1)

    def two_sides(self) -> _Circle:
        """The two parties that two thirds of all dealings are between; nobody where there is no such pair."""
        pairs: Counter[frozenset[str]] = Counter()
        for table in (self._asked, self._met):
            for own, circles in table.items():
                for circle, times in circles.items():
                    pairs.update({frozenset((own, other)): times for other in circle})
        if not pairs:
            return ()
        pair = min(pairs, key=lambda names: (-pairs[names], sorted(names)))
        return tuple(sorted(pair)) if pairs[pair] >= _MOST * pairs.total() else ()

    def face(self, names: Sequence[str]) -> bool:
        """Do two of the parties deal with each other: are they two sides?"""
        return any(_holds(self._asked, one, other) for one in names for other in names if one != other)


def dealings_then(tellings: Iterable[Told], parties: Parties) -> Callable[[DocumentInfo], Dealings]:
    """What gives the dealings about the time of a report: in those of its year, the year before and the year after.

    A report without a date takes all of them.
    """
    of_year: dict[int | None, list[Told]] = defaultdict(list)
    for told in tellings:
        of_year[_year(told.document)].append(told)

    @cache
    def about(year: int | None) -> Dealings:
        years = list(of_year) if year is None else [None, year - 1, year, year + 1]
        return Dealings((told for y in years for told in of_year.get(y, ())), parties)

    return lambda document: about(_year(document))


def _year(document: DocumentInfo) -> int | None:
    day = published(document)
    return day.year if day else None


def addressees(by: Sequence[str], of_one: Dealings, of_all: Dealings) -> _Circle:
    """To whom ``by`` turns where a telling does not say.

    They are those it asks or is answered by in the same report, where two tellings say so; else those it asks in the
    reports of about that time, of these those it meets in the report, if it meets any; else those it asks, and last
    those it meets, in the report. Each counts only where one circle takes two thirds of these dealings at least.
    """
    always, met = of_all.asked_by(by, least=_SURE), of_one.met_by(by)
    return (
        of_one.asked_by(by, least=_SURE)
        or tuple(name for name in always if name in met)
        or always
        or of_one.asked_by(by)
        or met
        or of_all.asked_by(by)
    )


def _holds(table: dict[str, Counter[_Circle]], one: str, other: str) -> bool:
    return one in table and any(other in circle for circle in table[one])


def _circle(table: dict[str, Counter[_Circle]], names: Iterable[str], least: int) -> _Circle:
    """The widest circle around the party dealt with most, if most dealings are with somebody in it."""
    own = set(names)
    dealings: Counter[_Circle] = Counter()
    for name in own:
        for circle, times in table[name].items() if name in table else ():
            if not own & set(circle):
                dealings[circle] += times
    parties: Counter[str] = Counter()
    for circle, times in sorted(dealings.items()):
        parties.update(dict.fromkeys(circle, times))
    if not parties:
        return ()
    first = min(parties, key=lambda name: (-parties[name], name))
    around = {circle: times for circle, times in dealings.items() if first in circle and times}
    widest = min(around, key=lambda circle: (-len(circle), -around[circle], circle))
    within = sum(times for circle, times in dealings.items() if set(circle) & set(widest))
    return widest if within >= max(least, _MOST * dealings.total()) else ()
