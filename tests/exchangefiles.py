"""Reads the exchanges of ``tests/exchanges``; their form is described in ``tests/exchanges/README.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

EXCHANGES = Path(__file__).parent / "exchanges"
LISTS = ("Demands", "Replies", "Meetings", "Disputes")
_HELD = re.compile(r"^Held: (\d+) found, (\d+) false$", re.MULTILINE)


@dataclass(frozen=True)
class Report:
    """One report: its file name, its headers, its text."""

    file: str
    published: str
    outlet: str
    text: str


@dataclass(frozen=True)
class Expected:
    """The rows of the lists of one day's state: each a cell by column."""

    day: str
    lists: dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Exchange:
    """Reports of one negotiation and its states; ``found`` and ``false`` are what the fold holds at present."""

    title: str
    found: int
    false: int
    reports: list[Report]
    states: list[Expected]


def exchange_paths() -> list[Path]:
    """Every exchange, by name."""
    return sorted(path for path in EXCHANGES.glob("*.md") if path.name != "README.md")


def read_exchange(path: Path) -> Exchange:
    """The exchange that a file holds."""
    head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    held = _HELD.search(head)
    found, false = map(int, held.groups()) if held else (0, 0)
    reports = [_report(p) for p in parts if p.startswith("Report ")]
    states = [_state(p) for p in parts if p.startswith("State as of ")]
    return Exchange(head.splitlines()[0].removeprefix("# "), found, false, reports, states)


def _report(part: str) -> Report:
    lines = part.splitlines()
    headers = dict(line.split(": ", 1) for line in lines[1:] if line and not line.startswith(">"))
    text = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines if line.startswith(">"))
    return Report(lines[0].removeprefix("Report ").strip(), headers["Published"], headers["Outlet"], text + "\n")


def _state(part: str) -> Expected:
    head, *tables = re.split(r"^### ", part, flags=re.MULTILINE)
    lists = {}
    for table in tables:
        name, *lines = [line.strip() for line in table.splitlines() if line.strip()]
        assert name in LISTS, f"no list is called {name!r}; there are {', '.join(LISTS)}"
        columns, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        lists[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return Expected(head.splitlines()[0].removeprefix("State as of ").strip(), lists)
