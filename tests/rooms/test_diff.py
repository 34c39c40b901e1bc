"""What changed between two states, and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from exchange_samples import Report, together

from dragoman.brief import render_changes
from dragoman.exchange import diff, fold
from dragoman.model import Entry, Judgement, JudgementKind, MeetingStatus, Tie
from dragoman.model.changes import Cause, Difference, Revision, StateDiff, Turn

QUAY = "the reopening of the northern quay"


def report(name: str, day: str, outlet: str = "Northern Post") -> Report:
    return Report(name, day, outlet).agent("Dockers' Union", "organisation").agent("Port Authority", "organisation")


def demand(name: str, day: str, what: str = QUAY) -> Report:
    return report(name, day).move("demand", "Dockers' Union", "Port Authority", what)


def between(entries: list[Entry], first: str, second: str, revision: Revision | None = None) -> StateDiff:
    return diff(fold(entries, as_of=first), fold(entries, as_of=second), revision or Revision())


def only(found: StateDiff) -> Difference:
    (difference,) = found.differences
    return difference


def causes(found: StateDiff) -> list[Cause]:
    return [reason.cause for reason in only(found).reasons]


def corrected(old: Report, new: Report) -> StateDiff:
    """What changes when the second report comes out as the corrected edition of the first."""
    id_ = new.document.id
    entries = [replace(e, document=replace(e.document, superseded_by=id_)) for e in old.entries] + new.entries
    return between(entries, "2024-03-01", "2024-03-02", Revision(corrected={old.document.id: id_}))


def text(found: StateDiff) -> str:
    return " ".join(render_changes(found, format="text").split())


def test_nothing_changes_on_days_without_a_report() -> None:
    found = between(together(demand("a", "2024-03-01")), "2024-03-02", "2024-03-05")
    assert (found.differences, found.published) == ((), ())
    assert "nothing changed" in text(found)


def test_a_thing_never_told_before_is_new() -> None:
    found = between(together(demand("a", "2024-03-01")), "2024-02-01", "2024-03-01")
    assert (only(found).turn, causes(found), found.published) == (Turn.NEW, [Cause.NEW_FACT], ("doc-a",))


def test_another_report_of_it_is_told_again() -> None:
    found = between(together(demand("a", "2024-03-01"), demand("b", "2024-03-02")), "2024-03-01", "2024-03-02")
    assert (only(found).turn, causes(found)) == (Turn.TOLD_AGAIN, [Cause.NEW_REPORT])
    assert [e.document for e in only(found).reasons[0].evidence] == ["doc-b"]


def test_an_answer_changes_the_status_by_a_new_fact() -> None:
    answer = report("b", "2024-03-02").move("rejection", "Port Authority", "Dockers' Union", QUAY)
    found = between(together(demand("a", "2024-03-01"), answer), "2024-03-01", "2024-03-02")
    assert (only(found).turn, causes(found)) == (Turn.CHANGED, [Cause.NEW_FACT])
    assert "status" in only(found).fields
    assert "MADE → REJECTED" in text(found)


def test_a_corrected_edition_is_a_correction() -> None:
    found = corrected(demand("a", "2024-03-01"), demand("b", "2024-03-02", "two more cranes and an engine shed"))
    assert {d.turn for d in found.differences} == {Turn.NEW, Turn.GONE}
    assert all(reason.cause is Cause.CORRECTION for d in found.differences for reason in d.reasons)
    assert "corrected: Northern Post, 2024-03-01 by Northern Post, 2024-03-02" in text(found)


def test_what_the_corrected_edition_says_as_well_is_the_same_item() -> None:
    found = corrected(demand("a", "2024-03-01"), demand("b", "2024-03-02"))
    assert (only(found).turn, causes(found)) == (Turn.TOLD_AGAIN, [Cause.CORRECTION])


def test_a_document_read_anew_is_a_new_reading() -> None:
    before, after = fold(together(report("a", "2024-03-01"))), fold(together(demand("a", "2024-03-01")))
    found = diff(before, after, Revision(reread=frozenset({"doc-a"})))
    assert (only(found).turn, causes(found)) == (Turn.NEW, [Cause.NEW_READING])
    assert "1 report read anew" in text(found)


def test_a_judgement_is_named_with_its_author_and_reason() -> None:
    entries = together(demand("a", "2024-03-01"))
    (item,) = fold(entries).demands
    words = item.evidence[0]
    tie = Tie("demand", item.id, words.quote, words.document, words.start, words.end)
    made = Judgement("j-1", JudgementKind.REJECT, (item.id,), "Ana Berg", "2024-03-03T10:00:00", "a joke", (tie,))
    found = diff(fold(entries), fold(entries, judgements=[made]), Revision(judgements=(made,)))
    assert (only(found).turn, causes(found)) == (Turn.GONE, [Cause.JUDGEMENT])
    assert "why: judgement, reject by Ana Berg on 2024-03-03 (a joke)" in text(found)


def test_a_day_that_passes_is_no_fact() -> None:
    plan = report("a", "2024-03-01").move(
        "meeting", "Dockers' Union; Port Authority", "", "talks in Halvik", "planned", "2024-03-04", place="Halvik"
    )
    found = between(together(plan), "2024-03-02", "2024-03-06")
    assert causes(found) == [Cause.DAY]
    assert getattr(only(found).after, "status", None) is MeetingStatus.UNKNOWN


def test_an_item_that_an_earlier_report_told_first_is_the_same_item() -> None:
    late, early = demand("b", "2024-03-05"), demand("a", "2024-03-01")
    found = diff(fold(together(late)), fold(together(late, early)))
    assert only(found).turn is Turn.TOLD_AGAIN
    assert only(found).item.id == fold(together(early)).demands[0].id


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_format_shows_the_words_and_their_report(format: str) -> None:
    found = between(together(demand("a", "2024-03-01")), "2024-02-01", "2024-03-01")
    rendered = render_changes(found, format=format)  # type: ignore[arg-type]
    assert QUAY in rendered
    assert "Northern Post" in rendered


def test_json_holds_every_difference_with_its_causes() -> None:
    changed = between(together(demand("a", "2024-03-01")), "2024-02-01", "2024-03-01")
    found = json.loads(render_changes(changed, format="json"))
    (difference,) = found["differences"]
    assert (found["from"], found["to"], found["published"]) == ("2024-02-01", "2024-03-01", ["doc-a"])
    assert (difference["kind"], difference["change"], difference["before"]) == ("demand", "new", None)
    assert [cause["cause"] for cause in difference["causes"]] == ["new fact"]
    assert difference["after"]["matter"] == QUAY
    assert [document["id"] for document in found["documents"]] == ["doc-a"]
