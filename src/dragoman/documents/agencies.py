"""The news agency that a report credits: in its dateline, in a line of credit, or in brackets at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.documents.tables import compiled, table
from dragoman.model import Passage, Zone

FILE = "agencies.toml"
OPENING = 120
"""Code points at the start of the body in which a dateline's brackets may stand."""


class _Credits(NamedTuple):
    names: Mapping[str, str]
    line: re.Pattern[str]
    brackets: re.Pattern[str]


def credited(text: str, passages: Sequence[Passage]) -> str | None:
    """The agency whose report this is, by its canonical name; None where none is credited, or more than one."""
    known = _credits()
    found = {known.names[form] for form in _forms(text, passages, known)}
    return found.pop() if len(found) == 1 else None


def _forms(text: str, passages: Sequence[Passage], known: _Credits) -> list[str]:
    body = [p for p in passages if p.zone is Zone.BODY]
    lines = [text[p.start : p.end] for p in passages if p.zone in (Zone.CREDIT, Zone.DATELINE)]
    if body:
        lines += [text[body[0].start : min(body[0].end, body[0].start + OPENING)]]
    forms = [found["agency"] for line in lines if (found := known.brackets.search(line))]
    credits = (text[p.start : p.end] for p in passages if p.zone is Zone.CREDIT)
    return forms + [found["agency"] for line in credits if (found := known.line.fullmatch(line.strip()))]


@cache
def _credits() -> _Credits:
    rows = table(FILE)
    names = {form: name for name, forms in rows["agencies"].items() for form in forms}
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    line, brackets = (rows["credits"][key].replace("%s", forms) for key in ("line", "brackets"))
    return _Credits(names, compiled(FILE, "line", line), compiled(FILE, "brackets", brackets))
