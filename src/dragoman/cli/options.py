"""Options that commands in several modules share, and what they ask for."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.model import Entry

RECORD = Path("dragoman.db")

Record = Annotated[Path, typer.Option(metavar="FILE", envvar="DRAGOMAN_RECORD", help="The record, one SQLite file.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published up to and including that day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this agent, by its name or a word of it.")]
About = Annotated[str | None, typer.Option(metavar="TEXT", help="Only those whose words hold this text.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only from documents published that day or later.")]


class Reader(StrEnum):
    """Who finds the statements: the names of ``dragoman.extraction.READERS``."""

    RULES = "rules"
    MODEL = "model"
    UNION = "union"


Readers = Annotated[
    Reader, typer.Option(help="Who finds statements: rules over the parse, the trained model, or both together.")
]

Agents = Annotated[
    Path | None, typer.Option(metavar="FILE", help="TOML, a table an agent: your own agents, beside those known.")
]


def shape(json: bool, csv: bool) -> Literal["table", "json", "csv"]:
    """What a table is printed as; raises BadParameter where both are asked for."""
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other.")
    return "json" if json else "csv" if csv else "table"


def entries(record: Path, as_of: str | None) -> tuple[Entry, ...]:
    """The entries of the record as of a day, as people judged them."""
    from dragoman.exchange import judged
    from dragoman.ledger import Ledger

    with Ledger.open(record, create=False) as ledger:
        return judged(ledger.entries(as_of=as_of), ledger.judgements())
