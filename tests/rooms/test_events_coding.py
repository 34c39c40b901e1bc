"""Events: rows over the parse, operators, parties, and what may not go wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli.reading import extract_flat
from dragoman.extraction.events.lexicon import FAMILY_OF, event_lexicon, read_events
from dragoman.model import BadTable, Event, EventType, Published, Realis, content_id
from dragoman.model.tables import parse_table
from dragoman.pipeline.flat import plain_document
from dragoman.pipeline.reading import read_document


def _events(text: str, published: str | None = "2023-05-10") -> tuple[Event, ...]:
    evidence = Published(published, "user", published) if published else None
    return read_document(plain_document(text, "text", evidence), reader="rules").events


def _first(text: str) -> Event:
    events = _events(text)
    assert events, f"no event in {text!r}"
    return events[0]


def _words(parties: tuple[object, ...]) -> list[str]:
    return [anchor.exact for anchor in parties]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wanted", "root", "sentence"),
    [
        ("AGREE", "03", "Poland and Lithuania agreed to build a joint power station."),
        ("CONSULT", "04", "The Danish prime minister spoke by telephone with his Swedish counterpart on Sunday."),
        ("SUPPORT", "05", "Iceland recognised the independence of Lithuania on Monday."),
        ("COOPERATE", "06", "Bolivia extradited a former army officer to Argentina."),
        ("AID", "07", "Turkey delivered tents and blankets to the survivors in Syria."),
        ("CONCEDE", "08", "The Tunisian government lifted the ban on the Islamist party."),
        ("RETREAT", "08", "Vietnam withdrew 5,000 soldiers from Cambodia."),
        ("ACCUSE", "09", "The prosecutor opened an investigation into the former president of Peru."),
        ("REQUEST", "10", "Lebanon demanded that Israel withdraw from the village."),
        ("ACCUSE", "11", "Chad accused Sudan of backing the insurgents."),
        ("REJECT", "12", "Burundi ruled out negotiations with the rebels."),
        ("THREATEN", "13", "The rebels warned that they would shoot down any plane."),
        ("PROTEST", "14", "Bolivian miners went on strike on Monday over pay."),
        ("MOBILIZE", "15", "Ethiopia massed troops on the border with Eritrea."),
        ("SANCTION", "16", "Venezuela expelled the Colombian ambassador."),
        ("COERCE", "17", "Burmese soldiers arrested a hundred monks."),
        ("ASSAULT", "18", "Rebels kidnapped a French engineer in Niger."),
        ("ASSAULT", "19", "Israeli jets bombed a camp in southern Lebanon."),
        ("STATEMENT", "01", "Turkey's finance minister expressed optimism about the outlook for the economy."),
        ("DENIAL", "01", "Sudan denied that its forces had crossed the border."),
        ("APPEAL", "02", "The European Union called on Serbia to release the detained journalists."),
    ],
)
def test_each_type_from_a_plain_sentence(wanted: str, root: str, sentence: str) -> None:
    event = _first(sentence)
    assert (event.type.value, event.root) == (wanted, root)


@pytest.mark.parametrize(
    ("wanted", "mode", "sentence"),
    [
        ("AGREE", None, "France will send aid to Chad."),
        ("AGREE", None, "France offered to send aid to Chad."),
        ("THREATEN", "violence", "France will attack Chad."),
        ("THREATEN", "relations", "France threatened to expel the ambassador of Chad."),
        ("REJECT", "assist", "France refused to send aid to Chad."),
        ("REJECT", "assist", "France will not send aid to Chad."),
        ("REQUEST", "assist", "France demanded that Chad send aid."),
        ("APPEAL", "assist", "France urged Chad to send aid."),
        ("DENIAL", None, "France denied that it had sent aid to Chad."),
    ],
)
def test_an_operator_turns_the_act_inside_it(wanted: str, mode: str | None, sentence: str) -> None:
    event = _first(sentence)
    assert (event.type.value, event.mode) == (wanted, mode)


def test_to_order_force_is_to_use_it_and_to_order_aid_is_to_ask_for_it() -> None:
    assert _first("The general ordered the arrest of the French envoy.").type is EventType.COERCE
    assert _first("The president ordered Chad to send aid.").type is EventType.REQUEST


def test_promised_under_an_ultimatum_is_threatened() -> None:
    event = _first("France will withdraw its troops from Chad unless the rebels leave.")
    assert (event.type, event.realis) == (EventType.THREATEN, Realis.CONDITIONAL)


def test_what_did_not_happen_is_no_event_of_its_type() -> None:
    assert all(event.type is not EventType.ASSAULT for event in _events("France did not attack Chad."))


# ---------------------------------------------------------------- parties
@pytest.mark.parametrize(
    ("sentence", "actor", "recipient"),
    [
        ("Kenya recalled its envoy to Uganda.", ["Kenya"], ["Uganda"]),
        ("The envoy of Uganda was expelled by the Kenyan government.", ["Kenyan government"], ["envoy of Uganda"]),
        ("Kenya and Uganda held talks on Monday.", ["Kenya", "Uganda"], []),
        ("Kenya rejected a Ugandan proposal for talks.", ["Kenya"], ["Ugandan"]),
        ("Kenya sent food to Uganda and Rwanda.", ["Kenya"], ["Uganda", "Rwanda"]),
        ("Kenya said that it would send food to Uganda.", ["Kenya"], ["Uganda"]),
        ("Kenya said Uganda must release the fishermen.", ["Kenya"], ["Uganda"]),
        ("Kenya is opposed to mediation by Uganda.", ["Kenya"], ["Uganda"]),
        ("Ugandan rebels received arms from Kenya.", ["Kenya"], ["Ugandan rebels"]),
    ],
)
def test_who_does_it_to_whom(sentence: str, actor: list[str], recipient: list[str]) -> None:
    event = _first(sentence)
    assert (_words(event.actor), _words(event.recipient)) == (actor, recipient)


def test_parties_have_their_canonical_names() -> None:
    event = _first("Kenyan officials met the French ambassador.")
    assert event.recipients and event.type is EventType.CONSULT
    assert _first("The U.S. expelled the Russian ambassador.").actors == ("United States",)


# ---------------------------------------------------------------- main line, sources, background
def test_the_source_behind_what_it_tells_is_no_statement() -> None:
    assert [e.type for e in _events("Kenya expelled the Ugandan envoy, officials said on Monday.")] == [
        EventType.SANCTION
    ]


def test_told_first_that_one_did_it_is_a_statement_and_the_act() -> None:
    types = [e.type for e in _events("Kenya confirmed that it had expelled the Ugandan envoy.")]
    assert types == [EventType.STATEMENT, EventType.SANCTION]


def test_quoted_words_are_the_speakers_and_no_events() -> None:
    told = '"We will not accept this unless the rebels leave," the Kenyan minister said.'
    assert [e.type for e in _events(told)] == [EventType.STATEMENT]


def test_the_recipient_of_a_saying_is_whom_it_is_addressed_to() -> None:
    assert _words(_first("The Kenyan president told the Ugandan ambassador that the harvest was good.").recipient) == [
        "Ugandan ambassador"
    ]
    assert _first("The Kenyan president said the harvest in Uganda was good.").recipient == ()


def test_the_future_of_another_is_a_forecast_and_no_promise() -> None:
    assert _first("Kenya's minister said the rebels would attack the Ugandan army.").type is EventType.STATEMENT


def test_background_counts_only_where_the_main_line_has_nothing() -> None:
    both = _events("Kenya, which expelled a Ugandan envoy in May, agreed to hold talks.")
    assert [e.type for e in both] == [EventType.AGREE]


@pytest.mark.parametrize(
    "sentence",
    [
        "The river rose by two metres in April.",
        "A driver was killed when his lorry left the road.",
        "The film won three prizes at the festival.",
        "A virus killed six people in the town.",
        "Heavy rain is expected to hit the coast of Florida this weekend.",
        "The Dodgers beat the Giants on Sunday.",
    ],
)
def test_what_is_no_politics_is_no_event(sentence: str) -> None:
    assert _events(sentence) == ()


def test_anchors_are_words_of_the_document_and_the_statement_is_named() -> None:
    text = "Kenya expelled the Ugandan envoy on Tuesday.\n\nUganda said it would close its embassy in Nairobi."
    document = plain_document(text, "text", Published("2023-05-10", "user", "2023-05-10"))
    reading = read_document(document, reader="rules")
    assert {e.statement for e in reading.events} - {None} <= {s.id for s in reading.statements}
    for event in reading.events:
        for anchor in (event.trigger, event.evidence, *event.actor, *event.recipient):
            assert document.text[anchor.start : anchor.end] == anchor.exact
    assert reading.events[0].date == "2023-05-09"


# ---------------------------------------------------------------- the table
def test_every_type_has_a_family_and_a_row() -> None:
    lexicon = event_lexicon()
    made = {row.code.type for rows in lexicon.rows.values() for _, row in rows if row.code}
    made |= {code.type for code in lexicon.operators.values() if code}
    assert made == set(EventType) == set(FAMILY_OF)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('[[act]]\nverbs = ["x"]\ntype = "AID"\nroot = "07"\ncolour = 1\n', "colour"),
        ('[[act]]\nverbs = ["x"]\nop = "juggle"\n[operators]\n', "juggle"),
        ('[[act]]\nverbs = ["x"]\ntype = "PARTY"\nroot = "07"\n[classes]\n', "PARTY"),
        ('[[act]]\nverbs = ["x"]\ntype = "AID"\nroot = "07"\nobjects = ["gold"]\n[classes]\n', "gold"),
        ('[operators.intend]\ncoop = { type = "AID" }\n', "root"),
        ('[modes.AID]\nFRIEND = "x"\n', "FRIEND"),
    ],
)
def test_a_fault_in_the_table_is_named(table: str, complaint: str) -> None:
    with pytest.raises(BadTable, match=complaint):
        read_events(parse_table(table, "events.toml"))


# ---------------------------------------------------------------- the flat form, and hostile input
def test_flat_events_count_in_the_text_as_given(tmp_path: Path) -> None:
    text = "  Kenya expelled\nthe Ugandan envoy.  "
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": text, "date": "2023-05-10"}) + "\n", "utf-8")
    assert extract_flat([tmp_path / "in.jsonl"], tmp_path / "out", "events", processes=1)
    row = json.loads((tmp_path / "out" / "in.jsonl").read_text("utf-8"))
    (event,) = row["events"]
    assert row["text"] == text
    assert text[event["start"] : event["end"]] == "expelled"
    assert (event["type"], event["mode"], event["root"], event["realis"]) == ("SANCTION", "expel", "16", "occurred")
    assert (event["actor"], event["recipient"]) == ("Kenya", "Ugandan envoy")
    assert (event["actor_code"], event["recipient_code"]) == ("KEN", "UGAGOV")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "refused " * 400,
        "Kenya agreed to " * 120,
        "to demand that " * 120,
        "Kenya, " * 2500 + "met.",
        "\u202e(((" * 99,
    ],
    ids=["empty", "marks", "verbs", "operators", "clauses", "list", "signs"],
)
def test_odd_text_breaks_nothing(text: str) -> None:
    assert isinstance(_events(text), tuple)


def test_the_same_text_gives_the_same_events() -> None:
    text = "Kenya and Uganda met in Nairobi. Rwanda refused to attend, and accused Kenya of arming rebels."
    assert _events(text) == _events(text)
    first = _events(text)[0]
    document = plain_document(text, "text").id
    assert first.id == content_id("evt", document, first.type, str(first.trigger.start), str(first.trigger.end))
