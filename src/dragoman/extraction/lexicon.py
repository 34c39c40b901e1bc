"""Loads the cue lexicon (``data/cues.toml``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.model import BadTable
from dragoman.model.tables import read_table

GROUPS = ("say", "judge", "direct", "describe", "deny", "commit", "object", "quote", "cite")
TABLE = "extraction/data/cues.toml"


@dataclass(frozen=True)
class CueLexicon:
    """Cue verbs by lemma with their groups, and the nouns, phrases, prepositions and small words of reported speech."""

    verbs: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, str]
    phrases: Mapping[str, frozenset[str]]
    clause_nouns: frozenset[str]
    document_nouns: frozenset[str]
    setting_nouns: frozenset[str]
    words: Mapping[str, frozenset[str]]

    def groups(self, lemma: str) -> frozenset[str]:
        """The groups of a verb; none where it is no cue."""
        return self.verbs.get(lemma, frozenset())


def listed(name: str, word: str) -> bool:
    """Does the list of small words of that name hold the word, which is in lower case?"""
    return word in cue_lexicon().words[name]


@cache
def cue_lexicon() -> CueLexicon:
    """The lexicon that the package ships; raises BadTable where it has a fault."""
    return read_lexicon(read_table("dragoman.extraction", "cues.toml"))


def read_lexicon(table: Mapping[str, Any]) -> CueLexicon:
    """A lexicon from its table; raises BadTable where it has a fault."""
    try:
        verbs: dict[str, set[str]] = defaultdict(set)
        for group in GROUPS:
            for lemma in table["verbs"][group]:
                verbs[lemma].add(group)
        phrases: dict[str, set[str]] = defaultdict(set)
        for verb, complement in table["phrases"]["pairs"]:
            phrases[verb].add(complement)
        return CueLexicon(
            verbs={lemma: frozenset(groups) for lemma, groups in verbs.items()},
            prepositions=dict(table["prepositions"]["sources"]),
            phrases={verb: frozenset(complements) for verb, complements in phrases.items()},
            clause_nouns=frozenset(table["nouns"]["clause"]),
            document_nouns=frozenset(table["nouns"]["documents"]),
            setting_nouns=frozenset(table["nouns"]["settings"]),
            words={name: frozenset(words) for name, words in table["words"].items()},
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadTable(
            TABLE, f"a table or key is missing or misshapen: {error}", "Compare with the shipped file."
        ) from error
