"""Reads the case files of ``tests/cases``; their form is described in ``tests/cases/README.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CASES = Path(__file__).parent / "cases"
HEADERS = ("Published", "Outlet", "File", "Status")
COLUMNS = {
    "Statements": ("speaker", "via", "anonymous", "mode", "polarity", "content", "said on"),
    "Moves": (
        *("kind", "by", "to", "status", "realis", "date", "due"),
        *("condition", "hedge", "place", "according to", "evidence"),
    ),
    "Events": ("type", "mode", "root", "realis", "actor", "recipient", "place", "date", "text"),
    "Times": ("text", "type", "value", "edtf"),
    "Realis": ("text", "realis", "reported by"),
    "Agents": ("text", "agent"),
    "Zones": ("text", "zone"),
    "Disputes": ("holder", "via", "position", "quote"),
}
_KNOWN_GAP = re.compile(r"known gap \((.+)\)\Z")


class BadCase(ValueError):
    """A case file that is not in the form; says file, line, what, and what to write."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path.name}, line {line}: {what}")


@dataclass(frozen=True)
class Row:
    """One row of a table: the line it stands on, and its cells by column."""

    line: int
    cells: dict[str, str]

    def __str__(self) -> str:
        return " | ".join(f"{column}: {cell}" for column, cell in self.cells.items())


@dataclass(frozen=True)
class Case:
    """One case: a report, and what must and must not be found in it."""

    path: Path
    title: str
    report: str
    headers: dict[str, str]
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    must_not_find: tuple[str, ...] = ()

    @property
    def known_gap(self) -> str | None:
        """Why the case is expected to fail, None where it must pass."""
        found = _KNOWN_GAP.match(self.headers.get("Status", ""))
        return found[1] if found else None


def case_paths() -> list[Path]:
    """Every case file, in the order of its path."""
    return sorted(path for path in CASES.rglob("*.md") if path.name != "README.md")


def read_case(path: Path) -> Case:
    """The case that a file holds; raises BadCase for a file that is not in the form."""
    lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    title = next(((n, line) for n, line in lines if line.strip()), (1, ""))
    if not title[1].startswith("# "):
        raise BadCase(path, title[0], "the first line must be the title: # What the case shows")
    head = [(n, line) for n, line in lines if n > title[0]]
    first_section = next((i for i, (_, line) in enumerate(head) if line.startswith("## ")), len(head))
    sections = dict(_sections(path, head[first_section:]))
    forbidden = sections.pop("Must not find", [])
    return Case(
        path=path,
        title=title[1][2:].strip(),
        report=_report(path, head[:first_section]),
        headers=dict(_headers(path, head[:first_section])),
        tables={name: _table(path, name, body) for name, body in sections.items()},
        must_not_find=tuple(_item(path, n, line) for n, line in forbidden),
    )


def _report(path: Path, lines: list[tuple[int, str]]) -> str:
    quoted = [line for _, line in lines if line.startswith(">")]
    if not quoted:
        raise BadCase(path, 1, "the report is missing: quote its text, each line after '> '")
    return "\n".join(line.removeprefix("> ").removeprefix(">") for line in quoted) + "\n"


def _headers(path: Path, lines: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    for n, line in lines:
        if line.strip() and not line.startswith(">"):
            key, colon, value = line.partition(":")
            if key not in HEADERS or not colon:
                raise BadCase(path, n, f"neither quoted text nor one of {', '.join(HEADERS)}: {line[:60]!r}")
            if key == "Status" and not _KNOWN_GAP.match(value.strip()):
                raise BadCase(path, n, "a status is written: Status: known gap (why)")
            yield key, value.strip()


def _sections(path: Path, lines: list[tuple[int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    name, body = "", []
    for n, line in [*lines, (0, "## ")]:
        if not line.startswith("## "):
            body += [(n, line)] if line.strip() else []
            continue
        if name:
            yield name, body
        name, body = line[3:].strip(), []
        if name and name not in COLUMNS and name != "Must not find":
            raise BadCase(path, n, f"no section is called {name!r}; there are {', '.join(COLUMNS)}, Must not find")


def _table(path: Path, name: str, body: list[tuple[int, str]]) -> tuple[Row, ...]:
    rows = [(n, _cells(path, n, line)) for n, line in body]
    if len(rows) < 2:
        raise BadCase(path, body[0][0] if body else 1, f"the table of {name} needs its head and the line under it")
    columns = rows[0][1]
    unknown = [column for column in columns if column not in COLUMNS[name]]
    if unknown:
        raise BadCase(path, rows[0][0], f"{name} has no column {unknown[0]!r}; it has {', '.join(COLUMNS[name])}")
    for n, cells in rows[2:]:
        if len(cells) != len(columns):
            raise BadCase(path, n, f"{len(cells)} cells under {len(columns)} columns (write | in a cell as \\|)")
    return tuple(Row(n, dict(zip(columns, cells, strict=True))) for n, cells in rows[2:])


def _cells(path: Path, n: int, line: str) -> list[str]:
    if not (line.startswith("|") and line.rstrip().endswith("|")):
        raise BadCase(path, n, f"a row begins and ends with |: {line[:60]!r}")
    cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _item(path: Path, n: int, line: str) -> str:
    if not line.startswith("- ") or not line[2:].strip():
        raise BadCase(path, n, f"an item begins with '- ': {line[:60]!r}")
    return line[2:].strip()
