"""The text around quoted words: cut at whole words, the cut marked."""

from __future__ import annotations

import pytest

from dragoman.brief.wording import leading, trailing
from dragoman.model import Evidence


@pytest.mark.parametrize(
    ("start", "prefix", "shown"),
    [
        (4, "The ", "The "),
        (90, "ort Authority said that ", "…Authority said that "),
        (90, " Authority said that ", "…Authority said that "),
        (90, "Halvikfjordsvannskraftverk", "…Halvikfjordsvannskraftverk"),
        (0, "", ""),
    ],
)
def test_what_stands_before_begins_with_a_whole_word(start: int, prefix: str, shown: str) -> None:
    assert leading(Evidence("doc-1", start, start + 5, "words", prefix)) == shown


@pytest.mark.parametrize(
    ("suffix", "shown"),
    [
        (". The union's board will dec", ". The union's board will…"),
        (", she said. ", ", she said.…"),
        ("fjordsvannskraftverk", "fjordsvannskraftverk…"),
        ("", ""),
    ],
)
def test_what_stands_behind_ends_with_a_whole_word(suffix: str, shown: str) -> None:
    assert trailing(Evidence("doc-1", 0, 5, "words", "", suffix)) == shown
