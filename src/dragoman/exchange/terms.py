"""Terms: what a party asks in return for its promise ("will free them if the army leaves"), as a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Told
from dragoman.exchange.wording import first_cue, mentions
from dragoman.model import MoveKind, MoveStatus


def with_terms(of_one: Sequence[Told], parties: Parties) -> Iterator[Told]:
    """The tellings of one document, each promise on a condition followed by the condition as a proposal.

    Only what other parties of the document are to do is a proposal; it is left out where the document tells it as a
    demand already.
    """
    acting = _acting(of_one, parties)
    asked = [told.move.what for told in of_one if told.move.kind is MoveKind.DEMAND]
    for told in of_one:
        yield told
        what = _asked_in_return(told)
        own = parties.parties(told.move.by)
        to = tuple(n for n in acting if what and n not in own and mentions(what, parties.known_as(n)))
        if to and not any(what in words for words in asked):
            yield _proposal(told, what, to)


def _acting(of_one: Sequence[Told], parties: Parties) -> tuple[str, ...]:
    """The parties that act or are addressed in the document."""
    names = (name for told in of_one for name in (*told.move.by, *told.move.to))
    return tuple(name for name in parties.parties(names) if not parties.are_nobody((name,)))


def _asked_in_return(told: Told) -> str:
    """The condition of a promise, without the words that begin it; nothing where there is none."""
    condition = told.move.condition or ""
    cue = first_cue("conditions", condition) if told.move.kind is MoveKind.PROMISE and not told.move.negated else None
    return condition[condition.index(cue) + len(cue) :].strip() if cue else ""


def _proposal(told: Told, what: str, to: tuple[str, ...]) -> Told:
    """The telling of the promise as that of what is asked for it."""
    move = replace(
        told.move, kind=MoveKind.PROPOSAL, to=to, what=what, condition=None, status=MoveStatus.MADE, due=None
    )
    return replace(told, move=move)
