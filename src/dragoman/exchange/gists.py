"""What each report is about, as far as it tells which exchange the report belongs to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby, product
from typing import Self

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Told, live, published, record
from dragoman.exchange.wording import name_tokens, wording
from dragoman.model import DocumentInfo, Entry, MoveKind

_AT_ONE_TABLE = 12
"""Parties of one meeting that are paired with each other."""

Pair = tuple[str, str]
"""Two parties that deal with each other, in the order of their names."""


@dataclass(frozen=True, slots=True)
class Gist:
    """Which parties act in a report, which of them deal with each other and how often, and about what.

    ``parties`` and ``words`` are in order, ``states`` are all that the report names. It is made of the report alone, so
    that it can be kept.
    """

    parties: tuple[str, ...] = ()
    pairs: tuple[tuple[Pair, int], ...] = ()
    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def text(self) -> str:
        """The gist as a line of JSON, for ``read``."""
        fields = [self.parties, self.pairs, self.words, self.states]
        return json.dumps(fields, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Self:
        """The gist of a text."""
        parties, pairs, words, states = json.loads(text)
        return cls(tuple(parties), tuple((tuple(pair), times) for pair, times in pairs), tuple(words), tuple(states))


@dataclass(frozen=True, slots=True)
class Report:
    """A document by its id, the last day on which it can have come out, and its gist."""

    document: str
    day: date | None
    gist: Gist


def reports(entries: Iterable[Entry], as_of: str | None) -> tuple[Report, ...]:
    """The reports that ``entries`` are of, as of a day: those that the record of that day counts. Raises BadDate."""
    return tuple(
        Report(document.id, published(document), gist(of_one))
        for document, of_one in ((run[0].document, run) for run in _runs(live(entries, as_of)))
    )


def gist(of_one: Sequence[Entry]) -> Gist:
    """What one report is about, by its entries."""
    known = record(of_one, None)
    return _gist(known.documents[0], known.moves, known.parties) if known.documents else Gist()


def _runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    for _, run in groupby(entries, key=lambda entry: entry.document.id):
        yield list(run)


def _gist(document: DocumentInfo, moves: Iterable[Told], parties: Parties) -> Gist:
    pairs: Counter[Pair] = Counter()
    acting: set[str] = set()
    words: set[str] = set(wording(document.title).words) if document.title else set()
    for told in moves:
        left, right = parties.sides(told.move.by, told.move.to)
        known = [name for name in (*left, *right) if not parties.are_nobody((name,))]
        pairs.update(_dealing(told, left, right, known, parties))
        acting.update(known)
        words.update(wording(told.words, name_tokens((*left, *right))).words)
    states = tuple(name for name in parties.all_parties if parties.are_states((name,)))
    return Gist(tuple(sorted(acting)), tuple(sorted(pairs.items())), tuple(sorted(words)), states)


def _dealing(
    told: Told, left: tuple[str, ...], right: tuple[str, ...], known: Sequence[str], parties: Parties
) -> Iterator[Pair]:
    """Who deals with whom in one move: the one side with the other, or all who meet."""
    if not parties.are_nobody(left) and not parties.are_nobody(right):
        met: Iterable[tuple[str, str]] = product(left, right)
    else:
        met = combinations(known[:_AT_ONE_TABLE], 2) if told.move.kind is MoveKind.MEETING else ()
    for one, other in met:
        if one != other:
            yield (one, other) if one < other else (other, one)
