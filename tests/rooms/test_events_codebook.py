"""The codebook's own examples are coded as it says, and it leaves no value out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from dragoman.extraction.events.lexicon import event_lexicon
from dragoman.model import CODEBOOK, EventType, Mode, MoveKind, MoveStatus, Polarity, Realis
from dragoman.pipeline.flat import plain_document
from dragoman.pipeline.reading import read_document

BOOK = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
_EVENT = re.compile(r"\| ([A-Z]+) \| (\d\d) \| (\S+) \| .* \| \*(.+)\* \|\Z")


def _examples() -> Iterator[tuple[str, ...]]:
    for line in BOOK.splitlines():
        found = _EVENT.match(line)
        if found:
            yield found.groups()


@pytest.mark.parametrize(("wanted", "root", "mode", "sentence"), list(_examples()))
def test_an_example_is_coded_as_the_codebook_says(wanted: str, root: str, mode: str, sentence: str) -> None:
    events = read_document(plain_document(sentence, "example"), reader="rules").events
    found = [(e.type.value, e.root, e.mode or "-") for e in events]
    assert found[:1] == [(wanted, root, mode)]


def test_the_codebook_is_of_the_version_that_readings_name() -> None:
    assert BOOK.startswith(f"# Codebook {CODEBOOK}\n")


@pytest.mark.parametrize("values", [Mode, Polarity, Realis, MoveKind, MoveStatus])
def test_every_value_is_explained(values: type[StrEnum]) -> None:
    missing = [value.value for value in values if f"| `{value.value}` |" not in BOOK]
    assert not missing


def test_every_type_and_mode_is_explained() -> None:
    lexicon = event_lexicon()
    codes = [row.code for rows in lexicon.rows.values() for _, row in rows if row.code]
    codes += [code for code in lexicon.operators.values() if code]
    modes = {code.mode for code in codes if code.mode} | set(lexicon.modes.values())
    assert {wanted for wanted, *_ in _examples()} == {kind.value for kind in EventType}
    assert not [mode for mode in sorted(modes) if f"| {mode} |" not in BOOK and f"`{mode}`" not in BOOK]
