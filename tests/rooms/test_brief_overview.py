"""The overview of a large record: what its lines say, and what does not fit on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.brief import render_overview
from dragoman.brief.overview import compose_overview
from dragoman.model import Ahead, Outline, Overview

STRIKE = Outline(
    name="Port Union – Harbour Board",
    parties=("Port Union", "Harbour Board"),
    documents=412,
    first="2023-03-01",
    last="2023-06-09",
    counts=(("demands", "made", 3), ("demands", "rejected", 1), ("disputes", "", 2), ("warnings", "", 1)),
    contested=("Has the Board given the Union its offer?",),
    ahead=(
        Ahead("reply", ("Harbour Board",), ("Port Union",), "a written offer", "promised", "2023-06-12"),
        Ahead("meeting", ("Port Union", "Harbour Board"), (), "Arnes", "planned", "2023-06-01"),
        Ahead("decision", ("Harbour Board",), (), "the night shifts", "pending", None),
    ),
)
DAM = Outline("Arland – Borduria", ("Arland", "Borduria"), 9, "2021-01-02", "2021-01-02")
SEEN = Overview(as_of="2023-06-10", today="2023-06-10", documents=425, outlines=(STRIKE, DAM))


def shown(overview: Overview) -> str:
    """The overview as text, wrapped nowhere."""
    return " ".join(render_overview(overview, format="text", width=400).split())


def test_each_exchange_says_how_many_reports_and_how_its_items_stand() -> None:
    text = shown(SEEN)
    assert "E1 Port Union – Harbour Board: 412 reports, 2023-03-01 to 2023-06-09" in text
    assert "4 demands and proposals (3 made, 1 rejected) · 2 contested questions · 1 warning" in text
    assert "E2 Arland – Borduria: 9 reports, 2021-01-02" in text
    assert "425 reports from 2021-01-02 to 2023-06-09; 4 of no exchange" in text


def test_what_comes_next_is_told_apart_from_what_is_past_its_day() -> None:
    sections = {section.name: section for section in compose_overview(SEEN).sections}
    assert [line.what for line in sections["next"].lines] == ["reply owed: a written offer"]
    assert [line.what for line in sections["late"].lines] == ["meeting: Arnes"]
    later = {section.name: section for section in compose_overview(replace(SEEN, today="2023-07-01")).sections}
    assert "next" not in later and len(later["late"].lines) == 2


def test_a_day_that_is_no_date_belongs_nowhere() -> None:
    odd = replace(STRIKE, ahead=(replace(STRIKE.ahead[0], date="soon"),))
    assert {section.name for section in compose_overview(replace(SEEN, outlines=(odd,))).sections} == {"exchanges"}


def test_what_does_not_fit_is_counted_and_stands_in_the_json() -> None:
    many = tuple(replace(DAM, name=f"Arland – Borduria ({n})", last=f"20{99 - n}-01-01") for n in range(60))
    assert "20 further exchanges, last told of on 2059-01-01 or before" in shown(replace(SEEN, outlines=many))
    assert render_overview(replace(SEEN, outlines=many), format="json").count('"name"') == 60
    assert len(compose_overview(replace(SEEN, outlines=many), most=None).leads) == 60


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_hostile_names_are_shown_harmlessly(format: str) -> None:
    hostile = replace(STRIKE, name="\u202e<script>alert(1)</script>", contested=("\x1b[31m<b>?",))
    out = render_overview(replace(SEEN, outlines=(hostile,)), format=format)  # type: ignore[arg-type]
    assert "\u202e" not in out and "\x1b" not in out
    assert format != "html" or "<script>alert" not in out
