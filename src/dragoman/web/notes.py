"""What is told of a finding beside its words: who, what, when, whether it took place, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.brief.displayable import visible
from dragoman.brief.wording import chain, listed
from dragoman.brief.wording import day as worded_day
from dragoman.brief.wording import parties as towards
from dragoman.model import Anchor, Event, Move, Realis, Statement
from dragoman.web import places


@dataclass(frozen=True, slots=True)
class Note:
    """What was found at a place of the text: label, heading, facts, how it was read, and where to correct it."""

    label: str
    kind: str
    who: str
    what: str
    facts: tuple[str, ...]
    how: str
    address: str
    start: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded event as its table shows it: PLOVER's type and mode, who to whom, and where its words stand."""

    type: str
    by: str
    to: str
    realis: str
    when: str
    words: str
    how: str
    address: str


def statement_note(document: str, label: str, statement: Statement) -> Note:
    """The note of a statement."""
    said_on = f"said {worded_day(statement.said_on)}" if statement.said_on else ""
    told = f"to {listed(statement.addressees)}" if statement.addressees else ""
    denied = "denied" if statement.polarity == "denied" else ""
    who = chain(statement.speakers, statement.via, anonymous=statement.anonymous) or "nobody named"
    return Note(
        label,
        "statement",
        visible(who),
        visible(statement.content_text),
        _facts((denied, statement.mode.value, said_on, told, "nested" if statement.nested else "")),
        visible(how_read(statement.reader, statement.score)),
        places.entry(document, statement.id),
        statement.evidence.start,
    )


def move_note(document: str, label: str, move: Move) -> Note:
    """The note of a move."""
    told = f"according to {chain(move.according_to, move.via, anonymous=move.anonymous)}" if move.according_to else ""
    facts = (
        move.status.value,
        f"realis: {move.realis}",
        "said not to have happened" if move.negated and move.realis is not Realis.DENIED else "",
        worded_day(move.event_date),
        f"due {worded_day(move.due)}" if move.due else "",
        f"condition: {move.condition}" if move.condition else "",
        f"hedged: “{move.hedge}”" if move.hedge else "",
        f"in {move.place}" if move.place else "",
        told,
    )
    return Note(
        label,
        move.kind.value,
        visible(towards(move.by, move.to) or "nobody named"),
        visible(move.what),
        _facts(facts),
        visible(how_read(move.reader)),
        places.entry(document, move.id),
        move.evidence.start,
    )


def coded(document: str, event: Event) -> Coded:
    """The row of a coded event."""
    return Coded(
        f"{event.type} {event.mode or ''}".strip(),
        visible(listed(event.actors) or _words(event.actor)),
        visible(listed(event.recipients) or _words(event.recipient)),
        event.realis.value,
        worded_day(event.date),
        visible(event.trigger.exact),
        visible(how_read(event.reader)),
        places.place(document, event.trigger.start, event.trigger.end),
    )


def how_read(reader: str, score: float | None = None) -> str:
    """``by rules``; ``by the model, score 0.87``."""
    who = "by the model" if reader == "model" else f"by {reader}"
    return who if score is None else f"{who}, score {score:.2f}"


def _facts(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(visible(fact) for fact in told if fact)


def _words(anchors: Iterable[Anchor]) -> str:
    return ", ".join(anchor.exact for anchor in anchors)
