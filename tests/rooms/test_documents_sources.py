"""Which documents a call means, and their bytes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from dragoman.documents import LIMIT, Source, collect, load
from dragoman.model import BadDate, BadInput, BadTable, TooLarge, UnreadableSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    for name in ("b.txt", "a.md", "north/c.html", "north/d.pdf", "e.txt"):
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_text(f"The report {name}.")
    return reports


def _index(folder: Path, *rows: dict[str, object]) -> Path:
    index = folder / "index.jsonl"
    index.write_text("\n".join(json.dumps(row) for row in rows))
    return index


def test_a_folder_means_its_texts_and_pages_sorted(folder: Path) -> None:
    assert [s.file for s in collect([folder])] == ["a.md", "b.txt", "e.txt", "north/c.html"]


def test_with_an_index_a_folder_means_the_rows_that_lie_in_it(folder: Path) -> None:
    index = _index(
        folder,
        {"file": "north/c.html", "published": "2023-03", "outlet": "Northern Post", "title": "No", "url": "u"},
        {"file": "b.txt"},
    )
    assert [s.file for s in collect([folder], index=index)] == ["north/c.html", "b.txt"]
    assert collect([folder / "north"], index=index) == (
        Source(folder / "north/c.html", "north/c.html", "2023-03", "Northern Post", "No", "u", "index"),
    )


def test_a_file_named_directly_takes_its_row(folder: Path) -> None:
    index = _index(folder, {"file": "b.txt", "published": "2023-03-05"})
    named, other = collect([folder / "north" / ".." / "b.txt", folder / "e.txt"], index=index)
    assert (named.file, named.published, named.told_by) == ("b.txt", "2023-03-05", "index")
    assert (other.file, other.published) == ("e.txt", None)


def test_the_users_word_goes_before_the_index(folder: Path) -> None:
    index = _index(folder, {"file": "b.txt", "published": "2023-03-05", "outlet": "Northern Post"})
    (source,) = collect([folder], index=index, published="2023-04", outlet="Southern Post")
    assert (source.published, source.told_by, source.outlet) == ("2023-04", "user", "Southern Post")


def test_a_document_is_meant_once(folder: Path) -> None:
    assert [s.file for s in collect([folder / "b.txt", folder, folder / "b.txt"])].count("b.txt") == 1


def test_files_of_one_name_go_by_their_paths(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Another.")
    assert [s.file for s in collect([folder / "b.txt", other])] == [(folder / "b.txt").as_posix(), other.as_posix()]


def test_a_missing_file_comes_out_and_fails_when_loaded(folder: Path) -> None:
    index = _index(folder, {"file": "gone.txt"}, {"file": "b.txt"})
    gone, there = collect([folder], index=index)
    assert load(there) == b"The report b.txt."
    with pytest.raises(UnreadableSource) as caught:
        load(gone)
    assert str(caught.value) == (
        "gone.txt: cannot be read (No such file or directory). Check the path and its permissions."
    )


def test_a_folder_is_no_document(folder: Path) -> None:
    with pytest.raises(UnreadableSource):
        load(Source(folder, "reports"))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(TooLarge) as caught:
        load(Source(large, "large.txt"))
    assert str(caught.value) == (
        "large.txt: larger than the limit of 8 MiB for one document. Split it into one file a report."
    )


@pytest.mark.parametrize("size", [10, LIMIT + 10])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * size)))
    (source,) = collect([Path("-")])
    if size <= LIMIT:
        assert load(source) == b"x" * size
    else:
        with pytest.raises(TooLarge):
            load(source)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "this is not JSON"),
        ("[1]", 'the row names no "file"'),
        ('{"outlet": "A"}', 'the row names no "file"'),
        ('{"file": "a", "url": 3}', '"url" is no text'),
        ('{"file": "a", "published": "soon"}', '"published" is no date: soon'),
    ],
)
def test_a_bad_line_of_the_index_is_named(folder: Path, line: str, what: str) -> None:
    index = folder / "index.jsonl"
    index.write_text('{"file": "b.txt"}\n\n' + line + "\n")
    with pytest.raises(BadTable) as caught:
        collect([folder], index=index)
    assert (caught.value.where, caught.value.what) == (f"{index}, line 3", what)


def test_mistakes_in_the_call_are_told_at_once(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BadDate):
        collect([folder], published="yesterday")
    with pytest.raises(BadInput, match="index cannot be read"):
        collect([folder], index=tmp_path / "none.jsonl")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match=r"no \.txt, \.md or \.html file in this folder"):
        collect([empty])
