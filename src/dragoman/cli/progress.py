"""A progress bar on standard error, shown when the work takes more than a moment and somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

MOMENT = 1.0
"""Seconds of work before a bar is worth showing."""


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Gives what to call as each of the ``total`` steps is done. Lines printed meanwhile stand above the bar."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        # Captured, standard output would come out on standard error: only where both are the one terminal.
        redirect_stdout=sys.stdout.isatty(),
    )
    task = bar.add_task("reading", total=total)
    started = monotonic()

    def advance() -> None:
        bar.advance(task)
        if console.is_terminal and monotonic() - started > MOMENT:
            bar.start()

    try:
        yield advance
    finally:
        if bar.live.is_started:
            bar.stop()
