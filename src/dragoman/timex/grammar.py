"""Finds where a text holds time expressions: one pass with all rules joined in one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.timex.tables import Rule, rules, whole_words

_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True)
class Match:
    """A rule that fits ``text[start:end]``, with the words it found there by the name of their table."""

    rule: Rule
    start: int
    end: int
    words: Mapping[str, str]


def find(text: str) -> Iterator[Match]:
    """The expressions of a text in order, none overlapping; at each place the first rule that fits.

    The joined expression tells where some rule fits; which one, and with what words, is asked of the rules one by
    one, there only.
    """
    for place in _joined().finditer(text):
        for rule in rules():
            found = rule.regex.match(text, place.start())
            if found:
                words = _by_table(found)
                start, end = found.span("span" if "span" in words else 0)
                yield Match(rule, start, end, words)
                break


def _by_table(found: re.Match[str]) -> dict[str, str]:
    """The words by table; a numbered field goes under the table's own name where that is free."""
    words = {key: word for key, word in found.groupdict().items() if word}
    for key in [key for key in words if key[-1].isdigit()]:
        words.setdefault(key[:-1], words[key])
    return words


@cache
def _joined() -> re.Pattern[str]:
    return whole_words("|".join(f"(?:{_GROUP.sub('(?:', rule.body)})" for rule in rules()))
