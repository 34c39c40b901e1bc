"""``brief``, ``statements`` and ``moves``: the record as a brief, and as tables."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.brief import Format, render, render_overview
from dragoman.brief.displayable import visible
from dragoman.cli.progress import counted
from dragoman.ledger import Ledger
from dragoman.model import BadInput, Entry, Judgement
from dragoman.pipeline.judging import JudgementRow, judgement_rows
from dragoman.pipeline.kept import kept
from dragoman.pipeline.overview import glance
from dragoman.pipeline.states import state_of
from dragoman.pipeline.tables import MoveRow, StatementRow, move_rows, statement_rows

EVERYTHING = "all"
"""The name that ``--exchange`` takes for the whole record as one."""

WIDTH_OF_A_PIPE = 120
"""Columns of a table that goes to no terminal."""


Shape: TypeAlias = Literal["table", "json", "csv"]


class Filters(TypedDict):
    """What ``statements`` and ``moves`` keep; None keeps all."""

    by: str | None
    about: str | None
    since: str | None


def emit_brief(
    ledger: Ledger, format: Format, output: Path | None, *, as_of: str | None, named_only: bool, exchange: str | None
) -> None:
    """Print the brief of a record, or write it to the file; of a large record of many exchanges, what they are.

    Raises BadInput where that cannot be written.
    """
    console = Console()
    seen = console.is_terminal and output is None
    width, color = console.width if seen else None, seen and not console.no_color

    def make() -> str:
        chosen = None if exchange == EVERYTHING else exchange
        state = state_of(ledger, as_of=as_of, named_only=named_only, exchange=chosen)
        return render(state, format=format, width=width, color=color)

    found = None
    if exchange is None:
        with counted("exchanges") as tell:
            found = glance(ledger, as_of=as_of, named_only=named_only, tell=tell)
    if found is not None:
        text = render_overview(found.overview, format=format, width=width, color=color)
    else:
        text = kept(ledger, repr((format, width, color, as_of, named_only, exchange)), as_of, make)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(str(output), f"cannot be written ({error.strerror})", "Name another file with -o.") from error


def emit_statements(entries: Iterable[Entry], filters: Filters, shape: Shape) -> None:
    """Print the statements among the entries."""
    rows = statement_rows(entries, **filters)
    if shape == "table":
        print_table(("when", "who", "said", "where"), [_statement_cells(row) for row in rows])
    else:
        print_rows(rows, list(StatementRow.__annotations__), shape)


def emit_moves(entries: Iterable[Entry], filters: Filters, shape: Shape) -> None:
    """Print the moves among the entries."""
    rows = move_rows(entries, **filters)
    if shape == "table":
        print_table(("when", "who", "move", "what", "where"), [_move_cells(row) for row in rows])
    else:
        print_rows(rows, list(MoveRow.__annotations__), shape)


def emit_judgements(judgements: Sequence[Judgement], *, json: bool) -> None:
    """Print every judgement with who made it and when; what was withdrawn says so."""
    rows = judgement_rows(judgements)
    if json:
        print_rows(rows, [], "json")
        return
    print_table(("made", "who", "judgement", "about", "id"), [_judgement_cells(row) for row in rows])


def _judgement_cells(row: JudgementRow) -> tuple[str, ...]:
    what = row["kind"] + ("" if row["in_force"] else " (withdrawn)")
    set_to = "".join(f"; {field}={'; '.join(values)}" for field, values in row["changes"].items())
    about = ", ".join(f"{s['kind']} {s['id']} “{s['words'][:60]}”" for s in row["subjects"]) + set_to
    why = f" ({row['reason']})" if row["reason"] else ""
    return row["made_at"][:10], row["author"], what + why, about, row["id"]


def _statement_cells(row: StatementRow) -> tuple[str, ...]:
    who = " and ".join(row["speakers"]) or "nobody named"
    said = ("denied: " if row["polarity"] == "denied" else "") + row["content"]
    return row["said_on"] or "", with_chain(who, row["via"]), said, _place(row)


def _move_cells(row: MoveRow) -> tuple[str, ...]:
    who = " and ".join(row["by"]) or "nobody named"
    whom = f" to {' and '.join(row['to'])}" if row["to"] else ""
    told = f" (according to {' and '.join(row['according_to'])})" if row["according_to"] else ""
    return row["event_date"] or "", who + whom, f"{row['kind']}, {row['status']}", row["what"] + told, _place(row)


def with_chain(who: str, via: list[str]) -> str:
    """Who, with the relayers through whom it came."""
    return f"{who} (via {', '.join(via)})" if via else who


def _place(row: StatementRow | MoveRow) -> str:
    published = f", {row['published']}" if row["published"] else ""
    return f"{row['file']}{published}"


def print_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print rows of words as a table, as wide as the terminal; what a terminal would obey is shown, not sent."""
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_PIPE).print(table)


def print_rows(rows: Sequence[Mapping[str, Any]], columns: list[str], shape: Shape) -> None:
    """Print rows as JSON or, with these columns, as comma-separated values."""
    if shape == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(row[column]) for column in columns] for row in rows)


def _plain(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value
