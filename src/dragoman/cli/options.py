"""Options that commands in several modules share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RECORD = Path("dragoman.db")

Record = Annotated[Path, typer.Option(metavar="FILE", envvar="DRAGOMAN_RECORD", help="The record, one SQLite file.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published up to and including that day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
