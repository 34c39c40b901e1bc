"""Disputes as people left them: made one, put apart, an account taken away from one or put beside another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_samples import Report, together

from dragoman.brief import render
from dragoman.exchange import fold, item_tie
from dragoman.model import Dispute, Entry, ExchangeState, Judgement, JudgementKind, Move, Statement, Tie, anchor_of

MERGE, APART = JudgementKind.MERGE, JudgementKind.KEEP_APART
ANA = "Ana Berg"


def report(name: str, day: str) -> Report:
    sides = Report(name, day).agent("Dockers' Union", "organisation").agent("Harbour Line", "organisation")
    people = sides.agent("Kari Lund", "person", "Dockers' Union").agent("Per Dahl", "person", "Harbour Line")
    return people.agent("Ole Vik", "person", "Dockers' Union").agent("Eva Moe", "person", "Harbour Line")


def consulted(name: str = "a", day: str = "2024-06-04") -> Report:
    told = report(name, day).says("Kari Lund", "the crews had been consulted in April")
    return told.says("Per Dahl", "nobody had consulted the crews")


def bought(name: str = "b", day: str = "2024-06-05") -> Report:
    return report(name, day).says("Ole Vik", "the pieces had been bought legally").says("Eva Moe", "They were looted")


def made_of(kind: JudgementKind, *ties: Tie, id_: str = "") -> Judgement:
    ids = tuple(tie.id for tie in ties)
    return Judgement(id_ or f"judgement-{kind}", kind, ids, ANA, "2024-07-01T08:00:00", "one hall", ties)


def withdrawn(made: Judgement) -> Judgement:
    return Judgement("judgement-back", JudgementKind.WITHDRAW, (made.id,), ANA, "2024-07-02T08:00:00")


def tie_to(entries: list[Entry], words: str) -> Tie:
    """The tie to the statement or the move on these words."""
    entry = next(e for e in entries if (a := anchor_of(e.value)) and a.exact == words)
    anchor = anchor_of(entry.value)
    assert anchor and isinstance(entry.value, Statement | Move)
    kind = type(entry.value).__name__.lower()
    return Tie(kind, entry.id, words, entry.document.id, anchor.start, anchor.end, entry.value)


def sides(dispute: Dispute) -> set[tuple[str, str]]:
    return {(account.holder, account.position.value) for account in dispute.accounts}


def of(state: ExchangeState) -> list[set[tuple[str, str]]]:
    return [sides(dispute) for dispute in state.disputes]


FIRST, SECOND = {("Kari Lund", "yes"), ("Per Dahl", "no")}, {("Ole Vik", "yes"), ("Eva Moe", "no")}


def test_disputes_that_people_merge_are_one_with_all_accounts_under_the_first_ones_question() -> None:
    entries = together(consulted(), bought())
    first, second = fold(entries).disputes
    made = made_of(MERGE, item_tie("dispute", second), item_tie("dispute", first))
    (one,) = fold(entries, judgements=[made]).disputes
    assert (one.id, one.question, sides(one)) == (second.id, second.question, FIRST | SECOND)
    assert fold(entries, judgements=[made, withdrawn(made)]) == fold(entries)


def test_one_holder_with_one_answer_has_one_account_on_all_its_words() -> None:
    again = report("b", "2024-06-05").says("Kari Lund", "the pieces had been bought legally")
    entries = together(consulted(), again.says("Eva Moe", "They were looted"))
    ties = [item_tie("dispute", dispute) for dispute in fold(entries).disputes]
    (one,) = fold(entries, judgements=[made_of(MERGE, *ties)]).disputes
    assert sides(one) == {*FIRST, ("Eva Moe", "no")}
    assert [len(a.evidence) for a in one.accounts if a.holder == "Kari Lund"] == [2]


def test_the_merge_of_disputes_holds_when_a_newer_reader_gives_them_other_ids() -> None:
    entries = together(consulted(), bought())
    ties = [item_tie("dispute", dispute) for dispute in fold(entries).disputes]
    old = [replace(tie, id=f"dispute-{n}", words="another question") for n, tie in enumerate(ties)]
    assert of(fold(entries, judgements=[made_of(MERGE, *old)])) == [FIRST | SECOND]


def test_before_the_second_report_is_out_the_merge_leaves_the_first_dispute_as_it_was() -> None:
    entries = together(consulted(), bought())
    made = made_of(MERGE, *(item_tie("dispute", dispute) for dispute in fold(entries).disputes))
    assert of(fold(entries, as_of="2024-06-04", judgements=[made])) == [FIRST]


def test_merges_with_a_dispute_in_common_make_one_of_all() -> None:
    hall = report("c", "2024-06-06").says("Kari Lund", "the hall had been sold in March")
    entries = together(consulted(), bought(), hall.says("Eva Moe", "the hall had never been sold"))
    one, two, three = (item_tie("dispute", dispute) for dispute in fold(entries).disputes)
    made = [made_of(MERGE, one, two, id_="j1"), made_of(MERGE, three, two, id_="j2")]
    assert len(fold(entries, judgements=made).disputes) == 1
    assert len(fold(entries, judgements=made[:1]).disputes) == 2


def test_the_brief_says_who_merged_them() -> None:
    entries = together(consulted(), bought())
    made = made_of(MERGE, *(item_tie("dispute", dispute) for dispute in fold(entries).disputes))
    state = fold(entries, judgements=[made])
    assert [(v.subject, v.kind) for v in state.judged] == [(state.disputes[0].id, "merge")]
    assert "merged by Ana Berg on 2024-07-01: one hall" in " ".join(render(state, format="text").split())


def twice() -> list[Entry]:
    """One question to the rules, told in two reports."""
    return together(consulted("a", "2024-06-04"), consulted("b", "2024-06-05"))


def test_disputes_that_people_keep_apart_stay_two_when_the_rules_would_join_them() -> None:
    entries = twice()
    assert of(fold(entries)) == [FIRST]
    ties = [item_tie("dispute", fold(of_one.entries).disputes[0]) for of_one in (consulted("a"), consulted("b"))]
    assert of(fold(entries, judgements=[made_of(APART, *ties)])) == [FIRST, FIRST]


def test_two_accounts_of_one_side_that_are_put_apart_answer_two_questions() -> None:
    entries = twice()
    said = [tie_to(e.entries, "the crews had been consulted in April") for e in (consulted("a"), consulted("b"))]
    state = fold(entries, judgements=[made_of(APART, *said)])
    assert of(state) == [FIRST, FIRST]
    assert [{words.document for a in d.accounts for words in a.evidence} for d in state.disputes] == [
        {"doc-a"},
        {"doc-b"},
    ]


def test_two_accounts_against_each_other_that_are_put_apart_are_no_dispute() -> None:
    entries = together(consulted(), bought())
    apart = made_of(APART, tie_to(entries, "the pieces had been bought legally"), tie_to(entries, "They were looted"))
    assert of(fold(entries, judgements=[apart])) == [FIRST]
    assert of(fold(entries, judgements=[apart, withdrawn(apart)])) == [FIRST, SECOND]


def test_a_statement_put_with_an_account_takes_its_side() -> None:
    entries = together(consulted(), report("b", "2024-06-05").says("Ole Vik", "there had been a vote"))
    said = tie_to(entries, "the crews had been consulted in April"), tie_to(entries, "there had been a vote")
    state = fold(entries, judgements=[made_of(MERGE, *said)])
    assert of(state) == [{*FIRST, ("Ole Vik", "yes")}]
    assert {v.subject for v in state.judged} == {tie.id for tie in said}
    assert of(fold(entries, as_of="2024-06-04", judgements=[made_of(MERGE, *said)])) == [FIRST]


def test_accounts_of_two_disputes_put_together_make_them_one() -> None:
    entries = together(consulted(), bought())
    said = tie_to(entries, "nobody had consulted the crews"), tie_to(entries, "They were looted")
    assert of(fold(entries, judgements=[made_of(MERGE, *said)])) == [FIRST | SECOND]


def test_statements_of_no_dispute_that_are_merged_make_none() -> None:
    entries = report("a", "2024-06-04").says("Kari Lund", "the sun shone").says("Ole Vik", "it was warm").entries
    assert fold(entries, judgements=[made_of(MERGE, tie_to(entries, "the sun shone"), tie_to(entries, "it was warm"))])
    assert not fold(entries).disputes


def contested() -> list[Entry]:
    """Who owes a written answer says that it was given, and the other side that it was not."""
    told = report("a", "2024-06-04")
    told.move("reply", "Harbour Line", "Dockers' Union", "a written answer", "delivered", said_by="Per Dahl")
    return told.says("Kari Lund", "it had received any written reply", "denied", denied=True).entries


def test_a_denial_put_apart_from_a_reply_contests_it_no_more() -> None:
    entries = contested()
    assert [(r.status, len(fold(entries).disputes)) for r in fold(entries).replies] == [("contested", 1)]
    ties = tie_to(entries, "a written answer"), tie_to(entries, "it had received any written reply")
    state = fold(entries, judgements=[made_of(APART, *ties)])
    assert [(r.status, len(state.disputes)) for r in state.replies] == [("delivered", 0)]


def test_a_dispute_about_a_reply_is_merged_with_one_about_a_claim_and_stays_about_the_reply() -> None:
    entries = [*contested(), *bought().entries]
    state = fold(entries)
    reply, claim = sorted(state.disputes, key=lambda d: d.about is None)
    (one,) = fold(entries, judgements=[made_of(MERGE, item_tie("dispute", claim), item_tie("dispute", reply))]).disputes
    assert (one.id, one.about) == (claim.id, reply.about)
    assert sides(one) == sides(reply) | sides(claim)


def test_merged_replies_leave_demands_in_the_same_words_alone() -> None:
    first = report("a", "2024-06-04").move("reply", "Harbour Line", "Dockers' Union", "a written answer", "promised")
    first.move("demand", "Dockers' Union", "Harbour Line", "a new pier")
    second = report("b", "2024-06-06").move("reply", "Harbour Line", "Dockers' Union", "a verbal response", "awaited")
    second.move("demand", "Dockers' Union", "Harbour Line", "better pay")
    for told in (first, second):  # one sentence tells of both
        reply, demand = told.entries[-2:]
        anchor = anchor_of(demand.value)
        told.entries[-2] = replace(reply, value=replace(reply.value, evidence=anchor))  # type: ignore[type-var, call-arg]
    entries = together(first, second)
    ties = [
        replace(tie_to(e, words), kind="reply", id=f"reply-{n}", value=None)
        for n, (e, words) in enumerate([(first.entries, "a new pier"), (second.entries, "better pay")])
    ]
    state = fold(entries, judgements=[made_of(MERGE, *ties)])
    assert (len(state.replies), len(state.demands)) == (1, 2)


@pytest.mark.parametrize("kind", [MERGE, APART])
def test_a_judgement_of_disputes_that_no_report_tells_of_changes_nothing(kind: JudgementKind) -> None:
    entries = consulted().entries
    gone = [Tie("dispute", f"dispute-{n}", "Was it so?", "doc-gone", n, n + 5) for n in (0, 9)]
    assert fold(entries, judgements=[made_of(kind, *gone)]) == fold(entries)
