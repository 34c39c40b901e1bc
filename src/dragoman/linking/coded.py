"""What event data code of an agent: its country and its sectors."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.linking import knowledge
from dragoman.linking.folding import key
from dragoman.linking.knowledge import Sectors
from dragoman.linking.register import Register
from dragoman.model import Agent, AgentKind


@dataclass(frozen=True, slots=True)
class Coded:
    """What is known of a mention: the agent's canonical name and kind, ISO 3166 alpha-3 country, PLOVER sectors."""

    name: str | None = None
    kind: AgentKind | None = None
    country: str | None = None
    sectors: Sectors = ()
    wikidata: str | None = None


def code_agent(agent: Agent, register: Register) -> Coded:
    """What the register tells of one of its agents, and its name where the register tells no sector."""
    sectors = register.sectors.get(agent.name, ())
    if not sectors and agent.kind is AgentKind.OUTLET:
        sectors = ("JRN",)
    if not sectors and agent.kind in {AgentKind.BODY, AgentKind.ORGANISATION}:
        sectors = _told_by_name(agent.name)
    country = country_of(agent.name, register)
    if country is None and agent.kind is AgentKind.STATE:
        country = knowledge.places().get(key(agent.name))  # a land that is a part of a state
    return Coded(agent.name, agent.kind, country, sectors, agent.wikidata)


def country_of(name: str | None, register: Register) -> str | None:
    """The code of the state that an agent is or belongs to, at however many removes; None where it is of none."""
    seen: set[str] = set()
    while name is not None and name not in seen:
        if name in register.codes:
            return register.codes[name]
        seen.add(name)
        held = register.agents.get(name)
        name = register.homes.get(name) or (held.of if held else None)
    return None


def _told_by_name(name: str) -> Sectors:
    """The sectors of the last noun in a name that has any: a Dockers' Union, a Supreme Court."""
    words = key(name).split()
    for end in range(len(words), 0, -1):
        for first in range(end):
            if sectors := knowledge.noun_sectors(" ".join(words[first:end])):
                return sectors
    return ()
