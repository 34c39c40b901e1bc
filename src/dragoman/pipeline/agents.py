"""The flat form of agents: a mention a row, with who is meant, of which country and in which sectors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dragoman.linking import Coder, Register
from dragoman.model import BadDate, bounds
from dragoman.pipeline.flat import Json, read_row

_KEYS = ("id", "mention", "context", "query_date")
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|\Z)", re.ASCII)
_WRITTEN_DATES = ("%d %B %Y", "%B %d, %Y", "%B %Y")


def coded_mentions(lines: Iterable[bytes], file: str, register: Register) -> Iterator[str]:
    """The rows of a JSON Lines file of mentions as coded agents, as JSON, lazily and in order.

    Blank lines are left out. Raises BadTable, with file and line, at the first row that holds no mention.
    """
    coder = Coder(register)
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = read_row(line, f"{file}, line {number}", _KEYS, "mention")
            yield json.dumps({"id": row["id"], **_coded(row, coder)}, ensure_ascii=False)


def _coded(row: Json, coder: Coder) -> Json:
    context = row.get("context")
    known = coder.code(row["mention"], context=context if isinstance(context, str) else "", on=_day(row))
    first, second = (*known.sectors, None, None)[:2]
    return {
        "name": known.name,
        "kind": str(known.kind) if known.kind else None,
        "country": known.country,
        "code_1": first,
        "code_2": second,
        "wikidata": known.wikidata,
    }


def _day(row: Json) -> str | None:
    """The day, month or year on which the row asks; None for one that names no year ("today"): no clock is asked."""
    value = row.get("query_date")
    if not isinstance(value, str):
        return None
    found = _ISO_DATE.match(value)
    try:
        return found.group() if found and bounds(found.group()) else _written(value)
    except BadDate:
        return None


def _written(value: str) -> str | None:
    """A date in words, "1 January 2003"."""
    for form in _WRITTEN_DATES:
        try:
            return datetime.strptime(value.strip(), form).date().isoformat()[: 7 if form == "%B %Y" else 10]
        except ValueError:
            continue
    return None
