"""The shipped attribution tagger: anchors, repeatability, hostile input."""

from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction.attribution import Attribution, attributions, has_model

pytestmark = pytest.mark.skipif(not has_model(), reason="no trained model in the package")

REPORT = (
    "Port workers will walk out on Friday, union leader Ana Berg said.\n"
    "“We have waited long enough,” she told reporters. “The offer is an insult.”\n"
    "The company denied that it had broken off the talks.\n"
    "According to the harbour authority, four ships were turned away."
)


def read(text):
    """The texts of source, cue and content of every attribution."""
    return [
        {role: " ".join(text[s:e] for s, e in one[role]) for role in ("source", "cue", "content")}
        for one in attributions(text)
    ]


def assert_sound(text):
    found = attributions(text, nested=True)
    for one in found:
        assert one["cue"] and one["content"]
        for role in ("source", "cue", "content"):
            assert all(0 <= start < end <= len(text) for start, end in one[role])
            assert one[role] == sorted(one[role])
            assert all(before[1] <= after[0] for before, after in pairwise(one[role]))
    return found


def test_plain_reports():
    found = read(REPORT)
    assert [one["source"] for one in found] == [
        "union leader Ana Berg",
        "she",
        "The company",
        "the harbour authority",
    ]
    assert [one["cue"].removesuffix(" reporters") for one in found] == ["said", "told", "denied", "According to"]
    assert found[0]["content"].startswith("Port workers will walk out on Friday")
    assert "waited long enough" in found[1]["content"] and "insult" in found[1]["content"]
    assert found[3]["content"].startswith("four ships were turned away")


def test_a_paragraph_that_introduces_a_quotation_is_read_with_it():
    text = "The ferries ran on time. " * 19 + "\nThe union said:\n“We will not sign before the vote.”"
    assert {"source": "The union", "cue": "said:", "content": "“We will not sign before the vote.”"} in read(text)


def test_what_is_tagged_inside_a_turn_is_kept_only_where_asked_for(monkeypatch):
    text = "BERG: The ministry said the talks had failed.\nLIND: No.\nBERG: Why?"
    inner = Attribution(source=((6, 18),), cue=((19, 23),), content=((24, 44), (52, 55)), score=0.9)

    class Fixed:
        def tag(self, paragraphs, *, nested):
            return [inner]

    monkeypatch.setattr("dragoman.extraction.attribution.shipped_tagger", Fixed)
    assert [one["source"] for one in read(text)] == ["BERG", "LIND", "BERG"]
    (kept,) = [one for one in attributions(text, nested=True) if one["cue"] == [[19, 23]]]
    assert kept["content"] == [[24, 44]]


def test_a_signed_quotation_keeps_to_its_line():
    text = "“We wait,” Mei Tan said of the offer.\n“It is a farce.” ― Ana Berg\n“We lose.” ― Tomas Lind"
    assert [(one["source"], one["content"]) for one in read(text)][-2:] == [
        ("Ana Berg", "“It is a farce.”"),
        ("Tomas Lind", "“We lose.”"),
    ]


def test_nested_ones_are_added_and_nothing_is_taken_away():
    assert all(one in attributions(REPORT, nested=True) for one in attributions(REPORT))


HOSTILE = {
    "empty": "",
    "white space": " \n\t\n ",
    "no sentence": "said said said told according",
    "an odd mark": 'Berg said: "We will not go. The others agreed.',
    "never closed": "Berg said “we will not go\n\nThe minister said “nor will we\n",
    "10,000 marks": "“\"'" * 3334 + " Berg said so.",
    "apostrophes": "'" * 5000 + "\nBerg said they would not go.",
    "emoji and combining marks": "“🙂 we\u0301\u0302\u0303 will 👨‍👩‍👧 go\u200d\ufe0f”, Berg said.",
    "surrogate": "“we \ud800 go”, Berg said.",
    "controls": "Berg said\x00\x07 “we\u202e go”.\x0b\x0c",
    "one endless word": "Berg said " + "x" * 200_000,
    "right to left": "قال برغ إن المحادثات ستستأنف. Berg said so.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_text_never_breaks_an_offset(name):
    assert_sound(HOSTILE[name])


def test_a_paragraph_of_a_hundred_thousand_words():
    text = "Berg said the talks would resume, and the minister denied it. " * 9_100
    found = assert_sound(text)
    assert found[-1]["content"][-1][1] > 0.99 * len(text)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*REPORT.split(), '"', "“", "”", "''", "‘", "\n", "é", "e\u0301", "🙂", "--"]), max_size=60
    )
)
def test_offsets_hold_for_any_mixture(words):
    assert_sound(" ".join(words))


def test_the_same_text_gives_the_same_whatever_was_read_before():
    texts = REPORT.split("\n")
    forwards = [attributions(text) for text in texts]
    backwards = [attributions(text) for text in reversed(texts)]
    assert forwards == backwards[::-1] == [attributions(text) for text in texts]


def test_the_same_on_any_number_of_processes():
    texts = [REPORT, *REPORT.split("\n")] * 2
    here = [attributions(text) for text in texts]
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            assert list(pool.map(attributions, texts)) == here
