"""Talks asked for, called off, held between sides that the words leave out; and answers that say yes or no."""

from __future__ import annotations

import pytest
from exchange_samples import Report, strike, together

from dragoman.exchange import fold


def planned(document: str = "a") -> Report:
    return strike(document).move("meeting", "Ana Berg", "Tomas Lind", "talks", "planned", "2024-03-07", place="Oslo")


@pytest.mark.parametrize(
    ("kind", "what"), [("demand", "a meeting on night shifts"), ("proposal", "to host talks on night shifts")]
)
def test_talks_that_are_asked_for_or_offered_are_proposed_and_no_demand(kind, what):
    state = fold(strike().move(kind, "Dockers' Union", "Port Authority", what).entries)
    assert state.demands == ()
    assert [(set(m.participants), m.status) for m in state.meetings] == [
        ({"Dockers' Union", "Port Authority"}, "proposed")
    ]


def test_a_demand_to_come_back_to_the_talks_is_a_demand():
    state = fold(strike().move("demand", "Port Authority", "Dockers' Union", "to return to stalled pay talks").entries)
    assert (len(state.demands), state.meetings) == (1, ())


@pytest.mark.parametrize(
    ("published", "words", "status"),
    [
        ("2024-03-06", "The Port Authority called off the talks", "cancelled"),
        ("2024-03-06", "The Port Authority rejected the idea of night talks", "planned"),
        ("2024-03-08", "The Port Authority walked out of the talks", "held"),
        ("2024-06-06", "The Port Authority called off the talks", "unknown"),
    ],
)
def test_planned_talks_are_cancelled_by_the_side_that_calls_them_off_and_held_if_it_walks_out(published, words, status):
    off = strike("b", published).move("rejection", "Port Authority", "", "the talks", evidence=words)
    (meeting,) = fold(together(planned(), off)).meetings
    assert meeting.status == status


def test_talks_of_nobody_named_are_between_those_who_talked_last():
    report = planned().move("meeting", "", "", "a second round", "planned", "2024-03-20")
    first, second = fold(report.entries).meetings
    assert (set(first.participants), second.participants) == (
        {"Ana Berg", "Tomas Lind"}, ("Dockers' Union", "Port Authority"),
    )  # fmt: skip


def test_or_between_the_two_sides_of_the_report():
    report = strike().move("demand", "Dockers' Union", "Port Authority", "a pay rise of 6 percent")
    report.move("meeting", "", "", "the talks", "planned", "2024-03-20")
    assert fold(report.entries).meetings[0].participants == ("Dockers' Union", "Port Authority")


def test_talks_of_nobody_named_without_a_day_or_sides_are_left_out():
    report = strike().move("meeting", "", "", "the talks", "delivered")
    assert fold(report.move("meeting", "", "", "a round", "planned", "2024-03-20").entries).meetings == ()


@pytest.mark.parametrize(("who", "place", "status"), [("Ana Berg", "Oslo", "held"), ("Ana Berg", "Bergen", "unknown")])
def test_one_sides_word_that_it_met_there_holds_for_the_planned_talks(who, place, status):
    told = strike("b", "2024-03-09").move("meeting", who, "", "a meeting", "delivered", place=place)
    (meeting,) = fold(together(planned(), told)).meetings
    assert meeting.status == status


def test_an_invitation_of_two_is_accepted_when_both_have_accepted():
    states = Report("a", "2024-05-01").agent("Arland", "state").agent("Borduria", "state").agent("Cordia", "state")
    states.move("invitation", "Arland", "Borduria; Cordia", "talks in Arland")
    one = (
        Report("b", "2024-05-02")
        .agent("Borduria", "state")
        .move("acceptance", "Borduria", "", "the invitation to talks")
    )
    other = (
        Report("c", "2024-05-03").agent("Cordia", "state").move("acceptance", "Cordia", "", "the invitation to talks")
    )
    (half,) = fold(together(states, one)).meetings
    (whole,) = fold(together(states, one, other)).meetings
    assert (half.status, whole.status) == ("proposed", "planned")


@pytest.mark.parametrize(
    ("owed", "answer", "status"),
    [
        ("its answer to the offer", "the offer of 4 percent", "delivered"),
        ("its written answer to the offer", "the offer of 4 percent", "promised"),
        ("its answer to the offer", "night shifts at weekends", "promised"),
    ],
)
def test_an_answer_that_was_owed_is_given_by_a_yes_or_no_to_the_same_thing(owed, answer, status):
    first = strike("a").move("reply", "Dockers' Union", "Port Authority", owed, "promised")
    later = strike("b", "2024-03-08").move("rejection", "Dockers' Union", "", answer)
    (reply,) = fold(together(first, later)).replies
    assert reply.status == status


def test_a_demand_that_is_repeated_is_the_same_if_a_word_is():
    words = "The union renewed its call for shorter nights"
    first = strike("a").move("demand", "Dockers' Union", "Port Authority", "two crews for all nights")
    again = strike("b", "2024-03-08").move(
        "demand", "Dockers' Union", "Port Authority", "shorter nights", evidence=words
    )
    assert len(fold(together(first, again)).demands) == 1


def test_a_demand_for_a_bare_answer_is_a_reply_owed_and_no_demand():
    report = strike().move("demand", "Dockers' Union", "Port Authority", "to give its answer soon")
    state = fold(report.entries)
    assert (state.demands, len(state.replies)) == ((), 1)


def test_a_demand_that_says_what_the_answer_must_be_stays_one():
    report = strike().move("demand", "Dockers' Union", "Port Authority", "to answer the draft contract point by point")
    state = fold(report.entries)
    assert (len(state.demands), len(state.replies)) == (1, 1)


def test_a_refusal_towards_somebody_who_asked_nothing_answers_whoever_asked():
    report = strike().agent("Harbour", "organisation")
    report.move("demand", "Dockers' Union", "Port Authority", "to close the old harbour at night")
    report.move("rejection", "Port Authority", "Harbour", "to close the old harbour at night")
    (demand,) = fold(report.entries).demands
    assert demand.status == "rejected"


def test_a_refusal_of_what_was_asked_gives_the_answer_that_was_owed():
    first = strike("a").move("demand", "Port Authority", "Dockers' Union", "to load the ferry on Sundays")
    first.move("reply", "Dockers' Union", "Port Authority", "its answer within a week", "promised")
    later = strike("b", "2024-03-08").move("rejection", "Dockers' Union", "Harbour", "to load the ferry on Sundays")
    (reply,) = fold(together(first, later)).replies
    assert (reply.status, reply.to) == ("delivered", ("Port Authority",))


def test_a_list_that_is_promised_is_a_reply_owed():
    report = strike().move(
        "promise", "Port Authority", "Dockers' Union", "to send the union a list of the shifts", "promised"
    )
    (reply,) = fold(report.entries).replies
    assert reply.status == "promised"


def test_an_offer_of_a_number_and_nothing_else_is_told_by_its_clause():
    words = "The port offered 120,000 instead"
    report = strike().move("proposal", "Port Authority", "Dockers' Union", "120,000", evidence=words)
    assert len(fold(report.entries).demands) == 1


def test_the_day_that_an_invitation_offers_is_the_meetings():
    report = strike().move("invitation", "Tomas Lind", "Dockers' Union", "talks in Oslo", due="2024-03-20")
    assert fold(report.entries).meetings[0].date == "2024-03-20"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the union had received no answer", "contested"),
        ("no answer from the port had reached it", "contested"),
        ("the union had no trust in the answer", "delivered"),
    ],
)
def test_the_word_that_no_answer_came_in_contests_one_that_was_given(words, status):
    report = strike().move("reply", "Port Authority", "Dockers' Union", "its answer", "delivered", said_by="Tomas Lind")
    (reply,) = fold(report.says("Ana Berg", words).entries).replies
    assert reply.status == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The union dropped its demand for a pay rise", "withdrawn"),
        ("The union voiced its demand that withdrawn offers be paid", "made"),
    ],
)
def test_a_demand_that_its_maker_drops_is_withdrawn(words, status):
    what = words.partition("for ")[2] or words.partition("that ")[2]
    first = strike("a").move("demand", "Dockers' Union", "Port Authority", "a pay rise of 6 percent")
    later = strike("b", "2024-03-08").move("demand", "Dockers' Union", "", what, evidence=words)
    *_, demand = fold(together(first, later)).demands
    assert demand.status == status
