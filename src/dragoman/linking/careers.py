"""What a person was on a day, by the terms of office of the register and the table of officials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.linking import knowledge
from dragoman.linking.coded import Coded, country_of
from dragoman.linking.folding import key
from dragoman.linking.knowledge import Sectors
from dragoman.linking.register import Register
from dragoman.linking.terms import Term, Terms, span_of
from dragoman.model import AgentKind

_ELITE: Sectors = ("ELI",)
_LAST_KNOWN = "2011-12-31"
"""The table of officials ends there: of whoever was still in office then, nothing is known after it."""


def career(form: str, register: Register, on: str | None) -> Coded | None:
    """The person of that name or surname, with the country and the sectors of the day; None where nobody is known.

    Where several have the name, the one in office on the day is meant, and nobody where that is none or several;
    what they share is told all the same.
    """
    people = register.terms.people(form)
    if len(people) > 1 and on is not None:
        people = tuple(p for p in people if register.terms.current(p, on)) or people
    found = [_of_terms(person, register, on) for person in people] or list(_of_officials(form, on))
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    countries, sectors = {coded.country for coded in found}, {coded.sectors for coded in found}
    country = countries.pop() if len(countries) == 1 else None
    return Coded(None, AgentKind.PERSON, country, sectors.pop() if len(sectors) == 1 else ())


def _of_terms(person: str, register: Register, on: str | None) -> Coded:
    terms = register.terms.of(person)
    sectors, now = _on(terms, register.terms, on)
    if not now and on is not None:
        earlier = next(_of_officials(key(person), on), None)
        sectors = earlier.sectors if earlier and earlier.sectors not in ((), _ELITE) else sectors
    served = (register.homes.get(person), *(term.of for term in (*now, *reversed(terms))))
    country = next((code for name in served if (code := country_of(name, register))), None)
    return Coded(person, AgentKind.PERSON, country, register.sectors.get(person) or sectors)


def _on(terms: Sequence[Term], table: Terms, on: str | None) -> tuple[Sectors, Sequence[Term]]:
    """The sectors of the day and the terms that tell them: of the highest office held then, or of a former holder."""
    if on is None:
        return (), ()
    now = table.current(terms[0].person, on)
    if now:
        return knowledge.office_sectors(now[0].office), now
    begun = [term for term in terms if term.first <= on]
    gone = begun and all(term.ended for term in begun)
    return (_ELITE if gone else ()), ()


def _of_officials(form: str, on: str | None) -> Iterator[Coded]:
    """What the table of officials tells of the name: the sectors on the day, or those of a former official."""
    told = knowledge.officials().get(form)
    if told is None:
        return
    spells = [spell.split() for spell in told.split(";")]
    country, span = spells[0][0], span_of(on) if on else None
    for spell in spells if span else ():
        first, _, last = spell[-1].partition("/")
        if span and first <= span[0] and span[1] <= (last or _LAST_KNOWN):
            yield Coded(None, AgentKind.PERSON, country, tuple(spell[1:-1]))
            return
    gone = on is not None and all(not spell[-1].endswith("/") for spell in spells)
    yield Coded(None, AgentKind.PERSON, country, _ELITE if gone else ())
