"""Words from outside, made safe to look at: no control characters, no direction overrides, no wraps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")
_SPACE = re.compile(r"\s+")
_SUSPECT = {"Cc", "Cf", "Cs"}
_JOINERS = "\u200c\u200d"
"""Format characters that belong to words (Persian, emoji) and cannot reorder or hide anything."""


def visible(text: str) -> str:
    """The text with white space folded, and controls, bidirectional marks and lone surrogates written as ⟨U+202E⟩."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    folded = _SPACE.sub(" ", text)
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(f"⟨U+{ord(c):04X}⟩" if _suspect(c) else c for c in folded)


def displayable(value: _Value) -> _Value:
    """A copy of a frozen value, or tuple of them, in which every string is ``visible``."""
    return cast(_Value, _displayable(value))


def _suspect(character: str) -> bool:
    return unicodedata.category(character) in _SUSPECT and character not in _JOINERS


def _displayable(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, tuple):
        items = tuple(map(_displayable, value))
        return items if any(after is not before for after, before in zip(items, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        held = {name: getattr(value, name) for name in _names(type(value))}
        seen = {name: _displayable(item) for name, item in held.items()}
        changed = {name: item for name, item in seen.items() if item is not held[name]}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(of: type) -> tuple[str, ...]:
    """The fields of a dataclass, by name."""
    return tuple(field.name for field in fields(of))
