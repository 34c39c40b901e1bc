"""Which documents a call means, and their bytes: files, folders, standard input, a JSON Lines index."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from dragoman.model import BadDate, BadInput, BadTable, TooLarge, UnreadableSource, bounds

LIMIT = 8 * 1024 * 1024
"""Bytes of one document; the longest news reports stay a hundred times below."""

STANDARD_INPUT = Path("-")
_SUFFIXES = frozenset({".txt", ".md", ".html"})


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: where its bytes are (``path`` None: standard input), its name, what was said of it.

    ``told_by`` says whose word ``published`` is.
    """

    path: Path | None
    file: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    told_by: Literal["user", "index"] = "user"


def collect(
    sources: Sequence[Path], *, index: Path | None = None, published: str | None = None, outlet: str | None = None
) -> tuple[Source, ...]:
    """The documents that files, folders and ``-`` mean, each once, in the order given.

    With an index a folder means its rows that lie in the folder, in their order; without one its ``.txt``, ``.md``
    and ``.html`` files, sorted. A missing file comes out too: it fails when loaded, so that the others are read.
    Raises BadDate, BadInput (a missing index, a folder that means nothing), BadTable (file and line of the index).
    """
    if published is not None:
        bounds(published)
    rows = _rows(index) if index is not None else {}
    found: dict[str, Source] = {}
    for path in sources:
        for source in _expanded(path, rows, indexed=index is not None):
            found.setdefault(_key(source.path) if source.path else "-", source)
    return tuple(_told(s, published, outlet) for s in _distinct(list(found.values())))


def load(source: Source) -> bytes:
    """The bytes of a document; raises UnreadableSource, TooLarge (without reading more than the limit)."""
    try:
        if source.path is None:
            return _bounded(sys.stdin.buffer, source.file)
        with source.path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LIMIT:
                raise too_large(source.file)
            return _bounded(stream, source.file)
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise UnreadableSource(
            source.file, f"cannot be read ({what})", "Check the path and its permissions."
        ) from error


def too_large(file: str) -> TooLarge:
    """The error for a document over the limit."""
    what = f"larger than the limit of {LIMIT // 1024**2} MiB for one document"
    return TooLarge(file, what, "Split it into one file a report.")


def _bounded(stream: IO[bytes], file: str) -> bytes:
    raw = stream.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise too_large(file)
    return raw


def _expanded(path: Path, rows: dict[str, Source], *, indexed: bool) -> Iterator[Source]:
    if path == STANDARD_INPUT:
        yield Source(None, "-")
    elif not path.is_dir():
        yield rows.get(_key(path), Source(path, path.name))
    elif found := _of_index(path, rows) if indexed else _of_folder(path):
        yield from found
    else:
        what = "no row of the index lies in this folder" if indexed else "no .txt, .md or .html file in this folder"
        raise BadInput(str(path), what, "Name another folder, or the files themselves.")


def _of_index(folder: Path, rows: dict[str, Source]) -> list[Source]:
    inside = os.path.join(_key(folder), "")  # noqa: PTH118 (a trailing separator is what is wanted)
    return [source for key, source in rows.items() if key.startswith(inside)]


def _of_folder(folder: Path) -> list[Source]:
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES and not p.is_dir())
    return [Source(path, path.relative_to(folder).as_posix()) for path in paths]


def _rows(index: Path) -> dict[str, Source]:
    """The rows of the index by the place of their file; the first of two rows for one file stands."""
    try:
        lines = index.read_bytes().splitlines()
    except OSError as error:
        what = f"the index cannot be read ({error.strerror})"
        raise BadInput(str(index), what, "Check the path that --index names.") from error
    rows: dict[str, Source] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(index, number, line)
            assert row.path is not None
            rows.setdefault(_key(row.path), row)
    return rows


def _row(index: Path, number: int, line: bytes) -> Source:
    where = f"{index}, line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadTable(where, "this is not JSON", 'Write one row a line: {"file": "a.txt", ...}.') from error
    file = row.get("file") if isinstance(row, dict) else None
    if not isinstance(file, str) or not file.strip() or "\0" in file:
        raise BadTable(where, 'the row names no "file"', 'Write one row a line: {"file": "a.txt", ...}.')
    published, outlet, title, url = (_text(where, row, name) for name in ("published", "outlet", "title", "url"))
    _check_date(where, published)
    return Source(index.parent / file, file, published, outlet, title, url, told_by="index")


def _text(where: str, row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise BadTable(where, f'"{name}" is no text', "Write it between quote marks, or leave it out.")
    return value or None


def _check_date(where: str, published: str | None) -> None:
    if not published:
        return
    try:
        bounds(published)
    except BadDate as error:
        raise BadTable(where, f'"published" is no date: {published[:60]}', error.advice) from error


def _told(source: Source, published: str | None, outlet: str | None) -> Source:
    """The user's word goes before the index's."""
    if published is not None:
        source = replace(source, published=published, told_by="user")
    return replace(source, outlet=outlet) if outlet is not None else source


def _distinct(sources: list[Source]) -> list[Source]:
    """Files of one name in several folders go by their paths."""
    count = Counter(source.file for source in sources)
    return [replace(s, file=s.path.as_posix()) if count[s.file] > 1 and s.path else s for s in sources]


def _key(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 (normalises "..", follows no link)
