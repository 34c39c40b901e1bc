"""Ministers and their ministries: the Education Minister leads the Education Ministry, and "the ministry" may be it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.linking.texts import Text
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader

_MINISTER, _MINISTRY = "minister", "ministry"
"""By these words the form of an office is that of the body which its holder leads."""


def lone_ministry(reader: Reader, lemma: str) -> str | None:
    """The ministry of the one minister whom the document names: "the ministry", where it is not named itself."""
    if lemma != _MINISTRY:
        return None
    led = dict.fromkeys(found for person in reader.offices if (found := _led(reader, person)) is not None)
    if len(led) != 1:
        return None
    body, state = next(iter(led))
    state = state or reader.known_main_state()
    name = f"{reader.register.prefix(state)} {body}" if state else body
    return reader.enter(Agent(name, AgentKind.BODY, of=state)).name


def tie_ministers(reader: Reader, texts: Iterable[Text]) -> None:
    """Lets each minister of no known state act for the state of the ministry that the document names, or for it."""
    named = {name.body for text in texts for name in text.names.values()}
    bodies = [agent.name for agent in reader.discourse.agents.values() if agent.kind is AgentKind.BODY]
    for person in reader.offices:
        led = _led(reader, person)
        found = [name for name in bodies if led is not None and led[0] in named and name.endswith(led[0])]
        reader.learn_of(person, [reader.agent(found[0]).of or found[0]] if len(found) == 1 else [])


def _led(reader: Reader, person: str) -> tuple[str, str | None] | None:
    """What follows the adjective in the name of the ministry that the person leads, and its state where known."""
    agent = reader.agent(person)
    body = reader.lexicon.bodies.get((agent.office or "").replace(_MINISTER, _MINISTRY))
    of_state = agent.of is not None and reader.kind(agent.of) is AgentKind.STATE
    return (body, agent.of if of_state else None) if body is not None else None
