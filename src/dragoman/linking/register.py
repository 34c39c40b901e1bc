"""The register of known agents: states, organisations, bodies and outlets by every form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.linking.tables import strings, table
from dragoman.model import Agent, AgentKind, BadTable

_FIRST_WORD = re.compile(r"[\s/'-]")


class Sense(StrEnum):
    """How a form names its agent."""

    NAME = "name"
    ADJECTIVE = "adjective"
    """a demonym: "Russian" """
    PEOPLE = "people"
    """the people for the state: "the Russians" """
    CAPITAL = "capital"
    """a city that is the state when it acts and nobody as a place: "Moscow" """


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name: the canonical name of its agent, and the sense in which it names it."""

    agent: str
    sense: Sense


@dataclass(frozen=True)
class Register:
    """Known agents by canonical name, and every form of their names, exact in upper and lower case.

    ``prefixes`` holds the adjective that builds the names of a state's bodies ("Russian", "U.S.", "UK").
    ``openings`` maps the first word of each form to the length in words of the longest form that begins so.
    """

    agents: Mapping[str, Agent]
    forms: Mapping[str, Form]
    prefixes: Mapping[str, str]
    codes: Mapping[str, str]
    openings: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        openings: dict[str, int] = {}
        for form in self.forms:
            words = _FIRST_WORD.split(form)
            openings[words[0]] = max(len(words), openings.get(words[0], 0))
        object.__setattr__(self, "openings", openings)

    def find(self, form: str) -> Form | None:
        """The agent that the form names, curly apostrophes taken as straight ones."""
        return self.forms.get(form.replace("’", "'"))

    def prefix(self, agent: str) -> str:
        """What stands before a body or person of the agent: "Russian" for Russia; else its own name."""
        return self.prefixes.get(agent, agent)

    def merge(self, other: Register) -> Register:
        """Both registers in one; where they disagree, ``other`` holds."""
        return Register(
            {**self.agents, **other.agents},
            {**self.forms, **other.forms},
            {**self.prefixes, **other.prefixes},
            {**self.codes, **other.codes},
        )


@cache
def load_register() -> Register:
    """The register that ships with the package."""
    agents: dict[str, Agent] = {}
    forms: dict[str, Form] = {}
    countries = table("countries.toml")
    for agent, named in [*_states(countries), *_organisations(table("organisations.toml")), *_outlets()]:
        agents.setdefault(agent.name, agent)
        for form, sense in named:
            forms.setdefault(form, Form(agent.name, sense))
    prefixes = {name: row.get("prefix") or row.get("adjectives", [name])[0] for name, row in countries.items()}
    prefixes |= {"United Nations": "UN", "European Union": "EU"}
    return Register(agents, forms, prefixes, {name: row["code"] for name, row in countries.items() if "code" in row})


_Named = tuple[Agent, list[tuple[str, Sense]]]


def _states(countries: dict[str, Any]) -> Iterator[_Named]:
    for name, row in countries.items():
        where = f"countries.toml, {name}"
        aliases, seats = strings(row, "aliases", where), strings(row, "seats", where)
        forms = [(form, Sense.NAME) for form in (name, *aliases, *seats)]
        forms += [(form, Sense.ADJECTIVE) for form in strings(row, "adjectives", where)]
        forms += [(form, Sense.PEOPLE) for form in strings(row, "people", where)]
        forms += [(form, Sense.CAPITAL) for form in strings(row, "capitals", where)]
        yield Agent(name, AgentKind.STATE, aliases=aliases, wikidata=row.get("wikidata")), forms


def _organisations(organisations: dict[str, Any]) -> Iterator[_Named]:
    for name, row in organisations.items():
        where = f"organisations.toml, {name}"
        aliases = strings(row, "aliases", where)
        kind = row.get("kind", "organisation")
        if kind not in set(AgentKind):
            raise BadTable(f"{where}, kind", f"there is no kind {kind!r}", f"Take one of {', '.join(AgentKind)}.")
        agent = Agent(name, AgentKind(kind), of=row.get("of"), aliases=aliases, wikidata=row.get("wikidata"))
        yield agent, [(form, Sense.NAME) for form in (name, *aliases)]


def _outlets() -> Iterator[_Named]:
    outlets = table("outlets.toml")
    for name in outlets:
        aliases = strings(outlets, name, "outlets.toml")
        yield Agent(name, AgentKind.OUTLET, aliases=aliases), [(form, Sense.NAME) for form in (name, *aliases)]
