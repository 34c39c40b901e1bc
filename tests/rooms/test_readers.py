"""The readers: rules, model and their union; what each labels, and what the union keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.documents import read
from dragoman.extraction import DEFAULT_READER, READERS
from dragoman.extraction.attribution import Attribution
from dragoman.extraction.readers import UnionReader
from dragoman.extraction.statements import tagged_statements, unclaimed
from dragoman.linking import link
from dragoman.model import Document, Links, Mode, Parsed, Polarity, Statement, Timex
from dragoman.parsing import parse
from dragoman.pipeline.reading import read_document, reader_version

Scene = tuple[Document, tuple[Parsed, ...], Links, tuple[Timex, ...]]


def scene(text: str) -> Scene:
    document = read(text.encode(), file="a.txt", published="2022-01-18")
    parsed = parse(document)
    return document, parsed, link(document, parsed), ()


def attribution(text: str, source: str, cue: str, *content: str, score: float = 0.9) -> Attribution:
    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    sources = (span(source),) if source else ()
    return Attribution(sources, (span(cue),), tuple(span(words) for words in content), score)


def tagged(text: str, *attributions: Attribution) -> list[Statement]:
    document, parsed, links, timexes = scene(text)
    assert document.text == text
    return [statement for statement, _ in tagged_statements(document, parsed, links, timexes, attributions)]


def test_a_quotation_loses_its_marks_and_a_clause_its_that() -> None:
    text = "Ana Berg said that the talks would resume. “We will not sign the offer,” said Tomas Lind of the union."
    told, quoted = tagged(
        text,
        attribution(text, "Ana Berg", "said", "that the talks would resume."),
        attribution(text, "Tomas Lind of the union", "said Tomas", "“We will not sign the offer,”"),
    )
    assert (told.speakers, told.content_text, told.mode) == (("Ana Berg",), "the talks would resume", Mode.INDIRECT)
    assert (quoted.speakers, quoted.content_text, quoted.mode) == (
        ("Tomas Lind",),
        "We will not sign the offer,",
        Mode.DIRECT,
    )


def test_what_stands_in_the_next_paragraph_belongs_to_its_cue() -> None:
    text = "The union's chief, Ana Berg, said in a statement:\n\n“We will not sign before the members have voted.”"
    (found,) = tagged(text, attribution(text, "Ana Berg", "said", "“We will not sign before the members have voted.”"))
    assert found.content_text == "We will not sign before the members have voted."
    assert found.evidence.exact.startswith("Ana Berg")
    assert text[found.content[0].start : found.content[0].end] == found.content[0].exact


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The union backed the bill in parliament.", "The union", "backed", "the bill in parliament"),
        ("The union criticised the bill that Lind wrote.", "The union", "criticised", "the bill that Lind wrote"),
        ("Both sides agreed to resume the talks in Halvik.", "Both sides", "agreed", "to resume the talks in Halvik"),
        ("The ministry did not say that the talks failed.", "The ministry", "say", "that the talks failed"),
        ("It was said that the talks failed again.", "", "said", "that the talks failed again"),
        ("Lind called the offer a “farce” on Monday.", "Lind", "called", "“farce”"),
    ],
)
def test_attitudes_acts_and_bare_things_are_no_statements(text: str, source: str, cue: str, content: str) -> None:
    assert tagged(text, attribution(text, source, cue, content)) == []


def test_a_denial_is_one() -> None:
    text = "The ministry denied that it had received the letter."
    (found,) = tagged(text, attribution(text, "The ministry", "denied", "that it had received the letter"))
    assert found.polarity is Polarity.DENIED


def test_fragments_that_only_a_mark_parts_are_one() -> None:
    text = "Ana Berg said they “cannot accept” — and “will never sign” it."
    (found,) = tagged(text, attribution(text, "Ana Berg", "said", "they “cannot accept”", "and “will never sign” it"))
    assert found.content_text == "they “cannot accept” — and “will never sign” it"
    assert found.mode is Mode.MIXED


def test_an_inserted_he_said_parts_no_content_but_a_quotation() -> None:
    text = "The offer, Berg said, would be gone by May. “We wait,” Lind said, “until the members have voted.”"
    one, *others = tagged(
        text,
        attribution(text, "Berg", "said", "The offer", "would be gone by May"),
        attribution(text, "Lind", "said, “", "“We wait,”", "“until the members have voted.”"),
    )
    assert one.content_text == "The offer, Berg said, would be gone by May"
    assert [other.content_text for other in others] == ["We wait,", "until the members have voted."]


class Fixed:
    """A reader that finds what it was given."""

    version = "fixed"

    def __init__(self, *statements: Statement) -> None:
        self.found = statements

    def statements(self, *_: object) -> tuple[Statement, ...]:
        return self.found


def test_the_union_adds_what_touches_no_content_of_the_first_reader() -> None:
    text = "Ana Berg said that the talks would resume. “We will not sign the offer,” said Tomas Lind."
    told, quoted = tagged(
        text,
        attribution(text, "Ana Berg", "said", "that the talks would resume"),
        attribution(text, "Tomas Lind", "said Tomas", "“We will not sign the offer,”"),
    )
    (part,) = tagged(text, attribution(text, "Ana Berg", "said", "would resume"))
    assert UnionReader(Fixed(quoted), Fixed(told)).statements(*scene(text)) == (told, quoted)
    assert UnionReader(Fixed(told), Fixed(part, quoted)).statements(*scene(text)) == (told, quoted)


def test_every_statement_says_what_found_it() -> None:
    text = "“We will not sign,” Ana Berg told reporters.\n\nThe ministry denied that it had broken off the talks."
    for name in READERS:
        statements = READERS[name].statements(*scene(text))
        assert statements
        assert {s.reader for s in statements} == {"model" if name == "model" else "rules"}
        assert all((s.score is None) == (s.reader == "rules") for s in statements)


def test_each_reader_has_a_version_of_its_own() -> None:
    versions = {reader_version(name) for name in READERS}
    assert len(versions) == len(READERS)
    document = scene("The ministry denied that it had broken off the talks.")[0]
    assert len({read_document(document, reader=name).id for name in READERS}) == len(READERS)
    assert read_document(document) == read_document(document, reader=DEFAULT_READER)


def test_the_command_takes_each_reader(dragoman, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text("The ministry denied that it had broken off the talks with the union.", "utf-8")
    for name in READERS:
        assert dragoman("extract", "a.txt", "--reader", name, "-o", name).code == 0
        assert dragoman("read", "a.txt", "--reader", name, "--record", "r.db").code == 0
    assert '"score"' in (tmp_path / "model" / "a.json").read_text("utf-8")
    assert '"score"' not in (tmp_path / "rules" / "a.json").read_text("utf-8")
    assert dragoman("extract", "a.txt", "--reader", "oracle", "-o", "x").code == 2


def test_only_paragraphs_that_may_hold_more_are_read_again() -> None:
    text = "\n\n".join(
        (
            "Ferries ran on time through the strait all day.",
            "Ana Berg said that the talks would resume.",
            "Tomas Lind warned that the money was gone.",
            "The offer is “an insult to every one of us” in Halvik.",
            "The ministry put it so:",
            "The door is open and the kettle is on.",
        )
    )
    document, parsed, links, timexes = scene(text)
    found = READERS["rules"].statements(document, parsed[1:2], links, timexes)
    assert len(found) == 1
    assert [part.doc.text.split()[0] for part in unclaimed(parsed, found)] == ["Tomas", "The", "The", "The"]
