"""Decisions that a party has before it, and the warnings it gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from dragoman.exchange.bonds import joined, parted
from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, Told
from dragoman.exchange.wording import Wording, name_tokens, wording
from dragoman.model import Decision, Evidence, MoveKind, MoveStatus, Warned, content_id

_CANDIDATES = 32
"""Items of one party, the latest, that a telling is compared with."""

_TAKEN = frozenset({MoveStatus.DELIVERED, MoveStatus.ACCEPTED})


@dataclass
class Intention:
    """What one party is said to be about to decide, or to threaten: all tellings of one matter."""

    by: tuple[str, ...]
    words: Wording
    tellings: list[Told] = field(default_factory=list)

    @property
    def first(self) -> Told:
        """The first telling."""
        return self.tellings[0]

    def evidence(self) -> tuple[Evidence, ...]:
        """The words it rests on."""
        return tuple(dict.fromkeys(t.evidence for t in self.tellings))

    def condition(self) -> str | None:
        """The condition, where a telling gives one."""
        return next((t.move.condition for t in self.tellings if t.move.condition), None)


def intentions(record: Record, kind: MoveKind) -> list[Intention]:
    """The moves of one kind, those of one party about one matter together, in the order of their first telling."""
    found: list[Intention] = []
    held: dict[str, list[Intention]] = defaultdict(list)
    for told in record.moves:
        if told.move.kind is not kind or not told.move.by or told.move.negated:
            continue
        by = record.parties.parties(told.move.by)
        words = wording(told.words, _named(told, record.parties))
        same = (i for i in reversed(held[by[0]][-_CANDIDATES:]) if i.words.same_matter(words) and not parted(told, i))
        known = joined(told, found) or next(same, None)
        if known is None:
            known = Intention(by, words)
            found.append(known)
            held[by[0]].append(known)
        known.tellings.append(told)
    return found


def decision(intention: Intention) -> Decision:
    """A decision pending, or taken where a telling says so."""
    first = intention.first
    taken = any(t.move.status in _TAKEN for t in intention.tellings)
    return Decision(
        id=content_id("decision", first.document.id, str(first.evidence.start), first.words),
        by=first.move.by,
        about=first.words,
        status="taken" if taken else "pending",
        condition=intention.condition(),
        evidence=intention.evidence(),
    )


def warning(intention: Intention) -> Warned:
    """A threat or warning."""
    first = intention.first
    to = dict.fromkeys(name for t in intention.tellings for name in t.move.to)
    return Warned(
        id=content_id("warning", first.document.id, str(first.evidence.start), first.words),
        by=first.move.by,
        to=tuple(to),
        what=first.words,
        condition=intention.condition(),
        said_on=next((t.teller.said_on for t in intention.tellings if t.teller.said_on), None),
        evidence=intention.evidence(),
    )


def _named(told: Told, parties: Parties) -> frozenset[str]:
    return name_tokens(n for name in (*told.move.by, *told.move.to) for n in parties.known_as(name))
