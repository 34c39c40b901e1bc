"""The renderings of one invented exchange: a strike in the port of Halvik."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.brief import render
from dragoman.model import (
    Account,
    AgentKind,
    Concern,
    Decision,
    Demand,
    DemandStatus,
    Dispute,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Meeting,
    MeetingStatus,
    Party,
    Position,
    Published,
    ReplyOwed,
    ReplyStatus,
    Step,
    Voice,
    Warned,
)

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "brief"
FORMATS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")

TEXTS = {
    "doc-a": "The Dockworkers' Union demanded a 9 percent raise from the Halvik Port Authority on Monday and said it "
    'would walk out on 20 March if no offer came. The authority called the figure "out of reach". '
    'Authority chief Mara Lind promised a written offer "by Friday". '
    "Both sides will meet at the town hall on Thursday, a union official said.",
    "doc-b": "The authority had sent its written offer to the union, a person close to the talks told the Coast "
    'Courier. The union denied that it had received any offer. Lind said only that "a letter with figures" '
    "had gone out. The union's board will decide on Sunday whether to strike, depending on the offer. "
    "Thursday's talks at the town hall were called off.",
}
DOCUMENTS = (
    DocumentInfo(
        "doc-a",
        "monday.txt",
        "Port union wants 9 percent",
        "Harbour Post",
        Published("2023-03-06", "dateline", "HALVIK, March 6"),
        "https://example.org/harbour/monday",
    ),
    DocumentInfo(
        "doc-b",
        "friday.md",
        "Halvik: an offer, or none?",
        "Coast Courier",
        Published("2023-03-10", "index", "index.jsonl"),
    ),
    DocumentInfo("doc-c", "undated.txt"),
)


def words(document: str, quote: str) -> Evidence:
    text = TEXTS[document]
    start = text.index(quote)
    end = start + len(quote)
    return Evidence(document, start, end, quote, text[max(0, start - 32) : start], text[end : end + 32])


RAISE = words("doc-a", "The Dockworkers' Union demanded a 9 percent raise from the Halvik Port Authority on Monday")
REFUSED = words("doc-a", 'The authority called the figure "out of reach"')
PROMISED = words("doc-a", 'Authority chief Mara Lind promised a written offer "by Friday"')
SENT = words("doc-b", "The authority had sent its written offer to the union")
NOT_SENT = words("doc-b", "The union denied that it had received any offer")
A_LETTER = words("doc-b", 'Lind said only that "a letter with figures" had gone out')
WILL_MEET = words("doc-a", "Both sides will meet at the town hall on Thursday, a union official said")
CALLED_OFF = words("doc-b", "Thursday's talks at the town hall were called off")
DECIDES = words("doc-b", "The union's board will decide on Sunday whether to strike")
WALK_OUT = words("doc-a", "it would walk out on 20 March if no offer came")

ACCOUNTS = (
    Account("person close to the talks (unnamed)", ("Coast Courier",), True, Position.YES, None, (SENT,)),
    Account("Dockworkers' Union", (), False, Position.NO, "2023-03-10", (NOT_SENT,)),
    Account("Mara Lind", (), False, Position.OTHER, None, (A_LETTER,)),
)
STATE = ExchangeState(
    as_of="2023-03-12",
    documents=DOCUMENTS,
    parties=(Party("p-1", "Dockworkers' Union", AgentKind.ORGANISATION, ("the union",)),),
    demands=(
        Demand(
            "d-1",
            ("Dockworkers' Union",),
            ("Halvik Port Authority",),
            "a 9 percent raise",
            "demand",
            DemandStatus.REJECTED,
            "2023-03-06",
            "the figure",
            (
                Step("made", "2023-03-06", "demand-made", (RAISE,)),
                Step("rejected", "2023-W10", "rejection-of-matter", (REFUSED,), ("Halvik Port Authority",)),
            ),
            (RAISE, REFUSED),
        ),
    ),
    replies=(
        ReplyOwed(
            "r-1",
            ("Halvik Port Authority",),
            ("Dockworkers' Union",),
            "a written offer",
            "offer",
            ReplyStatus.CONTESTED,
            "2023-03-10",
            ("Mara Lind",),
            True,
            "2023-03-10",
            ACCOUNTS,
            (),
            (PROMISED, SENT, NOT_SENT),
        ),
    ),
    decisions=(Decision("x-1", ("Dockworkers' Union",), "whether to strike", "pending", "the offer", (DECIDES,)),),
    disputes=(Dispute("c-1", "Has the authority sent its written offer?", ACCOUNTS, "r-1"),),
    meetings=(
        Meeting(
            "m-1",
            ("Dockworkers' Union", "Halvik Port Authority"),
            "2023-03-09",
            "town hall",
            MeetingStatus.CANCELLED,
            (
                Step("planned", None, "meeting-planned", (WILL_MEET,), ("union official (unnamed)",), (), True),
                Step("cancelled", None, "meeting-cancelled", (CALLED_OFF,)),
            ),
            (WILL_MEET, CALLED_OFF),
        ),
    ),
    warnings=(
        Warned(
            "w-1",
            ("Dockworkers' Union",),
            ("Halvik Port Authority",),
            "walk out on 20 March",
            "no offer came",
            "2023-03-06",
            (WALK_OUT,),
        ),
    ),
    statements=(
        Voice("s-1", ("Mara Lind",), (), False, "mixed", "asserted", '"a letter with figures"', None, (A_LETTER,)),
    ),
    rests_on_unnamed=("m-1", "c-1", "s-1"),
    gone_quiet=("w-1",),
    doubts=(Concern("agent-several-candidates", "“it” may be the union or the authority", (WALK_OUT,)),),
)


@pytest.mark.parametrize(("format_", "suffix"), FORMATS.items())
def test_snapshot(format_, suffix):
    """What people look at, as it was last looked at; to renew one, delete it and run the test."""
    path = SNAPSHOTS / f"halvik.{suffix}"
    rendered = render(STATE, format=format_)
    if not path.exists():
        path.write_text(rendered, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written: look at it, then run again")
    assert rendered == path.read_text(encoding="utf-8")


def test_json_names_parties_as_the_interface_says():
    brief = json.loads(render(STATE, format="json"))
    assert list(brief) == [
        "as_of", "documents", "parties", "demands", "replies", "decisions", "disputes", "meetings", "warnings",
        "statements", "rests_on_unnamed", "gone_quiet", "doubts",
    ]  # fmt: skip
    reply = brief["replies"][0]
    assert (reply["from"], reply["to"], reply["due_by"]) == ("Halvik Port Authority", "Dockworkers' Union", "Mara Lind")
    assert brief["meetings"][0]["participants"] == ["Dockworkers' Union", "Halvik Port Authority"]
    assert brief["disputes"][0]["accounts"][0]["via"] == ["Coast Courier"]
    assert brief["documents"][2]["published"] is None


def test_a_dispute_is_told_once_with_every_account_and_its_chain():
    text = render(STATE, format="text", width=200)
    assert text.count("The union denied that it had received any offer") == 1 + text.split("REPLIES")[1].count(
        "The union denied"
    )
    assert "YES  unnamed person close to the talks, via Coast Courier" in text
    assert "OTHERWISE  Mara Lind" in text


@pytest.mark.parametrize("width", [40, 72, 160])
def test_text_keeps_to_its_width_and_is_plain_unless_coloured(width):
    plain = render(STATE, format="text", width=width)
    assert max(map(len, plain.splitlines())) <= width
    assert "\x1b" not in plain
    assert ANSI.sub("", render(STATE, format="text", width=width, color=True)) == plain
