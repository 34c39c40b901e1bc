"""What a person may edit: the fields of each kind of subject, and values of the model with an edit applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

from dragoman.model.agents import AgentKind
from dragoman.model.entries import Change
from dragoman.model.errors import BadInput
from dragoman.model.exchange import DemandStatus, MeetingStatus, ReplyStatus
from dragoman.model.readings import Mode, MoveKind, MoveStatus, Polarity, Realis
from dragoman.model.times import bounds

T = TypeVar("T")
_Parser = Callable[[str, tuple[str, ...]], Any]

EXCHANGE: Final = "exchange"
"""The field of a document that names the exchange it belongs to."""

_FLAGS = {"yes": True, "no": False}


def edited(kind: str, value: T, changes: Iterable[Change]) -> T:
    """A value (of a dataclass) with the changes of an edit applied; fields it has not are left aside.

    Raises BadInput as ``checked`` does.
    """
    fields = {change.field: _parsed(kind, change) for change in changes}
    return replace(value, **fields) if fields else value  # type: ignore[type-var]


def checked(kind: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in the order of their fields, if all can be made to a subject of that kind.

    Raises BadInput for a field that is none of the kind's, or a value that the field cannot take, and names those
    that it can.
    """
    made = tuple(sorted(changes, key=lambda change: change.field))
    for change in made:
        _parsed(kind, change)
    return made


def editable(kind: str) -> tuple[str, ...]:
    """The fields of a kind of subject that a person may edit."""
    return tuple(_FIELDS.get(kind, ()))


def _parsed(kind: str, change: Change) -> Any:
    fields = _FIELDS.get(kind, {})
    if change.field not in fields:
        known = ", ".join(fields) or "none"
        raise BadInput(change.field, f"no field of a {kind} that can be edited", f"Those that can: {known}.")
    return fields[change.field](change.field, change.values)


def _names(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _text(field: str, values: tuple[str, ...]) -> str | None:
    return "; ".join(values) or None


def _words(field: str, values: tuple[str, ...]) -> str:
    text = _text(field, values)
    if text is None:
        raise BadInput(field, "it cannot be empty", "Give it a value.")
    return text


def _date(field: str, values: tuple[str, ...]) -> str | None:
    text = _text(field, values)
    if text is not None:
        bounds(text)
    return text


def _flag(field: str, values: tuple[str, ...]) -> bool:
    return _FLAGS[_chosen(field, values, _FLAGS)]


def _one_of(kinds: type[StrEnum], field: str, values: tuple[str, ...]) -> StrEnum:
    return kinds(_chosen(field, values, [kind.value for kind in kinds]))


def _chosen(field: str, values: tuple[str, ...], known: Iterable[str]) -> str:
    text = " ".join(values)
    if text not in known:
        raise BadInput(f"{field}={text}", "the field has no such value", f"It can be: {', '.join(known)}.")
    return text


def _choice(kinds: type[StrEnum]) -> _Parser:
    return partial(_one_of, kinds)


_SIDES: Mapping[str, _Parser] = {"by": _names, "to": _names}
_FIELDS: Mapping[str, Mapping[str, _Parser]] = MappingProxyType(
    {
        "statement": {
            "speakers": _names,
            "via": _names,
            "anonymous": _flag,
            "mode": _choice(Mode),
            "polarity": _choice(Polarity),
            "said_on": _date,
        },
        "move": {
            **_SIDES,
            "kind": _choice(MoveKind),
            "what": _words,
            "status": _choice(MoveStatus),
            "event_date": _date,
            "due": _date,
            "condition": _text,
            "hedge": _text,
            "place": _text,
            "according_to": _names,
            "via": _names,
            "anonymous": _flag,
            "negated": _flag,
            "realis": _choice(Realis),
        },
        "agent": {"kind": _choice(AgentKind), "of": _text, "office": _text},
        "party": {"kind": _choice(AgentKind), "of": _text},
        "demand": {**_SIDES, "matter": _words, "status": _choice(DemandStatus), "hedge": _text, "since": _date},
        "reply": {**_SIDES, "about": _words, "status": _choice(ReplyStatus), "due": _date, "since": _date},
        "meeting": {"status": _choice(MeetingStatus), "date": _date, "place": _text, "participants": _names},
        "decision": {"by": _names, "about": _words, "condition": _text},
        "dispute": {"question": _words},
        "warning": {**_SIDES, "what": _words, "condition": _text},
        "document": {EXCHANGE: _words},
    }
)
