"""Answers by place: what a party says right after a claim of another in one report."""

from __future__ import annotations

import pytest
from exchange_samples import Report

from dragoman.exchange import fold


def report() -> Report:
    sides = Report("strike", "2024-06-04").agent("Dockers' Union", "organisation").agent("Harbour Line", "organisation")
    return sides.agent("Ana Berg", "person", "Dockers' Union").agent("Per Dahl", "person", "Harbour Line")


def accounts(told: Report) -> list[set[tuple[str, str]]]:
    return [{(a.holder, a.position.value) for a in d.accounts} for d in fold(told.entries).disputes]


BOTH = [{("Ana Berg", "yes"), ("Per Dahl", "no")}]


def test_a_denial_answers_the_claim_before_it() -> None:
    told = report().says("Ana Berg", "They had tried to buy the votes of the crews in March")
    told.says("Per Dahl", "offering money for votes", "denied", denied=True)
    assert accounts(told) == BOTH


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("the crews had been consulted in April", "nobody had consulted the crews"),
        ("eleven names on the list of members were missing", "the list of members was complete with all names"),
        ("the number of members who had voted was 74", "it was 91"),
        ("the pieces had been bought legally", "They were looted"),
        ("the session had been put off by the crews", "it was the owners who had postponed it"),
        ("Harbour Line tore down the old pier", "its workers had found no pier there"),
        ("engineers had been kept out of the dock", "none had ever come"),
        ("the boat had been in Sudrian waters", "it was caught inside Norland's zone"),
    ],
)
def test_the_contrary_said_right_after_it(claim: str, answer: str) -> None:
    assert accounts(report().says("Ana Berg", claim).says("Per Dahl", answer)) == BOTH


@pytest.mark.parametrize(
    ("claim", "cue", "answer"),
    [
        ("the company to accept a court", "urged", "a court was not what it had in mind"),
        ("the crews had been paid in April", "said", "the weather in the port had not been good"),
        ("the crews will be consulted", "said", "nobody had consulted the crews"),
        ("the crews had been paid 30 dollars", "said", "Harbour Line wants 50"),
        ("the list would be sent in May", "said", "it had sent a map"),
        ("the ship had 40 cabins", "said", "the storm in the night had cost the town 20 roofs and a pier of stone"),
    ],
)
def test_what_answers_nothing_is_no_dispute(claim: str, cue: str, answer: str) -> None:
    assert accounts(report().says("Ana Berg", claim, cue).says("Per Dahl", answer)) == []
