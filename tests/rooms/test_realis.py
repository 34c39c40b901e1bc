"""The realis of events: the grammar around one word. Whole reports stand in ``tests/cases/realis``."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Token

from dragoman.extraction.realis import realis_of
from dragoman.extraction.realis.tables import read_tables, realis_tables
from dragoman.model import BadTable
from dragoman.model.tables import parse_table
from dragoman.parsing import parse
from dragoman.pipeline.flat import plain_document


def event(marked: str) -> Token:
    """The head of the words that stand in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    (parsed,) = parse(plain_document(marked.replace("[", "").replace("]", ""), "case"))
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    head: Token = span.root
    return head


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Norland [closed] the strait.", "occurred"),
        ("Norland is [closing] the strait.", "occurred"),
        ("Norland began to [close] the strait.", "occurred"),
        ("Norland was forced to [close] the strait.", "occurred"),
        ("Norland was the first to [close] its ports.", "occurred"),
        ("Norland did not refuse to [close] the strait.", "occurred"),
        ("Norland denied that it had not [answered].", "occurred"),
        ("Norland had to [close] the strait.", "occurred"),
        ("Norland will [close] the strait.", "scheduled"),
        ("Norland is going to [close] the strait.", "scheduled"),
        ("Norland is about to [close] the strait.", "scheduled"),
        ("Norland is to [close] the strait.", "scheduled"),
        ("Norland promised to [open] the strait.", "scheduled"),
        ("The envoy will leave when the talks [end].", "scheduled"),
        ("Norland is expected to [sign].", "scheduled"),
        ("The envoys [meet] tomorrow in Vik.", "scheduled"),
        ("Norland to [close] strait", "scheduled"),
        ("Norland did not deny that it had [closed] the strait.", "proposed"),
        ("Norland neither confirmed nor denied [closing] the strait.", "proposed"),
        ("Norland is close to [closing] the strait.", "proposed"),
        ("Norland has to [close] the strait.", "proposed"),
        ("It is up to Norland to [decide].", "proposed"),
        ("Norland warned of an [attack].", "proposed"),
        ("Sudland demands that Norland [leave] the island.", "proposed"),
        ("Norland went to court to [stop] the strike.", "proposed"),
        ("They discussed how to [end] the war.", "proposed"),
        ("They asked whether Norland had [signed].", "proposed"),
        ("In the event of an [attack], the bridge is closed.", "conditional"),
        ("Norland would have [signed] the treaty.", "conditional"),
        ("Norland has yet to [sign] the treaty.", "denied"),
        ("Norland has no plans to [sign] the treaty.", "denied"),
        ("Norland decided against [signing] the treaty.", "denied"),
        ("Norland was kept from [signing] the treaty.", "denied"),
        ("Norland neither [signed] nor ratified the treaty.", "denied"),
        ("Norland stopped short of [signing] the treaty.", "denied"),
        ("Norland dismissed reports of a [withdrawal].", "denied"),
        ("Norland denied reports that it had [closed] the strait.", "denied"),
        ("Nobody [signed] the treaty.", "denied"),
        ("Norland did not sign or [ratify] the treaty.", "denied"),
        ("It is too early to [judge] the treaty.", "denied"),
        ("The [meeting] was called off.", "denied"),
        ("The [meeting] is possible.", "proposed"),
        ("Norland's refusal to [sign] angered them.", "denied"),
    ],
)
def test_the_realis_of_an_event(sentence: str, value: str) -> None:
    standing = realis_of(event(sentence))
    assert standing.value == value, f"{standing.rule}, {standing.cue}"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("The envoys [meet] in Vik.", "scheduled"), ("The envoys will not [meet] in Vik.", "denied")],
)
def test_what_is_dated_after_publication_has_not_happened(sentence: str, value: str) -> None:
    assert realis_of(event(sentence), ahead=True).value == value


def test_a_standing_names_its_rule_and_the_word_it_rests_on() -> None:
    standing = realis_of(event("The ministry said that Norland refused to [sign]."))
    assert (standing.rule, str(standing.cue), str(standing.reporter)) == ("under refuse", "refused", "ministry")
    plain = realis_of(event("Norland [signed]."))
    assert (plain.rule, plain.cue, plain.reporter) == ("asserted", None, None)


@pytest.mark.parametrize("text", ["if " * 400 + "it [x]", "[.]", "to " * 300 + "[go]", "that he said " * 200 + "[ran]"])
def test_odd_text_has_some_realis(text: str) -> None:
    assert realis_of(event(text)).value in {"occurred", "scheduled", "proposed", "conditional", "denied"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[words]", "[word"), "TOML"),
        (("[modifier]", "[modifiers]"), "missing or misshapen"),
        (('kept = ["begin"', 'held = ["begin"'), "no such effect: held"),
        (('["unable"', '["unable", "able"'), "able has two effects"),
    ],
)
def test_a_fault_in_the_table_is_told(change: tuple[str, str], message: str) -> None:
    from importlib.resources import files

    shipped = files("dragoman.extraction").joinpath("data", "realis.toml").read_text("utf-8")
    assert read_tables(parse_table(shipped, "realis.toml")) == realis_tables()
    assert change[0] in shipped
    with pytest.raises(BadTable, match=re.escape(message)):
        read_tables(parse_table(shipped.replace(*change), "realis.toml"))
