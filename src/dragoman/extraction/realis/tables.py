"""Loads the table of words that settle whether an event took place (``data/realis.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.model import BadTable
from dragoman.model.tables import read_table

TABLE = "extraction/data/realis.toml"
GOVERNORS = {
    "infinitive": ("verb", "adjective", "noun"),
    "clause": ("verb", "adjective", "noun"),
    "object": ("verb", "noun"),
}
"""Kinds of complements, and the parts of speech that govern them."""


class Effect(StrEnum):
    """How a word makes what it governs look, where the word itself is asserted."""

    KEPT = "kept"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    DENIED = "denied"


@dataclass(frozen=True)
class RealisTables:
    """Effects by table ("infinitive.verb", "modifier", ...) and lemma; word lists by name; lemmas put right."""

    effects: Mapping[str, Mapping[str, Effect]]
    words: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]


def effect(table: str, lemma: str) -> Effect | None:
    """What the lemma does to what it governs; None where the table does not hold it."""
    return realis_tables().effects[table].get(lemma.lower())


def listed(name: str, word: str) -> bool:
    """Does the word list of that name hold the word, which is in lower case?"""
    return word in realis_tables().words[name]


@cache
def realis_tables() -> RealisTables:
    """The tables that the package ships; raises BadTable where they have a fault."""
    return read_tables(read_table("dragoman.extraction", "realis.toml"))


def read_tables(table: Mapping[str, Any]) -> RealisTables:
    """The tables from what their file holds; raises BadTable where they have a fault."""
    try:
        effects = {
            f"{kind}.{pos}": _by_lemma(table[kind][pos], f"{TABLE}, {kind}.{pos}")
            for kind, parts in GOVERNORS.items()
            for pos in parts
        }
        effects |= {name: _by_lemma(table[name], f"{TABLE}, {name}") for name in ("auxiliary", "predicate", "modifier")}
        words = {name: frozenset(listed) for name, listed in table["words"].items()}
        return RealisTables(effects, words, dict(table["lemmas"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadTable(TABLE, f"a table is missing or misshapen: {error}", "Compare with the shipped file.") from error


def _by_lemma(groups: Mapping[str, Any], where: str) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for name, lemmas in groups.items():
        if name not in list(Effect):
            raise BadTable(where, f"no such effect: {name}", f"The effects are {', '.join(Effect)}.")
        for lemma in lemmas:
            if lemma in found:
                raise BadTable(where, f"{lemma} has two effects: {found[lemma]} and {name}", "Leave it in one list.")
            found[lemma] = Effect(name)
    return found
