"""Whoever can act or speak, and where the text names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.readings import Doubt


class AgentKind(StrEnum):
    """What sort of agent it is (after PROV's Person and Organization, with what news needs besides)."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    """a part of a state that speaks for itself: a ministry, a presidency, an embassy, an army"""
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    """an unnamed person or persons: ``U.S. official (unnamed)``"""
    GROUP = "group"
    """an unnamed plural or a loose body: ``Western governments``, ``the West``"""


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent under its canonical name (the codebook's section 5).

    ``of`` names the state or body for which it acts ("Russia" for a Russian minister), where the text or the
    register says so; ``office`` is the office as read; ``aliases`` are the other names met or known.
    """

    name: str
    kind: AgentKind
    of: str | None = None
    office: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def anonymous(self) -> bool:
        """Is it an unnamed person or persons?"""
        return self.kind is AgentKind.UNNAMED


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names an agent; ``head`` is the offset of the phrase's syntactic head.

    ``agent`` is the canonical name, None where more than one candidate remained (then a doubt says so).
    ``rule`` names the rule that decided.
    """

    start: int
    end: int
    head: int
    agent: str | None
    rule: str


@dataclass(frozen=True)
class Links:
    """All mentions of one document, by the offset of their head, and the agents they name."""

    agents: Mapping[str, Agent]
    mentions: tuple[Mention, ...]
    doubts: tuple[Doubt, ...] = ()
    _by_head: Mapping[int, Mention] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_head: dict[int, Mention] = {}
        for mention in self.mentions:
            held = by_head.get(mention.head)
            if held is None or mention.end - mention.start > held.end - held.start:
                by_head[mention.head] = mention
        object.__setattr__(self, "_by_head", by_head)

    def mention_at(self, head: int) -> Mention | None:
        """The widest mention whose head stands at the offset."""
        return self._by_head.get(head)

    def agent_at(self, head: int) -> Agent | None:
        """The agent named by the phrase whose head stands at the offset; None where nobody, or in doubt."""
        mention = self._by_head.get(head)
        return self.agents.get(mention.agent) if mention and mention.agent else None
