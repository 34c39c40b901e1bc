"""Moves: frames over the parse, and what is done in speech."""

from __future__ import annotations

import re

import pytest

from dragoman.extraction.moves import find_moves
from dragoman.extraction.moves.lexicon import move_lexicon, read_moves
from dragoman.model import (
    Agent,
    AgentKind,
    BadTable,
    Document,
    Links,
    Mention,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Parsed,
    Passage,
    Polarity,
    Statement,
    Zone,
)
from dragoman.parsing import parse

AGENTS = {
    "Norland": "Norland",
    "Sudria": "Sudria",
    "Berg": "Ana Berg",
    "Ruiz": "Tomas Ruiz",
    "Guild": "Miners' Guild",
}


def document(text: str) -> Document:
    return Document(
        id="doc-1",
        file="one.txt",
        raw=text.encode(),
        encoding="utf-8",
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        passages=(Passage(Zone.BODY, 0, len(text)),),
        language="en",
    )


def links(parsed: tuple[Parsed, ...]) -> Links:
    mentions = []
    for one in parsed:
        for token in one.doc:
            if token.text in AGENTS:
                at = one.passage.start + token.idx
                mentions.append(Mention(at, at + len(token), at, AGENTS[token.text], "test"))
    return Links({name: Agent(name, AgentKind.STATE) for name in AGENTS.values()}, tuple(mentions))


def said(doc: Document, speaker: str, content: str, *, denied: bool = False, mode: Mode = Mode.INDIRECT) -> Statement:
    start = doc.text.index(content)
    anchor = doc.anchor(start, start + len(content))
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    return Statement("s1", (speaker,), (), False, mode, polarity, content, None, None, None, (anchor,), anchor)


def moves(text: str, *statements: tuple[str, str], denied: bool = False) -> tuple[Move, ...]:
    doc = document(text)
    parsed = parse(doc)
    told = [said(doc, speaker, content, denied=denied) for speaker, content in statements]
    return find_moves(doc, parsed, links(parsed), (), told)


def kinds(found: tuple[Move, ...]) -> list[tuple[str, str]]:
    return [(move.kind.value, move.status.value) for move in found]


@pytest.mark.parametrize(
    ("text", "kind", "status", "by", "to"),
    [
        ("Norland urged Sudria to reopen the border.", "demand", "made", "Norland", "Sudria"),
        ("Berg called on Ruiz to resign.", "demand", "made", "Ana Berg", "Tomas Ruiz"),
        ("The Guild demanded that Norland raise wages.", "demand", "made", "Miners' Guild", "Norland"),
        ("Norland promised to free the prisoners.", "promise", "promised", "Norland", None),
        ("Norland threatened to close the pipeline.", "threat", "made", "Norland", None),
        ("Berg invited Ruiz to a summit in Lisbon.", "invitation", "made", "Ana Berg", "Tomas Ruiz"),
        ("Norland agreed to withdraw its troops.", "acceptance", "made", "Norland", None),
        ("Norland did not agree to the terms.", "rejection", "made", "Norland", None),
        ("Sudria rejected the draft.", "rejection", "made", "Sudria", None),
        ("Sudria turned down the offer.", "rejection", "made", "Sudria", None),
        ("Norland denied that it had broken the truce.", "denial", "made", "Norland", None),
        ("Norland responded to the letter.", "reply", "delivered", "Norland", None),
        ("Berg will decide whether the truce holds.", "decision-pending", "awaited", "Ana Berg", None),
        ("Berg met with Ruiz in Lisbon.", "meeting", "delivered", "Ana Berg", "Tomas Ruiz"),
        ("Berg will meet Ruiz in Lisbon.", "meeting", "planned", "Ana Berg", "Tomas Ruiz"),
        ("Norland proposed a new roadmap.", "proposal", "made", "Norland", None),
    ],
)
def test_a_clause_makes_a_move(text: str, kind: str, status: str, by: str, to: str | None) -> None:
    found = [move for move in moves(text) if move.kind == kind]
    assert [(m.status.value, m.by) for m in found] == [(status, (by,))]
    assert to is None or found[0].to == (to,)


@pytest.mark.parametrize(
    "text",
    [
        "Norland exported more grain than Sudria last year.",
        "If Norland rejects the draft, prices could fall.",
        "Norland might accept the draft.",
        "Norland did not threaten Sudria.",
        "The results were met with joy.",
    ],
)
def test_ordinary_events_and_unreal_acts_make_none(text: str) -> None:
    assert moves(text) == ()


def test_the_parts_of_a_rejected_list_are_demands_of_their_own() -> None:
    found = moves(
        "Norland has rejected some of Sudria's demands, which include closing the port and freeing two sailors."
    )
    demands = [m for m in found if m.kind is MoveKind.DEMAND]
    assert [m.evidence.exact for m in demands] == ["closing the port", "freeing two sailors"]
    assert {(m.by, m.to, m.status, m.hedge) for m in demands} == {
        (("Sudria",), ("Norland",), MoveStatus.REJECTED, "some of")
    }


def test_duties_and_commitments_in_speech() -> None:
    text = "Ana Berg said Sudria must return the ship. Ana Berg said we will send observers."
    found = moves(text, ("Ana Berg", "Sudria must return the ship"), ("Ana Berg", "we will send observers"))
    assert kinds(found) == [("demand", "made"), ("promise", "promised")]
    assert [m.by for m in found] == [("Ana Berg",), ("Ana Berg",)]
    assert found[0].to == ("Sudria",)


def test_what_a_speaker_denies_is_no_reply() -> None:
    found = moves(
        "Norland denied that it had replied to the letter.", ("Norland", "it had replied to the letter"), denied=True
    )
    assert [m.kind for m in found] == [MoveKind.DENIAL]


def test_a_move_told_by_another_names_its_source() -> None:
    found = moves("Berg said Norland rejected the draft.", ("Ana Berg", "Norland rejected the draft"))
    assert [(m.by, m.according_to) for m in found if m.kind is MoveKind.REJECTION] == [(("Norland",), ("Ana Berg",))]


def test_every_anchor_slices_to_its_words() -> None:
    text = "Norland urged Sudria to reopen the border, and Sudria refused to hold talks with Norland."
    for move in moves(text):
        assert text[move.evidence.start : move.evidence.end] == move.evidence.exact


def test_the_shipped_table_covers_every_kind() -> None:
    covered = {frame.kind for frames in move_lexicon().frames.values() for frame in frames}
    assert covered == set(MoveKind)


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("[[verb]]\nkind = 'plea'\nlemmas = ['beg']", "verb 1"),
        ("[[verb]]\nlemmas = ['beg']", "verb 1"),
        ("[[noun]]\nkind = 'demand'\nlemmas = ['plea']\nsides = ['by']", "noun 1"),
        ("[[verb]\n", "moves.toml"),
    ],
)
def test_a_fault_in_the_table_is_named(table: str, where: str) -> None:
    with pytest.raises(BadTable, match=re.escape(where)):
        read_moves(table)
