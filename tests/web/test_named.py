"""Dates and agents of a report: the words that mean them, what they mean, how that was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Agent, AgentKind, Anchor, Mode, Passage, Polarity, Statement, Timex, TimexType, Zone
from dragoman.web.named import agents, dates, speakers

STATES = Agent("United States", AgentKind.STATE, aliases=("U.S.", "U.S", "US"), wikidata="Q30")
AUNE = Agent("Tor Aune", AgentKind.PERSON, of="Dockworkers' Union", office="leader", aliases=("Aune",))
UNION = Agent("Dockworkers' Union", AgentKind.ORGANISATION, aliases=("Union",))
OFFICIAL = Agent("official (unnamed)", AgentKind.UNNAMED, aliases=("official",))


def _marked(text: str, *found: Agent) -> list[str]:
    return [meant.words for meant in agents(text, found, [Passage(Zone.BODY, 0, len(text))])]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("U.S. envoys left; the U.S.-led talks went on without the US.", ["U.S.", "U.S.", "US"]),
        ("Tor Aune’s offer and Aune's answer", ["Tor Aune", "Aune"]),
        ("The Dockworkers’ Union met the Union of Pilots", ["Dockworkers’ Union", "Union"]),
        ("TOR AUNE SIGNS FOR THE UNION", ["TOR AUNE", "UNION"]),
        ("Reunion, Unions, USSR, U.S.S.R. and NAUS", []),
        ("an official told us", []),
    ],
)
def test_agents_are_marked_by_whole_names_the_longest_first(text: str, marked: list[str]) -> None:
    assert _marked(text, STATES, AUNE, UNION, OFFICIAL) == marked


def test_an_agent_is_told_with_its_office_and_how_it_is_known() -> None:
    text = "Aune wrote to the United States."
    union, states = agents(text, (AUNE, STATES), [Passage(Zone.BODY, 0, len(text))])
    assert (union.told, union.how) == ("Tor Aune, leader, for Dockworkers' Union", "as the report names it")
    assert (states.told, states.how) == ("", "known agent Q30")
    assert union.address == "/agents?name=Tor+Aune"


def test_a_name_that_two_agents_have_is_tied_to_neither() -> None:
    other = Agent("Ida Aune", AgentKind.PERSON, aliases=("Aune",))
    both, one = agents("Aune thanked Ida Aune.", (AUNE, other), [Passage(Zone.BODY, 0, 22)])
    assert (both.told, both.how, both.address) == ("Tor Aune or Ida Aune", "several have this name", "")
    assert one.words == "Ida Aune" and one.address


def test_sources_without_a_name_are_told_with_whom_they_mean() -> None:
    text = "Aune wrote. He said so. Oslo said no."
    named = tuple(agents(text, (AUNE,), [Passage(Zone.BODY, 0, len(text))]))
    said = [_said(text, "Aune", "Tor Aune"), _said(text, "He", "Tor Aune"), _said(text, "Oslo", "Norway")]
    told = [(meant.words, meant.told, meant.how) for meant in speakers(said, named)]
    assert told == [("He", "Tor Aune", "the source of s2"), ("Oslo", "Norway", "the source of s3")]


def _said(text: str, words: str, speaker: str) -> Statement:
    at = text.index(words)
    source = Anchor(at, at + len(words), words)
    return Statement(
        f"stm-{at}", (speaker,), (), False, Mode.INDIRECT, Polarity.ASSERTED, "so", None, source, None, (), source
    )


def test_a_date_is_told_with_the_rule_that_read_it() -> None:
    week = Timex(0, 9, TimexType.DATE, "2022-W08", "2022-02-21/2022-02-27", "next week", "period")
    years = Timex(10, 20, TimexType.DURATION, "P3Y", None, "three years", "duration")
    open_ = Timex(21, 28, TimexType.DATE, None, None, "Tuesday", "weekday")
    told = [(meant.told, meant.how) for meant in dates((week, years, open_))]
    assert told == [
        ("2022-02-21 to 2022-02-27", "by the rule period"),
        ("P3Y", "by the rule duration"),
        ("stays open", "by the rule weekday"),
    ]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=6))
def test_any_names_are_looked_for_in_any_text(text: str, names: list[str]) -> None:
    found = [Agent(name, AgentKind.ORGANISATION) for name in names]
    for meant in agents(text, found, [Passage(Zone.BODY, 0, len(text))]):
        assert 0 <= meant.start < meant.end <= len(text)
