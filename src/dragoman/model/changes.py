"""What changed in an exchange between two states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from dragoman.model.entries import Judgement
from dragoman.model.exchange import (
    Decision,
    Demand,
    Dispute,
    Evidence,
    ExchangeState,
    Meeting,
    ReplyOwed,
    Warned,
)

Item = Demand | ReplyOwed | Decision | Dispute | Meeting | Warned


class Cause(StrEnum):
    """Why an item is not what it was."""

    NEW_FACT = "new fact"
    """a report that came out since tells something that none told before"""
    NEW_REPORT = "new report of an old fact"
    CORRECTION = "correction"
    """a report was superseded by its corrected edition"""
    NEW_READING = "new reading"
    """a document was read anew by another reader, or other things were told of it"""
    JUDGEMENT = "judgement"
    DAY = "the day came"
    """nothing was told: a day that was named has passed, or nobody has spoken of it for a while"""
    CONTEXT = "what else was told"
    """reports of other things changed how its words are understood: who somebody is, what goes together"""


class Turn(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    TOLD_AGAIN = "told again"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause, the words that show it, and for a judgement its id."""

    cause: Cause
    evidence: tuple[Evidence, ...] = ()
    judgement: str | None = None


@dataclass(frozen=True)
class Difference:
    """One item of one list (``kind``: demand, reply, ...) before and after; ``fields`` are those that differ."""

    kind: str
    turn: Turn
    before: Item | None
    after: Item | None
    fields: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def item(self) -> Item:
        """The item as it is now, or as it was last."""
        item = self.after or self.before
        assert item is not None
        return item


@dataclass(frozen=True)
class Revision:
    """What happened to the record's documents between two states, apart from new ones coming out.

    ``corrected`` leads from a document to its corrected edition, ``reread`` are those whose current reading is
    another one, ``judgements`` those in force after and not before, or the other way round.
    """

    corrected: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reread: frozenset[str] = frozenset()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class StateDiff:
    """All differences of two states, list by list; ``published`` are ids of the documents that came out between."""

    before: ExchangeState
    after: ExchangeState
    differences: tuple[Difference, ...]
    published: tuple[str, ...]
    revision: Revision
