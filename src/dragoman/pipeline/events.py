"""The flat form of coded events: who did what to whom, with the codes of the parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from dragoman.extraction.events import find_events
from dragoman.linking import Register, link, load_register
from dragoman.model import Anchor, Document, Event, Links, Parsed
from dragoman.timex import resolve

Json: TypeAlias = dict[str, Any]

_STEPS = 4
"""From a person to the office, body and state that it acts for."""


def events_layer(document: Document, parsed: tuple[Parsed, ...]) -> Json:
    """The events of a row's text; offsets count in the text as given."""
    links = link(document, parsed)
    timexes = resolve(parsed, published=document.published.date if document.published else None)
    found = find_events(document, parsed, links, timexes)
    return {"events": [_event(document, event, links) for event in found]}


def _event(document: Document, event: Event, links: Links) -> Json:
    start, end = document.offsets.to_original(event.trigger.start, event.trigger.end)
    return {
        "type": str(event.type),
        "mode": event.mode,
        "root": event.root,
        "realis": str(event.realis),
        "actor": _one_or_many([anchor.exact for anchor in event.actor]),
        "recipient": _one_or_many([anchor.exact for anchor in event.recipient]),
        "actor_code": _one_or_many(_codes(event.actor, links)),
        "recipient_code": _one_or_many(_codes(event.recipient, links)),
        "start": start,
        "end": end,
    }


def _one_or_many(values: Sequence[str]) -> str | list[str] | None:
    return list(values) if len(values) > 1 else values[0] if values else None


def _codes(parties: Sequence[Anchor], links: Links) -> list[str]:
    codes = (_code(party, links, load_register()) for party in parties)
    return list(dict.fromkeys(code for code in codes if code is not None))


def _code(party: Anchor, links: Links, register: Register) -> str | None:
    """The code of the agent that the words name, of the one for whom it acts, or of one named inside the words."""
    inside = [m for m in links.mentions if party.start <= m.head < party.end and m.agent is not None]
    for mention in sorted(inside, key=lambda m: (m.start - m.end, m.start)):
        name: str | None = mention.agent
        for _ in range(_STEPS):
            if name is None or name in register.codes:
                break
            agent = links.agents.get(name)
            name = agent.of if agent else None
        if name is not None and name in register.codes:
            return register.codes[name]
    return None
