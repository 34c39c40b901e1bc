"""The public names, locked; and the example of ``docs/library.md``, run as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

GUIDE = Path(__file__).parent.parent / "docs" / "library.md"
REPORT = 'Ana Berg said on Tuesday that talks would resume. "We are waiting for an answer," she told reporters.\n'


def test_the_public_names_are_these_and_no_others() -> None:
    assert dragoman.__all__ == [
        "Document", "DragomanError", "ExchangeState", "Reading", "__version__", "entries_of", "fold", "moves",
        "open_record", "read", "render", "statements",
    ]  # fmt: skip
    assert dir(dragoman) == sorted(dragoman.__all__)


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(dragoman, name).__doc__
    assert name.startswith("__") or name in GUIDE.read_text(encoding="utf-8")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        dragoman.guess  # noqa: B018


def test_importing_the_package_loads_no_parser_and_no_database() -> None:
    loaded = "import sys, dragoman; print({'spacy', 'sqlalchemy', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_file_and_its_text_give_the_same_statements(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    of_file = dragoman.read(tmp_path / "report.txt", published="2022-02-01")
    of_text = dragoman.read(text=REPORT, published="2022-02-01")
    assert [s.content_text for s in of_file[1].statements] == [s.content_text for s in of_text[1].statements]
    assert of_file[0].published == of_text[0].published


@pytest.mark.parametrize("arguments", [{}, {"file": "a.txt", "text": REPORT}])
def test_read_wants_a_file_or_a_text(arguments: dict[str, str]) -> None:
    with pytest.raises(dragoman.DragomanError, match=r"^read: it takes a file or a text, one of them\. Write read\("):
        dragoman.read(**arguments)


def test_tables_are_plain_values_with_the_same_keys_in_every_row() -> None:
    entries = dragoman.entries_of(*dragoman.read(text=REPORT, published="2022-02-01"))
    rows = dragoman.statements(entries)
    assert rows
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    plain = (str, int, bool, type(None))
    assert all(isinstance(v, plain) or all(isinstance(n, str) for n in v) for row in rows for v in row.values())


def test_the_filters_keep_what_they_name() -> None:
    entries = dragoman.entries_of(*dragoman.read(text=REPORT, published="2022-02-01"))
    everything = dragoman.statements(entries)
    assert dragoman.statements(entries, about="TALKS") == [r for r in everything if "talks" in r["content"]] != []
    assert dragoman.statements(entries, by="berg") == [r for r in everything if "Ana Berg" in r["speakers"]] != []
    assert dragoman.statements(entries, by="Ber") == []
    assert dragoman.statements(entries, since="2022-02-01") == everything
    assert dragoman.statements(entries, since="2022-02-02") == []


def test_the_guide_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    exec("".join(blocks), {"__name__": "guide"})
    printed = capsys.readouterr().out
    assert "['denied']" in printed
    assert (tmp_path / "talks.db").exists()
