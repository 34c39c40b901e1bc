"""Quotations in a paragraph: which marks open, which close, and what stands between them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.quotations import quotations


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We stay," she said, "and wait."', ["We stay,", "and wait."]),
        ("He said “it’s a ‘long’ way” and left", ["it’s a ‘long’ way"]),
        ("the 'core' demand of the workers' union", ["core"]),
        ('"We have "doubts" here," he said.', ['We have "doubts" here,']),
        ("in ''The Courier'' on Monday", ["The Courier"]),
        ("«Nous» and „so“", ["Nous", "so“"]),
        ('He said that " be sending teams" there', [" be sending teams"]),
        ("the workers' pay and the drivers' hours", []),
        ('""', []),
    ],
)
def test_finds_what_stands_between_the_marks(text: str, inner: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in quotations(text)] == inner


def test_a_quotation_that_never_closes_runs_to_the_end_and_says_so() -> None:
    (quote,) = quotations('He said "we will see')
    assert not quote.closed
    assert quote.end == quote.inner_end == len('He said "we will see')


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»`", max_size=200))
def test_quotations_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    found = quotations(text)
    for quote in found:
        assert 0 <= quote.start < quote.inner_start < quote.inner_end <= quote.end <= len(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_ten_thousand_marks_are_read_in_one_pass() -> None:
    assert len(quotations('"a" ' * 10_000)) == 10_000
