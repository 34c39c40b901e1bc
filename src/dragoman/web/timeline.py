"""The timeline as geometry: a lane a party, a row an item, marks where its status changed, drawn as wide as the doubt.

All lengths are in the units of the drawing, 1,000 wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final, TypeAlias

from dragoman.brief.wording import day, listed, shortened
from dragoman.model import BadDate, Bounds, Demand, ExchangeState, Meeting, ReplyOwed, Step, bounds

WIDTH: Final = 1000
LEFT: Final = 330
"""Where the calendar begins; names stand before it."""

ROW: Final = 24
HEAD: Final = 34
LANE_HEAD: Final = 26
MOST_LANES: Final = 8
MOST_ROWS: Final = 6
"""Rows of one lane."""

MOST_MARKS: Final = 12
"""Changes of one item."""

_TICKS: Final = 7
_NARROWEST: Final = 12
_RIGHT: Final = 64
"""Room behind the last day, for its name."""
_LABEL: Final = 46

_Lived: TypeAlias = Demand | ReplyOwed | Meeting


@dataclass(frozen=True, slots=True)
class Mark:
    """A status from ``x`` on, ``width`` wide: as long as its date may mean. ``title`` tells it in words.

    ``told`` marks a step whose own day nobody says: it stands where the first report of it was published.
    """

    x: float
    width: float
    status: str
    title: str
    told: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item's life at height ``y``; ``x`` to ``end`` is what the line spans."""

    item: str
    label: str
    y: int
    x: float
    end: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A party's rows below its name at height ``y``; ``more`` rows are not drawn."""

    name: str
    y: int
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the calendar at ``x``."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; ``undated`` items have no date and ``more`` parties no room."""

    height: int
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    undated: int
    more: int


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int

    def x(self, day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - _RIGHT) * (day - self.first).days / self.days, 1)


@dataclass(frozen=True, slots=True)
class _Life:
    item: _Lived
    party: str
    steps: tuple[_Dated, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    when: Bounds
    step: Step
    told: bool


def timeline(state: ExchangeState) -> Timeline:
    """Demands, replies and meetings with the steps of their lives, the parties with most of them first."""
    items: tuple[_Lived, ...] = (*state.replies, *state.demands, *state.meetings)
    published = {d.id: d.published.date for d in state.documents if d.published}
    lives = [life for item in items if (life := _life(item, published)).steps]
    lanes = _by_party(lives)
    if not lives:
        return Timeline(HEAD, (), (), len(items), 0)
    scale = _scale(lives)
    drawn = tuple(_laid_out(lanes[:MOST_LANES], scale))
    bottom = drawn[-1].rows[-1].y + ROW
    return Timeline(bottom, _ticks(scale), drawn, len(items) - len(lives), len(lanes) - len(drawn))


def _life(item: _Lived, published: Mapping[str, str]) -> _Life:
    names = item.participants if isinstance(item, Meeting) else item.by
    history = item.history or (Step(item.status, getattr(item, "date", None), "", item.evidence),)
    steps = (dated for step in history if (dated := _dated(step, published)))
    return _Life(item, names[0] if names else "nobody named", _changes(steps))


def _changes(steps: Iterable[_Dated]) -> tuple[_Dated, ...]:
    """The steps that changed the status, in the order of their days; of very many the first and the latest ones."""
    in_order = sorted(steps, key=lambda dated: (dated.when.last, dated.when.first))
    runs = groupby(in_order, key=lambda dated: dated.step.status)
    changes = [next(run) for _, run in runs]
    return tuple(changes if len(changes) <= MOST_MARKS else [changes[0], *changes[1 - MOST_MARKS :]])


def _dated(step: Step, published: Mapping[str, str]) -> _Dated | None:
    """The step with its day, or else with that of the first report of it; None where neither is known."""
    own = _bounds(step.on)
    if own:
        return _Dated(own, step, told=False)
    first = _bounds(min((published[e.document] for e in step.evidence if e.document in published), default=None))
    return _Dated(first, step, told=True) if first else None


def _bounds(edtf: str | None) -> Bounds | None:
    try:
        return bounds(edtf) if edtf else None
    except BadDate:
        return None


def _by_party(lives: Sequence[_Life]) -> list[tuple[str, list[_Life]]]:
    grouped = groupby(sorted(lives, key=lambda life: life.party), key=lambda life: life.party)
    lanes = [(party, list(theirs)) for party, theirs in grouped]
    return sorted(lanes, key=lambda lane: (-len(lane[1]), lane[0]))


def _scale(lives: Iterable[_Life]) -> _Scale:
    met = [when for life in lives for when in (dated.when for dated in life.steps)]
    first = min(when.first for when in met)
    last = max(when.last for when in met)
    return _Scale(first, max(1, (last - first).days))


def _laid_out(lanes: Iterable[tuple[str, list[_Life]]], scale: _Scale) -> Iterator[Lane]:
    y = HEAD
    for party, lives in lanes:
        newest = sorted(lives, key=lambda life: max(dated.when.last for dated in life.steps), reverse=True)[:MOST_ROWS]
        newest.sort(key=lambda life: min(dated.when.first for dated in life.steps))
        top = y + LANE_HEAD
        rows = tuple(_row(life, top + n * ROW, scale) for n, life in enumerate(newest))
        yield Lane(shortened(party, _LABEL), y, rows, len(lives) - len(rows))
        y = top + len(rows) * ROW


def _row(life: _Life, y: int, scale: _Scale) -> Row:
    # The widest first, so that none hides another.
    marks = tuple(sorted((_mark(dated, scale) for dated in life.steps), key=lambda mark: -mark.width))
    end = max(mark.x + mark.width for mark in marks)
    return Row(life.item.id, shortened(_told(life.item), _LABEL), y, min(mark.x for mark in marks), end, marks)


def _told(item: _Lived) -> str:
    match item:
        case Demand():
            return item.matter
        case ReplyOwed():
            return item.about
        case Meeting():
            return f"meeting: {item.place or listed(item.participants[1:]) or 'place unknown'}"


def _mark(dated: _Dated, scale: _Scale) -> Mark:
    x = scale.x(dated.when.first)
    width = max(_NARROWEST, scale.x(dated.when.last) - x)
    step = dated.step
    when = f"reported {dated.when.first}" if dated.told else day(step.on)
    teller = f", according to {listed(step.according_to)}" if step.according_to else ""
    return Mark(x, width, step.status, f"{step.status}, {when}{teller}", dated.told)


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    apart = max(1, -(-scale.days // _TICKS))
    days = (scale.first + timedelta(days=n) for n in range(0, scale.days + 1, apart))
    return tuple(Tick(scale.x(at), at.isoformat()) for at in days)
