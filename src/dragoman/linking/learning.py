"""What a record teaches of offices: who was called what in its reports, in the form of the user's own agents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from dragoman.linking.folding import fold
from dragoman.linking.lexicon import load_lexicon
from dragoman.linking.register import Register
from dragoman.linking.terms import Term
from dragoman.model import Agent, AgentKind

REACH = timedelta(days=60)
"""How long after the last report that says so somebody is taken to hold an office still."""

_Sighting = tuple[str, str]
"""The day of a report and the person whom it gives an office."""


def learn_terms(agents: Iterable[tuple[Agent, str]], register: Register) -> tuple[Term, ...]:
    """The terms of office that agents of readings tell, each with its report's day, in whatever order they come.

    A term lasts from the first report that tells it to ``REACH`` after the last, or to the day before somebody else is
    told to hold the office. A day on which two are told to hold it tells nothing, and what the register knows is left
    out. Only offices that one person holds at a time are learned.
    """
    seen: dict[tuple[str, str], set[_Sighting]] = defaultdict(set)
    for agent, day in agents:
        office = _office(agent)
        if office is not None and agent.of and not _is_known(agent, office, day, register):
            seen[agent.of, office].add((day, agent.name))
    return tuple(term for of, office in sorted(seen) for term in _terms(of, office, sorted(seen[of, office])))


def as_toml(terms: Sequence[Term]) -> str:
    """The terms as ``--agents`` takes them."""
    lines = []
    for of, held in groupby(terms, key=lambda term: term.of):
        lines.append(f"[{json.dumps(of, ensure_ascii=False)}.offices]")
        for office, same in groupby(held, key=lambda term: term.office):
            entries = (json.dumps(f"{t.person} {t.first}/{t.last}", ensure_ascii=False) for t in same)
            lines.append(f"{json.dumps(office)} = [{', '.join(entries)}]")
        lines.append("")
    return "\n".join(lines)


def _office(agent: Agent) -> str | None:
    """The office that a person named by name has; None for one who is called by the office alone."""
    office = load_lexicon().offices.get(agent.office or "") if agent.kind is AgentKind.PERSON else None
    if office is None or not office.unique or set(office.name.split()) & set(fold(agent.name).split()):
        return None
    return office.name


def _is_known(agent: Agent, office: str, day: str, register: Register) -> bool:
    held = register.terms.holders(agent.of or "", frozenset({office}), day)
    return any(term.person == agent.name for term in held)


def _terms(of: str, office: str, seen: Sequence[_Sighting]) -> Iterator[Term]:
    days = {day: {person for _, person in same} for day, same in groupby(seen, key=lambda sighting: sighting[0])}
    told = [(day, people.pop()) for day, people in days.items() if len(people) == 1]
    spells = [[day for day, _ in same] for _, same in groupby(told, key=lambda sighting: sighting[1])]
    people = [person for person, _ in groupby(told, key=lambda sighting: sighting[1])]
    begins = [date.fromisoformat(spell[0]) for spell in spells]
    for person, spell, (first, following) in zip(people, spells, pairwise([*begins, date.max]), strict=True):
        last = min(date.fromisoformat(spell[-1]) + REACH, following - timedelta(days=1))
        yield Term(person, office, of, first.isoformat(), last.isoformat(), ended=True)
