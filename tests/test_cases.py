"""Runs every case file of ``tests/cases`` over the whole pipeline; see ``tests/cases/README.md``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.tokens import Token

from casefiles import CASES, BadCase, Case, Row, case_paths, read_case
from dragoman import documents
from dragoman.exchange import fold
from dragoman.extraction.realis import realis_of
from dragoman.extraction.syntax import span_of
from dragoman.linking import link
from dragoman.model import Document, Reading
from dragoman.parsing import parse
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.reading import read_document

Found = dict[str, object]
ENDS = " .,;:"


def _parameters() -> list[object]:
    parameters = []
    for path in case_paths():
        try:
            gap = read_case(path).known_gap
        except BadCase:
            gap = None
        marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        parameters.append(pytest.param(path, id=path.relative_to(CASES).as_posix(), marks=marks))
    return parameters


@pytest.mark.parametrize("path", _parameters())
def test_case(path: Path) -> None:
    case = read_case(path)
    document = documents.read(
        case.report.encode(),
        file=case.headers.get("File", "case.txt"),
        published=case.headers.get("Published"),
        outlet=case.headers.get("Outlet"),
    )
    run = Run(document, read_document(document))
    faults = [fault for name, rows in case.tables.items() for fault in _missing(name, rows, FINDERS[name](run))]
    faults += _unwanted(case, run)
    if faults:
        pytest.fail("\n\n".join([f"{path.relative_to(CASES)}: {case.title}", *faults]), pytrace=False)


class Run(NamedTuple):
    """A case's report as read."""

    document: Document
    reading: Reading


# ---------------------------------------------------------------- what was found, column by column
def _statements(run: Run) -> list[Found]:
    return [
        {
            "speaker": s.speakers,
            "via": s.via,
            "anonymous": "yes" if s.anonymous else "no",
            "mode": s.mode.value,
            "polarity": s.polarity.value,
            "content": s.content_text,
            "said on": s.said_on,
        }
        for s in run.reading.statements
    ]


def _moves(run: Run) -> list[Found]:
    return [
        {
            "kind": m.kind.value,
            "by": m.by,
            "to": m.to,
            "status": m.status.value,
            "realis": m.realis.value,
            "date": m.event_date,
            "due": m.due,
            "condition": m.condition,
            "hedge": m.hedge,
            "place": m.place,
            "according to": m.according_to,
            "evidence": m.evidence.exact,
        }
        for m in run.reading.moves
    ]


def _events(run: Run) -> list[Found]:
    return [
        {
            "type": e.type.value,
            "mode": e.mode,
            "root": e.root,
            "realis": e.realis.value,
            "actor": tuple(anchor.exact for anchor in e.actor),
            "recipient": tuple(anchor.exact for anchor in e.recipient),
            "place": e.place,
            "date": e.date,
            "text": e.trigger.exact,
        }
        for e in run.reading.events
    ]


def _times(run: Run) -> list[Found]:
    return [{"text": t.text, "type": t.type.value, "value": t.value, "edtf": t.edtf} for t in run.reading.timexes]


def _realis(run: Run) -> list[Found]:
    """Every word as an event, with the phrase that names who reports it."""
    return [
        {"text": token.text, "realis": standing.value.value, "reported by": _phrase(standing.reporter)}
        for parsed in parse(run.document)
        for token in parsed.doc
        for standing in [realis_of(token)]
    ]


def _phrase(head: Token | None) -> str | None:
    return head.doc.text[slice(*span_of(head))] if head is not None else None


def _agents(run: Run) -> list[Found]:
    """Every mention, and one row that names nobody for every text of the case that is no mention."""
    links = link(run.document, parse(run.document))
    return [{"text": run.document.text[m.start : m.end], "agent": m.agent} for m in links.mentions]


def _zones(run: Run) -> list[Found]:
    return [{"text": run.document.text[p.start : p.end], "zone": p.zone.value} for p in run.document.passages]


def _disputes(run: Run) -> list[Found]:
    return [
        {"holder": a.holder, "via": a.via, "position": a.position.value, "quote": " ".join(e.quote for e in a.evidence)}
        for dispute in fold(entries_of(*run)).disputes
        for a in dispute.accounts
    ]


FINDERS: dict[str, Callable[[Run], list[Found]]] = {
    "Statements": _statements,
    "Moves": _moves,
    "Events": _events,
    "Times": _times,
    "Realis": _realis,
    "Agents": _agents,
    "Zones": _zones,
    "Disputes": _disputes,
}


# ---------------------------------------------------------------- how a cell is compared
def _same(name: str, column: str, wanted: str, found: object) -> bool:
    if isinstance(found, tuple):
        names = [] if wanted == "-" else [part.strip() for part in wanted.split(";")]
        return names == list(found) if column == "via" else sorted(names) == sorted(found)
    if wanted == "-" or found is None:
        return (wanted == "-") == (found is None)
    if column in ("evidence", "quote"):
        return _overlaps(_folded(wanted), _folded(str(found)))
    if (name, column) == ("Zones", "text"):
        return _folded(wanted) in _folded(str(found))
    return _folded(wanted).strip(ENDS) == _folded(str(found)).strip(ENDS)


def _overlaps(wanted: str, found: str) -> bool:
    """Does the found passage hold the wanted one, and is at least half of its words the wanted one's?"""
    return wanted in found and 2 * len(wanted.split()) >= len(found.split())


def _folded(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- what is told of a failure
def _missing(name: str, rows: tuple[Row, ...], found: list[Found]) -> list[str]:
    return [_told(name, row, found) for row in rows if not _satisfied(name, row, found)]


def _satisfied(name: str, row: Row, found: list[Found]) -> bool:
    if name == "Agents" and row.cells.get("agent") == "-":
        return not any(_same(name, "text", row.cells["text"], f["text"]) and f["agent"] for f in found)
    if name == "Zones" and row.cells.get("zone") == "-":
        return not any(_same(name, "text", row.cells["text"], f["text"]) for f in found)
    return any(not _differing(name, row, each) for each in found)


def _differing(name: str, row: Row, found: Found) -> list[str]:
    return [column for column, wanted in row.cells.items() if not _same(name, column, wanted, found[column])]


def _told(name: str, row: Row, found: list[Found]) -> str:
    if not found:
        return f"line {row.line}, {name}: not found: {row}\n  found instead: nothing"
    nearest = sorted(found, key=lambda each: len(_differing(name, row, each)))
    lines = [f"    {_shown(each)}\n      differs in {', '.join(_differing(name, row, each))}" for each in nearest]
    return "\n".join([f"line {row.line}, {name}: not found: {row}", "  found instead, nearest first:", *lines[:8]])


def _shown(found: Found) -> str:
    return " | ".join(
        f"{column}: {'; '.join(v) or '-' if isinstance(v, tuple) else v or '-'}" for column, v in found.items()
    )


def _unwanted(case: Case, run: Run) -> list[str]:
    held = [("statement", s.content_text) for s in run.reading.statements]
    held += [("move", m.evidence.exact) for m in run.reading.moves]
    return [
        f"Must not find: {text!r} stands in a {what}: {found!r}"
        for text in case.must_not_find
        for what, found in held
        if _folded(text) in _folded(found)
    ]
