"""The register of known agents: states, organisations, bodies and outlets by every form of their names, and offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.linking.tables import strings, table
from dragoman.linking.terms import Terms, read_term
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

    ``prefixes`` holds the adjective that builds the names of a state's bodies ("Russian", "U.S.", "UK"), ``codes``
    the ISO 3166 alpha-3 code of each state, ``sectors`` the PLOVER sectors of organisations and bodies, ``homes`` the
    states of organisations that do not act for them: parties, companies, unions, armed groups. ``lone`` holds forms
    that are common words besides: they name their agent where they stand alone. ``shared`` holds forms that name
    several agents, and so none. ``terms`` tells who held which office when; ``own`` is a digest of the user's tables,
    empty where there are none. ``openings`` maps the first word of each form to the length in words of the longest
    form that begins so.
    """

    agents: Mapping[str, Agent]
    forms: Mapping[str, Form]
    prefixes: Mapping[str, str]
    codes: Mapping[str, str]
    sectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    lone: Mapping[str, Form] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    own: str = ""
    openings: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        openings: dict[str, int] = {}
        for form in self.forms:
            words = _FIRST_WORD.split(form)
            for first in {words[0], form.split(" ", 1)[0]}:
                openings[first] = max(len(words), openings.get(first, 0))
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
            {**self.sectors, **other.sectors},
            {**self.homes, **other.homes},
            {form: named for form, named in {**self.lone, **other.lone}.items() if form not in other.forms},
            {form: named for form, named in {**self.shared, **other.shared}.items() if form not in other.forms},
            self.terms.merge(other.terms),
            other.own or self.own,
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
    for name, row in countries.items():
        for form in _long_names(name, row):
            forms.setdefault(form, Form(name, Sense.NAME))
    prefixes = {name: row.get("prefix") or row.get("adjectives", [name])[0] for name, row in countries.items()}
    prefixes |= {"United Nations": "UN", "European Union": "EU"}
    register = Register(
        agents,
        forms,
        prefixes,
        {name: row["code"] for name, row in countries.items() if "code" in row},
        terms=_terms(dict(table("holders.toml"))),
    )
    return with_groups(register, table("groups.toml"))


_Named = tuple[Agent, list[tuple[str, Sense]]]


def _states(countries: Mapping[str, Any]) -> Iterator[_Named]:
    for name, row in countries.items():
        where = f"countries.toml, {name}"
        aliases, seats = strings(row, "aliases", where), strings(row, "seats", where)
        forms = [(form, Sense.NAME) for form in (name, *aliases, *seats)]
        forms += [(form, Sense.ADJECTIVE) for form in strings(row, "adjectives", where)]
        forms += [(form, Sense.PEOPLE) for form in strings(row, "people", where)]
        forms += [(form, Sense.CAPITAL) for form in strings(row, "capitals", where)]
        yield Agent(name, AgentKind.STATE, aliases=aliases, wikidata=row.get("wikidata")), forms


def _long_names(name: str, row: dict[str, Any]) -> Iterator[str]:
    """The names in full that most states could have: "the Ruritanian Republic", "the Kingdom of Ruritania"."""
    if "code" in row:
        yield from (f"{adjective} Republic" for adjective in row.get("adjectives", ())[:1])
        yield from (f"Republic of {name}", f"Kingdom of {name}", f"State of {name}")


def _organisations(organisations: Mapping[str, Any]) -> Iterator[_Named]:
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


_BODIES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
"""Sectors whose members are bodies of their state."""
_NO_STATE, _ALONE = "none", "~"


def with_groups(register: Register, groups: Mapping[str, Any]) -> Register:
    """The register with the organisations and bodies of a table by state and sector (see ``groups.toml``).

    One that the register has under any of its forms stays what it is there, and gets its sectors, its home and its
    other forms. A form of two organisations of the table names neither.
    """
    agents, forms = dict(register.agents), dict(register.forms)
    sectors: dict[str, tuple[str, ...]] = {}
    homes: dict[str, str] = {}
    lone: dict[str, Form] = {}
    owners: dict[str, dict[str, None]] = {}
    for state, key, entry in _entries(groups):
        first, *others = entry.split("|")
        known = _known(register, (first, *others))
        agent = _group(known or first.removeprefix(_ALONE), state, key, others)
        held = agents.setdefault(agent.name, agent)
        if state is not None:
            homes.setdefault(held.name, state)
        sectors.setdefault(held.name, tuple(key.split()))
        for form in (first, *others):
            if form.startswith(_ALONE):
                lone.setdefault(form.removeprefix(_ALONE), Form(held.name, Sense.NAME))
            elif register.forms.get(form) is None:
                owners.setdefault(form, {})[held.name] = None
    forms |= {form: Form(next(iter(named)), Sense.NAME) for form, named in owners.items() if len(named) == 1}
    shared = {form: tuple(named) for form, named in owners.items() if len(named) > 1}
    return replace(register, agents=agents, forms=forms, sectors=sectors, homes=homes, lone=lone, shared=shared)


def _entries(groups: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    for state, row in groups.items():
        for key in row:
            for entry in strings(row, key, f"groups.toml, {state}"):
                yield None if state == _NO_STATE else state, key, entry


def _known(register: Register, forms: Iterable[str]) -> str | None:
    """The agent, no state, that the register has under one of the forms."""
    found = (register.forms[form].agent for form in forms if form in register.forms)
    return next((name for name in found if register.agents[name].kind is not AgentKind.STATE), None)


def _group(name: str, state: str | None, sectors: str, others: Iterable[str]) -> Agent:
    first = sectors.split()[-1]
    kind = AgentKind.BODY if state and first in _BODIES else AgentKind.ORGANISATION
    kind = AgentKind.OUTLET if first == "JRN" else kind
    of = state if kind is AgentKind.BODY else None
    return Agent(name, kind, of=of, aliases=tuple(other for other in others if not other.startswith(_ALONE)))


def _terms(holders: dict[str, Any]) -> Terms:
    as_of, aliases = holders.pop("as_of"), holders.pop("aliases")
    family_first = frozenset(strings(holders, "family_name_first", "holders.toml"))
    holders.pop("family_name_first")
    return Terms(
        tuple(
            read_term(entry, office, of, f"holders.toml, {of}, {office}", as_of)
            for of, row in holders.items()
            for office in row
            for entry in strings(row, office, f"holders.toml, {of}")
        ),
        {person: strings(aliases, person, "holders.toml, aliases") for person in aliases},
        family_first,
    )
