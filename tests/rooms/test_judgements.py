"""People's judgements: what each does to entries and to the exchange, how long it holds, and what contradicts it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import Report, together
from sqlalchemy import Engine, event
from test_ledger_record import document, find, keep, reading

from dragoman.brief import render
from dragoman.exchange import fold, item_tie, judged
from dragoman.ledger import Ledger
from dragoman.model import (
    BadDate,
    BadInput,
    Change,
    Document,
    Doubt,
    Entry,
    Judgement,
    JudgementKind,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Reading,
    RecordError,
    Statement,
    Tie,
    in_force,
)
from dragoman.model.edits import checked, edited
from dragoman.pipeline.judging import changes_of, judge, judgement_rows

ACCEPT, REJECT, EDIT = JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.EDIT
MERGE, APART, WITHDRAW = JudgementKind.MERGE, JudgementKind.KEEP_APART, JudgementKind.WITHDRAW
ANA = "Ana Berg"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "talks.db", now=lambda: datetime(2022, 3, 1, 12, tzinfo=UTC)) as held:
        keep(held, document())
        yield held


def newer(change: Callable[[Statement], Statement | None]) -> tuple[Document, Reading]:
    """The document as another reader version reads its statement."""
    doc = document()
    read = reading(doc, reader="rules 2")
    statement = change(read.statements[0])
    return doc, replace(read, statements=(statement,) if statement else ())


def statements(ledger: Ledger) -> list[Statement]:
    entries = judged(ledger.entries(), ledger.judgements())
    return [entry.value for entry in entries if isinstance(entry.value, Statement)]


def moves(ledger: Ledger) -> list[Move]:
    entries = judged(ledger.entries(), ledger.judgements())
    return [entry.value for entry in entries if isinstance(entry.value, Move)]


def doubts(ledger: Ledger) -> list[str]:
    entries = judged(ledger.entries(), ledger.judgements())
    return [e.value.message for e in entries if isinstance(e.value, Doubt) and e.value.code.startswith("judged")]


def the(ledger: Ledger, kind: type) -> str:
    return next(entry.id for entry in ledger.entries() if isinstance(entry.value, kind))


def speakers(*names: str) -> list[Change]:
    return [Change("speakers", names)]


# What each does


def test_what_is_rejected_counts_no_more_and_comes_back_when_that_is_withdrawn(ledger: Ledger) -> None:
    made = ledger.judge(REJECT, [the(ledger, Move)], author=ANA, reason="a figure of speech")
    assert moves(ledger) == []
    assert len([e for e in ledger.entries() if isinstance(e.value, Move)]) == 1, "the record keeps what was read"
    back = ledger.withdraw(made.id, author="Kari Lund")
    assert len(moves(ledger)) == 1
    assert ledger.judgements() == (made, back)
    assert in_force(ledger.judgements()) == ()


def test_an_edit_sets_the_speaker_and_the_moves_of_the_statement_follow(ledger: Ledger) -> None:
    doc = document("b.txt")
    read = reading(doc)
    told = replace(read.moves[0], according_to=read.statements[0].speakers)
    ledger.append(doc, replace(read, moves=(told,)))
    ledger.judge(EDIT, [read.statements[0].id], author=ANA, changes=speakers("Kari Lund"))
    assert [s.speakers for s in statements(ledger)] == [read.statements[0].speakers, ("Kari Lund",)]
    assert [m.according_to for m in moves(ledger)] == [(), ("Kari Lund",)]


def test_an_edit_sets_status_and_parties_of_a_move(ledger: Ledger) -> None:
    changes = changes_of(["status=rejected", "to=Norway; Sweden", "due="])
    ledger.judge(EDIT, [the(ledger, Move)], author=ANA, changes=changes)
    (move,) = moves(ledger)
    assert (move.status, move.to, move.due) == (MoveStatus.REJECTED, ("Norway", "Sweden"), None)


def test_a_document_taken_out_is_in_no_account(ledger: Ledger) -> None:
    keep(ledger, document("quiz.txt"))
    ledger.judge(REJECT, ["quiz.txt"], author=ANA)
    assert {e.document.file for e in judged(ledger.entries(), ledger.judgements())} == {"a.txt"}
    assert len(ledger.documents()) == 2


def test_the_edition_before_one_that_was_taken_out_stands_again(ledger: Ledger) -> None:
    keep(ledger, document("b.txt"))
    ledger.judge(JudgementKind.SUPERSEDE, ["a.txt", "b.txt"], author=ANA)
    ledger.judge(REJECT, ["b.txt"], author=ANA)
    assert {e.document.file for e in judged(ledger.entries(), ledger.judgements())} == {"a.txt"}


def test_a_withdrawn_correction_lets_the_old_edition_stand_again(ledger: Ledger) -> None:
    keep(ledger, document("b.txt"))
    made = ledger.judge(JudgementKind.SUPERSEDE, ["a.txt", "b.txt"], author=ANA)
    assert {e.document.file for e in ledger.entries()} == {"b.txt"}
    ledger.withdraw(made.id, author=ANA)
    assert {e.document.file for e in ledger.entries()} == {"a.txt", "b.txt"}
    assert all(info.superseded_by is None for info in ledger.documents())


# What lasts


def test_an_edit_holds_when_a_newer_reader_gives_the_entry_another_id(ledger: Ledger) -> None:
    ledger.judge(EDIT, [the(ledger, Statement)], author=ANA, changes=speakers("Kari Lund"))
    ledger.append(*newer(lambda s: s))
    assert [s.speakers for s in statements(ledger)] == [("Kari Lund",)]
    assert doubts(ledger) == []


def test_an_edit_holds_and_a_doubt_shows_what_a_newer_reader_finds_there(ledger: Ledger) -> None:
    made = ledger.judge(EDIT, [the(ledger, Statement)], author=ANA, changes=speakers("Kari Lund"))
    ledger.append(*newer(lambda s: replace(s, speakers=("Erik Holm",))))
    assert [s.speakers for s in statements(ledger)] == [("Kari Lund",)]
    assert doubts(ledger) == [
        f"Ana Berg edited this statement on 2022-03-01 ({made.id}); the reading of today has speakers: Erik Holm"
    ]


def test_where_the_newer_reader_agrees_with_the_edit_there_is_no_doubt(ledger: Ledger) -> None:
    ledger.judge(EDIT, [the(ledger, Statement)], author=ANA, changes=speakers("Kari Lund"))
    ledger.append(*newer(lambda s: replace(s, speakers=("Kari Lund",))))
    assert doubts(ledger) == []


def test_what_was_accepted_stays_as_it_was(ledger: Ledger) -> None:
    (before,) = statements(ledger)
    ledger.judge(ACCEPT, [before.id], author=ANA)
    ledger.append(*newer(lambda s: replace(s, speakers=("Erik Holm",))))
    (after,) = statements(ledger)
    assert after.speakers == before.speakers
    assert "speakers: Erik Holm" in doubts(ledger)[0]


def test_what_was_accepted_stays_where_a_newer_reader_finds_nothing(ledger: Ledger) -> None:
    (before,) = statements(ledger)
    ledger.judge(ACCEPT, [before.id], author=ANA)
    ledger.append(*newer(lambda s: None))
    assert statements(ledger) == [before]
    assert "does not have it any more" in doubts(ledger)[0]


def test_what_was_rejected_stays_away_with_a_doubt_where_it_is_read_otherwise(ledger: Ledger) -> None:
    ledger.judge(REJECT, [the(ledger, Statement)], author=ANA)
    ledger.append(*newer(lambda s: s))
    assert (statements(ledger), doubts(ledger)) == ([], [])
    ledger.append(*newer(lambda s: replace(s, speakers=("Erik Holm",))))
    assert statements(ledger) == []
    assert "rejected this statement" in doubts(ledger)[0]


def test_the_entry_is_found_where_its_edges_moved_a_little(ledger: Ledger) -> None:
    ledger.judge(REJECT, [the(ledger, Statement)], author=ANA)
    shorter = find(document(), "port union said it would answer by Friday")
    ledger.append(*newer(lambda s: replace(s, evidence=shorter)))
    assert statements(ledger) == []


def test_an_entry_elsewhere_in_the_text_is_another_one(ledger: Ledger) -> None:
    ledger.judge(REJECT, [the(ledger, Statement)], author=ANA)
    ledger.append(*newer(lambda s: replace(s, evidence=find(document(), "Harbour talks resume"))))
    assert len(statements(ledger)) == 1


def test_judgements_count_in_every_as_of_view_whenever_they_were_made(ledger: Ledger) -> None:
    ledger.judge(REJECT, [the(ledger, Move)], author=ANA)
    early = judged(ledger.entries(as_of="2022-01-18"), ledger.judgements())
    assert not [entry for entry in early if isinstance(entry.value, Move)]


def test_the_views_of_the_file_show_what_people_left(ledger: Ledger, tmp_path: Path) -> None:
    def views(query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(tmp_path / "talks.db")) as connection:
            return connection.execute(query).fetchall()

    said, move = the(ledger, Statement), the(ledger, Move)
    edit = ledger.judge(EDIT, [said], author=ANA, changes=[*speakers("Kari Lund"), Change("via", ())])
    ledger.judge(EDIT, [move], author=ANA, changes=changes_of(["to=Norway; Sweden", "due="]))
    assert views("SELECT speaker, via, judged FROM statements") == [("Kari Lund", None, "edit")]
    assert views('SELECT "by", "to", due, judged FROM moves') == [("Port Union", "Norway; Sweden", None, "edit")]
    ledger.judge(MERGE, parties("Lund", "Kari Lund"), author=ANA)
    assert views("SELECT speaker FROM statements") == [("Lund",)]
    ledger.withdraw(edit.id, author=ANA)
    assert views("SELECT speaker, judged FROM statements") == [("Port Union; Dockers' League", None)]
    ledger.judge(REJECT, [said], author=ANA)
    assert views("SELECT * FROM statements") == []
    ledger.judge(REJECT, ["a.txt"], author=ANA)
    assert [*views("SELECT id FROM moves"), *views("SELECT id FROM events"), *views("SELECT id FROM doubts")] == []
    assert views("SELECT why FROM documents_left_out") == [("rejected",)]


# The exchange


def port(name: str, published: str) -> Report:
    report = Report(name, published).agent("Dockers' Union", "organisation").agent("Port Authority", "organisation")
    return report.agent("the union", "organisation")


def made_of(kind: JudgementKind, *ties: Tie, changes: tuple[Change, ...] = ()) -> Judgement:
    ids = tuple(tie.id for tie in ties)
    return Judgement(f"judgement-{kind}", kind, ids, ANA, "2024-03-09T08:00:00", "seen", ties, changes)


def ties_of(entries: list[Entry]) -> list[Tie]:
    """Ties to the moves of the entries."""
    found = [(e, e.value) for e in entries if isinstance(e.value, Move)]
    return [Tie("move", e.id, m.evidence.exact, e.document.id, m.evidence.start, m.evidence.end, m) for e, m in found]


KINDS = [
    ("demand", {}, "demands", ("the reopening of the northern quay", "two more cranes for the yard")),
    ("threat", {}, "warnings", ("the closing of every gate", "a march on the town hall")),
    ("decision-pending", {}, "decisions", ("a strike on Monday", "the sale of its hall")),
    ("meeting", {"date": "2024-03-20"}, "meetings", ("talks in Halvik", "talks at the yard")),
]


@pytest.mark.parametrize(("kind", "fields", "name", "words"), KINDS)
def test_what_people_merge_is_one_and_what_they_keep_apart_is_two(
    kind: str, fields: dict[str, Any], name: str, words: tuple[str, str]
) -> None:
    def told(first: str, second: str, **more: Any) -> list[Entry]:
        later = {**fields, **more}
        one = port("a", "2024-03-01").move(kind, "Dockers' Union", "Port Authority", first, "planned", **fields)
        other = port("b", "2024-03-02").move(kind, "Dockers' Union", "Port Authority", second, "planned", **later)
        return together(one, other)

    different = {"date": "2024-03-27"} if kind == "meeting" else {}
    alike, unlike = told(words[0], words[0]), told(*words, **different)
    assert [len(getattr(fold(entries), name)) for entries in (alike, unlike)] == [1, 2]
    apart, merged = made_of(APART, *ties_of(alike)), made_of(MERGE, *ties_of(unlike))
    assert len(getattr(fold(alike, judgements=[apart]), name)) == 2
    assert len(getattr(fold(unlike, judgements=[merged]), name)) == 1


def test_demands_are_merged_by_their_own_words_and_not_by_those_of_an_answer() -> None:
    quay, crane = "the reopening of the northern quay", "two more cranes for the yard"
    entries = together(
        port("c", "2024-03-01").move("demand", "Dockers' Union", "Port Authority", quay),
        port("b", "2024-03-02").move("demand", "Dockers' Union", "Port Authority", crane),
        port("a", "2024-03-03").move("rejection", "Port Authority", "Dockers' Union", quay),
    )
    ties = [item_tie("demand", demand) for demand in fold(entries).demands]
    assert [tie.document for tie in ties] == ["doc-c", "doc-b"]
    assert len(fold(entries, judgements=[made_of(MERGE, *ties)]).demands) == 1


def test_two_letters_that_people_keep_apart_are_two_replies() -> None:
    entries = together(
        port("a", "2024-03-01").move("reply", "Port Authority", "Dockers' Union", "a written answer", "promised"),
        port("b", "2024-03-02").move("reply", "Port Authority", "Dockers' Union", "a written answer", "awaited"),
    )
    assert len(fold(entries).replies) == 1
    assert len(fold(entries, judgements=[made_of(APART, *ties_of(entries))]).replies) == 2


def test_merged_agents_go_by_the_first_name() -> None:
    entries = together(
        port("a", "2024-03-01").move("demand", "Dockers' Union", "Port Authority", "the reopening of the quay"),
        port("b", "2024-03-02").move("demand", "the union", "Port Authority", "the reopening of the quay"),
    )
    assert len(fold(entries).demands) == 2
    merged = made_of(MERGE, Tie("party", "p-1", "Dockers' Union"), Tie("party", "p-2", "the union"))
    state = fold(entries, judgements=[merged])
    assert [demand.by for demand in state.demands] == [("Dockers' Union",)]
    (union,) = (party for party in state.parties if party.name == "Dockers' Union")
    assert "the union" in union.aliases


def test_agents_kept_apart_are_not_joined_by_their_surname() -> None:
    entries = together(
        port("a", "2024-03-01").agent("Ana Berg", "person").says("Ana Berg", "the quay stays shut"),
        port("b", "2024-03-02").agent("Berg", "person").says("Berg", "the quay opens"),
    )
    assert [voice.speakers for voice in fold(entries).statements] == [("Ana Berg",), ("Ana Berg",)]
    apart = made_of(APART, Tie("party", "p-1", "Ana Berg"), Tie("party", "p-2", "Berg"))
    assert [voice.speakers for voice in fold(entries, judgements=[apart]).statements] == [("Ana Berg",), ("Berg",)]


def test_an_edited_party_acts_for_whom_the_person_says() -> None:
    entries = together(port("a", "2024-03-01").agent("Tomas Lind", "person").says("Tomas Lind", "the quay stays shut"))
    of = made_of(EDIT, Tie("party", "p-1", "Tomas Lind"), changes=(Change("of", ("Port Authority",)),))
    (lind,) = (p for p in fold(entries, judgements=[of]).parties if p.name == "Tomas Lind")
    assert lind.of == "Port Authority"


def test_an_item_is_accepted_rejected_and_edited_by_its_id(ledger: Ledger) -> None:
    def state() -> Any:
        return fold(ledger.entries(), judgements=ledger.judgements())

    doc = document("b.txt")
    read = reading(doc)
    demand = replace(
        read.moves[0], kind=MoveKind.DEMAND, by=("Port Union",), to=("Port Owners",), what="a new quay wall"
    )
    ledger.append(doc, replace(read, moves=(demand,)))
    (item,) = state().demands
    accepted = judge(ledger, ACCEPT, [item.id], author=ANA, reason="seen the letter")
    assert [(v.subject, v.kind) for v in state().judged] == [(item.id, "accept")]
    assert "accepted by Ana Berg on 2022-03-01: seen the letter" in " ".join(render(state(), format="text").split())
    judge(ledger, EDIT, [item.id], author=ANA, changes=[Change("status", ("withdrawn",))])
    (item,) = state().demands
    assert (item.status, item.history[-1].rule) == ("withdrawn", "judged-by-a-person")
    for made in in_force(ledger.judgements()):
        ledger.withdraw(made.id, author=ANA)
    judge(ledger, REJECT, [item.id], author=ANA)
    assert state().demands == ()
    assert accepted.ties[0].document == doc.id


def test_judgements_of_an_item_hold_when_an_earlier_report_of_it_comes_in() -> None:
    late = port("b", "2024-03-02").move("demand", "Dockers' Union", "Port Authority", "the reopening of the quay")
    early = port("a", "2024-03-01").move("demand", "Dockers' Union", "Port Authority", "the reopening of the quay")
    (item,) = fold(together(late)).demands
    words = item.evidence[0]
    rejected = made_of(REJECT, Tie("demand", item.id, words.quote, words.document, words.start, words.end))
    assert fold(together(early, late), judgements=[rejected]).demands == ()


def test_of_two_demands_in_one_passage_the_one_that_was_judged_goes() -> None:
    quay, crane = "the reopening of the northern quay", "two more cranes for the yard"
    passage = f"{quay} and {crane}"
    report = port("a", "2024-03-01").move("demand", "Dockers' Union", "Port Authority", quay, evidence=passage)
    anchor = report.entries[-1].value.evidence  # type: ignore[union-attr]
    report.move("demand", "Dockers' Union", "Port Authority", crane)
    last = report.entries[-1]
    report.entries[-1] = replace(last, value=replace(last.value, evidence=anchor))  # type: ignore[type-var, call-arg]
    entries = together(report)
    first, second = fold(entries).demands
    rejected = made_of(REJECT, replace(item_tie("demand", second), id="demand-of-another-day"))
    assert fold(entries, judgements=[rejected]).demands == (first,)
    merged = made_of(MERGE, item_tie("demand", first), item_tie("demand", second))
    assert [demand.matter for demand in fold(entries, judgements=[merged]).demands] == [quay]


def test_a_document_moves_to_another_exchange(ledger: Ledger) -> None:
    from dragoman.exchange.judgements import moved

    made = ledger.judge(EDIT, ["a.txt"], author=ANA, changes=changes_of(["exchange=Halvik strike"]))
    assert moved(ledger.judgements()) == {made.subjects[0]: "Halvik strike"}


# What is refused


def test_the_opposite_of_a_judgement_in_force_is_refused_with_its_name(ledger: Ledger) -> None:
    move = the(ledger, Move)
    made = ledger.judge(REJECT, [move], author=ANA)
    for kind, changes in ((ACCEPT, []), (EDIT, [Change("status", ("made",))])):
        with pytest.raises(
            BadInput, match=rf"Ana Berg judged it on 2022-03-01 \(reject, {made.id}\).*withdraw {made.id}"
        ):
            ledger.judge(kind, [move], author="Erik Holm", changes=changes)
    ledger.withdraw(made.id, author=ANA)
    assert ledger.judge(ACCEPT, [move], author="Erik Holm").kind is ACCEPT


def test_one_field_has_one_value(ledger: Ledger) -> None:
    said = the(ledger, Statement)
    ledger.judge(EDIT, [said], author=ANA, changes=speakers("Kari Lund"))
    ledger.judge(EDIT, [said], author=ANA, changes=[Change("said_on", ("2022-01-17",))])
    with pytest.raises(BadInput, match="it says speakers=Kari Lund"):
        ledger.judge(EDIT, [said], author=ANA, changes=speakers("Erik Holm"))


def test_the_opposite_is_refused_too_when_a_newer_reader_gave_the_entry_another_id(ledger: Ledger) -> None:
    ledger.judge(REJECT, [the(ledger, Statement)], author=ANA)
    ledger.append(*newer(lambda s: s))
    with pytest.raises(BadInput, match="accept goes against it"):
        ledger.judge(ACCEPT, [the(ledger, Statement)], author="Erik Holm")


def parties(*names: str) -> list[Tie]:
    return [Tie("party", f"party-{name}", name) for name in names]


def test_what_is_merged_is_not_kept_apart_also_by_way_of_a_third(ledger: Ledger) -> None:
    ledger.judge(MERGE, parties("Ana Berg", "A. Berg"), author=ANA)
    ledger.judge(MERGE, parties("A. Berg", "Berg"), author=ANA)
    with pytest.raises(BadInput, match="keep-apart goes against it"):
        ledger.judge(APART, parties("Ana Berg", "Berg"), author=ANA)
    ledger.judge(APART, parties("Ana Berg", "Ole Berg"), author=ANA)
    with pytest.raises(BadInput, match="a merge goes against it"):
        ledger.judge(MERGE, parties("Berg", "Ole Berg"), author=ANA)


def test_what_is_rejected_is_not_merged(ledger: Ledger) -> None:
    keep(ledger, document("b.txt"))
    one, other = (e.id for e in ledger.entries() if isinstance(e.value, Move))
    ledger.judge(REJECT, [other], author=ANA)
    with pytest.raises(BadInput, match="a merge goes against it"):
        ledger.judge(MERGE, [one, other], author=ANA)
    ledger.judge(APART, [one, other], author=ANA)


def test_the_same_judgement_again_is_the_one_that_is_kept(ledger: Ledger) -> None:
    made = ledger.judge(REJECT, [the(ledger, Move)], author=ANA)
    assert ledger.judge(REJECT, [the(ledger, Move)], author="Erik Holm") == made
    assert len(ledger.judgements()) == 1


@pytest.mark.parametrize(
    ("kind", "subjects", "changes", "said"),
    [
        (REJECT, ["nothing"], [], "no document of the record has this id"),
        (REJECT, [], [], "nothing is named"),
        (ACCEPT, ["a.txt"], [], "this is a document, which nobody can accept"),
        (MERGE, parties("Ana Berg"), [], "one thing alone is named"),
        (MERGE, [*parties("Ana Berg"), "a.txt"], [], "are never one"),
        (REJECT, ["a.txt"], [Change("exchange", ("x",))], "fields are set by an edit"),
        (EDIT, ["a.txt"], [], "fields are set by an edit"),
        (EDIT, ["a.txt"], [Change("outlet", ("x",))], "no field of a document that can be edited"),
        (WITHDRAW, ["judgement-0"], [], "no such judgement"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_kept(
    ledger: Ledger, kind: JudgementKind, subjects: list[Any], changes: list[Change], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        ledger.judge(kind, subjects, author=ANA, changes=changes)
    assert ledger.judgements() == ()


def test_an_entry_that_only_an_older_reading_held_is_refused_with_where_to_look(ledger: Ledger) -> None:
    old = the(ledger, Statement)
    ledger.append(*newer(lambda s: s))
    with pytest.raises(BadInput, match=r"an earlier reading of a\.txt held this entry.*`dragoman show a\.txt`"):
        ledger.judge(REJECT, [old], author=ANA)


def test_a_withdrawal_is_not_withdrawn_nor_a_judgement_twice(ledger: Ledger) -> None:
    made = ledger.judge(JudgementKind.REJECT, ["a.txt"], author=ANA)
    back = ledger.withdraw(made.id, author=ANA)
    with pytest.raises(BadInput, match="Make the judgement again"):
        ledger.withdraw(back.id, author=ANA)
    with pytest.raises(BadInput, match="withdrawn already"):
        ledger.withdraw(made.id, author="Erik Holm", reason="again")


def test_an_item_that_no_brief_shows_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="the brief has no such demand"):
        judge(ledger, REJECT, ["demand-0123456789abcdef"], author=ANA)
    with pytest.raises(BadInput, match="the brief of 2022-01-18 has no such reply"):
        judge(ledger, REJECT, ["reply-0123456789abcdef"], author=ANA, as_of="2022-01-18")


# Values of edits


@pytest.mark.parametrize(
    ("setting", "said"),
    [("status=done", "It can be: made, "), ("negated=perhaps", "It can be: yes, no"), ("what=", "cannot be empty")],
)
def test_a_value_that_a_field_cannot_take_is_refused(setting: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        checked("move", changes_of([setting]))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(BadDate):
        checked("move", changes_of(["due=tomorrow"]))


def test_a_setting_needs_a_field_and_a_value() -> None:
    with pytest.raises(BadInput, match="Write FIELD=VALUE"):
        changes_of(["rejected"])
    assert changes_of(["speaker=Ana Berg; Kari Lund", "said-on="]) == (
        Change("speakers", ("Ana Berg", "Kari Lund")),
        Change("said_on", ()),
    )


def test_an_edit_of_nothing_leaves_the_value() -> None:
    move = reading(document()).moves[0]
    assert edited("move", move, ()) is move


def test_the_list_of_judgements_says_which_are_in_force(ledger: Ledger) -> None:
    made = ledger.judge(EDIT, [the(ledger, Statement)], author=ANA, changes=speakers("Kari Lund"))
    ledger.withdraw(made.id, author=ANA)
    first, second = judgement_rows(ledger.judgements())
    assert (first["in_force"], first["changes"], second["kind"]) == (False, {"speakers": ["Kari Lund"]}, "withdraw")
    assert first["subjects"][0]["words"] == "The port union said it would answer by Friday."


# Trouble


def test_check_tells_of_a_judgement_whose_words_stand_elsewhere_now(ledger: Ledger) -> None:
    (before,) = statements(ledger)
    made = ledger.judge(ACCEPT, [before.id], author=ANA)
    doc = document()
    moved = replace(doc, text=doc.original, offsets=OffsetMap.identity(len(doc.original)))
    ledger.append(moved, replace(reading(moved, reader="rules 2"), timexes=()))
    assert ledger.check() == (), "the words are read, elsewhere in the text"
    ledger.append(moved, replace(reading(moved, reader="rules 3"), statements=(), moves=(), timexes=()))
    assert {fault.entry for fault in ledger.check()} == {before.id}
    ledger.withdraw(made.id, author=ANA)
    assert ledger.check() == ()


JUDGES = """
import sys
from dragoman.ledger import Ledger
from dragoman.model import BadInput, JudgementKind

with Ledger.open(sys.argv[1]) as ledger:
    try:
        ledger.judge(JudgementKind(sys.argv[2]), [sys.argv[3]], author=sys.argv[2])
    except BadInput as error:
        sys.exit(f"{error}")
"""


def test_of_two_processes_that_contradict_each_other_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Ledger.open(path) as ledger:
        keep(ledger, document())
        move = the(ledger, Move)
    calls = [[sys.executable, "-c", JUDGES, str(path), kind, move] for kind in ("accept", "reject")]
    judges = [subprocess.Popen(call, stderr=subprocess.PIPE, text=True) for call in calls]
    told = [judge.communicate(timeout=120)[1] for judge in judges]
    assert sorted(judge.returncode for judge in judges) == [0, 1], told
    assert "judged it on" in "".join(told)
    with Ledger.open(path) as ledger:
        assert len(ledger.judgements()) == 1


def test_a_full_disk_leaves_no_half_judgement(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Ledger.open(path) as ledger:
        keep(ledger, document())
        first = ledger.judge(JudgementKind.REJECT, ["a.txt"], author=ANA)

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # no page more than there are

    event.listen(Engine, "connect", fill)
    try:
        with Ledger.open(path) as ledger:
            with pytest.raises(RecordError, match="the disk is full"):
                ledger.withdraw(first.id, author=ANA, reason="no room " * 100_000)
            assert ledger.judgements() == (first,)
            assert ledger.check() == ()
    finally:
        event.remove(Engine, "connect", fill)
    with Ledger.open(path) as ledger:
        assert ledger.withdraw(first.id, author=ANA).kind is WITHDRAW


def test_judgements_of_the_first_schema_are_read(tmp_path: Path) -> None:
    """They named documents alone, and said no more of them than their ids."""
    path = tmp_path / "talks.db"
    with Ledger.open(path) as ledger:
        keep(ledger, document("a.txt"), document("b.txt"))
        old, new = (info.id for info in sorted(ledger.documents(), key=lambda info: info.file))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO judgements VALUES (1, 'judgement-1', 'supersede', 'Ana Berg', '2022-02-01', NULL)"
        )
        for position, subject in enumerate((old, new)):
            row = "INSERT INTO judgement_subjects (judgement, position, subject) VALUES ('judgement-1', ?, ?)"
            connection.execute(row, (position, subject))
    with Ledger.open(path) as ledger:
        assert {entry.document.id for entry in ledger.entries()} == {new}
        (made,) = ledger.judgements()
        assert [tie.kind for tie in made.ties] == ["document", "document"]
        ledger.withdraw(made.id, author=ANA)
        assert {entry.document.id for entry in ledger.entries()} == {old, new}


def test_what_is_judged_withdrawn_and_judged_again_within_a_second_is_three_judgements(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "talks.db", now=lambda: datetime(2024, 1, 1, tzinfo=UTC)) as ledger:
        keep(ledger, document("a.txt"))
        first = ledger.judge(JudgementKind.REJECT, ["a.txt"], author=ANA)
        ledger.withdraw(first.id, author=ANA)
        again = ledger.judge(JudgementKind.REJECT, ["a.txt"], author=ANA)
        assert again.id != first.id
        assert [j.id for j in in_force(ledger.judgements())] == [again.id]
