"""The room's language knowledge: TOML tables beside the code, read once a process."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import BadTable


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>``; raises BadTable where it is no TOML."""
    try:
        return tomllib.loads((files("dragoman.documents") / "data" / name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadTable(name, f"this is not TOML: {error}", "Mend the table or install Dragoman again.") from error


def compiled(name: str, key: str, pattern: str) -> re.Pattern[str]:
    """The pattern of one entry of a table; raises BadTable where it is no regular expression."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise BadTable(f"{name}, {key}", f"this is no pattern: {error}", "Mend the pattern.") from error
