"""The fold, on invented negotiations: a strike, a coalition, an exchange of prisoners."""

from __future__ import annotations

import pytest
from exchange_samples import strike, together

from dragoman.exchange import fold
from dragoman.model import BadDate, ExchangeState


def statuses(items):
    return [item.status.value for item in items]


def test_nothing_folds_to_nothing():
    assert fold([]) == ExchangeState(None)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(BadDate):
        fold([], as_of="2024-13-01")


class TestDemands:
    def test_a_person_asks_for_the_party(self):
        report = strike().move("demand", "Ana Berg", "Port Authority", "a pay rise of 6 percent")
        (demand,) = fold(report.entries).demands
        assert (demand.by, demand.to, demand.status) == (("Dockers' Union",), ("Port Authority",), "made")

    def test_two_persons_who_alone_tell_it_are_kept(self):
        report = strike().move("demand", "Ana Berg", "Tomas Lind", "an apology in public")
        (demand,) = fold(report.entries).demands
        assert (demand.by, demand.to) == (("Ana Berg",), ("Tomas Lind",))

    def test_one_matter_in_other_words_of_another_report(self):
        first = strike("a").move("demand", "Ana Berg", "Port Authority", "banning agency crews from loading ships")
        later = strike("b", "2024-03-06").move(
            "demand", "Dockers' Union", "Port Authority", "not to load ships with agency crews"
        )
        (demand,) = fold(together(first, later)).demands
        assert len(demand.evidence) == 2

    @pytest.mark.parametrize(
        "other",
        [
            "a pay rise of 9 percent",
            "no pay rise for managers",
            "the reopening of the canteen",
        ],
    )
    def test_another_matter_stays_apart(self, other):
        report = strike().move("demand", "Dockers' Union", "Port Authority", "a pay rise of 6 percent for managers")
        report.move("demand", "Dockers' Union", "Port Authority", other)
        assert len(fold(report.entries).demands) == 2

    def test_the_same_words_from_the_other_side_are_another_demand(self):
        report = strike().move("demand", "Dockers' Union", "Port Authority", "publish the accident report")
        report.move("demand", "Port Authority", "Dockers' Union", "publish the accident report")
        assert len(fold(report.entries).demands) == 2

    def test_a_later_refusal_of_the_matter_rejects_it(self):
        first = strike("a").move("demand", "Dockers' Union", "Port Authority", "a pay rise of 6 percent")
        later = strike("b", "2024-03-06").move(
            "rejection", "Tomas Lind", "", "the pay rise", date="2024-03-05", evidence="turned down the pay rise"
        )
        (demand,) = fold(together(first, later)).demands
        assert (demand.status, demand.since) == ("rejected", "2024-03-05")
        assert [step.rule for step in demand.history] == ["demand-told", "rejection-of-the-matter"]

    def test_a_hedge_stays_until_a_firmer_telling(self):
        first = strike("a").move(
            "demand", "Dockers' Union", "Port Authority", "shorter night shifts", "rejected", hedge="some of"
        )
        later = strike("b", "2024-03-06").move(
            "demand", "Dockers' Union", "Port Authority", "shorter night shifts", "rejected"
        )
        assert fold(together(first, later), as_of="2024-03-04").demands[0].hedge == "some of"
        assert fold(together(first, later)).demands[0].hedge is None

    def test_half_an_acceptance_is_partly_met(self):
        report = strike().move("demand", "Dockers' Union", "Port Authority", "paid rest breaks on night shifts")
        report.move("acceptance", "Port Authority", "Dockers' Union", "some of the paid rest breaks")
        assert statuses(fold(report.entries).demands) == ["partly met"]

    def test_two_holders_of_one_report_who_differ_make_it_contested(self):
        report = strike().move("demand", "Dockers' Union", "Port Authority", "paid rest breaks")
        report.move("acceptance", "Port Authority", "", "paid rest breaks", said_by="Ana Berg")
        report.move("rejection", "Port Authority", "", "paid rest breaks", said_by="Tomas Lind")
        assert statuses(fold(report.entries).demands) == ["contested"]

    def test_being_told_again_reopens_nothing(self):
        first = strike("a").move("demand", "Dockers' Union", "Port Authority", "paid rest breaks", "rejected")
        later = strike("b", "2024-03-08").move("demand", "Dockers' Union", "Port Authority", "paid rest breaks")
        assert statuses(fold(together(first, later)).demands) == ["rejected"]


class TestReplies:
    def test_promised_then_given(self):
        first = strike("a").move("promise", "Port Authority", "Dockers' Union", "to give a written answer")
        later = strike("b", "2024-03-08").move(
            "reply", "Port Authority", "Dockers' Union", "the Authority's letter", "delivered", "2024-03-07"
        )
        (owed,) = fold(together(first, later), as_of="2024-03-04").replies
        (given,) = fold(together(first, later)).replies
        assert (owed.status, given.status, given.since) == ("promised", "delivered", "2024-03-07")
        assert owed.id == given.id

    def test_overdue_only_against_somebodys_date(self):
        report = strike().move(
            "reply", "Port Authority", "Dockers' Union", "answer", "awaited", due="2024-03-06", said_by="Ana Berg"
        )
        report.move("reply", "Dockers' Union", "Port Authority", "counter-offer", "awaited")
        on_the_day, other = fold(report.entries, as_of="2024-03-06").replies
        after, never = fold(report.entries, as_of="2024-03-09").replies
        assert (on_the_day.overdue, after.overdue, after.due_by) == (False, True, ("Ana Berg",))
        assert not other.overdue and not never.overdue

    def test_two_directions_are_two_replies(self):
        report = strike().move("reply", "Port Authority", "Dockers' Union", "written answer", "delivered")
        report.move("reply", "Dockers' Union", "Port Authority", "written follow-up to the answer", "awaited")
        assert statuses(fold(report.entries).replies) == ["delivered", "awaited"]

    def test_a_first_reaction_is_not_the_written_answer(self):
        report = strike().move("reply", "Port Authority", "Dockers' Union", "written answer", "awaited")
        report.move("reply", "Tomas Lind", "Dockers' Union", "first reactions", "awaited")
        assert [r.form for r in fold(report.entries).replies] == ["written", "spoken"]

    def test_after_a_reply_that_was_surely_given_the_next_is_awaited(self):
        first = strike("a").move("reply", "Port Authority", "Dockers' Union", "written answer", "delivered")
        later = strike("b", "2024-03-20").move("reply", "Port Authority", "Dockers' Union", "revised answer", "awaited")
        assert statuses(fold(together(first, later)).replies) == ["delivered", "awaited"]

    def contested(self):
        report = strike().agent("Harbour Gazette", "outlet").agent("Strike Committee", "body", "Dockers' Union")
        report.move(
            "reply",
            "Dockers' Union",
            "Port Authority",
            "a written answer",
            "delivered",
            said_by="port official (unnamed)",
            via=("Harbour Gazette",),
            anonymous=True,
        )
        report.says("Strike Committee", "it had answered the Authority's letter", "denied", denied=True)
        report.move("reply", "Dockers' Union", "Port Authority", '"other drafts"', "delivered", said_by="Ana Berg")
        return report

    def test_accounts_that_differ_make_one_dispute_with_all_of_them(self):
        report = self.contested()
        report.says("Tomas Lind", "the letter was not about the Authority's answer but a list of questions")
        state = fold(report.entries)
        (reply,), (dispute,) = state.replies, state.disputes
        assert (reply.status, dispute.about) == ("contested", reply.id)
        assert {(a.holder, a.via, a.position.value) for a in dispute.accounts} == {
            ("port official (unnamed)", ("Harbour Gazette",), "yes"),
            ("Strike Committee", (), "no"),
            ("Ana Berg", (), "yes"),
            ("Tomas Lind", (), "other"),
        }

    def test_a_contested_reply_is_given_once_its_giver_says_so(self):
        later = strike("b", "2024-03-08").move(
            "reply", "Dockers' Union", "Port Authority", "the answer", "delivered", said_by="Ana Berg"
        )
        assert statuses(fold(together(self.contested(), later)).replies) == ["delivered"]

    def test_the_other_side_in_a_later_report_makes_a_lone_account_contested(self):
        first = strike("a").move(
            "reply",
            "Dockers' Union",
            "Port Authority",
            "the answer",
            "delivered",
            said_by="port official (unnamed)",
            anonymous=True,
        )
        later = strike("b", "2024-03-05").move(
            "reply", "Dockers' Union", "Port Authority", "the answer", "awaited", said_by="Ana Berg"
        )
        assert statuses(fold(together(first, later)).replies) == ["contested"]

    def test_the_addressee_is_taken_from_the_report_where_there_is_one_only(self):
        report = strike().move("demand", "Dockers' Union", "Port Authority", "paid rest breaks")
        report.move("reply", "Port Authority", "", "written answer", "awaited")
        assert fold(report.entries).replies[0].to == ("Dockers' Union",)
        report.move("demand", "Harbour Pilots", "Port Authority", "new boats")
        assert fold(report.entries).replies == ()
