"""Briefs of large records, kept in the record until it says something else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import RecordError


def kept(ledger: Ledger, view: str, as_of: str | None, make: Callable[[], str]) -> str:
    """What ``make`` gives, or what it gave when nothing that the view of the day rests on was other than now.

    ``view`` names everything else that the text depends on. A record that cannot be written is as good. Raises
    BadDate where ``as_of`` is no date, and whatever ``make`` raises.
    """
    view, stamp = f"{program()} {view}", ledger.stamp_of(as_of)
    text = ledger.kept(view, stamp)
    if text is None:
        text = make()
        with suppress(RecordError):  # another process writes, or the record may only be read
            ledger.keep(view, stamp, text)
    return text


@cache
def program() -> str:
    """This Dragoman: its version, and the sizes and times of its files, for one that is being worked on."""
    root = files("dragoman")
    found = sorted(Path(str(root)).rglob("*.*")) if isinstance(root, Path) else []
    marks = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in found if path.suffix != ".pyc"]
    return f"{version('dragoman')}+{sha256(repr(marks).encode()).hexdigest()[:12]}"
