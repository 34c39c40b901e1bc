"""``judge``, ``diff`` and ``brief --without`` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ASKED = """\
OSLO, Jan. 18 - Norway is waiting for a written answer from Denmark, Foreign Minister Ana Berg said on Tuesday.

Norway demanded that Denmark reopen the port of Halvik. Denmark must pay for the repairs, a Norwegian official said on
condition of anonymity.
"""
ANSWERED = """\
COPENHAGEN, Feb. 1 - Denmark rejected Norway's demand to reopen the port of Halvik, Prime Minister Erik Holm said.
"""


@pytest.fixture
def record(dragoman: Any, tmp_path: Path) -> Path:
    for name, text, day in (("asked.txt", ASKED, "2022-01-18"), ("answered.txt", ANSWERED, "2022-02-01")):
        (tmp_path / name).write_text(text)
        assert dragoman("read", name, "--published", day, "--outlet", "Northern Post").code == 0
    return tmp_path / "dragoman.db"


def rows(dragoman: Any, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dragoman(table, "--json").out)
    return found


def test_a_rejected_move_leaves_tables_and_brief_until_that_is_withdrawn(dragoman: Any, record: Path) -> None:
    before = dragoman("brief").out
    move = next(row for row in rows(dragoman, "moves") if row["kind"] == "rejection")
    made = dragoman("judge", "reject", move["id"], "--by", "Kari Lund", "--reason", "another port")
    assert made.code == 0
    assert move["id"] not in [row["id"] for row in rows(dragoman, "moves")]
    assert dragoman("brief").out != before
    (row,) = json.loads(dragoman("judge", "list", "--json").out)
    assert (row["id"], row["author"], row["reason"], row["in_force"]) == (
        made.out.strip(),
        "Kari Lund",
        "another port",
        True,
    )
    assert dragoman("judge", "withdraw", row["id"], "--by", "Kari Lund").code == 0
    assert dragoman("brief").out == before
    assert "(withdrawn)" in dragoman("judge", "list").out


def test_a_speaker_is_edited_and_read_anew_it_stays_so(dragoman: Any, record: Path) -> None:
    said = next(row for row in rows(dragoman, "statements") if row["speakers"] == ["Ana Berg"])
    assert dragoman("judge", "edit", said["id"], "--set", "speaker=Kari Lund").code == 0
    assert ["Kari Lund"] in [row["speakers"] for row in rows(dragoman, "statements")]
    assert dragoman("read", "asked.txt", "--published", "2022-01-19", "--outlet", "Northern Post").code == 0
    assert ["Kari Lund"] in [row["speakers"] for row in rows(dragoman, "statements")]


def test_an_item_of_the_brief_is_judged_by_its_id(dragoman: Any, record: Path) -> None:
    demand = json.loads(dragoman("brief", "--format", "json").out)["demands"][0]
    assert dragoman("judge", "accept", demand["id"], "--by", "Kari Lund").code == 0
    assert "accepted by Kari Lund" in dragoman("brief").out
    again = dragoman("judge", "reject", demand["id"], "--by", "Erik Holm")
    assert again.code == 2
    assert "Kari Lund judged it on" in again.err


def test_of_an_item_that_was_rejected_the_opposite_is_refused_with_the_judgement_in_the_way(
    dragoman: Any, record: Path
) -> None:
    demand = json.loads(dragoman("brief", "--format", "json").out)["demands"][0]
    made = dragoman("judge", "reject", demand["id"], "--by", "Kari Lund").out.strip()
    again = dragoman("judge", "accept", demand["id"], "--by", "Erik Holm")
    assert again.code == 2
    assert f"dragoman judge withdraw {made}" in again.err


QUARRELS = """\
HALVIK, March 3 - Norway cut the cable off Halvik in March, Denmark said. Norway denied that it had cut the cable.

Denmark had shelled the lighthouse of Sund, the Norwegian government said. Denmark denied that it had shelled it.
"""


def test_disputes_are_merged_and_an_account_is_put_apart(dragoman: Any, tmp_path: Path) -> None:
    (tmp_path / "quarrels.txt").write_text(QUARRELS)
    assert dragoman("read", "quarrels.txt", "--published", "2022-03-03", "--outlet", "Northern Post").code == 0

    def disputes() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(dragoman("brief", "--format", "json").out)["disputes"]
        return found

    first, second = disputes()
    made = dragoman("judge", "merge", first["id"], second["id"], "--by", "Kari Lund")
    (one,) = disputes()
    assert (made.code, one["id"], len(one["accounts"])) == (0, first["id"], 4)
    refused = dragoman("judge", "keep-apart", first["id"], second["id"], "--by", "Erik Holm")
    assert (refused.code, "Kari Lund judged it on" in refused.err) == (2, True)
    assert dragoman("judge", "withdraw", made.out.strip()).code == 0
    words = {e["start"] for account in first["accounts"] for e in account["evidence"]}
    said = [row["id"] for row in rows(dragoman, "statements") if row["start"] in words]
    assert dragoman("judge", "keep-apart", *said).code == 0
    assert [dispute["id"] for dispute in disputes()] == [second["id"]]


WHISPERED = """\
OSLO, Jan. 18 - Norway, an official said, demanded that Denmark reopen the port of Halvik.

Denmark, a diplomat said on condition of anonymity, rejected the demand to pay for the repairs.

Norway has, according to two people familiar with the talks, promised to answer Denmark by Friday.

Norway, Foreign Minister Ana Berg said, demanded that Denmark free the crew of the Ravn.
"""


def test_what_unnamed_people_tell_in_a_parenthesis_rests_on_them(dragoman: Any, tmp_path: Path) -> None:
    (tmp_path / "whispered.txt").write_text(WHISPERED)
    assert dragoman("read", "whispered.txt", "--published", "2022-01-18", "--outlet", "Northern Post").code == 0
    every = json.loads(dragoman("brief", "--format", "json").out)
    assert (len(every["demands"]), len(every["replies"])) == (2, 1)
    named = json.loads(dragoman("brief", "--format", "json", "--without", "unnamed").out)
    assert ([demand["matter"] for demand in named["demands"]], named["replies"]) == (
        [every["demands"][1]["matter"]],
        [],
    )


def test_what_cannot_be_judged_exits_2_and_says_why(dragoman: Any, record: Path) -> None:
    for call, said in (
        (("judge", "reject", "mov-0123456789abcdef"), "no document of the record"),
        (("judge", "withdraw", "judgement-0"), "no such judgement"),
        (("judge", "merge", "Norway"), "one thing alone"),
        (("judge", "edit", "asked.txt", "--set", "colour=red"), "no field of a document"),
    ):
        code, out, err = dragoman(*call)
        assert (code, out) == (2, "")
        assert said in err


def test_diff_prints_what_changed_and_why(dragoman: Any, record: Path) -> None:
    code, out, err = dragoman("diff", "2022-01-20", "2022-02-02")
    assert (code, err) == (0, "")
    assert "MADE → REJECTED" in out
    assert "why: new fact" in out
    found = json.loads(dragoman("diff", "2022-01-20", "2022-02-02", "--json").out)
    assert len(found["published"]) == 1
    assert dragoman("diff", "yesterday", "2022-02-02").code == 2


def test_a_brief_without_unnamed_sources_says_so(dragoman: Any, record: Path) -> None:
    assert "pay for the repairs" in dragoman("brief").out
    out = dragoman("brief", "--without", "unnamed").out
    assert "without what unnamed sources tell" in out
    assert "pay for the repairs" not in out
