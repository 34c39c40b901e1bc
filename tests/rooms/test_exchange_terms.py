"""Conditions as proposals, whom people act for by their office, and demands known through somebody."""

from __future__ import annotations

import pytest
from exchange_samples import Report, strike, together

from dragoman.exchange import fold
from dragoman.model import Agent, AgentKind, Entry


def states() -> Report:
    return Report("a", "2024-06-01").agent("Arland", "state").agent("Borduria", "state")


class TestConditions:
    def promise(self, condition: str) -> Report:
        report = states().move("demand", "Borduria", "Arland", "an open port")
        return report.move("promise", "Arland", "", "to open the port", "conditional", condition=condition)

    def test_what_another_party_is_to_do_in_return_is_a_proposal(self):
        _, term = fold(self.promise("if Borduria pays its share of the dam").entries).demands
        assert (term.by, term.to, term.form) == (("Arland",), ("Borduria",), "proposal")
        assert term.matter == "Borduria pays its share of the dam"

    @pytest.mark.parametrize("condition", ["if the weather permits", "if Arland has the money", "on Borduria's word"])
    def test_what_nobody_else_is_to_do_is_none(self, condition):
        assert [d.matter for d in fold(self.promise(condition).entries).demands] == ["an open port"]

    def test_a_condition_told_as_a_demand_is_one_demand(self):
        report = self.promise("only if Borduria pays its share of the dam")
        report.move("demand", "Arland", "Borduria", "only if Borduria pays its share of the dam")
        assert len(fold(report.entries).demands) == 2

    def test_it_can_be_refused(self):
        later = Report("b", "2024-06-03").move("rejection", "Borduria", "Arland", "to pay a share of the dam")
        report = self.promise("if Borduria pays its share of the dam")
        assert [d.status for d in fold(together(report, later)).demands] == ["made", "rejected"]


class TestThroughSomebody:
    def demand(self, via: str) -> Report:
        words = "Arland demanded that Borduria open the dam"
        report = states().agent("official (unnamed)", "unnamed").agent("Eva Moe", "person")
        report.move("demand", "Arland", "Borduria", "open the dam", evidence=words)
        report._at -= len(words) + 1
        return report.says("Arland", "that Borduria open the dam", cue="demanded", via=(via,))

    def test_what_an_unnamed_person_tells_of_a_demand_rests_on_that_person(self):
        state = fold(self.demand("official (unnamed)").entries)
        assert state.rests_on_unnamed == (state.demands[0].id,)
        assert state.demands[0].history[0].according_to == ("official (unnamed)",)
        assert fold(self.demand("official (unnamed)").entries, named_only=True).demands == ()

    def test_what_a_named_person_tells_stands_without_unnamed_ones(self):
        assert len(fold(self.demand("Eva Moe").entries, named_only=True).demands) == 1


class TestWhomTheyActFor:
    def leader(self, report: Report, office: str) -> Report:
        report.entries.append(
            Entry("leader", report.document, Agent("Siv Aas", AgentKind.PERSON, office=office)),
        )
        return report.move("demand", "Siv Aas", "Port Authority", "free parking")

    def test_a_union_leader_acts_for_the_union(self):
        assert fold(self.leader(strike(), "union leader").entries).demands[0].by == ("Dockers' Union",)

    @pytest.mark.parametrize("office", ["union", "party leader"])
    def test_another_office_does_not(self, office):
        assert fold(self.leader(strike(), office).entries).demands[0].by == ("Siv Aas",)

    def test_of_two_unions_neither_is_meant(self):
        report = strike().agent("Cooks' Union", "organisation")
        assert fold(self.leader(report, "union leader").entries).demands[0].by == ("Siv Aas",)

    def test_people_act_for_the_organisation_that_is_theirs(self):
        report = Report("b", "2024-03-07").agent("dockers (unnamed)", "unnamed")
        report.move("demand", "dockers (unnamed)", "Port Authority", "a canteen")
        assert fold(together(strike(), report)).demands[0].by == ("Dockers' Union",)

    def test_unnamed_people_of_two_parties_are_both(self):
        report = states().agent("Arlandish and Bordurian envoys", "unnamed", "Borduria").agent("Eva Moe", "person")
        report.move("meeting", "Arlandish and Bordurian envoys", "Eva Moe", "talks", "delivered", "2024-06-01")
        assert set(fold(report.entries).meetings[0].participants) == {"Arland", "Borduria", "Eva Moe"}


def test_who_must_reply_owes_a_reply():
    report = states().move("demand", "Arland", "Borduria", "Borduria must reply to the paper by June")
    (owed,) = fold(report.entries).replies
    assert (owed.by, owed.to, owed.status) == (("Borduria",), ("Arland",), "awaited")


def test_who_must_respond_with_force_owes_none():
    report = states().move("demand", "Arland", "Borduria", "Borduria must respond forcefully")
    assert fold(report.entries).replies == ()


def written_offer() -> Report:
    words = "The authority handed over a written offer"
    return strike("b", "2024-03-07").move("proposal", "Port Authority", "Dockers' Union", "", evidence=words)


def test_an_offer_of_which_only_the_handing_over_is_told_is_the_reply_owed():
    promised = strike().move("reply", "Port Authority", "Dockers' Union", "its answer", "promised")
    state = fold(together(promised, written_offer()))
    assert (state.demands, state.replies[0].status) == ((), "delivered")


def test_where_none_was_owed_it_is_a_proposal():
    assert [d.form for d in fold(written_offer().entries).demands] == ["proposal"]


@pytest.mark.parametrize(("day", "since"), [("2024-02-20", "2024-02-20"), ("2024-03-06", None)])
def test_a_later_telling_gives_the_day_if_it_lies_before_the_first(day, since):
    first = strike().move("demand", "Ana Berg", "Port Authority", "a canteen in the harbour")
    later = strike("later", "2024-03-07").move("demand", "Ana Berg", "Port Authority", "a harbour canteen", date=day)
    assert [d.since for d in fold(together(first, later)).demands] == [since]
