"""Terms of office: who held what when, and who is meant by an office or a surname on a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.linking.folding import key, spelling
from dragoman.linking.knowledge import word_list
from dragoman.model import BadDate, BadTable, bounds

_TERM = re.compile(r"(?P<person>\S.*\S) (?P<first>\d{4}(?:-\d\d){0,2})/(?P<last>\d{4}(?:-\d\d){0,2})?\Z", re.ASCII)
END = "9999-12-31"
"""The last day of what has no end."""
_SHORTEST_SURNAME = 3
_DAY = len("2022-01-18")


@dataclass(frozen=True, slots=True)
class Term:
    """``person`` held ``office`` of ``of`` from the day ``first`` to the day ``last``, both included.

    ``ended`` says whether it was over then, or nothing is known of later days.
    """

    person: str
    office: str
    of: str
    first: str
    last: str
    ended: bool

    def covers(self, earliest: str, latest: str) -> bool:
        """Is the person known to have held the office all the time between the two days?"""
        return self.first <= earliest and latest <= self.last


@dataclass(frozen=True)
class Terms:
    """All terms known.

    ``aliases`` maps a person to other forms of the name; ``family_first`` are the states whose people are called by
    the first word of their name.
    """

    terms: tuple[Term, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    family_first: frozenset[str] = frozenset()
    _by_person: Mapping[str, tuple[Term, ...]] = field(init=False, repr=False, compare=False)
    _by_owner: Mapping[str, tuple[Term, ...]] = field(init=False, repr=False, compare=False)
    _by_form: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _by_spelling: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_person: dict[str, list[Term]] = defaultdict(list)
        by_owner: dict[str, list[Term]] = defaultdict(list)
        by_form: dict[str, dict[str, None]] = defaultdict(dict)
        for term in self.terms:
            by_person[term.person].append(term)
            by_owner[term.of].append(term)
        for person, held in by_person.items():
            for form in self._forms(person, held):
                by_form[form][person] = None
        by_spelling: dict[str, dict[str, None]] = defaultdict(dict)
        for form, people in by_form.items():
            by_spelling[spelling(form)] |= people
        indices: dict[str, Mapping[str, Iterable[object]]]
        indices = {"_by_person": by_person, "_by_owner": by_owner, "_by_form": by_form, "_by_spelling": by_spelling}
        for name, index in indices.items():
            object.__setattr__(self, name, {key: tuple(values) for key, values in index.items()})

    def _forms(self, person: str, held: Iterable[Term]) -> Iterable[str]:
        """The folded forms of the name: whole, by surname, and its aliases."""
        suffixes = word_list("name_suffixes")
        words = [word for word in key(person).split() if word not in suffixes] or [person]
        yield " ".join(words)
        surname = words[0] if any(term.of in self.family_first for term in held) else words[-1]
        if len(surname) >= _SHORTEST_SURNAME:
            yield surname
        yield from (key(alias) for alias in self.aliases.get(person, ()))

    def people(self, form: str) -> tuple[str, ...]:
        """The people whom a whole name, a surname or an alias may name; else those whose names are spelt alike."""
        return self._by_form.get(key(form)) or self._by_spelling.get(spelling(form), ())

    def of(self, person: str) -> tuple[Term, ...]:
        """The terms of a person, in the order of the table."""
        return self._by_person.get(person, ())

    def current(self, person: str, on: str) -> tuple[Term, ...]:
        """The terms in which the person was on the EDTF day, month or year."""
        span = span_of(on)
        return tuple(term for term in self.of(person) if term.covers(*span)) if span else ()

    def holders(self, of: str, offices: frozenset[str], on: str) -> tuple[Term, ...]:
        """Who held one of the offices of a state or body then: one, none, or two where it changed hands."""
        span = span_of(on)
        held = (term for term in self._by_owner.get(of, ()) if term.office in offices)
        return tuple(term for term in held if term.covers(*span)) if span else ()

    def has_office(self, of: str, office: str) -> bool:
        """Is any holder of that office of the state or body known, on whatever day?"""
        return any(term.office == office for term in self._by_owner.get(of, ()))

    def merge(self, other: Terms) -> Terms:
        """Both tables in one. An office of which ``other`` tells anything is told by ``other`` alone."""
        told = {(term.of, term.office) for term in other.terms}
        kept = tuple(term for term in self.terms if (term.of, term.office) not in told)
        aliases = {**self.aliases, **other.aliases}
        return Terms((*other.terms, *kept), aliases, self.family_first | other.family_first)


def read_term(text: str, office: str, of: str, where: str, as_of: str = END) -> Term:
    """The term that an entry such as ``Ana Berg 2020-01-05/2024-02-01`` tells; raises BadTable for another shape.

    One without a last day is known to last to ``as_of``.
    """
    match = _TERM.match(text)
    first = span_of(match["first"]) if match else None
    last = span_of(match["last"] or as_of) if match else None
    if match is None or first is None or last is None or last[1] < first[0]:
        advice = 'Write "Ana Berg 2020-01-05/2024-02-01", or "Ana Berg 2020-01-05/" for whoever is still in office.'
        raise BadTable(where, f"{text!r} is no name with the first and the last day in office", advice)
    return Term(match["person"], office, of, first[0], last[1], match["last"] is not None)


def span_of(when: str) -> tuple[str, str] | None:
    """The first and the last day of an EDTF day, month or year; None for anything else."""
    try:
        if len(when) == _DAY:
            date.fromisoformat(when)  # most dates are days: five times as fast
            return when, when
        found = bounds(when)
    except (ValueError, BadDate):
        return None
    return found.first.isoformat(), found.last.isoformat()
