"""The commands: what they print and write, and how they exit. Bad input is in ``test_cli_bad_input.py``."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dragoman as package
from dragoman.cli.app import app
from dragoman.model import Move, Statement
from dragoman.pipeline.tables import MoveRow, StatementRow

Command = Callable[..., Any]

ASKED = """\
OSLO, Jan. 18 - Norway is waiting for a written answer from Denmark, Foreign Minister Ana Berg said on Tuesday.

"We are still waiting for the promised answer," Berg told reporters. Denmark's Foreign Ministry denied that it had
received a letter.
"""
ANSWERED = "Denmark has sent its written answer to Norway, Prime Minister Erik Holm said on Wednesday.\n"


@pytest.fixture
def record(dragoman: Command, tmp_path: Path) -> Path:
    """A record of two reports, two weeks apart."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "asked.txt").write_text(ASKED)
    (folder / "answered.txt").write_text(ANSWERED)
    rows = [
        {"file": "asked.txt", "published": "2022-01-18", "outlet": "Northern Post"},
        {"file": "answered.txt", "published": "2022-02-02", "outlet": "Baltic Wire"},
    ]
    (folder / "index.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = dragoman("read", "reports", "--index", "reports/index.jsonl")
    assert done == (0, "new         asked.txt\nnew         answered.txt\n", "")
    return tmp_path / "dragoman.db"


# ---------------------------------------------------------------- help
def _commands() -> list[tuple[str, ...]]:
    names = [(c.name or c.callback.__name__,) for c in app.registered_commands if c.callback]
    inner = [
        (g.name or "", c.name or c.callback.__name__)
        for g in app.registered_groups
        for c in g.typer_instance.registered_commands
        if c.callback
    ]  # type: ignore[union-attr]
    return [*names, *inner]


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(dragoman: Command, command: tuple[str, ...]) -> None:
    code, out, err = dragoman(*command, "--help")
    assert (code, err) == (0, "")
    assert re.search(rf"Example:\n    dragoman {' '.join(command)} ", out)


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_the_examples_in_the_help_are_calls_that_the_command_takes(dragoman: Command, command: tuple[str, ...]) -> None:
    out = dragoman(*command, "--help").out
    named = set(re.findall(r"^    dragoman .*", out, re.MULTILINE))
    options = {option for line in named for option in re.findall(r"(?<= )-{1,2}[a-z-]+", line)}
    table = out.split("Options:")[1]
    assert named
    assert all(re.search(rf"(?<![\w-]){option}(?![\w-])", table) for option in options)


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"spacy", "sqlalchemy", "rich", "trafilatura"}),
        (["brief"], {"spacy", "trafilatura"}),
        (["moves", "--json"], {"spacy", "trafilatura"}),
        (["check"], {"spacy", "trafilatura"}),
    ],
)
def test_what_reads_no_text_loads_no_parser(record: Path, arguments: list[str], unwanted: set[str]) -> None:
    script = (
        f"import sys; sys.argv = ['dragoman', *{arguments}]\n"
        "from dragoman.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        f"sys.exit(str({unwanted} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=record.parent, capture_output=True, text=True)
    assert done.stderr == "set()\n"


def test_version(dragoman: Command) -> None:
    assert dragoman("--version") == (0, f"dragoman {package.__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("guess",), "No such command 'guess'."),
        (("read",), "Missing argument 'SOURCE'."),
        (("extract", "a.txt"), "Missing option '--output' / '-o'."),
        (("moves", "--json", "--csv"), "Invalid value: --json and --csv exclude each other."),
    ],
)
def test_a_wrong_call_exits_2(dragoman: Command, arguments: tuple[str, ...], error: str) -> None:
    code, out, err = dragoman(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f"Error: {error}\n")


# ---------------------------------------------------------------- read
def test_what_is_in_the_record_already_is_unchanged_and_not_parsed(
    dragoman: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.pipeline.runner.read_parsed", lambda *_: pytest.fail("parsed again"))
    done = dragoman("read", "reports", "--index", "reports/index.jsonl")
    assert done == (0, "unchanged   asked.txt\nunchanged   answered.txt\n", "")


def test_another_date_supersedes_the_reading(dragoman: Command, record: Path) -> None:
    assert dragoman("read", "reports/asked.txt", "--published", "2022-01-19").out == "superseded  asked.txt\n"
    assert dragoman("read", "reports/asked.txt", "--published", "2022-01-19").out == "unchanged   asked.txt\n"
    (row,) = {r["published"] for r in json.loads(dragoman("statements", "--json", "--by", "Berg").out)}
    assert row == "2022-01-19"


def test_standard_input_is_a_source(dragoman: Command) -> None:
    assert dragoman("read", "-", "--published", "2022-02-02", stdin=ANSWERED.encode()).out == "new         -\n"
    assert dragoman("extract", "-", "-o", "out", stdin=ANSWERED.encode()).out == "written     - -> out/stdin.json\n"


def test_the_record_is_where_the_environment_says(
    dragoman: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", "talks.db")
    assert dragoman("read", "-", stdin=ANSWERED.encode()).code == 0
    assert (tmp_path / "talks.db").exists()
    assert not (tmp_path / "dragoman.db").exists()
    assert dragoman("check", "--record", "other.db").code == 1


@pytest.mark.parametrize(("moment", "shown"), [(-1.0, True), (1e9, False)])
def test_a_bar_is_shown_where_it_takes_more_than_a_moment(
    dragoman: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: float, shown: bool
) -> None:
    (tmp_path / "a.txt").write_text(ASKED)
    monkeypatch.setattr("dragoman.cli.progress.MOMENT", moment)
    assert dragoman("read", "a.txt") == (0, "new         a.txt\n", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, err = dragoman("read", "a.txt")
    assert (code, out) == (0, "unchanged   a.txt\n")
    assert ("1/1" in err) is shown


# ---------------------------------------------------------------- extract
def test_a_reading_is_named_after_its_document(dragoman: Command, record: Path, tmp_path: Path) -> None:
    (tmp_path / "reports" / "round-2").mkdir()
    (tmp_path / "reports" / "round-2" / "02.txt").write_text(ANSWERED + ANSWERED)
    assert dragoman("extract", "reports", "-o", "deep/out").code == 0
    names = sorted(path.name for path in (tmp_path / "deep" / "out").iterdir())
    assert names == ["answered.json", "asked.json", "round-2_02.json"]
    reading = json.loads((tmp_path / "deep" / "out" / "round-2_02.json").read_text())
    assert reading["file"] == "round-2/02.txt"
    assert reading["statements"]


def test_two_documents_never_go_to_one_file(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ASKED)
    (tmp_path / "a.md").write_text(ANSWERED)
    message = "dragoman: a.md: its output would overwrite that of a.txt. Extract them to two folders.\n"
    assert dragoman("extract", "a.txt", "a.md", "-o", "out") == (2, "", message)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_a_wrong_call(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ASKED)
    message = "dragoman: a.txt: cannot be written (File exists). Name another folder with -o.\n"
    assert dragoman("extract", "a.txt", "-o", "a.txt") == (2, "", message)


# ---------------------------------------------------------------- tables
def test_tables_come_as_json_as_csv_and_as_text(dragoman: Command, record: Path) -> None:
    for command, columns in (("statements", StatementRow), ("moves", MoveRow)):
        rows = json.loads(dragoman(command, "--json").out)
        assert rows
        assert all(list(row) == list(columns.__annotations__) for row in rows)
        read = list(csv.DictReader(io.StringIO(dragoman(command, "--csv").out)))
        assert [row["id"] for row in read] == [row["id"] for row in rows]
        text = dragoman(command).out
        assert all(row["file"] in text for row in rows)


def test_several_names_in_a_cell_are_parted_by_semicolons(dragoman: Command, record: Path) -> None:
    rows = json.loads(dragoman("moves", "--json").out)
    read = csv.DictReader(io.StringIO(dragoman("moves", "--csv").out))
    assert [cells["to"] for cells in read] == ["; ".join(row["to"]) for row in rows]


def test_filters_combine(dragoman: Command, record: Path) -> None:
    def files(*arguments: str) -> set[str]:
        return {row["file"] for row in json.loads(dragoman("statements", "--json", *arguments).out)}

    assert files() == {"asked.txt", "answered.txt"}
    assert files("--as-of", "2022-02-01") == {"asked.txt"}
    assert files("--since", "2022-02-01") == {"answered.txt"}
    assert files("--by", "berg") == {"asked.txt"}
    assert files("--about", "written ANSWER to") == {"answered.txt"}
    assert files("--by", "berg", "--since", "2022-02-01") == set()


def test_an_empty_table_still_has_its_columns(dragoman: Command, record: Path) -> None:
    assert dragoman("moves", "--by", "nobody", "--json") == (0, "[]\n", "")
    assert dragoman("moves", "--by", "nobody", "--csv").out == ",".join(MoveRow.__annotations__) + "\n"


# ---------------------------------------------------------------- brief
def test_a_brief_in_every_format_sees_nothing_later(dragoman: Command, record: Path, tmp_path: Path) -> None:
    for format in ("text", "markdown", "html", "json"):
        whole = dragoman("brief", "--format", format)
        earlier = dragoman("brief", "--format", format, "--as-of", "2022-02-01", "-o", f"brief.{format}")
        assert (whole.code, earlier) == (0, (0, "", ""))
        written = (tmp_path / f"brief.{format}").read_text()
        assert "answered.txt" in whole.out
        assert "answered.txt" not in written
        assert "asked.txt" in written


def test_no_colour_where_nobody_watches_or_none_is_wanted(
    dragoman: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (("brief",), ("statements",), ("show", "asked.txt"))
    plain = [dragoman(*command).out for command in commands]
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = [dragoman(*command).out for command in commands]
    monkeypatch.setenv("NO_COLOR", "1")
    uncoloured = [dragoman(*command).out for command in commands]
    colour = re.compile(r"\x1b\[[\d;]*3\dm")
    assert not any("\x1b" in out for out in plain)
    assert any(colour.search(out) for out in coloured)
    assert not any(colour.search(out) for out in uncoloured)


# ---------------------------------------------------------------- show, check, judge
def test_show_marks_every_statement_and_move_in_its_place(dragoman: Command, record: Path) -> None:
    from dragoman.ledger import Ledger

    out = dragoman("show", "asked.txt").out
    with Ledger.open(record) as ledger:
        document, reading = ledger.document("asked.txt")
    assert out.startswith("Northern Post · published 2022-01-18 (index: told by the index) · asked.txt · doc-")
    for label, values in (("s", reading.statements), ("m", reading.moves)):
        for number, value in enumerate(values, 1):
            assert isinstance(value, Statement | Move)
            assert f"[{label}{number} " in out
            assert f" {label}{number}]" in out
            assert re.search(rf"^{label}{number}  ", out, re.MULTILINE)
    unmarked = re.sub(r"\[[sm]\d+ | [sm]\d+\]", "", out)
    for passage in document.passages:
        assert " ".join(document.text[passage.start : passage.end].split()) in " ".join(unmarked.split())


def test_show_writes_control_characters_and_markup_out(dragoman: Command, tmp_path: Path) -> None:
    text = "The [bold]old[/bold] hall was empty. Ana Berg said that talks would \x1b[31mresume\u202e in Geneva.\n"
    (tmp_path / "odd.txt").write_text(text)
    assert dragoman("read", "odd.txt").code == 0
    out = dragoman("show", "odd.txt").out
    assert "The [bold]old[/bold] hall was empty." in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_check_names_what_does_not_hold(dragoman: Command, record: Path) -> None:
    import sqlite3

    assert dragoman("check") == (0, "", "")
    with sqlite3.connect(record) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'texts'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE texts SET text = replace(text, 'waiting', 'WAITING')")
    code, out, err = dragoman("check")
    assert (code, err) == (1, "")
    assert all(line.startswith("asked.txt: ") for line in out.splitlines())
    assert "the canonical text has" in out


def test_a_corrected_edition_stands_for_the_earlier_one_and_nothing_is_lost(
    dragoman: Command, record: Path, tmp_path: Path
) -> None:
    (tmp_path / "corrected.txt").write_text(ASKED.replace("Denmark", "Sweden"))
    dragoman("read", "corrected.txt", "--published", "2022-01-20")
    done = dragoman("judge", "supersede", "asked.txt", "corrected.txt", "--reason", "wrong country", "--author", "Kari")
    assert done.code == 0
    files = {row["file"] for row in json.loads(dragoman("statements", "--json").out)}
    assert files == {"corrected.txt", "answered.txt"}
    earlier = {row["file"] for row in json.loads(dragoman("statements", "--json", "--as-of", "2022-01-19").out)}
    assert earlier == {"asked.txt"}
    assert "Denmark" in dragoman("show", "asked.txt").out
    assert dragoman("judge", "supersede", "asked.txt", "lost.txt").code == 2


def test_a_report_without_a_date_is_doubted_and_named_where_it_is_left_out(dragoman: Command) -> None:
    undated = b"Foreign Minister Ana Berg said Tuesday that Denmark would answer the letter.\n"
    assert dragoman("read", "-", stdin=undated).out == "new         -\n"
    everything = json.loads(dragoman("brief", "--format", "json").out)
    assert [d["code"] for d in everything["doubts"]] == ["no-date"]
    as_of = json.loads(dragoman("brief", "--as-of", "2022-02-01", "--format", "json").out)
    assert [d["code"] for d in as_of["doubts"]] == ["undated-document"]
