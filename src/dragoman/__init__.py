"""Dragoman reads news reports of a negotiation and keeps the record of the exchange they describe.

>>> import dragoman
>>> document, reading = dragoman.read("report.txt", published="2022-01-18")  # doctest: +SKIP
>>> rows = dragoman.statements(dragoman.entries_of(document, reading))  # doctest: +SKIP

The names in ``__all__`` are the public ones; the rooms below may change. Each name is imported when it is first
asked for, so that ``import dragoman`` alone loads no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.brief import render
    from dragoman.exchange import fold
    from dragoman.model import Document, DragomanError, ExchangeState, Reading
    from dragoman.pipeline.entries import entries_of
    from dragoman.pipeline.library import open_record, read
    from dragoman.pipeline.tables import move_rows as moves
    from dragoman.pipeline.tables import statement_rows as statements

    __version__: str

_HOMES = {
    "Document": ("dragoman.model", "Document"),
    "DragomanError": ("dragoman.model", "DragomanError"),
    "ExchangeState": ("dragoman.model", "ExchangeState"),
    "Reading": ("dragoman.model", "Reading"),
    "entries_of": ("dragoman.pipeline.entries", "entries_of"),
    "fold": ("dragoman.exchange", "fold"),
    "moves": ("dragoman.pipeline.tables", "move_rows"),
    "open_record": ("dragoman.pipeline.library", "open_record"),
    "read": ("dragoman.pipeline.library", "read"),
    "render": ("dragoman.brief", "render"),
    "statements": ("dragoman.pipeline.tables", "statement_rows"),
}

__all__ = [
    "Document", "DragomanError", "ExchangeState", "Reading", "__version__", "entries_of", "fold", "moves",
    "open_record", "read", "render", "statements",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("dragoman")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
