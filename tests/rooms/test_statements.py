"""What cannot be shown in a case file: the lexicon's faults, unsettled sources, anchors."""

import pytest

from dragoman.extraction.lexicon import cue_lexicon, read_lexicon
from dragoman.extraction.statements import find_statements
from dragoman.model import BadTable, Document, Links, OffsetMap, Passage, Polarity, Statement, Zone, content_id
from dragoman.model.tables import parse_table
from dragoman.parsing import parse


def statements_of(text: str) -> tuple[Statement, ...]:
    """Statements of one paragraph, without any agent known."""
    passage = Passage(Zone.BODY, 0, len(text))
    document = Document(
        content_id("doc", text),
        "a.txt",
        text.encode(),
        "utf-8",
        text,
        text,
        OffsetMap.identity(len(text)),
        (passage,),
        "en",
    )
    return find_statements(document, parse(document), Links({}, ()), ())


def test_a_pronoun_that_nobody_settled_leaves_the_speaker_open() -> None:
    (statement,) = statements_of("He said the talks had failed.")
    assert statement.speakers == ()
    assert statement.content_text == "the talks had failed"


def test_without_known_agents_the_phrase_itself_is_the_name() -> None:
    (statement,) = statements_of("The harbour pilots said the talks had failed.")
    assert statement.speakers == ("harbour pilots",)


def test_anchors_slice_to_their_words() -> None:
    text = 'The ministry denied that "any deal" had been signed.'
    (statement,) = statements_of(text)
    assert statement.polarity is Polarity.DENIED
    for anchor in (statement.source, statement.cue, *statement.content, statement.evidence):
        assert anchor is not None
        assert text[anchor.start : anchor.end] == anchor.exact


@pytest.mark.parametrize(
    "text", ["", " ", '"', '"" "" said', "said", "According to", ": : :", "— said —", "🙂 said “🙂”"]
)
def test_scraps_are_no_reason_to_fail(text: str) -> None:
    if text.strip():
        assert isinstance(statements_of(text), tuple)


def test_a_broken_lexicon_names_the_table_and_the_fault() -> None:
    with pytest.raises(BadTable, match=r"cues\.toml.*misshapen: 'verbs'"):
        read_lexicon(parse_table("[nouns]\nclause = []\n", "cues.toml"))


def test_every_lemma_of_the_lexicon_is_lower_case() -> None:
    assert all(lemma == lemma.lower() for lemma in cue_lexicon().verbs)


@pytest.mark.parametrize("text", ["He said that " * 1500, 'He said "a" ' * 1500, "According to Ana " * 1500])
def test_an_endless_sentence_holds_no_statement(text: str) -> None:
    assert statements_of(text) == ()
