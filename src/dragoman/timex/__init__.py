"""Time expressions: where they stand, their TIMEX3 type and value, and the date for the record."""

from dragoman.timex.resolver import resolve

__all__ = ["resolve"]
