"""Codes events: who did what to whom, in PLOVER's types, from rows of predicates over the dependency parse."""

from dragoman.extraction.events.finder import find_events

__all__ = ["find_events"]
