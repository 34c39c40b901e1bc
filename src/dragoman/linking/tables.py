"""Reads the room's TOML tables, once a process, and says in which table and entry a fault lies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from dragoman.model import BadTable


def table(name: str) -> dict[str, Any]:
    """The table ``data/name``; raises BadTable where it is no TOML."""
    try:
        return tomllib.loads(files(__package__).joinpath("data", name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadTable(name, f"this is no TOML: {error}", "Mend the line; strings stand in double quotes.") from error


def strings(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The list of strings under ``key``, empty where there is none; raises BadTable for anything else."""
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    raise BadTable(f"{where}, {key}", "this is no list of strings", f'Write {key} = ["first", "second"].')
