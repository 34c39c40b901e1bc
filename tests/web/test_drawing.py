"""The timeline and the marks as values, without a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.brief.displayable import visible
from dragoman.documents import read
from dragoman.model import (
    Demand,
    DemandStatus,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Published,
    Step,
)
from dragoman.web.marks import PAGE, Mark, page_of, pages, pieces
from dragoman.web.timeline import LEFT, MOST_LANES, MOST_MARKS, MOST_ROWS, WIDTH, timeline

WORDS = (Evidence("doc-1", 0, 4, "Ana"),)
REPORT = DocumentInfo("doc-1", "a.txt", published=Published("2023-03-06", "user", ""))


def _demand(number: int, by: str, *days: str | None) -> Demand:
    statuses = ("made", "contested")  # in turn, for only a change is drawn
    history = tuple(Step(statuses[n % 2], day, "rule", WORDS) for n, day in enumerate(days))
    return Demand(f"demand-{number}", (by,), (), "a raise", "demand", DemandStatus.MADE, None, None, history, WORDS)


def _state(*demands: Demand) -> ExchangeState:
    return ExchangeState(None, documents=(REPORT,), demands=demands)


def test_a_mark_is_as_wide_as_the_doubt_about_its_day() -> None:
    (lane,) = timeline(_state(_demand(1, "Union", "2023-03-01", "2023-03-06/2023-03-12", "2023-03-31"))).lanes
    (row,) = lane.rows
    by_place = sorted(row.marks, key=lambda mark: mark.x)
    day, week, last = by_place
    assert week.width > day.width == last.width
    assert (row.x, row.end) == (day.x, last.x + last.width)
    assert day.x >= LEFT and last.x + last.width <= WIDTH


def test_only_changes_of_the_status_are_drawn_and_of_very_many_the_first_and_the_latest() -> None:
    days = [f"2023-03-{day:02}" for day in range(1, 31)]
    demand = _demand(1, "Union", *days)
    (lane,) = timeline(_state(demand)).lanes
    assert len(lane.rows[0].marks) == MOST_MARKS
    assert {"made, 2023-03-01", "contested, 2023-03-30"} <= {mark.title for mark in lane.rows[0].marks}
    same = replace(demand, history=tuple(replace(step, status="made") for step in demand.history))
    (lane,) = timeline(_state(same)).lanes
    assert [mark.title for mark in lane.rows[0].marks] == ["made, 2023-03-01"]


def test_a_step_without_a_day_stands_where_its_first_report_came_out() -> None:
    (lane,) = timeline(_state(_demand(1, "Union", None), _demand(2, "Union", "2023-03-01"))).lanes
    told = next(mark for row in lane.rows for mark in row.marks if mark.told)
    assert told.title == "made, reported 2023-03-06"
    assert [mark.told for row in lane.rows for mark in row.marks].count(True) == 1


def test_what_has_no_room_is_counted() -> None:
    many = [_demand(n, f"Party {n % 20:02}", "2023-03-01") for n in range(400)]
    drawn = timeline(_state(*many))
    assert len(drawn.lanes) == MOST_LANES
    assert drawn.more == 20 - MOST_LANES
    assert all(len(lane.rows) == MOST_ROWS and lane.more == 20 - MOST_ROWS for lane in drawn.lanes)


def test_nothing_dated_draws_nothing() -> None:
    assert timeline(ExchangeState(None)).lanes == ()
    undated = ExchangeState(None, demands=(_demand(1, "Union", "no day"),))
    assert (timeline(undated).lanes, timeline(undated).undated) == ((), 1)


def test_rows_never_overlap() -> None:
    drawn = timeline(_state(*(_demand(n, f"Party {n % 3}", "2023-03-01") for n in range(12))))
    heights = [row.y for lane in drawn.lanes for row in lane.rows]
    assert all(b - a >= 24 for a, b in pairwise(heights))
    assert drawn.height > heights[-1]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(("said", "move"))), max_size=12)


@given(st.text(min_size=1, max_size=80), spans)
def test_pieces_are_the_text_and_know_what_covers_them(text: str, given_spans: list[tuple[int, int, str]]) -> None:
    marks = [
        Mark(s, min(len(text), s + n), kind, f"l{i}") for i, (s, n, kind) in enumerate(given_spans) if s < len(text)
    ]
    opened: set[str] = set()
    cut = list(pieces(text, 0, len(text), marks, opened))
    assert "".join(piece.text for piece in cut).replace(" ", "") == visible(text).replace(" ", "")
    assert sorted(label for piece in cut for label in piece.opens) == sorted(mark.label for mark in marks)
    for mark in marks:
        assert sum(mark.label in piece.labels for piece in cut) >= 1


def test_pages_hold_every_passage_once_and_cut_what_is_longer_than_a_page() -> None:
    line = "Ana Berg said that the talks would resume. " * 3000
    document = read(f"Halvik\n\n{line}\n\nThe end came soon, she said.\n".encode(), file="a.txt")
    split = pages(document)
    assert len(split) > 2
    assert all(sum(p.end - p.start for p in page) <= PAGE for page in split)
    joined = [part for page in split for part in page]
    assert sum(p.end - p.start for p in joined) == sum(p.end - p.start for p in document.passages)
    for number, page in enumerate(split):
        assert all(page_of(split, part.start) == number for part in page)
