"""``diff``: what changed between two days."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.options import RECORD, AsJson, Record

Day = Annotated[str, typer.Argument(metavar="DATE", help="A day, such as 2022-01-18.")]


def diff(
    first: Day,
    second: Day,
    record: Record = RECORD,
    exchange: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this exchange of the record, or words of its name.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Print what changed in the exchange between two days, and why.

    A new fact, a new report of an old fact, a correction, a new reading, a judgement: every line says which, and
    shows the words. Each day is told as the record itself read and judged it then; what came into the record later,
    as it is read now.

    \b
    Example:
      dragoman diff 2022-01-20 2022-02-01
      dragoman diff 2022-01-20 2022-02-01 --exchange "russia nato" --json
    """
    from rich.console import Console

    from dragoman.brief import render_changes
    from dragoman.ledger import Ledger
    from dragoman.pipeline.states import changes

    with Ledger.open(record, create=False) as ledger:
        found = changes(ledger, first, second, exchange=exchange)
    console = Console()
    width = console.width if console.is_terminal else None
    color = console.is_terminal and not console.no_color
    sys.stdout.write(render_changes(found, format="json" if json else "text", width=width, color=color))
