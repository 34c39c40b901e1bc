"""Values to rows and back: every value of a reading is one row of ``entries``, whole, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from dragoman.model import (
    Agent,
    Anchor,
    Doubt,
    Event,
    Move,
    OffsetMap,
    Passage,
    Piece,
    Reading,
    Statement,
    Timex,
    content_id,
    entry_id,
)

Value = Statement | Move | Event | Agent | Timex | Doubt


class Kind(StrEnum):
    """What a row of ``entries`` holds."""

    STATEMENT = "statement"
    MOVE = "move"
    EVENT = "event"
    AGENT = "agent"
    TIMEX = "timex"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ``entries``, but for the keys that the database gives. ``words`` is what full-text search finds."""

    kind: Kind
    id: str
    words: str
    value: str


_ADAPTERS: Mapping[Kind, TypeAdapter[Any]] = MappingProxyType(
    {
        Kind.STATEMENT: TypeAdapter(Statement),
        Kind.MOVE: TypeAdapter(Move),
        Kind.EVENT: TypeAdapter(Event),
        Kind.AGENT: TypeAdapter(Agent),
        Kind.TIMEX: TypeAdapter(Timex),
        Kind.DOUBT: TypeAdapter(Doubt),
    }
)
_WORDS: Mapping[Kind, Callable[[Any], str]] = MappingProxyType(
    {
        Kind.STATEMENT: attrgetter("content_text"),
        Kind.MOVE: attrgetter("what"),
        Kind.EVENT: attrgetter("evidence.exact"),
        Kind.AGENT: attrgetter("name"),
        Kind.TIMEX: attrgetter("text"),
        Kind.DOUBT: attrgetter("message"),
    }
)
_PASSAGES = TypeAdapter(tuple[Passage, ...])
_PIECES = TypeAdapter(tuple[tuple[int, int, int], ...])
_DOUBTS = TypeAdapter(tuple[Doubt, ...])


def rows(reading: Reading) -> tuple[Row, ...]:
    """Every value of the reading, kind by kind, each kind in its order."""
    return tuple(_row(reading.document, kind, value) for kind, value in _values(reading))


def _values(reading: Reading) -> Iterator[tuple[Kind, Value]]:
    held: tuple[tuple[Kind, Iterable[Value]], ...] = (
        (Kind.AGENT, reading.agents),
        (Kind.STATEMENT, reading.statements),
        (Kind.MOVE, reading.moves),
        (Kind.EVENT, reading.events),
        (Kind.TIMEX, reading.timexes),
        (Kind.DOUBT, reading.doubts),
    )
    for kind, values in held:
        for value in values:
            yield kind, value


def _row(document: str, kind: Kind, value: Value) -> Row:
    text = dump(kind, value)
    return Row(kind, _id(document, value, text), _WORDS[kind](value), text)


def _id(document: str, value: Value, text: str) -> str:
    match value:
        case Event():
            return value.id
        case Timex():
            return content_id("tmx", document, text)
        case _:
            return entry_id(document, value)


def dump(kind: Kind, value: Value) -> str:
    """The value as JSON, whole."""
    return _ADAPTERS[kind].dump_json(value).decode()


def load(kind: str, value: str) -> Any:
    """The value of a row as it was; raises ValueError (pydantic's ValidationError) where the JSON does not fit."""
    return _ADAPTERS[Kind(kind)].validate_json(value)


def dump_passages(passages: tuple[Passage, ...]) -> str:
    """Passages as a JSON list of objects."""
    return _PASSAGES.dump_json(passages).decode()


def load_passages(text: str) -> tuple[Passage, ...]:
    """Passages from their JSON; raises ValueError where it does not fit."""
    return _PASSAGES.validate_json(text)


def dump_doubts(doubts: tuple[Doubt, ...]) -> str:
    """Doubts of the intake as a JSON list of objects."""
    return _DOUBTS.dump_json(doubts).decode()


def load_doubts(text: str) -> tuple[Doubt, ...]:
    """Doubts of the intake from their JSON; raises ValueError where it does not fit."""
    return _DOUBTS.validate_json(text)


def dump_offsets(offsets: OffsetMap) -> str:
    """An offset map as a JSON list of ``[start, original, length]``."""
    return _PIECES.dump_json(tuple((p.start, p.original, p.length) for p in offsets.pieces)).decode()


def load_offsets(text: str) -> OffsetMap:
    """An offset map from its JSON; raises ValueError where it does not fit."""
    return OffsetMap(tuple(Piece(*piece) for piece in _PIECES.validate_json(text)))


def anchors(value: Value) -> Iterator[Anchor]:
    """Every anchor that the value holds, field by field."""
    if isinstance(value, Timex):
        yield Anchor(value.start, value.end, value.text)
        return
    for field in fields(value):
        held = getattr(value, field.name)
        yield from (a for a in (held if isinstance(held, tuple) else (held,)) if isinstance(a, Anchor))


def place(value: Value) -> int:
    """Where in the text the value stands, for sorting: the start of its evidence, -1 where it has none."""
    if isinstance(value, Timex):
        return value.start
    anchor = value.evidence if isinstance(value, Statement | Move | Event) else getattr(value, "anchor", None)
    return anchor.start if anchor else -1
