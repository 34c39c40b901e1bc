"""Loads the rows, operators and word classes of events (``data/events.toml``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.model import BadTable, EventType
from dragoman.model.tables import read_table

TABLE = "extraction/data/events.toml"
PARTS_OF_SPEECH = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
_CLASSES = {"objects", "except_objects", "subjects", "except_subjects", "modifiers", "except_modifiers"}
_SLOTS = {"within", "recipient", "actor"}
_KEYS = {"type", "op", "mode", "root", "needs", *_CLASSES, *_SLOTS, *PARTS_OF_SPEECH}


class Family(StrEnum):
    """What an operator asks of the event inside it; the names are the keys of the table's operators."""

    COOP = "coop"
    WORDS = "words"
    FORCE = "force"
    NONE = "none"


_FAMILIES = {
    Family.COOP: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    Family.WORDS: ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "STATEMENT", "DENIAL", "APPEAL"),
    Family.FORCE: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
FAMILY_OF: Mapping[EventType, Family] = {
    EventType(name): family for family, names in _FAMILIES.items() for name in names
}


@dataclass(frozen=True, slots=True)
class Code:
    """What an event is: PLOVER type, mode where there is one, and two-digit CAMEO root."""

    type: EventType
    mode: str | None
    root: str


@dataclass(frozen=True, slots=True)
class Row:
    """Predicates that make an event, by themselves (``code``) or of the event in their complement (``operator``).

    ``particles`` are those that the verb must have, empty where none. The classes are joined into sets of lemmas.
    """

    code: Code | None
    operator: str | None
    needs: tuple[tuple[str, ...], ...]
    within: tuple[str, ...]
    objects: frozenset[str]
    except_objects: frozenset[str]
    subjects: frozenset[str]
    except_subjects: frozenset[str]
    modifiers: frozenset[str]
    except_modifiers: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True)
class EventLexicon:
    """Rows by part of speech and first word, each with the particle it needs, in the order of the table.

    ``operators`` maps an operator and the family of its complement to what becomes of it; None there leaves the
    event as it is. ``modes`` maps the type of a composed event and that of the one inside it to a mode.
    """

    rows: Mapping[tuple[str, str], tuple[tuple[str, Row], ...]]
    operators: Mapping[tuple[str, Family], Code | None]
    modes: Mapping[tuple[EventType, EventType], str]
    words: Mapping[str, frozenset[str]]


@cache
def event_lexicon() -> EventLexicon:
    """The lexicon that the package ships; raises BadTable where it has a fault."""
    return read_events(read_table("dragoman.extraction", "events.toml"))


def listed(name: str, word: str) -> bool:
    """Does the shipped word list of that name hold the lemma or form?"""
    return word in event_lexicon().words[name]


def read_events(table: Mapping[str, Any]) -> EventLexicon:
    """A lexicon from its table; raises BadTable where it has a fault."""
    rows: dict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
    for number, given in enumerate(table.get("act", []), start=1):
        row = _row(given, table, where=f"{TABLE}, act {number}")
        for section, pos in PARTS_OF_SPEECH.items():
            for predicate in given.get(section, []):
                lemma, _, particle = predicate.partition(" ")
                rows[pos, lemma].append((particle, row))
    words = {name: frozenset(listed) for name, listed in table.get("words", {}).items()}
    return EventLexicon(
        {key: tuple(found) for key, found in rows.items()},
        _operators(table.get("operators", {})),
        _modes(table.get("modes", {})),
        words,
    )


def _row(given: Mapping[str, Any], table: Mapping[str, Any], *, where: str) -> Row:
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        raise BadTable(where, f"no such key: {unknown[0]}", f"The keys are {', '.join(sorted(_KEYS))}.")
    try:
        operator = given.get("op")
        if operator is not None and operator not in table["operators"]:
            raise BadTable(where, f"no such operator: {operator}", "Name one of the table [operators].")
        classes = {name: _joined(given.get(name, []), table["classes"]) for name in _CLASSES}
        return Row(
            code=None if operator else _code(given),
            operator=operator,
            needs=tuple(tuple(need.split("|")) for need in given.get("needs", [])),
            within=tuple(given.get("within", ["object"])),
            actor=tuple(given.get("actor", ["subject"])),
            recipient=tuple(given.get("recipient", [])),
            **classes,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadTable(where, f"a key is missing or misshapen: {error}", "Compare with the shipped file.") from error


def _code(given: Mapping[str, Any]) -> Code:
    return Code(EventType(given["type"]), given.get("mode"), given["root"])


def _joined(names: list[str], classes: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset().union(*(classes[name] for name in names))


def _operators(table: Mapping[str, Any]) -> dict[tuple[str, Family], Code | None]:
    try:
        return {
            (name, Family(family)): None if made == "same" else _code(made)
            for name, families in table.items()
            for family, made in families.items()
        }
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadTable(f"{TABLE}, operators", f"misshapen: {error}", "Compare with the shipped file.") from error


def _modes(table: Mapping[str, Any]) -> dict[tuple[EventType, EventType], str]:
    try:
        return {
            (EventType(outer), EventType(inner)): mode for outer, row in table.items() for inner, mode in row.items()
        }
    except (ValueError, AttributeError) as error:
        raise BadTable(f"{TABLE}, modes", f"misshapen: {error}", "Compare with the shipped file.") from error
