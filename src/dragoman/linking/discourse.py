"""What has been said so far: the agents met, where and how, and who is meant when they are taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.model import Agent, AgentKind

REACH = 4
"""Sentences back that a pronoun looks."""

_FADING = (1.0, 0.9, 0.5, 0.3, 0.2)
"""What is left of a place's weight after so many sentences."""

MEMORY = 600
"""Places back that a noun looks."""

JOINED = "joined"
"""The rule of those who are named in one breath: no noun is theirs."""

_SINGLE = frozenset({AgentKind.STATE, AgentKind.BODY, AgentKind.ORGANISATION, AgentKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Decision:
    """The agent that a phrase names, None where nobody or in doubt, by which rule, and where the phrase lies."""

    agent: str | None
    rule: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where an agent was named: its sentence in the document, and its part in the sentence."""

    agent: str
    sentence: int
    place: int
    verb: int
    """offset of the verb or noun that the phrase hangs on"""
    subject: bool
    speaker: bool
    quoted: bool
    possessive: bool
    plural: bool
    noun: str
    """lemma of the phrase's head"""


@dataclass
class Discourse:
    """The agents of one document so far, in the order of the text. The one mutable value of the room."""

    agents: dict[str, Agent] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    """the forms of its name that were met, for each agent"""
    in_full: dict[str, str] = field(default_factory=dict)
    """organisations with the state that their names end with, by their names without it"""
    called: dict[str, set[str]] = field(default_factory=dict)
    """the words of what each organisation is called beside its name: "a rebel group" """
    issued: dict[str, str] = field(default_factory=dict)
    """who issued the text that was last called by each noun"""
    nouns: set[str] = field(default_factory=set)
    """the heads of the names of organisations, and of what took them up"""
    doubted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """offices that had several holders on the day, with those"""

    def add(self, seen: Seen) -> None:
        """Notes one more place."""
        self.seen.append(seen)
        if self.agents[seen.agent].kind is AgentKind.ORGANISATION:
            self.nouns.add(seen.noun)
        self.counts[seen.agent] = self.counts.get(seen.agent, 0) + 1

    def latest(self, wanted: Callable[[Seen, Agent], bool]) -> str | None:
        """The agent of the last place that is wanted, among the last ``MEMORY``."""
        for seen in reversed(self.seen[-MEMORY:]):
            if wanted(seen, self.agents[seen.agent]):
                return seen.agent
        return None

    def best(self, sentence: int, weigh: Callable[[Seen, Agent], float | None]) -> tuple[str | None, bool]:
        """The agent with the highest weight in the last sentences, and whether it stands clear of the next.

        ``weigh`` gives None for whoever cannot be meant. An agent's weight is that of its best place.
        """
        weights: dict[str, tuple[float, int]] = {}
        for seen in self._within_reach(sentence):
            weight = weigh(seen, self.agents[seen.agent])
            if weight is not None:
                weight += min(self.counts.get(seen.agent, 0), 6) * 0.25
                weights[seen.agent] = max(weights.get(seen.agent, (weight, seen.place)), (weight, seen.place))
        ranked = sorted(weights, key=lambda name: weights[name], reverse=True)
        if not ranked:
            return None, True
        clear = len(ranked) == 1 or weights[ranked[0]][0] - weights[ranked[1]][0] > 0
        return ranked[0], clear

    def _within_reach(self, sentence: int) -> Iterator[Seen]:
        for seen in reversed(self.seen):
            if sentence - seen.sentence > REACH:
                return
            yield seen


def add(names: list[str], name: str | None) -> None:
    """Appends a name that is there and is not in the list yet."""
    if name is not None and name not in names:
        names.append(name)


def salience(seen: Seen, sentence: int) -> float:
    """How readily a pronoun of the sentence takes the place up: near, subject, speaker, outside quotations.

    A plain form of the salience factors of Lappin and Leass (1994).
    """
    weight = 4 + 3 * seen.subject + 2 * seen.speaker - 3 * seen.quoted - 0.5 * seen.possessive
    return weight * _FADING[min(sentence - seen.sentence, len(_FADING) - 1)]


def can_be_person(agent: Agent, plural: bool) -> bool:
    """Can he or she mean the agent?"""
    return not plural and agent.kind in {AgentKind.PERSON, AgentKind.UNNAMED}


def can_be_thing(agent: Agent, plural: bool) -> bool:
    """Can it mean the agent?"""
    return not plural and agent.kind in _SINGLE


def can_be_many(agent: Agent, plural: bool) -> bool:
    """Can they mean the agent?"""
    return plural or agent.kind is AgentKind.GROUP or agent.kind in _SINGLE
