"""The room's language knowledge, read from ``data/*.toml`` once a process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.model import BadTable, TimexType
from dragoman.model.tables import read_table

_NAME = re.compile(r"\b([A-Z]{2,})([0-9]?)\b")


@dataclass(frozen=True)
class Lexicon:
    """Tables of words by name; ``shapes`` are regular expressions for what cannot be listed."""

    words: Mapping[str, Mapping[str, Any]]
    shapes: Mapping[str, str]
    capitalised: frozenset[str]

    def meaning(self, table: str, word: str | None) -> Any:
        """What the table says of a word as it stands in a text; None where it says nothing."""
        return self.words[table].get(" ".join(word.casefold().split())) if word else None

    def expression(self, name: str, group: str | None) -> str:
        """The regular expression that a name in capitals stands for, as the named group where one is given."""
        table = name.casefold()
        if name in self.shapes:
            body = expand(self.shapes[name], self, grouped=False)
        elif table in self.words:
            body = "|".join(self._word(table, word) for word in sorted(self.words[table], key=len, reverse=True))
        else:
            raise KeyError(name)
        return f"(?P<{group}>{body})" if group else f"(?:{body})"

    def _word(self, table: str, word: str) -> str:
        if table not in self.capitalised:
            return re.escape(word)
        return f"(?-i:{re.escape(word.title())}|{re.escape(word.upper())})"


def expand(pattern: str, lexicon: Lexicon, *, grouped: bool = True) -> str:
    """The pattern with its names in capitals written out; raises KeyError for a name that no table has."""
    return _NAME.sub(lambda m: lexicon.expression(m[1], m[0].casefold() if grouped else None), pattern)


@dataclass(frozen=True)
class Rule:
    """One rule of ``rules.toml``; ``body`` is its pattern written out, in which a space is any short white space."""

    name: str
    body: str
    regex: re.Pattern[str]
    type: TimexType
    reckon: str
    value: str | None
    edtf: str | None
    guard: bool


@dataclass(frozen=True)
class DirectionWords:
    """The lists of ``direction.toml``, which says what each is for."""

    before: frozenset[str]
    of_a_year: frozenset[str]
    ahead: frozenset[str]
    lasting: frozenset[str]
    deadline: frozenset[str]
    obliging: frozenset[str]
    condition: frozenset[str]
    appointing: frozenset[str]
    appointed_day: frozenset[str]
    ahead_of: frozenset[str]
    citing: frozenset[str]
    after_the_fact: frozenset[str]
    future: frozenset[str]
    have: frozenset[str]
    be_now: frozenset[str]
    be_then: frozenset[str]
    planned: frozenset[str]
    carried_out: frozenset[str]
    reporting: frozenset[str]
    event: frozenset[str]
    looking_ahead: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """``lexicon.toml``; raises BadTable where it has a fault."""
    table = dict(_table("lexicon.toml"))
    shapes, capitalised = table.pop("shape", None), table.pop("capitalised", None)
    if not isinstance(shapes, dict) or not isinstance(capitalised, list):
        raise BadTable("lexicon.toml", "[shape] or `capitalised` is missing", "Put it back.")
    return Lexicon(table, shapes, frozenset(capitalised))


@cache
def rules() -> tuple[Rule, ...]:
    """``rules.toml`` in its order; raises BadTable where it has a fault."""
    return read_rules(_table("rules.toml"))


def read_rules(table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules that a table of the form of ``rules.toml`` holds; raises BadTable where it has a fault."""
    entries = table.get("rule", [])
    return tuple(_rule(entry, f"rules.toml, rule {number}") for number, entry in enumerate(entries, 1))


@cache
def direction_words() -> DirectionWords:
    """``direction.toml``; raises BadTable where it has a fault."""
    table = _table("direction.toml")
    try:
        return DirectionWords(**{key: frozenset(words) for key, words in table.items()})
    except TypeError as error:
        raise BadTable("direction.toml", str(error), "It needs exactly the lists that DirectionWords names.") from None


def whole_words(body: str) -> re.Pattern[str]:
    """The expression compiled so that it fits whole words only, in any case."""
    return re.compile(rf"(?<![\w$€£])(?<![0-9][.,:/])(?:{body})(?!\w)(?![.,:/][0-9]|-[0-9]{{1,2}}-)", re.IGNORECASE)


def _rule(entry: Mapping[str, Any], where: str) -> Rule:
    try:
        body = expand(entry["pattern"], lexicon()).replace("\\ ", " ").replace(" ", r"(?:\s{1,3})")
        return Rule(
            name=entry["name"],
            body=body,
            regex=whole_words(body),
            type=TimexType(entry["type"]),
            reckon=entry["reckon"],
            value=entry.get("value"),
            edtf=entry.get("edtf"),
            guard=entry.get("guard", False),
        )
    except (KeyError, ValueError, re.error) as error:
        advice = "A rule has name, pattern, type and reckon; names in its pattern must be tables of lexicon.toml."
        raise BadTable(where, f"{type(error).__name__} {error}", advice) from None


def _table(name: str) -> Mapping[str, Any]:
    return read_table("dragoman.timex", name)
