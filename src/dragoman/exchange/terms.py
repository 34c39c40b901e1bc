"""Terms: what a party asks in return for its promise ("will free them only if ..."), as a proposal of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Told
from dragoman.exchange.wording import begins_with, first_cue, has_cue, mentions
from dragoman.model import MoveKind, MoveStatus


def with_terms(of_one: Sequence[Told], parties: Parties) -> Iterator[Told]:
    """The tellings of one document, each promise on a condition followed by the condition as a proposal."""
    acting = _acting(of_one, parties)
    for told in of_one:
        yield told
        if told.move.kind is MoveKind.PROMISE and told.move.condition and not told.move.negated:
            yield from _term(told, told.move.condition, acting, parties)


def _acting(of_one: Sequence[Told], parties: Parties) -> tuple[str, ...]:
    """The parties that act or are addressed in the document."""
    names = (name for told in of_one for name in (*told.move.by, *told.move.to))
    return tuple(name for name in parties.parties(names) if not parties.are_nobody((name,)))


def _term(told: Told, condition: str, acting: Sequence[str], parties: Parties) -> Iterator[Told]:
    """The condition as a proposal to the other parties that it names.

    One that names none is for whom the promise is made, where it says that it is the price ("only if", "in return
    for") and speaks of them ("only if the government frees them").
    """
    cue = first_cue("conditions", condition)
    own = parties.parties(told.move.by)
    named = tuple(name for name in acting if name not in own and mentions(condition, parties.known_as(name)))
    what = condition[condition.index(cue) + len(cue) :].strip() if cue else ""
    if what and (named or (has_cue("prices", condition) and begins_with("other_side", what))):
        to = named or told.move.to
        term = replace(
            told.move, kind=MoveKind.PROPOSAL, to=to, what=what, condition=None, status=MoveStatus.MADE, due=None
        )
        yield replace(told, move=term)
