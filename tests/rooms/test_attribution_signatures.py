"""Quotations that are signed with a dash and a name."""

import pytest

from dragoman.extraction.attribution.signatures import signed_quotations


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("“They never asked us.” ― Ana Berg", "Ana Berg"),
        ('"We will not sign." -- Tomas Lind, pilot', None),
        ("“Nobody listens. It is always so.”— Dr. Mei Tan.", "Dr. Mei Tan"),
        ("“Fine” — and so it went on", None),
        ("She called it “a farce” — Ana Berg", None),
        ("“It never ends, she said ― Ana Berg", None),
        ("― Ana Berg", None),
        ("", None),
    ],
)
def test_a_line_of_a_quotation_a_dash_and_a_name_is_signed(line, source):
    found = [line[s:e] for (s, e), _, _ in signed_quotations([(0, line)])]
    assert found == ([] if source is None else [source])


def test_spans_count_in_the_text():
    text = "Voices:\n“We wait.” ― Ana Berg"
    ((source, cue, content),) = signed_quotations([(0, "Voices:"), (8, text[8:])])
    assert [text[s:e] for s, e in (source, cue, content)] == ["Ana Berg", "―", "“We wait.”"]
