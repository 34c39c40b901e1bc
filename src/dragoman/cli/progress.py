"""A progress bar on standard error, shown when the work takes more than a moment and somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

MOMENT = 1.0
"""Seconds of work before a bar is worth showing."""


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Gives what to call as each of the ``total`` steps is done. Lines printed meanwhile stand above the bar."""
    steps = count(1)
    with counted("reading") as tell:
        yield lambda: tell(next(steps), total)


@contextmanager
def counted(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what to call with how many steps of ``doing`` are done, and of how many."""
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
    task = bar.add_task(doing, total=None)
    started = monotonic()

    def tell(done: int, of: int) -> None:
        bar.update(task, completed=done, total=of)
        if console.is_terminal and monotonic() - started > MOMENT:
            bar.start()

    try:
        yield tell
    finally:
        if bar.live.is_started:
            bar.stop()
