"""For whom people act where only a word says so: "union leader X", "the nurses" beside a Nurses' Association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.exchange.wording import is_cue
from dragoman.model import Agent, AgentKind

_UNNAMED = " (unnamed)"


class Organisations:
    """The organisations of a document or record by the noun that their names end with, or by whose they are."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self._ending: dict[str, set[str]] = defaultdict(set)
        self._owned: dict[str, set[str]] = defaultdict(set)
        for name in (agent.name for agent in agents if agent.kind is AgentKind.ORGANISATION):
            first, _, last = name.lower().partition(" ")
            self._ending[last.rpartition(" ")[2]].add(name)
            self._owned[first].add(name)

    def acted_for(self, agent: Agent) -> str | None:
        """The one organisation that the agent's office or noun can mean; None where none or several fit."""
        if agent.of:
            return None
        if agent.kind is AgentKind.PERSON:
            noun, _, rank = (agent.office or "").partition(" ")
            return _only(self._ending.get(noun.lower(), ())) if rank and not is_cue("whatever_its_name", noun) else None
        if agent.kind is AgentKind.UNNAMED:
            people = agent.name.removesuffix(_UNNAMED).lower()
            return _only({*self._owned.get(f"{people}'", ()), *self._owned.get(f"{people}’", ())})
        return None


def affiliated(of_one: Sequence[Agent], everywhere: Organisations) -> Iterator[Agent]:
    """The agents of one document, each made to act for the one organisation of it that its words can mean.

    "Union leader" is the office of whoever leads the Dockers' Union, if the document names no other union; a "party
    leader" may lead one whose name does not say that it is a party, and so is nobody's for that word alone; "nurses"
    act for the Nurses' Association of the document, or else of the record (``everywhere``).
    """
    here = Organisations(of_one)
    for agent in of_one:
        of = here.acted_for(agent) or (everywhere.acted_for(agent) if agent.anonymous else None)
        yield replace(agent, of=of) if of else agent


def _only(names: Iterable[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None
