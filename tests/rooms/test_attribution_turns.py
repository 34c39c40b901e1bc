"""Turns of a transcript, told by labels that take turns."""

import pytest

from dragoman.extraction.attribution.turns import turns


def found(text: str) -> list[tuple[str, str]]:
    lines, offset = [], 0
    for line in text.split("\n"):
        lines.append((offset, line))
        offset += len(line) + 1
    return [(text[slice(*source)], text[slice(*content)]) for source, _, content in turns(lines)]


@pytest.mark.parametrize(
    "text",
    [
        "BERG: Will you sign?\nLIND: No.\nBERG: Why not?",
        '"BERG: Will you sign?\n\n"LIND: No.\n\n"BERG: Why not?"',
        "BERG (on the line): Will you sign?\n(Laughter.)\nLIND: No.\nBERG:  Why not?  ",
    ],
)
def test_labels_in_capitals_that_take_turns_speak(text):
    assert found(text) == [("BERG", "Will you sign?"), ("LIND", "No."), ("BERG", "Why not?")]


def test_names_as_they_are_written_speak_where_two_return():
    text = "Ana Berg: Will you sign?\nQuestion: May I?\nAna Berg: Why not?\nQuestion: Thank you."
    assert [source for source, _ in found(text)] == ["Ana Berg", "Question", "Ana Berg", "Question"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BREAKING: Talks have failed.",
        "BERG: Will you sign?\nLIND: No.",
        "BERG: Will you sign?\nBERG: Well?",
        "Where: Halvik\nWhen: Monday\nWhere: Oslo",
        "Asked about the offer: no.\nMore of it: none.\nAsked about the offer: no.\nMore of it: none.",
        "10:30: They met.\n11:00: They left.\n10:30: They met.\n11:00: They left.",
    ],
)
def test_headings_rubrics_and_clauses_are_no_turns(text):
    assert found(text) == []


def test_hostile_lines_take_linear_work():
    lines = ["A" * 200_000, "A: " + " " * 200_000 + "b", "A " * 100_000, "A (" * 50_000, ": " * 100_000]
    assert found("\n".join(lines)) == []
