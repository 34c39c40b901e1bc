"""Flat forms: JSON Lines in and out, offsets in the text as given, bad rows refused with their line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import BadTable
from dragoman.pipeline.flat import FORMS, annotated, plain_document

Command = Callable[..., Any]

WRAPPED = """\
Norway and Denmark will meet again in the harbour town of Halvik early this
week, the   ministry said on Tuesday. The envoys had left the town on Friday
evening.

NEXT ROUND
The strike begins Monday.
"""


def rows_of(*rows: object) -> list[dict[str, Any]]:
    lines = [json.dumps(row).encode() for row in rows]
    return [json.loads(row) for row in annotated(lines, "texts.jsonl", FORMS["timexes"])]


def test_offsets_count_in_the_text_as_given() -> None:
    (row,) = rows_of({"id": "a", "dct": "2022-01-18", "text": WRAPPED, "source": "ours"})
    assert list(row) == ["id", "dct", "text", "timexes"]
    assert row["text"] == WRAPPED
    assert all(WRAPPED[t["start"] : t["end"]] == t["text"] for t in row["timexes"])
    assert [(t["type"], t["value"], t["text"]) for t in row["timexes"]] == [
        ("DATE", "2022-W03", "early this\nweek"),
        ("DATE", "2022-01-18", "Tuesday"),
        ("TIME", "2022-01-14TEV", "Friday\nevening"),
        ("DATE", "2022-01-24", "Monday"),
    ]


def test_a_text_has_body_paragraphs_alone_unwrapped_and_folded() -> None:
    document = plain_document(WRAPPED, "a")
    paragraphs = [document.text[p.start : p.end] for p in document.passages]
    assert paragraphs == [
        "Norway and Denmark will meet again in the harbour town of Halvik early this week, the ministry said on "
        "Tuesday. The envoys had left the town on Friday evening.",
        "NEXT ROUND",
        "The strike begins Monday.",
    ]
    assert document.offsets.restore(document.original, document.text, 0, len(document.text)) == document.text


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\r\n", "\x0c\u2028\u00a0"])
def test_a_text_of_white_space_has_no_paragraphs_and_no_times(text: str) -> None:
    assert plain_document(text, "a").passages == ()
    assert rows_of({"id": "a", "dct": "2022-01-18", "text": text})[0]["timexes"] == []


@pytest.mark.parametrize(
    ("dct", "value"),
    [
        ("2022-01-18", "2022-01-18"),
        ("2022-01-18T09:30:00", "2022-01-18"),
        ("2022-01", None),
        ("", None),
        (None, None),
    ],
)
def test_the_date_of_a_row_is_a_day_a_month_or_nothing(dct: str | None, value: str | None) -> None:
    (row,) = rows_of({"id": "a", "dct": dct, "text": "The envoy arrived on Tuesday."})
    assert (row["dct"], row["timexes"][0]["value"]) == (dct, value)


def test_rows_keep_their_order_across_the_batches_of_the_parser() -> None:
    given = [{"id": number, "text": f"They met in {2000 + number % 20}."} for number in range(150)]
    found = rows_of(*given)
    assert [(row["id"], row["timexes"][0]["value"]) for row in found] == [(n, str(2000 + n % 20)) for n in range(150)]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "this is not JSON in UTF-8"),
        (b"\xff\xfe", "this is not JSON in UTF-8"),
        (b"[" * 100_000, "this is not JSON in UTF-8"),
        (b"[1]", 'the row has no "id"'),
        (b'{"text": "a"}', 'the row has no "id"'),
        (b'{"id": "a"}', '"text" is missing or no text'),
        (b'{"id": "a", "text": 1}', '"text" is missing or no text'),
        (b'{"id": "a", "text": "\\ud800"}', "it holds half a character (a lone surrogate)"),
        (b'{"id": "a", "text": "a", "dct": "yesterday"}', '"dct" is no date'),
        (b'{"id": "a", "text": "a", "dct": "2022-02-31"}', '"dct" is no date'),
        (b'{"id": "a", "text": "a", "dct": "2022-W03"}', '"dct" is no date'),
        (b'{"id": "a", "text": "a", "dct": 20220118}', '"dct" is no date'),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(line: bytes, what: str) -> None:
    lines = [b'{"id": "good", "text": "Good."}', b"", line]
    with pytest.raises(BadTable) as error:
        list(annotated(lines, "texts.jsonl", FORMS["timexes"]))
    assert (error.value.where, error.value.what) == ("texts.jsonl, line 3", what)


# ---------------------------------------------------------------- the command
def test_each_file_is_written_under_its_name_and_a_bad_one_stops_no_other(dragoman: Command, tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "dct": "2022-01-18", "text": "They will meet on Friday."})
    (tmp_path / "bad.jsonl").write_text(row + "\n{}\n")
    (tmp_path / "good.jsonl").write_text(row + "\n")
    done = dragoman("extract", "bad.jsonl", "none.jsonl", "good.jsonl", "--format", "timexes", "-o", "out")
    shape = 'Write one row a line: {"id": ..., "dct": ..., "text": ...}.'
    assert done == (
        1,
        f'refused     bad.jsonl, line 2: the row has no "id". {shape}\n'
        "refused     none.jsonl: cannot be read (No such file or directory). Check the path and its permissions.\n"
        "written     good.jsonl -> out/good.jsonl\n",
        "",
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.jsonl"]
    (found,) = json.loads((tmp_path / "out" / "good.jsonl").read_text())["timexes"]
    assert found == {"start": 18, "end": 24, "type": "DATE", "value": "2022-01-21", "text": "Friday"}


def test_standard_input_may_be_json_lines(dragoman: Command, tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "text": "The envoy came in 2021."})
    done = dragoman("extract", "-", "--format", "timexes", "-o", "out", stdin=row.encode())
    assert done == (0, "written     - -> out/stdin.jsonl\n", "")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("a.jsonl", "--published", "2022-01-18"), "do not go with --format timexes."),
        (("a/x.jsonl", "b/x.jsonl"), "its output would overwrite that of a/x.jsonl. Extract them to two folders."),
    ],
)
def test_a_wrong_call_exits_2(dragoman: Command, arguments: tuple[str, ...], error: str) -> None:
    code, out, err = dragoman("extract", *arguments, "--format", "timexes", "-o", "out")
    assert (code, out) == (2, "")
    assert err.rstrip().endswith(error)


# ---------------------------------------------------------------- attributions
def test_attributions_stand_in_the_text_as_given(dragoman: Command, tmp_path: Path) -> None:
    text = 'HALVIK\n\nThe union would accept the offer, its chief\nAna Berg said. "We will sign," she told reporters.'
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "a", "text": text, "date": "unused"}) + "\n", "utf-8")
    done = dragoman("extract", "texts.jsonl", "--format", "attributions", "-o", "out")
    assert done == (0, "written     texts.jsonl -> out/texts.jsonl\n", "")
    row = json.loads((tmp_path / "out" / "texts.jsonl").read_text("utf-8"))
    assert list(row) == ["id", "text", "attributions"]
    told = [
        {role: [text[start:end] for start, end in found[role]] for role in ("source", "cue", "content")}
        for found in row["attributions"]
    ]
    assert {"source": ["she"], "cue": ["told"], "content": ['"We will sign,"']} in told


def test_attributions_are_found_without_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.parsing.pipeline._pipeline", lambda: pytest.fail("the parser was loaded"))
    line = json.dumps({"id": "a", "text": "The union would accept the offer, Ana Berg said."}).encode()
    for form in ("attributions", "nested attributions"):
        (row,) = annotated([line], "texts.jsonl", FORMS[form])
        assert json.loads(row)["attributions"]


def test_nested_goes_with_attributions_alone(dragoman: Command) -> None:
    code, out, err = dragoman("extract", "a.jsonl", "--format", "timexes", "--nested", "-o", "out")
    assert (code, out) == (2, "")
    assert err.rstrip().endswith("--nested goes with --format attributions alone.")
