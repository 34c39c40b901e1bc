"""The room's language knowledge: TOML tables beside the code, read once a process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dragoman.model import BadTable
from dragoman.model.tables import read_table


def table(name: str) -> Mapping[str, Any]:
    """The table ``data/<name>``; raises BadTable where it is no TOML."""
    return read_table("dragoman.documents", name)


def compiled(name: str, key: str, pattern: str) -> re.Pattern[str]:
    """The pattern of one entry of a table; raises BadTable where it is no regular expression."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise BadTable(f"{name}, {key}", f"this is no pattern: {error}", "Mend the pattern.") from error
