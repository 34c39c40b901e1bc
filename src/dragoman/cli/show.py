"""``show``: a document with what was read from it marked in place."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from dragoman.brief.displayable import visible
from dragoman.model import Document, Move, Reading, Statement, Zone


class Mark(NamedTuple):
    """A stretch of the canonical text, the label that opens and closes it, and its colour on a terminal."""

    start: int
    end: int
    label: str
    style: str


def emit_document(document: Document, reading: Reading) -> None:
    """Print the text, each statement and move between its labels (``[s1 ... s1]``), and what the labels stand for."""
    console = Console(soft_wrap=True)
    console.print(_heading(document))
    marks = _marks(reading)
    for passage in document.passages:
        zone = "" if passage.zone is Zone.BODY else f"({passage.zone}) "
        console.print(Text(f"\n{zone}", style="dim") + _marked(document.text, passage.start, passage.end, marks))
    console.print()
    for number, statement in enumerate(reading.statements, 1):
        console.print(_statement_line(f"s{number}", statement))
    for number, move in enumerate(reading.moves, 1):
        console.print(_move_line(f"m{number}", move))
    for doubt in reading.doubts:
        console.print(Text(visible(f"?  {doubt.message}"), style="yellow"))


def _heading(document: Document) -> Text:
    published = document.published
    when = f"published {published.date} ({published.source}: {published.evidence})" if published else "no date"
    lines = [document.title, document.outlet, when, document.url, document.file, document.id]
    return Text(visible(" · ".join(line for line in lines if line)), style="bold")


def _marks(reading: Reading) -> tuple[Mark, ...]:
    statements = (
        Mark(fragment.start, fragment.end, f"s{number}", "cyan")
        for number, statement in enumerate(reading.statements, 1)
        for fragment in statement.content
    )
    moves = (
        Mark(move.evidence.start, move.evidence.end, f"m{number}", "magenta")
        for number, move in enumerate(reading.moves, 1)
    )
    return (*statements, *moves)


def _marked(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> Text:
    """``text[start:end]`` with labels where marks open and close; marks that go beyond it are cut to it."""
    here = [
        m._replace(start=max(m.start, start), end=min(m.end, end)) for m in marks if m.start < end and start < m.end
    ]
    cuts = sorted({start, end}.union(*((m.start, m.end) for m in here)))
    out = Text()
    for at, following in pairwise([*cuts, end]):
        for mark in sorted((m for m in here if m.end == at), key=_width):
            out.append(f" {mark.label}]", style=mark.style)
        for mark in sorted((m for m in here if m.start == at), key=_width, reverse=True):
            out.append(f"[{mark.label} ", style=mark.style)
        inner = min((m for m in here if m.start <= at < m.end), key=_width, default=None)
        out.append(visible(text[at:following]), style=inner.style if inner else "")
    return out


def _width(mark: Mark) -> int:
    return mark.end - mark.start


def _statement_line(label: str, statement: Statement) -> Text:
    who = " and ".join(statement.speakers) or "nobody named"
    via = [f"via {', '.join(statement.via)}"] if statement.via else []
    said_on = [f"said on {statement.said_on}"] if statement.said_on else []
    facts = [str(statement.mode), str(statement.polarity), *via, *said_on]
    return _legend(label, who, facts)


def _move_line(label: str, move: Move) -> Text:
    who = " and ".join(move.by) or "nobody named"
    whom = f" to {' and '.join(move.to)}" if move.to else ""
    told = [f"according to {' and '.join(move.according_to)}"] if move.according_to else []
    dates = [f"on {move.event_date}"] if move.event_date else []
    return _legend(label, who + whom, [str(move.kind), str(move.status), *dates, *told, move.what])


def _legend(label: str, who: str, facts: list[str]) -> Text:
    return Text.assemble((label, "bold"), "  ", visible(who), ("  " + visible("; ".join(facts)), "dim"))
