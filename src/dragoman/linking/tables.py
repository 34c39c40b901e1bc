"""Reads the room's TOML tables, once a process, and says in which table and entry a fault lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.model import BadTable
from dragoman.model.tables import read_table


def table(name: str) -> Mapping[str, Any]:
    """The table ``data/<name>``; raises BadTable where it is no TOML."""
    return read_table("dragoman.linking", name)


def strings(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The list of strings under ``key``, empty where there is none; raises BadTable for anything else."""
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    raise BadTable(f"{where}, {key}", "this is no list of strings", f'Write {key} = ["first", "second"].')
