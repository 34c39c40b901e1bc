"""People of a document whom the register knows: one name for "President Berg", "Ana B. Berg" and "Ana Berg".

A full name is taken for that of the one known person who has it; a surname for whoever with it was in office on the
day, if only one was and the title fits, or else the state or body named; where two fit, nobody is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace

from dragoman.linking import knowledge
from dragoman.linking.careers import career
from dragoman.linking.folding import fold, key
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.people import Cast
from dragoman.linking.register import Register
from dragoman.linking.terms import Term, Terms
from dragoman.model import Agent, AgentKind


@dataclass(frozen=True)
class Recognition:
    """What is known when people are recognised: the register, who is named in the document, and its date."""

    register: Register
    lexicon: Lexicon
    named: Collection[str]
    on: str | None

    def cast(self, cast: Cast) -> Cast:
        """The cast with the people whom the register knows under the names that it has for them."""
        titles: dict[str, set[str]] = defaultdict(set)
        for run in cast.runs:
            if (name := cast.person(run.name)) is not None:
                titles[name] |= set(run.titles) - knowledge.word_list("forms_of_address")
        names = dict.fromkeys(name for found in cast.people.values() for name in found)
        known = {name: self._person(name, titles[name]) or name for name in names}
        people = {form: tuple(dict.fromkeys(known[name] for name in found)) for form, found in cast.people.items()}
        for whole in known.values():
            people.setdefault(fold(whole), (whole,))
        return replace(cast, people=people)

    def is_person(self, name: str) -> bool:
        """Is it the full name of a person known by an office, or the surname of one who may be meant?"""
        if " " not in name:
            return self.on is not None and bool(self._by_surname(name, frozenset()))
        return bool(self.register.terms.people(name)) or key(name) in knowledge.officials()

    def agent(self, person: str) -> Agent:
        """The person with the office held on the day and the state or body that it is of, where known."""
        now = self.register.terms.current(person, self.on) if self.on else ()
        if now:
            return Agent(person, AgentKind.PERSON, of=now[0].of or None, office=now[0].office or None)
        return Agent(person, AgentKind.PERSON, of=self._state_served(person))

    def holders(self, of: str, office: str) -> tuple[str, ...]:
        """Who held the office of a state or body on the day: one, none, or several where it changed hands."""
        terms = self.register.terms.holders(of, frozenset({office}), self.on) if self.on else ()
        return tuple(dict.fromkeys(term.person for term in terms))

    def _state_served(self, person: str) -> str | None:
        """The state of which the table of officials knows the person as in office on the day."""
        if self.on is None or " " not in person:
            return None
        coded = career(key(person), self.register, self.on)
        if coded is None or not coded.sectors or coded.sectors[0] == "ELI":
            return None
        return next((name for name, code in self.register.codes.items() if code == coded.country), None)

    def _person(self, name: str, titles: Set[str]) -> str | None:
        """The known person of that name; None where none is, or several may be."""
        suffixes = knowledge.word_list("name_suffixes")
        words = [word for word in fold(name).replace(",", " ").split() if word not in suffixes]
        if len(words) < 2:
            return _only(self._by_surname(name, titles))
        whole = self.register.terms.people(" ".join(words)) or self.register.terms.people(f"{words[0]} {words[-1]}")
        return _only(whole) or _only(self._by_initial(words))

    def _by_surname(self, surname: str, titles: Set[str]) -> Sequence[str]:
        terms = self.register.terms
        people = terms.people(surname)
        if self.on is None:
            return [p for p in people if titles and self._fits(terms.of(p), titles)]
        return [p for p in people if self._may_be(terms.current(p, self.on), titles)]

    def _may_be(self, now: Sequence[Term], titles: Set[str]) -> bool:
        """May the person in these offices be meant: by a title that fits, or as one of a state or body named?"""
        return self._fits(now, titles) if titles else any(term.of in self.named for term in now)

    def _fits(self, terms: Iterable[Term], titles: Set[str]) -> bool:
        return any(titles & self._called(term.office) for term in terms)

    def _called(self, office: str) -> frozenset[str]:
        """The words by which the holder of an office is called."""
        known = self.lexicon.offices.get(office)
        return frozenset(office.split()) | (known.called if known else frozenset())

    def _by_initial(self, words: Sequence[str]) -> Sequence[str]:
        """Those in office on the day with that surname and first names that begin so: "G. W. Bush"."""
        initials = [word.rstrip(".") for word in words[:-1]]
        if self.on is None or any(len(initial) > 1 for initial in initials):
            return ()
        terms: Terms = self.register.terms
        return [
            person
            for person in terms.people(words[-1])
            if terms.current(person, self.on) and fold(person).startswith(initials[0])
        ]


def _only(people: Sequence[str]) -> str | None:
    return people[0] if len(people) == 1 else None
