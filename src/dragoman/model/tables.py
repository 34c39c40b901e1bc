"""Reads tables of language: TOML files that a room keeps in the ``data`` folder of its package."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dragoman.model.errors import BadTable


@cache
def read_table(package: str, name: str) -> Mapping[str, Any]:
    """The table ``data/<name>`` of a package, read once a process; raises BadTable where it is no TOML."""
    text = (files(package) / "data" / name).read_text("utf-8")
    return parse_table(text, f"{package.rpartition('.')[2]}/data/{name}")


def parse_table(text: str, where: str) -> Mapping[str, Any]:
    """A table from its TOML text; raises BadTable, which names ``where`` and the line, where it is none."""
    try:
        return MappingProxyType(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadTable(where, f"this is not TOML: {error}", "Mend the line; strings stand in double quotes.") from error
