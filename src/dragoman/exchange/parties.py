"""Who acts for whom: a party acts through its persons and bodies, yet each keeps a voice of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.model import Agent, AgentKind, Demand, Dispute, ExchangeState, Party, ReplyOwed, Warned, content_id

_ACTS_FOR = frozenset({AgentKind.PERSON, AgentKind.BODY, AgentKind.UNNAMED, AgentKind.GROUP})
"""Kinds that act for what they are ``of``; a state, an organisation, an outlet acts for itself."""

_LONGEST_CHAIN = 5
"""Steps from a person to its party; a longer chain, or a ring, is cut there."""


class Parties:
    """The agents of a record by name, and the party each acts for."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self._agents: dict[str, Agent] = {}
        for agent in agents:
            held = self._agents.get(agent.name)
            self._agents[agent.name] = _joined(held, agent) if held else agent
        self._full = _full_names(self._agents.values())

    def full(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, a person's surname alone made full where the record knows one person of that surname only."""
        return tuple(dict.fromkeys(self._full.get(name, name) for name in names))

    def party(self, name: str) -> str:
        """The party that ``name`` acts for: Russia for its foreign minister; the name itself where none is known."""
        for _ in range(_LONGEST_CHAIN):
            agent = self._agents.get(name)
            if agent is None or agent.of is None or agent.kind not in _ACTS_FOR:
                break
            name = agent.of
        return name

    def parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parties of several names, each once, in their order."""
        return tuple(dict.fromkeys(map(self.party, names)))

    def sides(self, by: tuple[str, ...], to: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two sides of an act as parties; as the names stand where both act for one party."""
        left, right = self.parties(by), self.parties(to)
        return (by, to) if set(left) & set(right) else (left, right)

    def are_persons(self, names: Iterable[str]) -> bool:
        """Are all of them persons (and is there one)?"""
        kinds = [agent.kind if (agent := self._agents.get(name)) else None for name in names]
        return bool(kinds) and all(kind is AgentKind.PERSON for kind in kinds)

    def are_nobody(self, names: Iterable[str]) -> bool:
        """Is nobody among them, or only unnamed persons who act for no known party?"""
        return all((agent := self._agents.get(name)) is not None and agent.anonymous for name in names)

    def known_as(self, name: str) -> tuple[str, ...]:
        """Every name of the agent and of whoever acts for nobody else under it: the name first."""
        agent = self._agents.get(name)
        return (name, *agent.aliases) if agent else (name,)

    def listed(self, names: Iterable[str]) -> tuple[Party, ...]:
        """The rows of a state's list of parties, by name."""
        return tuple(self._row(name) for name in sorted(set(names)))

    def _row(self, name: str) -> Party:
        agent = self._agents.get(name) or Agent(name, AgentKind.GROUP)
        return Party(content_id("party", name), name, agent.kind, agent.aliases, agent.of, agent.wikidata)


def _full_names(agents: Iterable[Agent]) -> dict[str, str]:
    """Surname to full name, where exactly one person of that surname is met under a longer name."""
    persons = {agent.name for agent in agents if agent.kind is AgentKind.PERSON}
    of_surname: dict[str, list[str]] = {}
    for name in persons:
        if " " in name:
            of_surname.setdefault(name.rsplit(" ", 1)[1], []).append(name)
    return {short: found[0] for short, found in of_surname.items() if short in persons and len(found) == 1}


def _joined(held: Agent, met: Agent) -> Agent:
    """One agent met in two documents: what the first does not say, the second may; all names of both."""
    return replace(
        held,
        of=held.of or met.of,
        office=held.office or met.office,
        aliases=tuple(dict.fromkeys((*held.aliases, *met.aliases))),
        wikidata=held.wikidata or met.wikidata,
    )


def names_in(state: ExchangeState) -> set[str]:
    """Every agent that the items of a state name, as a side, a participant, or the holder of an account."""
    names: set[str] = set()
    sided: tuple[Demand | ReplyOwed | Warned, ...] = (*state.demands, *state.replies, *state.warnings)
    for item in sided:
        names.update(item.by, item.to)
    for decision in state.decisions:
        names.update(decision.by)
    for meeting in state.meetings:
        names.update(meeting.participants)
    told: tuple[ReplyOwed | Dispute, ...] = (*state.replies, *state.disputes)
    for account in (a for item in told for a in item.accounts):
        names.update((account.holder, *account.via))
    for voice in state.statements:
        names.update((*voice.speakers, *voice.via))
    return names
