"""What a record teaches of who holds which office, for a later run to know."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.linking import as_toml, learn_terms, load_register
from dragoman.model import Agent, BadDate, Entry, bounds


def learned_agents(entries: Iterable[Entry]) -> str:
    """The offices that the reports of a record give people, as ``--agents`` takes them; empty where they give none.

    A report without a day of publication teaches nothing.
    """
    told = ((entry.value, _day(entry)) for entry in entries if isinstance(entry.value, Agent))
    return as_toml(learn_terms(((agent, day) for agent, day in told if day), load_register()))


def _day(entry: Entry) -> str | None:
    published = entry.document.published
    try:
        first, last = bounds(published.date) if published else (None, None)
    except BadDate:
        return None
    return first.isoformat() if first and first == last else None
