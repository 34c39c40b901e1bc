"""The flat form of coded events: who did what to whom, with the codes of the parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, TypeAlias

from dragoman.extraction.events import find_events
from dragoman.linking import Coder, link, load_register
from dragoman.model import Anchor, Document, Event, Links, Parsed
from dragoman.timex import resolve

Json: TypeAlias = dict[str, Any]

NO_COUNTRY = "---"
"""What stands for the country in the code of a party of none, as in PETRARCH: "---REB"."""
_STEPS = 4
"""From a person to the office, body and state that it acts for."""
_INTERNATIONAL = {"United Nations": "IGOUNO", "European Union": "IGOEUR"}
"""CAMEO's codes of the bodies that it counts like states."""


def events_layer(document: Document, parsed: tuple[Parsed, ...]) -> Json:
    """The events of a row's text; offsets count in the text as given."""
    day = document.published.date if document.published else None
    links = link(document, parsed)
    codes = _Codes(links, day)
    found = find_events(document, parsed, links, resolve(parsed, published=day))
    return {"events": [_event(document, event, codes) for event in found]}


def _event(document: Document, event: Event, codes: _Codes) -> Json:
    start, end = document.offsets.to_original(event.trigger.start, event.trigger.end)
    return {
        "type": str(event.type),
        "mode": event.mode,
        "root": event.root,
        "realis": str(event.realis),
        "actor": _one_or_many([anchor.exact for anchor in event.actor]),
        "recipient": _one_or_many([anchor.exact for anchor in event.recipient]),
        "actor_code": _one_or_many(codes.of(event.actor)),
        "recipient_code": _one_or_many(codes.of(event.recipient)),
        "start": start,
        "end": end,
    }


def _one_or_many(values: Sequence[str]) -> str | list[str] | None:
    return list(values) if len(values) > 1 else values[0] if values else None


@cache
def _coder() -> Coder:
    return Coder(load_register())


@dataclass(frozen=True)
class _Codes:
    """Codes the parties of one document: by whom the document names, then by the words alone, as of its day."""

    links: Links
    day: str | None

    def of(self, parties: Sequence[Anchor]) -> list[str]:
        """The codes of the parties, each once: country and sectors, "ISRMIL"; those of nobody known are left out."""
        codes = (self._code(party) for party in parties)
        return list(dict.fromkeys(code for code in codes if code is not None))

    def _code(self, party: Anchor) -> str | None:
        names = list(self._named(party))
        wide = next((_INTERNATIONAL[name] for name in names if name in _INTERNATIONAL), None)
        if wide is not None:
            return wide
        known = _coder().code(party.exact, on=self.day)
        codes = load_register().codes
        country = known.country or next((codes[name] for name in names if name in codes), None)
        sectors = "".join(known.sectors)
        return (country or NO_COUNTRY) + sectors if country or sectors else None

    def _named(self, party: Anchor) -> Iterator[str]:
        """The agents that are named in the words, the widest mention first, each before those for whom it acts."""
        inside = [m for m in self.links.mentions if party.start <= m.head < party.end and m.agent is not None]
        for mention in sorted(inside, key=lambda m: (m.start - m.end, m.start)):
            yield from islice(self._line(mention.agent), _STEPS)

    def _line(self, name: str | None) -> Iterator[str]:
        while name is not None:
            yield name
            agent = self.links.agents.get(name)
            name = agent.of if agent else None
