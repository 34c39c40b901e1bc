"""Dates and agents of a report: which words mean them, what they mean, and how that was read.

A reading keeps the agents of a report and not where it names them, so they are looked for by their names: whole words,
a longer name before a shorter one in it. Whom other words mean ("Moscow", "he") is known where they are the source of a
statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.brief.displayable import visible
from dragoman.brief.wording import day, listed
from dragoman.model import Agent, Passage, Statement, Timex
from dragoman.web import places

_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u2011": "-"})
"""Characters that names are written with, one for one, so that offsets stay."""

_WORD: Final = re.compile(r"\w+")
_GOES_ON: Final = re.compile(r"\w|\.[A-Z]\.")
"""A word, or an abbreviation, that has not come to its end."""

_INITIALS: Final = re.compile(r"[A-Z]\.")

_SHORTEST_CAPITALS: Final = 4
"""Code points of a name that is looked for in capitals too, as headlines write it."""


@dataclass(frozen=True, slots=True, order=True)
class Meant:
    """``text[start:end]`` is a ``date`` or an ``agent`` (``kind``): its words, what they mean (empty where just what
    they say), how that was read, and the page that they lead to."""

    start: int
    end: int
    kind: str
    words: str
    told: str
    how: str
    address: str


def dates(timexes: Iterable[Timex]) -> Iterator[Meant]:
    """The time expressions with the day that each means."""
    for timex in timexes:
        told = day(timex.edtf) or timex.value or "stays open"
        yield Meant(timex.start, timex.end, "date", visible(timex.text), told, f"by the rule {timex.rule}", "")


def agents(text: str, found: Iterable[Agent], passages: Iterable[Passage]) -> Iterator[Meant]:
    """Where the passages name the agents that were found in the report; unnamed ones have no name to look for."""
    alike, named = text.translate(_ALIKE), _by_name(found)
    by_first_word = _by_first_word(named)
    for passage in passages:
        at = passage.start
        while word := _WORD.search(alike, at, passage.end):
            names = by_first_word.get(word[0], ())
            name = next((name for name in names if _stands(name, alike, word.start(), passage.end)), None)
            at = word.start() + len(name) if name else word.end()
            if name:
                yield _agent(word.start(), at, text[word.start() : at], named[name])


def speakers(statements: Iterable[Statement], named: Sequence[Meant]) -> Iterator[Meant]:
    """The sources of statements that hold none of the names, with whom they mean."""
    for number, statement in enumerate(statements, 1):
        source = statement.source
        if source and statement.speakers and not any(m.start < source.end and source.start < m.end for m in named):
            told, words = visible(listed(statement.speakers)), visible(source.exact)
            address = places.address("/agents", name=statement.speakers[0])
            yield Meant(source.start, source.end, "agent", words, told, f"the source of s{number}", address)


def _stands(name: str, text: str, start: int, last: int) -> bool:
    """Does the whole name stand there, and not in a longer abbreviation (no U.S in U.S.S.R.)?"""
    return (
        text.startswith(name, start, last)
        and not _GOES_ON.match(text, start + len(name))
        and not _INITIALS.fullmatch(text, max(0, start - 2), start)
    )


def _by_first_word(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The names by the word with which they begin, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if word := _WORD.match(name):
            found[word[0]].append(name)
    return found


def _by_name(found: Iterable[Agent]) -> Mapping[str, tuple[Agent, ...]]:
    """Who has each name."""
    named: dict[str, dict[str, Agent]] = defaultdict(dict)
    for agent in found:
        for name in () if agent.anonymous else (agent.name, *agent.aliases):
            written = name.translate(_ALIKE)
            in_capitals = [written.upper()] if len(written) >= _SHORTEST_CAPITALS else []
            for way in (written, *in_capitals):
                if len(way) > 1:
                    named[way][agent.name] = agent
    return {name: tuple(agents.values()) for name, agents in named.items()}


def _agent(start: int, end: int, words: str, meant: tuple[Agent, ...]) -> Meant:
    if len(meant) > 1:
        told, how = " or ".join(agent.name for agent in meant), "several have this name"
        return Meant(start, end, "agent", visible(words), visible(told), how, "")
    (agent,) = meant
    facts = (agent.name if agent.name != words else None, agent.office, f"for {agent.of}" if agent.of else None)
    how = f"known agent {agent.wikidata}" if agent.wikidata else "as the report names it"
    told = ", ".join(fact for fact in facts if fact)
    return Meant(
        start,
        end,
        "agent",
        visible(words),
        visible(told),
        visible(how),
        places.address("/agents", name=agent.name),
    )
