"""Judgements that come from a page or a program: their parts checked, tied to what they are about, kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.exchange import LISTS, item_tie, judged
from dragoman.ledger import Ledger
from dragoman.model import (
    Change,
    Document,
    Entry,
    ExchangeState,
    Judgement,
    JudgementKind,
    Move,
    Reading,
    Statement,
    Tie,
    in_force,
)
from dragoman.pipeline.entries import entries_of
from dragoman.web.snapshots import Snapshot

_Kind = TypeVar("_Kind", Statement, Move)


@dataclass(frozen=True, slots=True)
class Decided:
    """A document as it counts: its entries as people left them, and what they decided about it, by subject."""

    document: Document
    reading: Reading
    statements: tuple[Statement, ...]
    moves: tuple[Move, ...]
    judgements: tuple[Judgement, ...]
    doubts: tuple[str, ...]

    def of(self, entry: str) -> tuple[Judgement, ...]:
        """What was decided about an entry."""
        return tuple(judgement for judgement in self.judgements if entry in judgement.subjects)


def keep(
    ledger: Ledger,
    snapshot: Snapshot,
    kind: JudgementKind,
    subjects: Sequence[str],
    *,
    author: str,
    reason: str | None,
    changes: Sequence[Change] = (),
) -> Judgement:
    """Keep a judgement about entries, documents, items or parties of the snapshot, by their ids. Raises BadInput."""
    ties = [_tie(snapshot.raw, subject) or subject for subject in subjects]
    return ledger.judge(kind, ties, author=author, reason=reason or None, changes=changes)


def decided(ledger: Ledger, document: Document, reading: Reading) -> Decided:
    """The document's entries after everything that was judged."""
    standing = in_force(ledger.judgements())
    entries = judged(entries_of(document, reading), standing)
    known = {doubt.message for doubt in reading.doubts}
    about = tuple(j for j in standing if any(tie.document == document.id for tie in j.ties))
    return Decided(
        document,
        reading,
        _of(entries, Statement),
        _of(entries, Move),
        about,
        tuple(e.value.message for e in entries if hasattr(e.value, "message") and e.value.message not in known),
    )


def _of(entries: Sequence[Entry], kind: type[_Kind]) -> tuple[_Kind, ...]:
    found = (entry.value for entry in entries if isinstance(entry.value, kind))
    return tuple(sorted(found, key=lambda value: value.evidence.start))


def _tie(state: ExchangeState, subject: str) -> Tie | None:
    """The tie of an item or a party of the state; None for what the ledger itself knows."""
    kind = subject.partition("-")[0]
    if kind in LISTS:
        return next((item_tie(kind, item) for item in getattr(state, LISTS[kind]) if item.id == subject), None)
    named = (party for party in state.parties if subject == party.id)
    return next((Tie("party", party.id, party.name) for party in named), None)
