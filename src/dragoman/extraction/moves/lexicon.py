"""Loads the frames and word lists of moves (``data/moves.toml``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.model import BadTable, MoveKind, MoveStatus
from dragoman.model.tables import read_table

TABLE = "extraction/data/moves.toml"
PARTS_OF_SPEECH = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
_WHO = {"by", "to", "without_by"}
_COMPLEMENTS = {"needs", "what", "objects", "except_objects", "particle"}
_KEYS = {"kind", "lemmas", "status", "lists", "when"} | _WHO | _COMPLEMENTS


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with the complements that make it a move; slots are named as the head of the table says.

    ``needs`` holds alternatives: of each inner tuple one slot must be filled.
    """

    kind: MoveKind
    needs: tuple[tuple[str, ...], ...]
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: tuple[str, ...]
    objects: frozenset[str]
    except_objects: frozenset[str]
    particle: str | None
    status: MoveStatus
    lists: bool
    when: str | None
    without_by: str | None


@dataclass(frozen=True)
class MoveLexicon:
    """Frames by part of speech and lemma, in the order of the table, and the word lists by name."""

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    words: Mapping[str, frozenset[str]]


@cache
def move_lexicon() -> MoveLexicon:
    """The lexicon that the package ships; raises BadTable where it has a fault."""
    return read_moves(read_table("dragoman.extraction", "moves.toml"))


def listed(name: str, word: str) -> bool:
    """Does the shipped word list of that name hold the lemma or form?"""
    return word in move_lexicon().words[name]


def word_list(name: str) -> frozenset[str]:
    """The shipped word list of that name."""
    return move_lexicon().words[name]


def frames_for(part_of_speech: str, lemma: str) -> tuple[Frame, ...]:
    """The shipped frames of a predicate, in the order of the table; none where it makes no moves."""
    return move_lexicon().frames.get((part_of_speech, lemma), ())


def read_moves(table: Mapping[str, Any]) -> MoveLexicon:
    """A lexicon from its table; raises BadTable where it has a fault."""
    words = {name: frozenset(lemmas) for name, lemmas in table.get("words", {}).items()}
    frames: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for section, pos in PARTS_OF_SPEECH.items():
        for number, row in enumerate(table.get(section, []), start=1):
            frame = _frame(row, words, where=f"{TABLE}, {section} {number}")
            for lemma in row["lemmas"]:
                frames[pos, lemma].append(frame)
    return MoveLexicon({key: tuple(found) for key, found in frames.items()}, words)


def _frame(row: Mapping[str, Any], words: Mapping[str, frozenset[str]], *, where: str) -> Frame:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise BadTable(where, f"no such key: {unknown[0]}", f"The keys are {', '.join(sorted(_KEYS))}.")
    try:
        return Frame(
            kind=MoveKind(row["kind"]),
            needs=tuple(tuple(need.split("|")) for need in row.get("needs", [])),
            by=tuple(row.get("by", ["subject"])),
            to=tuple(row.get("to", [])),
            what=tuple(row.get("what", [])),
            objects=_joined(row.get("objects", []), words),
            except_objects=_joined(row.get("except_objects", []), words),
            particle=row.get("particle"),
            status=MoveStatus(row.get("status", MoveStatus.MADE)),
            lists=row.get("lists", False),
            when=row.get("when"),
            without_by=row.get("without_by"),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadTable(where, f"a key is missing or misshapen: {error}", "Compare with the shipped file.") from error


def _joined(names: list[str], words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(words[name] for name in names))
