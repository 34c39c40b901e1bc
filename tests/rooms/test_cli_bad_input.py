"""Bad input, case by case: what the command says, word for word, and how it exits."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dragoman as package
from dragoman.documents import Source, load
from dragoman.ledger import Ledger
from dragoman.model import TooLarge

Command = Callable[..., Any]

GOOD = "Foreign Minister Ana Berg said on Tuesday that the talks with Norway would resume in Geneva next week.\n"
GERMAN = (
    "Die Ministerin sagte am Dienstag, dass die Gespräche in der nächsten Woche wieder aufgenommen würden. "
    "Ihre Regierung wolle nicht länger warten.\n"
)
LINKS = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "World", "Politics", "Sport", "Culture"))
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + bytes(range(128, 256)) * 5


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the file is empty. Check that the report was saved to it."),
        ("blank.txt", b" \r\n\t\n", "the file is empty. Check that the report was saved to it."),
        ("photo.txt", bytes(range(256)) * 40, "no text encoding explains its bytes. Save the report as UTF-8 text."),
        ("paper.txt", PDF, "this is a PDF file, not text. Convert it to text first, e.g. with pdftotext."),
        (
            "cut.txt",
            GOOD.encode("utf-16")[:-1],
            "this UTF-16 file is cut off in the middle of a character. Fetch the file again.",
        ),
        ("german.txt", GERMAN.encode(), "the report reads as German. Dragoman reads English; give a translation."),
        (
            "menu.html",
            f"<html><body><nav><ul>{LINKS}</ul></nav></body></html>".encode(),
            "there is no report in it, only titles, links or navigation. Save the report's own page.",
        ),
    ],
)
def test_a_source_that_is_no_report_is_refused(
    dragoman: Command, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert dragoman("read", name) == (1, f"refused     {name}: {message}\n", "")


def test_a_missing_file_is_refused(dragoman: Command) -> None:
    message = "cannot be read (No such file or directory). Check the path and its permissions."
    assert dragoman("read", "lost.txt") == (1, f"refused     lost.txt: {message}\n", "")


def test_a_file_of_100_megabytes_is_refused_unread(dragoman: Command, tmp_path: Path) -> None:
    with (tmp_path / "dump.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    message = "larger than the limit of 8 MiB for one document. Split it into one file a report."
    assert dragoman("read", "dump.txt") == (1, f"refused     dump.txt: {message}\n", "")
    tracemalloc.start()
    with pytest.raises(TooLarge):
        load(Source(tmp_path / "dump.txt", "dump.txt"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("read", "good.txt", "--published", "2022-02-30"), "2022-02-30"),
        (("extract", "good.txt", "--published", "Tuesday", "-o", "out"), "Tuesday"),
        (("brief", "--as-of", "1 February"), "1 February"),
        (("moves", "--since", "2022-13"), "2022-13"),
    ],
)
def test_a_bad_date_is_a_wrong_call(dragoman: Command, tmp_path: Path, arguments: tuple[str, ...], what: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    dragoman("read", "good.txt")
    advice = "Write a day as 2022-02-01, a month as 2022-02, a year as 2022, an interval as 2022-01-10/2022-01-16."
    assert dragoman(*arguments) == (2, "", f"dragoman: {what}: this is no date. {advice}\n")


def test_a_record_written_by_a_newer_version_is_left_alone(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert dragoman("read", "good.txt").code == 0
    with sqlite3.connect(tmp_path / "dragoman.db") as connection:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA user_version = 999")
    before = (tmp_path / "dragoman.db").read_bytes()
    message = (
        "dragoman: dragoman.db: the record has schema 999, written by Dragoman of an unknown version; this is Dragoman "
        f"{package.__version__}, which knows schema {schema}. Upgrade Dragoman, or name another record with --record.\n"
    )
    for arguments in (("read", "good.txt"), ("brief",), ("check",)):
        assert dragoman(*arguments) == (1, "", message)
    assert (tmp_path / "dragoman.db").read_bytes() == before


def test_a_file_that_is_no_record_is_left_alone(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD * 20)
    message = "dragoman: good.txt: this is no SQLite file. Name another file with --record.\n"
    assert dragoman("read", "good.txt", "--record", "good.txt") == (1, "", message)
    assert (tmp_path / "good.txt").read_text() == GOOD * 20


@pytest.mark.parametrize("command", [("brief",), ("statements",), ("moves",), ("show", "x"), ("check",)])
def test_a_record_that_is_not_there_is_not_made(dragoman: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    advice = "Run `dragoman read SOURCE...` first, or name another record with --record."
    assert dragoman(*command) == (1, "", f"dragoman: dragoman.db: there is no record here. {advice}\n")
    assert not list(tmp_path.iterdir())


def test_one_bad_file_among_good_ones_is_named_and_the_good_ones_are_read(dragoman: Command, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_text(GOOD.replace("Geneva", "Vienna"))
    refused = "refused     b.txt: the file is empty. Check that the report was saved to it.\n"
    assert dragoman("read", "reports") == (1, f"new         a.txt\n{refused}new         c.txt\n", "")
    code, out, _ = dragoman("extract", "reports", "-o", "out")
    assert (code, out) == (1, f"written     a.txt -> out/a.json\n{refused}written     c.txt -> out/c.json\n")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "c.json"]


def test_a_reader_that_fails_on_one_file_reads_the_others(
    dragoman: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.pipeline import reading

    real = reading.link

    def failing(document: Any, parsed: Any, register: Any) -> Any:
        if document.file == "a.txt":
            raise ZeroDivisionError("division by zero")
        return real(document, parsed, register)

    monkeypatch.setattr(reading, "link", failing)
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD.replace("Geneva", "Vienna"))
    code, out, _ = dragoman("read", "a.txt", "b.txt")
    fault = "the reader failed on it (ZeroDivisionError: division by zero)"
    report = "This is a fault in Dragoman, not in the file; please report it with the file."
    assert (code, out) == (1, f"refused     a.txt: {fault}. {report}\nnew         b.txt\n")


def test_a_fault_of_ours_is_told_in_one_line(dragoman: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("dragoman.ledger.Ledger.open", failing)
    code, out, err = dragoman("check")
    assert (code, out) == (1, "")
    assert err.startswith("dragoman: this is a fault in Dragoman (RuntimeError: the sky fell, ")
    assert err.endswith("Please report this line.\n")
    assert err.count("\n") == 1


def test_a_killed_run_leaves_whole_documents_and_the_next_finishes(dragoman: Command, tmp_path: Path) -> None:
    count = 60
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(GOOD.replace("Geneva", f"hall {number}") * 4)
    command = [sys.executable, "-c", "import sys; from dragoman.cli import main; sys.exit(main())", "read", "reports"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "new         00.txt\n"
        process.send_signal(signal.SIGKILL)
    with Ledger.open(tmp_path / "dragoman.db", create=False) as ledger:
        kept = [info.file for info in ledger.documents()]
        assert ledger.check() == ()
        assert all(ledger.document(file)[1].statements for file in kept)
    assert 1 <= len(kept) <= count
    code, out, _ = dragoman("read", "reports")
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[1] for line in lines] == [f"{number:02}.txt" for number in range(count)]
    assert sorted(line.split()[1] for line in lines if line.startswith("unchanged")) == sorted(kept)
