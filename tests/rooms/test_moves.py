"""Moves: frames over the parse, and what is done in speech."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from dragoman.extraction.moves import find_moves
from dragoman.extraction.moves.lexicon import TABLE, move_lexicon, read_moves
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
    Published,
    Statement,
    Timex,
    TimexType,
    Zone,
)
from dragoman.model.tables import parse_table
from dragoman.parsing import parse

AGENTS = {
    "Norland": Agent("Norland", AgentKind.STATE),
    "Sudria": Agent("Sudria", AgentKind.STATE),
    "Westmark": Agent("Westmark", AgentKind.STATE),
    "Berg": Agent("Ana Berg", AgentKind.PERSON, of="Norland"),
    "Ruiz": Agent("Tomas Ruiz", AgentKind.PERSON, of="Sudria"),
    "Guild": Agent("Miners' Guild", AgentKind.ORGANISATION),
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
        published=Published("2022-03-09", "user", "2022-03-09"),
    )


def links(parsed: tuple[Parsed, ...]) -> Links:
    mentions = []
    for one in parsed:
        for token in one.doc:
            if token.text in AGENTS:
                at = one.passage.start + token.idx
                mentions.append(Mention(at, at + len(token), at, AGENTS[token.text].name, "test"))
    return Links({agent.name: agent for agent in AGENTS.values()}, tuple(mentions))


def said(doc: Document, speaker: str, content: str, *, denied: bool = False, mode: Mode = Mode.INDIRECT) -> Statement:
    start = doc.text.index(content)
    anchor = doc.anchor(start, start + len(content))
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    return Statement("s1", (speaker,), (), False, mode, polarity, content, None, None, None, (anchor,), anchor)


def moves(
    text: str, *statements: tuple[str, str], denied: bool = False, days: Mapping[str, str] = MappingProxyType({})
) -> tuple[Move, ...]:
    """The moves of the text, with statements by (speaker, content) and time expressions by their words."""
    doc = document(text)
    parsed = parse(doc)
    told = [said(doc, speaker, content, denied=denied) for speaker, content in statements]
    timexes = [timex(text, words, day) for words, day in days.items()]
    return find_moves(doc, parsed, links(parsed), timexes, told)


def timex(text: str, words: str, day: str) -> Timex:
    start = text.index(words)
    return Timex(start, start + len(words), TimexType.DATE, day, day, words, "test")


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
        ("Norland gave Sudria until Friday to free the sailors.", "demand", "made", "Norland", "Sudria"),
        ("Norland suggested that Sudria should open the port.", "proposal", "made", "Norland", None),
        ("The Guild vowed to strike.", "threat", "made", "Miners' Guild", None),
        ("Norland dismissed the accusations.", "denial", "made", "Norland", None),
        ("Norland walked out of the talks.", "rejection", "made", "Norland", None),
        ("Sudria broke off negotiations with Norland.", "rejection", "made", "Sudria", "Norland"),
        ("Berg flew to Lisbon to meet Ruiz.", "meeting", "delivered", "Ana Berg", "Tomas Ruiz"),
        ("The Guild made a proposal to Norland.", "proposal", "made", "Miners' Guild", "Norland"),
        ("The Guild issued a demand for higher wages.", "demand", "made", "Miners' Guild", None),
        ("Norland gave Sudria 48 hours to withdraw.", "demand", "made", "Norland", "Sudria"),
        ("The Guild wants 40 dollars an hour.", "demand", "made", "Miners' Guild", None),
        ("Norland put a new offer on the table.", "proposal", "made", "Norland", None),
        ("Norland will pay each sailor 500 dollars.", "promise", "promised", "Norland", None),
        ("Norland is to free ten sailors.", "promise", "promised", "Norland", None),
        ("Norland will close the strait unless Sudria pulls back.", "threat", "conditional", "Norland", None),
        ("Norland will not attend the summit.", "rejection", "made", "Norland", None),
        ("Norland is not ready to sign the text.", "rejection", "made", "Norland", None),
        ("Norland has no intention of signing the text.", "rejection", "made", "Norland", None),
        ("Sudria said no to the plan.", "rejection", "made", "Sudria", None),
        ("The Guild voted down the offer.", "rejection", "made", "Miners' Guild", None),
        ("Sudria called the offer absurd.", "rejection", "made", "Sudria", None),
        ("Sudria said yes to the plan.", "acceptance", "made", "Sudria", None),
        ("Norland gave in to the Guild's demands.", "acceptance", "made", "Norland", None),
        ("Sudria dropped its objections to the treaty.", "acceptance", "made", "Sudria", None),
        ("The Guild must still approve the deal.", "decision-pending", "awaited", "Miners' Guild", None),
        ("Berg has not said whether Norland will go.", "decision-pending", "awaited", "Ana Berg", None),
        ("Norland has yet to deliver the list.", "reply", "awaited", "Norland", None),
        ("Norland's answer to the letter has arrived.", "reply", "delivered", "Norland", None),
        ("Berg is coming to Lisbon on Monday.", "meeting", "planned", "Ana Berg", None),
        ("Berg is seeing Ruiz tomorrow.", "meeting", "planned", "Ana Berg", "Tomas Ruiz"),
        ("Norland wants 150 million.", "demand", "made", "Norland", None),
        ("Norland needs boats before it can do more.", "demand", "made", "Norland", None),
        ("Norland warned Sudria of a freeze in trade.", "threat", "made", "Norland", "Sudria"),
        ("The Guild raised its bid to 5 percent.", "proposal", "made", "Miners' Guild", None),
        ("Berg must still sign the treaty.", "decision-pending", "awaited", "Ana Berg", None),
        ("The Guild is yet to answer.", "reply", "awaited", "Miners' Guild", None),
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
        "Norland insists that Sudria is a neighbour.",
        "Norland did not respond to a request for comment.",
        "The Guild called off a strike on Tuesday.",
        "The aim of Norland is to free ten sailors.",
        "Sudria made no offer.",
        "The talks were put off at Norland's request.",
        "Berg travelled to Lisbon.",
    ],
)
def test_ordinary_events_and_unreal_acts_make_none(text: str) -> None:
    assert moves(text) == ()


def test_the_price_of_a_promise_is_a_demand() -> None:
    found = moves("Norland will free ten sailors only if Sudria reopens the port.")
    assert [(m.kind.value, m.status.value, m.by, m.to) for m in found] == [
        ("promise", "conditional", ("Norland",), ()),
        ("demand", "made", ("Norland",), ("Sudria",)),
    ]


def test_things_behind_a_clause_are_demands_of_their_own() -> None:
    found = moves("Norland demanded that Sudria free ten sailors, quicker trains and an end to the shelling.")
    assert [m.what for m in found if m.kind is MoveKind.DEMAND][1:] == ["quicker trains", "an end to the shelling"]


def test_a_clause_about_whoever_denies_is_not_what_he_denies() -> None:
    found = moves("Norland, which promised Sudria a loan, denies that it broke the truce.")
    assert ("promise", "promised") in kinds(found)


def test_who_was_invited_and_will_come_accepts() -> None:
    text = "Berg invited Ruiz to Lisbon. Ruiz said he would attend."
    found = moves(text, ("Tomas Ruiz", "he would attend"))
    assert [(m.kind.value, m.to) for m in found][1:] == [("acceptance", ("Ana Berg",))]


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
    found = moves("Ruiz said Norland rejected the draft.", ("Tomas Ruiz", "Norland rejected the draft"))
    assert [(m.by, m.according_to) for m in found if m.kind is MoveKind.REJECTION] == [(("Norland",), ("Tomas Ruiz",))]


def test_what_a_pronoun_at_the_opening_of_a_report_does_the_speaker_does() -> None:
    found = moves("Norland said it would free the sailors.", ("Norland", "it would free the sailors"))
    assert [(m.kind, m.by, m.according_to) for m in found] == [(MoveKind.PROMISE, ("Norland",), ())]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        ("we will free the sailors", "promise", "promised"),
        ("we will expel the envoys", "threat", "made"),
        ("we will attack the port unless Sudria leaves", "threat", "conditional"),
        ("we will not free the sailors", "rejection", "made"),
        ("we cannot accept the terms", "rejection", "made"),
        ("we will study the plan", "decision-pending", "awaited"),
        ("Sudria must free the sailors", "demand", "made"),
        ("Sudria needs to free the sailors", "demand", "made"),
        ("Sudria will bear the consequences", "threat", "made"),
        ("that is out of the question", "rejection", "made"),
        ("a ransom is not on the table", "rejection", "made"),
        ("there will be no talks", "rejection", "made"),
        ("we do not negotiate with pirates", "rejection", "made"),
        ("a rise is a condition", "demand", "made"),
        ("no such offer had been made", "denial", "made"),
        ("nobody had promised anything", "denial", "made"),
        ("Norland had not fired first", "denial", "made"),
        ("the sailors will be killed if Sudria attacks", "threat", "conditional"),
        ("we will see them in court unless they pay", "threat", "conditional"),
    ],
)
def test_what_speech_does(content: str, kind: str, status: str) -> None:
    assert kinds(moves(f"Berg said {content}.", ("Ana Berg", content))) == [(kind, status)]


@pytest.mark.parametrize(
    "content",
    ["Sudria should know better", "we will see", "prices must fall", "should Sudria leave, talks could resume"],
)
def test_what_speech_does_not(content: str) -> None:
    assert moves(f"Berg said {content}.", ("Ana Berg", content)) == ()


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Norland rejected Sudria's demand to close the port.", ("Sudria",)),
        ("Norland accepted a proposal by Sudria to close the port.", ("Sudria",)),
        ("Norland demanded an apology from Sudria.", ("Sudria",)),
        ("Norland stressed the importance of Sudria's compliance with the truce.", ("Sudria",)),
        ("Norland promised to provide weapons to Sudria.", ("Sudria",)),
    ],
)
def test_the_other_side_is_found_in_the_complement(text: str, to: tuple[str, ...]) -> None:
    assert moves(text)[0].to == to


def test_one_who_is_accused_of_refusing_is_the_one_who_refused() -> None:
    found = moves("Norland accused Sudria of turning down its demands, which include opening the port to trade.")
    assert [(m.kind, m.to, m.status) for m in found] == [(MoveKind.DEMAND, ("Sudria",), MoveStatus.REJECTED)]


def test_an_answer_to_demands_names_both_who_owe_it_and_of_whom_they_were_made() -> None:
    found = {m.kind: m for m in moves("Norland is awaiting Sudria's response to its sweeping demands for trade.")}
    assert found[MoveKind.REPLY].status is MoveStatus.AWAITED
    assert found[MoveKind.REPLY].by == found[MoveKind.DEMAND].to == ("Sudria",)


def test_no_answer_is_none() -> None:
    found = moves("Norland gave no answer to Sudria.")
    assert [(m.kind, m.status, m.negated) for m in found] == [(MoveKind.REPLY, MoveStatus.AWAITED, True)]


def test_a_day_in_the_complement_is_no_day_of_the_act() -> None:
    text = "Norland on Tuesday urged Sudria to return to where its troops stood on 3 May 1997."
    assert [m.event_date for m in moves(text, days={"Tuesday": "2022-03-08"})] == ["2022-03-08"]
    assert [m.event_date for m in moves(text, days={"3 May 1997": "1997-05-03"})] == [None]


def test_a_limit_is_due_and_no_day_of_the_act() -> None:
    found = moves("Norland urged Sudria to leave the port by Friday.", days={"Friday": "2022-03-11"})
    assert [(m.due, m.due_evidence and m.due_evidence.exact, m.event_date) for m in found] == [
        ("2022-03-11", "Friday", None)
    ]


def test_a_meeting_after_the_day_of_the_report_is_still_to_come() -> None:
    text = "Sudria prepared for Friday's summit with Norland in Lisbon."
    found = moves(text, days={"Friday": "2022-03-11"})
    assert [(m.status, m.event_date, m.place) for m in found] == [(MoveStatus.PLANNED, "2022-03-11", "Lisbon")]


def test_repetitions_are_one_move() -> None:
    text = "Berg met Ruiz in Lisbon on Monday. During the meeting with Ruiz, Berg smiled. Norland's demands are old."
    text += " Norland demanded that Sudria leave. Norland's demands are known."
    found = moves(text, days={"Monday": "2022-03-07"})
    assert [m.kind for m in found] == [MoveKind.MEETING, MoveKind.DEMAND]
    assert found[0].event_date == "2022-03-07"


def test_a_denied_act_is_contested_where_another_tells_it() -> None:
    text = "Westmark said Norland had replied to Sudria. Norland denied having replied to Sudria."
    found = moves(text, ("Westmark", "Norland had replied to Sudria"))
    assert [(m.kind, m.status) for m in found] == [
        (MoveKind.REPLY, MoveStatus.CONTESTED),
        (MoveKind.DENIAL, MoveStatus.MADE),
    ]


def test_the_evidence_holds_the_predicate() -> None:
    found = moves("In the city, Norland played down the risk of an attack in the coming days and appealed for calm.")
    assert [m.kind for m in found] == [MoveKind.DEMAND]
    assert "appealed for calm" in found[0].evidence.exact


def test_a_long_clause_is_cut_around_its_predicate() -> None:
    text = "Norland demanded " + "that Sudria leave the port and the river and the hills and the coast, " * 12 + "now."
    (found, *_) = moves(text)
    assert "demanded" in found.evidence.exact
    assert len(found.evidence.exact.split()) <= 60


@pytest.mark.parametrize("text", ["", "   ", "?!", "Meet. Talks. Demand.", "demand " * 300, "to agree " * 300])
def test_odd_text_raises_nothing(text: str) -> None:
    assert isinstance(moves(text), tuple)


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
        read_moves(parse_table(table, TABLE))


def test_a_command_in_ones_own_words_demands() -> None:
    text = '"Stop the shelling," Berg said.'
    doc = document(text)
    statement = said(doc, "Ana Berg", "Stop the shelling,", mode=Mode.DIRECT)
    found = find_moves(doc, parse(doc), links(parse(doc)), [], [statement])
    assert [(m.kind, m.by) for m in found] == [(MoveKind.DEMAND, ("Ana Berg",))]


def test_conditions_behind_a_colon_are_demands_of_their_own() -> None:
    found = moves("The Guild set three conditions: lower taxes, a freeze on imports and the post of minister.")
    assert [m.evidence.exact for m in found] == ["lower taxes", "a freeze on imports", "the post of minister"]


def test_a_mere_yes_counts_where_something_was_asked() -> None:
    asked, answer = moves("Norland proposed to send monitors. Sudria agreed.")
    assert (asked.kind, asked.status, answer.kind, answer.to) == (
        MoveKind.PROPOSAL,
        MoveStatus.ACCEPTED,
        MoveKind.ACCEPTANCE,
        ("Norland",),
    )
    assert moves("Sudria agreed.") == ()


def test_a_mere_no_goes_to_whoever_asked_last() -> None:
    asked, refusal = moves("Norland offered to send monitors. Sudria declined.")
    assert (asked.status, refusal.by, refusal.to) == (MoveStatus.REJECTED, ("Sudria",), ("Norland",))


def test_who_turns_to_both_sides_is_nobodys_other_side() -> None:
    found = moves(
        "Westmark urged Norland and Sudria to sign. Norland demanded an apology from Sudria. Sudria threatened"
        " Norland with sanctions. Norland insisted on a court."
    )
    assert found[-1].to == ("Sudria",)


def test_those_who_are_due_to_meet_are_to_meet() -> None:
    (found,) = moves("Berg and Ruiz are due to meet in Lisbon.")
    assert (found.kind, found.status, found.by) == (MoveKind.MEETING, MoveStatus.PLANNED, ("Ana Berg", "Tomas Ruiz"))


def test_us_in_capitals_is_no_pronoun() -> None:
    found = moves("Berg said US proposals to arm Sudria failed.", ("Ana Berg", "US proposals to arm Sudria failed"))
    assert all(move.by != ("Ana Berg",) for move in found)
