"""Demands that only name a step or a paper, answers that name no matter, and demands met by deeds."""

from __future__ import annotations

import pytest
from exchange_samples import Report, together

from dragoman.exchange import fold
from dragoman.exchange.wording import is_bare, is_but_a_paper


def report(document: str = "a", published: str = "2024-06-01") -> Report:
    return Report(document, published).agent("Arland", "state").agent("Borduria", "state")


def asked(*things: str) -> Report:
    first = report()
    for thing in things:
        first.move("demand", "Arland", "Borduria", thing)
    return first


class TestNoMatterOfItsOwn:
    @pytest.mark.parametrize("words", ["to accept its demand", "to withdraw it", "Arland's demand"])
    def test_what_becomes_of_an_open_demand_is_none(self, words):
        later = report("b", "2024-06-03").move("demand", "Borduria", "Arland", words)
        assert [d.matter for d in fold(together(asked("open the dam"), later)).demands] == ["open the dam"]

    @pytest.mark.parametrize("paper", ["the plan", "a draft of the resolution"])
    def test_an_offer_of_which_only_the_paper_is_named_is_none(self, paper):
        assert fold(report().move("proposal", "Arland", "Borduria", paper).entries).demands == ()

    def test_advice_to_the_public_is_none(self):
        told = (
            report().agent("voters (unnamed)", "unnamed").move("demand", "Arland", "voters (unnamed)", "stay at home")
        )
        assert fold(told.entries).demands == ()

    def test_the_words_of_a_matter_are_more_than_a_name(self):
        assert is_bare("the union's latest demand", frozenset({"union"}))
        assert not is_bare("an end to the strike")
        assert not is_bare("to withdraw", handled=True)
        assert not is_but_a_paper("a peace plan") and not is_but_a_paper("the dam")


class TestAnswersByName:
    def statuses(self, first: Report, words: str) -> list[str]:
        later = report("b", "2024-06-03").move("rejection", "Borduria", "Arland", words)
        return [d.status.value for d in fold(together(first, later)).demands]

    def test_they_fall_on_the_one_demand_that_is_open(self):
        assert self.statuses(asked("open the dam"), "Arland's demand") == ["rejected"]

    def test_of_several_none_is_meant_by_one_and_all_by_many(self):
        both = asked("open the dam", "free the crews")
        assert self.statuses(both, "the demand") == ["made", "made"]
        assert self.statuses(asked("open the dam", "free the crews"), "the demands") == ["rejected", "rejected"]

    def test_a_pronoun_means_nothing_in_another_report(self):
        assert self.statuses(asked("open the dam"), "it") == ["made"]


class TestDeeds:
    def test_a_demand_is_delivered_by_the_deed(self):
        deed = report("b", "2024-06-03").move(
            "acceptance", "Borduria", "", "the crews", "delivered", evidence="freed the crews"
        )
        (demand,) = fold(together(asked("free the crews"), deed)).demands
        assert (demand.status, demand.history[-1].rule) == ("delivered", "deed-of-the-thing-demanded")


class TestOffersOwed:
    def test_an_offer_that_is_demanded_is_an_answer_owed_until_it_is_made(self):
        first = asked("a written offer")
        assert fold(first.entries).demands == ()
        assert [r.status for r in fold(first.entries).replies] == ["awaited"]
        later = report("b", "2024-06-03").move("proposal", "Borduria", "Arland", "a one-off payment of 400 crowns")
        assert [r.status for r in fold(together(first, later)).replies] == ["delivered"]
