"""The fold, on invented negotiations: a strike, a coalition, an exchange of prisoners."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_samples import Report, strike, together

from dragoman.exchange import fold
from dragoman.model import BadDate, BadInput, Change, ExchangeState, Judgement, JudgementKind, Tie


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


class TestMeetings:
    def test_one_meeting_in_two_reports(self):
        first = strike("a").move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07", place="Oslo")
        later = strike("b", "2024-03-08").move(
            "meeting", "Ana Berg", "Tomas Lind", "talks", "delivered", "2024-03-07", place="Oslo"
        )
        (planned,) = fold(together(first, later), as_of="2024-03-07").meetings
        (held,) = fold(together(first, later)).meetings
        assert (planned.status, held.status, planned.id == held.id) == ("planned", "held", True)

    def test_a_planned_day_that_passed_without_a_word_leaves_it_unknown(self):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07")
        (meeting,) = fold(report.entries, as_of="2024-03-08").meetings
        assert meeting.status == "unknown"
        assert meeting.history[-1].rule == "day-passed-and-nobody-says"

    @pytest.mark.parametrize(
        ("what", "date", "place"),
        [("a telephone call", None, None), ("talks", "2024-03-12", "Oslo"), ("talks", "2024-03-07", "Bergen")],
    )
    def test_another_form_day_or_place_is_another_meeting(self, what, date, place):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07", place="Oslo")
        report.move("meeting", "Ana Berg", "Tomas Lind", what, "planned", date, place=place)
        assert len(fold(report.entries).meetings) == 2

    def test_an_invitation_proposes_and_the_invited_decides(self):
        first = strike("a").move("invitation", "Tomas Lind", "Dockers' Union", "round-table talks")
        first.move("meeting", "Port Authority", "Dockers' Union", "the proposed round-table talks", "awaited")
        later = strike("b", "2024-03-06").move(
            "rejection", "Dockers' Union", "Port Authority", "the invitation to talks"
        )
        (proposed,) = fold(together(first, later), as_of="2024-03-04").meetings
        (declined,) = fold(together(first, later)).meetings
        assert (proposed.status, declined.status) == ("proposed", "cancelled")
        assert set(proposed.participants) == {"Port Authority", "Dockers' Union"}

    def test_talks_of_two_parties_are_not_yet_those_of_two_persons(self):
        first = strike("a").move(
            "meeting", "Ana Berg", "Tomas Lind", "a meeting", "planned", "2024-03-07", place="Oslo"
        )
        later = strike("b", "2024-03-09").move(
            "meeting", "Dockers' Union", "Port Authority", "recent talks", "delivered", place="Oslo"
        )
        assert statuses(fold(together(first, later)).meetings) == ["unknown", "held"]

    def test_a_joint_body_meets_as_its_members(self):
        report = Report("a", "2024-05-01").agent("Arland", "state").agent("Borduria", "state")
        report.move("meeting", "Arland-Borduria Council", "", "the Council's session", "planned", "2024-05-03")
        assert fold(report.entries).meetings[0].participants == ("Arland", "Borduria")


class TestDisputes:
    """A coalition that falls apart: who leaked, who promised."""

    def coalition(self):
        report = Report("coalition", "2024-09-02")
        report.agent("Green List", "organisation").agent("Ida Moen", "person", "Green List")
        return report.agent("Farmers' League", "organisation").agent("Per Dahl", "person", "Farmers' League")

    def accounts(self, report):
        (dispute,) = fold(report.entries).disputes
        return {(a.holder, a.position.value) for a in dispute.accounts}

    def test_asserted_and_denied(self):
        report = self.coalition().says("Ida Moen", "the League leaked the draft budget to the papers")
        report.says("Per Dahl", "his party had leaked the draft budget", "denied", denied=True)
        assert self.accounts(report) == {("Ida Moen", "yes"), ("Per Dahl", "no")}

    def test_asserted_in_one_report_and_denied_in_another(self):
        first = self.coalition().says("Ida Moen", "the League leaked the draft budget to the papers")
        later = Report("later", "2024-09-04").says("Per Dahl", "they leaked the draft budget", "denied", denied=True)
        (dispute,) = fold(together(first, later)).disputes
        assert {a.position.value for a in dispute.accounts} == {"yes", "no"}

    def test_an_accusation_denied_in_general(self):
        report = self.coalition().says("Ida Moen", "the Farmers' League of buying votes", "accused")
        report.move("denial", "Per Dahl", "", "the allegations")
        assert self.accounts(report) == {("Ida Moen", "yes"), ("Per Dahl", "no")}

    def test_an_accusation_turned_round(self):
        report = self.coalition().says("Ida Moen", "the Farmers' League of wrecking the talks", "accused")
        report.says("Per Dahl", "it is the Greens, not the Farmers, who walked out")
        assert self.accounts(report) == {("Ida Moen", "yes"), ("Per Dahl", "no")}

    @pytest.mark.parametrize(
        ("speaker", "content", "denied"),
        [
            ("Per Dahl", "the draft budget would be ready on time", False),
            ("Ida Moen", "her party had leaked the draft budget", True),
            ("Per Dahl", "he had met foreign lenders", True),
        ],
    )
    def test_no_dispute_without_two_sides_and_one_question(self, speaker, content, denied):
        report = self.coalition().says("Ida Moen", "the Farmers' League leaked the draft budget to the papers")
        report.says(speaker, content, denied=denied)
        assert fold(report.entries).disputes == ()


class TestStanding:
    def test_what_rests_on_unnamed_sources_alone(self):
        report = strike().move(
            "meeting",
            "Ana Berg",
            "Tomas Lind",
            "talks",
            "planned",
            "2024-03-07",
            said_by="port official (unnamed)",
            anonymous=True,
        )
        report.move("demand", "Ana Berg", "Port Authority", "paid rest breaks", said_by="Ana Berg")
        state = fold(report.entries)
        assert state.rests_on_unnamed == (state.meetings[0].id,)

    def test_the_teller_of_a_move_is_whoever_says_its_words(self):
        report = strike().says("port official (unnamed)", "the Authority would answer soon", anonymous=True)
        said = report.entries[-1].value
        report.move("reply", "Port Authority", "Dockers' Union", "answer", "awaited", statement=said.id)
        state = fold(report.entries)
        assert state.replies[0].accounts[0].holder == "port official (unnamed)"
        assert state.rests_on_unnamed == (state.replies[0].id,)

    def test_an_open_demand_goes_quiet_after_fourteen_days(self):
        report = strike().move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        assert fold(report.entries, as_of="2024-03-17").gone_quiet == ()
        state = fold(report.entries, as_of="2024-03-18")
        assert state.gone_quiet == (state.demands[0].id,)

    def test_warnings_and_decisions_keep_their_conditions(self):
        report = strike().move("threat", "Ana Berg", "Port Authority", "a walk-out", condition="if talks fail")
        report.move("decision-pending", "Tomas Lind", "", "whether to call mediators", "awaited")
        state = fold(report.entries)
        assert (state.warnings[0].condition, state.decisions[0].status) == ("if talks fail", "pending")

    def test_doubts_and_undated_reports_are_told(self):
        dated = strike().doubt("unresolved-day", "Tuesday")
        undated = strike("undated", None).move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        state = fold(together(dated, undated), as_of="2024-03-04")
        assert [d.code for d in state.doubts] == ["unresolved-day", "undated-document"]
        assert state.demands == () and len(fold(together(dated, undated)).demands) == 1

    def test_an_edition_that_was_corrected_is_left_to_its_correction(self):
        first = strike("a").move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        second = strike("b", "2024-03-05").move("demand", "Ana Berg", "Port Authority", "longer rest breaks")
        stale = replace(first.document, superseded_by=second.document.id)
        entries = [replace(e, document=stale) for e in first.entries] + second.entries
        assert [d.matter for d in fold(entries).demands] == ["longer rest breaks"]
        assert [d.matter for d in fold(entries, as_of="2024-03-04").demands] == ["paid rest breaks"]


class TestNames:
    def test_a_surname_alone_is_the_one_person_of_that_surname(self):
        first = strike("a").move("demand", "Ana Berg", "Tomas Lind", "an apology in public")
        later = Report("b", "2024-03-05").agent("Berg", "person")
        later.move("demand", "Berg", "Lind", "an apology in public")
        assert fold(together(first, later)).demands[0].by == ("Ana Berg",)

    @pytest.mark.parametrize(("of", "demands"), [(None, 1), ("Norway", 2)])
    def test_a_surname_taken_for_an_organisation_is_the_person_unless_more_is_known_of_it(self, of, demands):
        first = strike("a").move("demand", "Ana Berg", "Tomas Lind", "an apology in public")
        later = Report("b", "2024-03-05").agent("Berg", "organisation", of)
        later.move("demand", "Berg", "Tomas Lind", "an apology in public")
        assert len(fold(together(first, later)).demands) == demands

    def test_two_persons_of_one_surname_are_left_apart(self):
        report = strike().agent("Eva Berg", "person", "Harbour Pilots").agent("Berg", "person")
        report.move("demand", "Berg", "Port Authority", "an apology in public")
        assert fold(report.entries).demands[0].by == ("Berg",)

    def test_a_joint_name_is_its_members_where_all_are_known(self):
        report = strike().agent("Ana Berg and Tomas Lind", "group")
        report.move("demand", "Ana Berg and Tomas Lind", "Harbour Council", "a new mediator")
        assert fold(report.entries).demands[0].by == ("Dockers' Union", "Port Authority")


@pytest.mark.parametrize(
    "words",
    ["Arland responded by saying that it would study the offer", "Arland will respond decisively if Borduria attacks"],
)
def test_what_is_said_at_once_or_done_in_return_is_no_reply_owed(words):
    report = Report("one", "2024-03-05").agent("Arland", "state").agent("Borduria", "state")
    report.move("reply", "Arland", "Borduria", words, "delivered")
    assert fold(report.entries).replies == ()


class TestAddressees:
    def test_a_demand_without_addressee_goes_where_the_others_go(self):
        report = strike().move("demand", "Ana Berg", "", "paid rest breaks")
        report.move("demand", "Ana Berg", "Port Authority", "a pay rise of 6 percent")
        report.move("rejection", "Port Authority", "Dockers' Union", "the pay rise")
        assert {d.to for d in fold(report.entries).demands} == {("Port Authority",)}

    def test_two_circles_name_nobody(self):
        report = strike().move("demand", "Ana Berg", "", "paid rest breaks")
        for number, other in enumerate(["Port Authority", "Harbour Council"]):
            report.move("demand", "Ana Berg", other, f"new cranes, {number} of them")
        assert fold(report.entries).demands[0].to == ()

    def test_a_demand_told_in_a_readout_is_for_the_other_side_of_the_call(self):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "a call", "delivered", "2024-03-04")
        report.move("demand", "Ana Berg", "", "paid rest breaks")
        assert fold(report.entries).demands[0].to == ("Port Authority",)

    def test_the_record_names_the_other_side_against_a_lone_telling_of_the_report(self):
        first = strike("a").move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        first.move("rejection", "Port Authority", "Dockers' Union", "the pay rise")
        second = strike("b", "2024-03-06").move("demand", "Ana Berg", "", "new cranes")
        second.move("demand", "Ana Berg", "Harbour Council", "a new bus line")
        found = {d.matter: d.to for d in fold(together(first, second)).demands}
        assert found["new cranes"] == ("Port Authority",)

    def test_whom_a_party_asked_years_before_is_not_meant(self):
        first = strike("a", "2008-03-05").move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        first.move("rejection", "Port Authority", "Dockers' Union", "the pay rise")
        late = strike("b", "2024-03-06").move("demand", "Ana Berg", "", "new cranes")
        soon = strike("c", "2009-03-06").move("demand", "Ana Berg", "", "a canteen at the gate")
        found = {d.matter: d.to for d in fold(together(first, late, soon)).demands}
        assert found["new cranes"] == ()
        assert found["a canteen at the gate"] == ("Port Authority",)

    def test_unnamed_people_are_no_addressee_where_the_party_is_known(self):
        report = strike().agent("managers (unnamed)", "unnamed")
        report.move("demand", "Ana Berg", "Port Authority", "a pay rise of 6 percent")
        report.move("demand", "Ana Berg", "managers (unnamed)", "paid rest breaks")
        assert {d.to for d in fold(report.entries).demands} == {("Port Authority",)}

    def test_a_wish_of_both_sides_is_no_demand(self):
        report = strike().move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        report.move("demand", "Dockers' Union; Port Authority", "", "the need for calm")
        assert [d.matter for d in fold(report.entries).demands] == ["paid rest breaks"]

    def test_an_order_to_ones_own_people_is_no_demand(self):
        report = strike().agent("pickets (unnamed)", "unnamed", "Dockers' Union")
        report.move("demand", "Ana Berg", "pickets (unnamed)", "to leave the northern gate")
        assert fold(report.entries).demands == ()

    def test_a_refusal_to_come_back_to_the_talks_rejects_the_call_for_them(self):
        report = strike().move("demand", "Ana Berg", "Port Authority", "to return to the stalled talks")
        report.move("rejection", "Port Authority", "", "it will not return to talks until the strike ends")
        assert statuses(fold(report.entries).demands) == ["rejected"]

    def test_nobody_asks_himself(self):
        report = strike().move("proposal", "Port Authority", "Port Authority; Dockers' Union", "cutting fees by half")
        (demand,) = fold(report.entries).demands
        assert (demand.by, demand.to) == (("Port Authority",), ("Dockers' Union",))


class TestWhomSomebodyActsFor:
    def test_what_most_reports_say(self):
        reports = [
            strike(n, f"2024-03-0{n}").agent("Eva Moe", "person", of)
            for n, of in enumerate(["Harbour Pilots", "Port Authority", "Port Authority"], 4)
        ]
        reports[0].move("demand", "Eva Moe", "Dockers' Union", "an end of the strike")
        assert fold(together(*reports)).demands[0].by == ("Port Authority",)

    @pytest.mark.parametrize(("body", "asks"), [("Pilots' Board of Governors", True), ("Pilots' press office", False)])
    def test_a_board_of_an_organisation_decides_for_itself(self, body, asks):
        report = strike().agent("Harbour Pilots", "organisation").agent(body, "body", "Harbour Pilots")
        report.move("demand", body, "Port Authority", "new boats")
        assert fold(report.entries).demands[0].by == ((body if asks else "Harbour Pilots"),)


class TestWhoMeets:
    def test_whoever_tells_of_talks_with_somebody_is_the_other_side(self):
        report = strike().move(
            "meeting", "", "Port Authority", "talks with the Authority", "delivered", said_by="Ana Berg"
        )
        assert fold(report.entries).meetings[0].participants == ("Dockers' Union", "Port Authority")

    def test_talks_of_the_one_who_is_spoken_to_are_not_the_tellers(self):
        report = strike().move("meeting", "", "Port Authority", "your talks with them", "delivered", said_by="Ana Berg")
        assert fold(report.entries).meetings == ()

    def test_a_pair_in_the_name_of_the_talks(self):
        report = Report("a", "2024-05-01").agent("Arland", "state").agent("Borduria", "state")
        report.move("meeting", "Arland", "", "the Arland-Bordurian talks", "delivered", "2024-04-29")
        assert fold(report.entries).meetings[0].participants == ("Arland", "Borduria")

    @pytest.mark.parametrize(("who", "day", "listed"), [
        ("Harbour Council", "2024-03-08", True), ("Harbour Council", None, False), ("Ana Berg", "2024-03-08", False),
    ])  # fmt: skip
    def test_a_council_may_meet_by_itself_on_a_day(self, who, day, listed):
        report = strike().agent("Harbour Council", "organisation")
        report.move("meeting", who, "", "a session on the strike", "planned", day)
        assert bool(fold(report.entries).meetings) is listed

    def test_a_party_that_talks_to_itself_is_no_meeting(self):
        report = strike().agent("Eva Moe", "person", "Dockers' Union")
        report.move("meeting", "Ana Berg", "Eva Moe", "a working meeting", "delivered", "2024-03-04")
        assert fold(report.entries).meetings == ()

    def test_unnamed_people_are_their_party_or_left_out(self):
        report = strike().agent("dockers (unnamed)", "unnamed", "Dockers' Union").agent("guests (unnamed)", "unnamed")
        report.move("meeting", "dockers (unnamed)", "Tomas Lind; guests (unnamed)", "talks", "delivered", "2024-03-04")
        assert fold(report.entries).meetings[0].participants == ("Dockers' Union", "Tomas Lind")


class TestWhichMeeting:
    def test_a_call_without_a_day_is_the_nearest_one(self):
        first = strike("a").move("meeting", "Ana Berg", "Tomas Lind", "a call", "delivered", "2024-03-04")
        second = strike("b", "2024-03-20").move(
            "meeting", "Ana Berg", "Tomas Lind", "a call", "delivered", "2024-03-20"
        )
        third = strike("c", "2024-03-21").move("meeting", "Ana Berg", "Tomas Lind", "the call", "delivered")
        found = {m.date: len(m.evidence) for m in fold(together(first, second, third)).meetings}
        assert found == {"2024-03-04": 1, "2024-03-20": 2}

    def test_a_call_without_a_day_months_later_is_another(self):
        first = strike("a").move("meeting", "Ana Berg", "Tomas Lind", "a call", "delivered", "2024-03-04")
        later = strike("b", "2024-05-20").move("meeting", "Ana Berg", "Tomas Lind", "a call", "delivered")
        assert [m.date for m in fold(together(first, later)).meetings] == ["2024-03-04", None]

    def test_what_was_held_long_ago_is_history(self):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "talks", "delivered", "2023-06")
        assert fold(report.entries).meetings == ()

    def test_a_call_of_the_day_that_somebody_still_expects_is_planned(self):
        report = strike().says("Tomas Lind", "he expects to hear more in Monday's call with Ana Berg")
        said = report.entries[-1].value
        report.move("meeting", "Tomas Lind", "Ana Berg", "call", "delivered", "2024-03-04", statement=said.id)
        assert statuses(fold(report.entries).meetings) == ["planned"]

    def test_an_invitation_told_after_the_day_of_other_talks_is_for_new_ones(self):
        first = strike("a").move("meeting", "Dockers' Union", "Port Authority", "talks", "planned", "2024-03-06")
        later = strike("b", "2024-03-09").move("invitation", "Port Authority", "Dockers' Union", "more talks")
        assert statuses(fold(together(first, later)).meetings) == ["unknown", "proposed"]

    def test_the_day_of_an_invitation_that_lies_ahead_is_the_meetings(self):
        report = strike().move("invitation", "Port Authority", "Dockers' Union", "talks", date="2024-03-08")
        assert fold(report.entries).meetings[0].date == "2024-03-08"
        report = strike().move("invitation", "Port Authority", "Dockers' Union", "talks", date="2024-03-03")
        assert fold(report.entries).meetings[0].date is None

    @pytest.mark.parametrize(("words", "meetings"), [("to talk by phone", 1), ("to talk by phone again", 2)])
    def test_a_report_of_a_call_that_tells_how_it_was_sought(self, words, meetings):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "a call", "delivered", "2024-03-04")
        report.move("meeting", "Ana Berg", "Tomas Lind", words, "planned")
        assert len(fold(report.entries).meetings) == meetings


class TestRepliesAskedForAndHandedOver:
    def test_a_demand_for_an_answer_makes_one_owed(self):
        report = strike().move("demand", "Ana Berg", "Port Authority", "a written answer by Friday", due="2024-03-08")
        (reply,) = fold(report.entries).replies
        assert (reply.by, reply.to, reply.status, reply.due) == (
            ("Port Authority",), ("Dockers' Union",), "awaited", "2024-03-08"
        )  # fmt: skip
        assert [(a.holder, a.position.value) for a in reply.accounts] == [("Ana Berg", "no")]

    def test_asking_after_a_reply_that_was_surely_given_is_for_the_next(self):
        first = strike("a").move("reply", "Port Authority", "Dockers' Union", "written answer", "delivered")
        later = strike("b", "2024-03-06").move("demand", "Ana Berg", "Port Authority", "a written answer to all points")
        assert statuses(fold(together(first, later)).replies) == ["delivered", "awaited"]

    def test_asking_while_somebody_says_it_was_given_changes_nothing(self):
        first = strike("a").move(
            "reply", "Port Authority", "Dockers' Union", "answer", "delivered",
            said_by="port official (unnamed)", anonymous=True,
        )  # fmt: skip
        later = strike("b", "2024-03-06").move("demand", "Ana Berg", "Port Authority", "a written answer to all points")
        assert statuses(fold(together(first, later)).replies) == ["delivered"]

    def test_a_written_offer_handed_over_is_the_reply_that_was_promised(self):
        first = strike("a").move("promise", "Port Authority", "Dockers' Union", "to reply in writing")
        later = strike("b", "2024-03-06").move(
            "proposal", "Port Authority", "Dockers' Union", "", evidence="handed the union its written offer"
        )
        assert statuses(fold(together(first, later)).replies) == ["delivered"]
        assert fold(later.entries).replies == ()

    def test_a_denial_by_somebody_who_names_the_sides_falls_on_their_reply(self):
        report = strike().agent("Lind ministry", "organisation")
        report.move("reply", "Port Authority", "Dockers' Union", "the answer", "delivered", said_by="Ana Berg")
        report.says("Lind ministry", "the Port Authority had sent any answer", "denied", denied=True)
        assert statuses(fold(report.entries).replies) == ["contested"]

    def test_an_addressee_that_is_named_goes_before_a_likely_one(self):
        first = strike("a").move("demand", "Ana Berg", "Port Authority; Harbour Council", "paid rest breaks")
        first.move("rejection", "Port Authority; Harbour Council", "Dockers' Union", "the rest breaks")
        first.move("reply", "Dockers' Union", "", "its answer", "awaited")
        later = strike("b", "2024-03-06").move("reply", "Dockers' Union", "Port Authority", "its answer", "awaited")
        assert fold(first.entries).replies[0].to == ("Port Authority", "Harbour Council")
        assert fold(together(first, later)).replies[0].to == ("Port Authority",)

    def test_two_days_for_one_reply_are_a_dispute(self):
        report = strike().move(
            "reply", "Port Authority", "Dockers' Union", "the answer", "delivered", "2024-03-01", said_by="Tomas Lind"
        )
        report.move(
            "reply", "Port Authority", "Dockers' Union", "the answer", "delivered", "2024-03-02", said_by="Ana Berg"
        )
        (dispute,) = fold(report.entries).disputes
        assert dispute.question.endswith("on 2024-03-01?")
        assert {(a.holder, a.position.value) for a in dispute.accounts} == {("Tomas Lind", "yes"), ("Ana Berg", "no")}


class TestClaimsAnswered:
    def report(self):
        report = Report("lake", "2024-06-04").agent("Arland", "state").agent("Borduria", "state")
        return report.agent("Ana Berg", "person", "Arland").agent("Per Dahl", "person", "Borduria")

    def accounts(self, report):
        return [{(a.holder, a.position.value) for a in d.accounts} for d in fold(report.entries).disputes]

    def test_a_claim_about_a_party_and_its_own_not(self):
        report = self.report().says("Ana Berg", "Borduria is building a dam to cut the water of the lake")
        report.says("Per Dahl", "the dam is for power and does not touch the water of the lake")
        assert self.accounts(report) == [{("Ana Berg", "yes"), ("Per Dahl", "no")}]

    @pytest.mark.parametrize("wish", ["must not build the dam on the lake", "would not stop the dam on the lake"])
    def test_a_refusal_is_no_dispute(self, wish):
        report = self.report().says("Ana Berg", "Borduria should stop building the dam on the lake")
        report.says("Per Dahl", f"it {wish}")
        assert self.accounts(report) == []

    def test_an_accusation_and_the_account_of_the_accused(self):
        report = self.report().says(
            "Ana Berg", "Borduria's dam project is a cover for taking the lake's water", "claimed"
        )
        report.says("Per Dahl", "its dam project is for sharing the lake's water")
        assert self.accounts(report) == [{("Ana Berg", "yes"), ("Per Dahl", "no")}]

    def test_a_denial_of_what_was_claimed_in_other_words(self):
        report = self.report().says("Ana Berg", "gunmen in the pay of the Bordurians took two villages")
        report.says("Per Dahl", "paying the gunmen", "denied", denied=True)
        assert self.accounts(report) == [{("Ana Berg", "yes"), ("Per Dahl", "no")}]

    @pytest.mark.parametrize(("number", "disputes"), [("40", 1), ("12", 0)])
    def test_other_numbers_for_one_thing(self, number, disputes):
        report = self.report().says("Ana Berg", "12 people were killed in the shelling of the camp in 2024")
        report.says("Per Dahl", f"{number} people were killed in the shelling of the camp")
        assert len(self.accounts(report)) == disputes

    def test_signed_and_told_as_another_paper(self):
        report = self.report().says("Ana Berg", "she had signed the accord")
        report.says("Per Dahl", "the paper Berg signed differed from the accord")
        assert self.accounts(report) == [{("Ana Berg", "yes"), ("Per Dahl", "no")}]
        assert fold(report.entries).disputes[0].question.startswith("Is this so, in the words of Ana Berg:")

    def test_a_second_accuser_joins_the_question(self):
        report = self.report().agent("Syldavia", "state")
        report.says("Ana Berg", "Borduria's dam is meant to cut the lake's water")
        report.says("Per Dahl", "the dam does not cut the lake's water")
        later = Report("later", "2024-07-04")
        later.says("Syldavia", "Borduria's dam is meant to cut the lake's water")
        later.says("Per Dahl", "the dam does not cut the lake's water")
        (dispute,) = fold(together(report, later)).disputes
        assert {a.holder for a in dispute.accounts} == {"Ana Berg", "Per Dahl", "Syldavia"}


class TestOutlook:
    def test_what_comes_next_by_its_day(self):
        report = strike().move("decision-pending", "Tomas Lind", "", "whether to call mediators", "awaited")
        report.move("reply", "Port Authority", "Dockers' Union", "answer", "awaited", due="2024-03-09")
        report.move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07")
        report.move("meeting", "Ana Berg", "Tomas Lind", "a call", "planned", "2024-03-05")
        state = fold(report.entries, as_of="2024-03-06")
        (talks,) = (m for m in state.meetings if m.date == "2024-03-07")
        assert state.upcoming == (talks.id, state.replies[0].id, state.decisions[0].id)

    def test_questions_that_stay_open(self):
        report = strike().move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07", place="Oslo")
        report.move(
            "reply", "Port Authority", "Dockers' Union", "answer", "awaited", due="2024-03-06", said_by="Ana Berg"
        )
        report.move("invitation", "Harbour Council", "Dockers' Union", "talks")
        assert fold(report.entries, as_of="2024-03-05").questions == ()
        state = fold(report.entries, as_of="2024-03-30")
        assert [(q.text, q.rule) for q in state.questions] == [
            ("Was the meeting of Ana Berg and Tomas Lind in Oslo on 2024-03-07 held?", "was-it-held"),
            ("Has the Port Authority answered the Dockers' Union, as due 2024-03-06?", "was-it-given"),
            ("What came of the proposed talks of the Harbour Council and the Dockers' Union?", "was-it-answered"),
        ]

    @pytest.mark.parametrize(("teller", "alone"), [("Ana Berg", True), ("", False), ("Harbour Gazette", False)])
    def test_what_one_side_alone_tells(self, teller, alone):
        report = strike().agent("Harbour Gazette", "outlet")
        report.move("promise", "Port Authority", "Dockers' Union", "to give a written answer", said_by=teller)
        assert bool(fold(report.entries).one_sided) is alone

    def test_decisions_and_disputes_go_quiet_too(self):
        report = strike().move("decision-pending", "Tomas Lind", "", "whether to call mediators", "awaited")
        report.says("Ana Berg", "the Port Authority of hiding the report", "accused")
        report.says("Tomas Lind", "the accusation", "denied", denied=True)
        state = fold(report.entries, as_of="2024-03-30")
        assert set(state.gone_quiet) == {state.decisions[0].id, state.disputes[0].id}


class TestReadouts:
    def readout(self, name, outlet, *told):
        report = Report(name, "2024-06-04", outlet).agent("Arland", "state").agent("Borduria", "state")
        report.agent("Ana Berg", "person", "Arland").agent("Per Dahl", "person", "Borduria")
        report.move("meeting", "Ana Berg", "Per Dahl", "a call", "delivered", "2024-06-04")
        for by, to, what in told:
            report.move("demand", by, to, what)
        return report

    def test_what_only_one_side_mentions(self):
        one = self.readout(
            "one", "Government of Arland", ("Ana Berg", "Borduria", "opening the northern crossing"),
            ("Ana Berg", "Borduria", "the release of the fishing boats"),
        )  # fmt: skip
        other = self.readout(
            "two", "Bordurian Presidency", ("Ana Berg", "Borduria", "to open the northern crossing"),
            ("Per Dahl", "Arland", "an apology for the shelling"),
        )  # fmt: skip
        (found,) = fold(together(one, other)).readouts
        assert (found.sides, [(m.by, m.what) for m in found.only]) == (
            ("Arland", "Borduria"),
            [("Arland", "the release of the fishing boats"), ("Borduria", "an apology for the shelling")],
        )

    @pytest.mark.parametrize("outlet", ["The Bordurian Times", "Government of Arland"])
    def test_a_newspaper_or_the_same_side_is_no_second_readout(self, outlet):
        one = self.readout("one", "Government of Arland", ("Ana Berg", "Borduria", "opening the northern crossing"))
        other = self.readout("two", outlet, ("Per Dahl", "Arland", "an apology for the shelling"))
        assert fold(together(one, other)).readouts == ()

    def test_an_office_with_a_name_of_its_own(self):
        one = self.readout("one", "Government of Arland", ("Ana Berg", "Borduria", "opening the northern crossing"))
        other = self.readout("two", "The White House").agent("United States", "state")
        other.agent("Eva Moe", "person", "United States").move("meeting", "Eva Moe", "Ana Berg", "a call", "delivered")
        one.agent("Eva Moe", "person", "United States").move("meeting", "Eva Moe", "Ana Berg", "a call", "delivered")
        assert [r.sides for r in fold(together(one, other)).readouts] == [("Arland", "United States")]


class TestExchangesOfARecord:
    def record(self):
        lake = [
            Report(f"lake{n}", f"2024-06-0{n}").agent("Arland", "state").agent("Borduria", "state")
            .move("demand", "Arland", "Borduria", what)
            for n, what in enumerate(["opening the dam on the lake", "a lower lake and an open dam"], 1)
        ]  # fmt: skip
        fish = Report("fish", "2024-06-03").agent("Arland", "state").agent("Borduria", "state")
        fish.move("demand", "Borduria", "Arland", "more licences for herring boats")
        port = strike("port", "2024-06-02").move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        return together(*lake, fish, port)

    def test_parties_and_matters_part_them(self):
        found = fold(self.record()).negotiations
        assert [(n.parties, len(n.documents)) for n in found] == [
            (("Arland", "Borduria"), 2), (("Arland", "Borduria"), 1), (("Dockers' Union", "Port Authority"), 1),
        ]  # fmt: skip
        assert len({n.name for n in found}) == 3

    def test_one_of_them_alone(self):
        state = fold(self.record(), exchange="dockers authority")
        assert [d.matter for d in state.demands] == ["paid rest breaks"]
        assert (state.negotiation, len(state.documents)) == ("Dockers' Union – Port Authority", 1)

    @pytest.mark.parametrize(("name", "what"), [("arland", "several exchanges"), ("moon", "holds no such exchange")])
    def test_a_name_that_fits_none_or_several_is_refused(self, name, what):
        with pytest.raises(BadInput, match=what):
            fold(self.record(), exchange=name)

    def test_a_person_moves_a_document(self):
        moved = Judgement(
            "j1", JudgementKind.EDIT, ("doc-fish",), "Kari Lund", "2024-07-01",
            ties=(Tie("document", "doc-fish", document="doc-fish"),), changes=(Change("exchange", ("The lake",)),),
        )  # fmt: skip
        found = fold(self.record(), judgements=[moved]).negotiations
        assert ("The lake", ("doc-fish",)) in [(n.name, n.documents) for n in found]

    def test_the_same_two_parties_that_are_no_states_have_one_at_a_time(self):
        one = strike("one").move("demand", "Ana Berg", "Port Authority", "paid rest breaks")
        other = strike("other", "2024-03-20").move("demand", "Ana Berg", "Port Authority", "new helmets")
        assert [len(n.documents) for n in fold(together(one, other)).negotiations] == [2]

    def test_exchanges_of_one_party_about_the_same_are_one(self):
        dam = Report("one", "2022-01-01").agent("Arland", "state").agent("Borduria", "state").agent("Syldavia", "state")
        dam.move("demand", "Arland", "Borduria", "opening the mountain dam for salmon")
        later = Report("two", "2024-01-01").move("demand", "Syldavia", "Borduria", "closing the mountain dam to salmon")
        port = Report("three", "2024-01-01").move("demand", "Syldavia", "Borduria", "licences for herring boats")
        assert [len(n.documents) for n in fold(together(dam, later, port)).negotiations] == [2, 1]
