"""Who acts for whom: a party acts through its persons and bodies, yet each keeps a voice of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from dragoman.exchange.wording import has_cue, mentions
from dragoman.model import Agent, AgentKind, Demand, Dispute, ExchangeState, Party, ReplyOwed, Warned, content_id

_AND = re.compile(r",? and |, ")
_DASH = re.compile(r"[-–/]")
_PAIR = re.compile(r"\b([A-Z][\w.]{0,40})[-–/]([A-Z][\w.]{0,40})")
"""Two names that make one word: "Russian-American", "US-China"."""

_OF_TWO = re.compile(r"([A-Z][\w.]{0,40}) and ([A-Z][\w.]{0,40}) [a-z][\w ]{0,40}")
"""Unnamed people of two parties: "Norwegian and Swedish negotiators"."""

_INITIAL = re.compile(r" (?:\w\. )+")
_ACTS_FOR = frozenset({AgentKind.PERSON, AgentKind.BODY, AgentKind.UNNAMED, AgentKind.GROUP})
"""Kinds that act for what they are ``of``; a state, an organisation, an outlet acts for itself."""

_Names = tuple[str, ...]

_LONGEST_CHAIN = 5
"""Steps from a person to its party; a longer chain, or a ring, is cut there."""


class Parties:
    """The agents of a record by name, and the party each acts for; ``apart`` are pairs of names of different agents."""

    def __init__(self, agents: Iterable[Agent], apart: Collection[frozenset[str]] = ()) -> None:
        met: dict[str, list[Agent]] = {}
        for agent in agents:
            met.setdefault(agent.name, []).append(agent)
        self._agents = {name: _joined(tellings) for name, tellings in met.items()}
        self._anonymous = {agent.name for agent in self._agents.values() if agent.anonymous}
        self._loose = self._anonymous | {a.name for a in self._agents.values() if a.kind is AgentKind.GROUP}
        self._called = {alias: a.name for a in self._agents.values() for alias in a.aliases}
        self._called |= {name: name for name in self._agents}
        self._words: dict[str, str | None] = {}
        self._acts_for: dict[str, str] = {}
        self._sided: dict[tuple[_Names, _Names], tuple[_Names, _Names]] = {}
        self._wholes: dict[str, tuple[str, ...]] = {}
        self._persons: dict[str, list[str]] = {}
        for agent in self._agents.values():
            if agent.kind is AgentKind.PERSON and " " in agent.name:
                self._persons.setdefault(self.party(agent.name), []).append(agent.name)
        full = _full_names(self._agents.values())
        self._full = {short: name for short, name in full.items() if frozenset((short, name)) not in apart}

    def full(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, each agent apart and under one name.

        A surname alone is made full where the record knows one person of that surname only, a middle initial is
        left out where the person is also met without, and "A, B and C" becomes three where all three are known.
        """
        return tuple(dict.fromkeys(agent for name in names for agent in self._in_full(name)))

    def _in_full(self, name: str) -> tuple[str, ...]:
        if name not in self._wholes:
            apart = self._persons_of_two(name) or self._apart(name, _AND)
            self._wholes[name] = tuple(self._full.get(part, part) for part in apart)
        return self._wholes[name]

    def _persons_of_two(self, name: str) -> tuple[str, ...]:
        """The two parties of unnamed people of both ("Norwegian and Swedish negotiators"); nobody for other names."""
        found = _OF_TWO.fullmatch(name) if self.are_loose((name,)) else None
        pair = tuple(map(self._named_by, found.groups())) if found else ()
        return tuple(party for party in pair if party) if all(pair) and len(set(pair)) > 1 else ()

    def members(self, name: str) -> tuple[str, ...]:
        """The parties in the name of a joint body ("NATO-Russia Council"); the name itself where it has none."""
        pair = self._apart(name.split(" ", 1)[0], _DASH) if " " in name else ()
        return pair if len(pair) > 1 else (name,)

    def pair_in(self, text: str) -> tuple[str, ...]:
        """The two parties of a pair in the text ("the Russian-American summit"); nobody where there is none."""
        for left, right in _PAIR.findall(text):
            pair = (self._named_by(left), self._named_by(right))
            if pair[0] and pair[1] and pair[0] != pair[1]:
                return tuple(name for name in pair if name)
        return ()

    def _named_by(self, word: str) -> str | None:
        """The party of that name, or of the adjective made of its name."""
        if word not in self._words:
            exact = self._called.get(word)
            found = (name for name in self.all_parties if mentions(word, self.known_as(name)))
            self._words[word] = self.party(exact) if exact else next(found, None)
        return self._words[word]

    def person_in(self, text: str, party: str) -> str | None:
        """The one person of a party whom the text names in full; None where it names none, or several."""
        found = [name for name in self._persons.get(party, ()) if name in text]
        return found[0] if len(found) == 1 else None

    def _apart(self, name: str, seam: re.Pattern[str]) -> tuple[str, ...]:
        """The agents in a joint name, if every part of it is one; else the name itself."""
        if name in self._agents and seam is _AND and self._agents[name].kind is not AgentKind.GROUP:
            return (name,)
        parts = [self._called.get(part) for part in seam.split(name)]
        return tuple(p for p in parts if p) if len(parts) > 1 and all(parts) else (name,)

    def party(self, name: str) -> str:
        """The party that ``name`` acts for: Russia for its foreign minister; the name itself where none is known."""
        if name not in self._acts_for:
            self._acts_for[name] = self._end_of_chain(name)
        return self._acts_for[name]

    def _end_of_chain(self, name: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            agent = self._agents.get(name)
            if agent is None or agent.of is None or agent.kind not in _ACTS_FOR or self._deliberates(agent):
                break
            name = agent.of
        return name

    def _deliberates(self, agent: Agent) -> bool:
        """Is it a council or board of an organisation, which decides for itself and may ask its own officers?"""
        whole = self._agents.get(agent.of or "")
        of_organisation = whole is not None and whole.kind is AgentKind.ORGANISATION
        return of_organisation and agent.kind is AgentKind.BODY and has_cue("deliberating", agent.name)

    @cached_property
    def all_parties(self) -> tuple[str, ...]:
        """Every state and organisation that acts for itself, by name."""
        own = (a.name for a in self._agents.values() if a.kind in (AgentKind.STATE, AgentKind.ORGANISATION))
        return tuple(sorted(name for name in own if self.party(name) == name))

    def parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parties of several names, each once, in their order."""
        return tuple(dict.fromkeys(map(self.party, names)))

    def sides(self, by: tuple[str, ...], to: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two sides of an act as parties, nobody on both; as the names stand where both act for one party."""
        if (by, to) not in self._sided:
            left, right = self.parties(by), self.parties(to)
            others = tuple(name for name in right if name not in left)
            self._sided[by, to] = (left, others) if others or not right else (by, to)
        return self._sided[by, to]

    def are_persons(self, names: Iterable[str]) -> bool:
        """Are all of them persons (and is there one)?"""
        kinds = [agent.kind if (agent := self._agents.get(name)) else None for name in names]
        return bool(kinds) and all(kind is AgentKind.PERSON for kind in kinds)

    def are_states(self, names: Iterable[str]) -> bool:
        """Are all of them states?"""
        return all((agent := self._agents.get(name)) is not None and agent.kind is AgentKind.STATE for name in names)

    def is_body_in_session(self, name: str) -> bool:
        """Is it a council, board or organisation, which can meet by itself?"""
        agent = self._agents.get(name)
        if agent is None or agent.kind not in (AgentKind.ORGANISATION, AgentKind.BODY):
            return False
        return agent.kind is AgentKind.ORGANISATION or has_cue("deliberating", name)

    def named(self, name: str) -> str:
        """The party, for unnamed people who act for one ("leaders of the Front"); the name itself for anybody else."""
        agent = self._agents.get(name)
        unnamed = agent is not None and agent.kind in (AgentKind.UNNAMED, AgentKind.GROUP)
        return self.party(name) if unnamed else name

    def are_nobody(self, names: Iterable[str]) -> bool:
        """Is nobody among the parties, or only unnamed persons who act for no known one?"""
        return self._anonymous.issuperset(names)

    def unnamed_among(self, names: Iterable[str]) -> str | None:
        """The first unnamed person or persons among the names."""
        return next((name for name in names if name in self._anonymous), None)

    def are_nameless(self, names: Collection[str]) -> bool:
        """Are all of them unnamed people or loose groups that act for no known party ("parties", "Western allies")?"""
        return self.are_loose(names) and all(self._agents[name].of is None for name in names)

    def are_loose(self, names: Iterable[str]) -> bool:
        """Are all of them unnamed people or loose groups, whomever they act for?"""
        return self._loose.issuperset(names)

    def known_as(self, name: str) -> tuple[str, ...]:
        """Every name of the agent and of whoever acts for nobody else under it: the name first."""
        agent = self._agents.get(name)
        return (name, *agent.aliases) if agent else (name,)

    def listed(self, names: Iterable[str]) -> tuple[Party, ...]:
        """The rows of a state's list of parties, by name."""
        return tuple(self._row(name) for name in sorted(set(names)))

    def _row(self, name: str) -> Party:
        agent = self._agents.get(name) or Agent(name, AgentKind.GROUP)
        return Party(content_id("party", name), name, agent.kind, agent.aliases, agent.of, agent.wikidata)


def _full_names(agents: Collection[Agent]) -> dict[str, str]:
    """Other forms of persons' names to the one kept: with a middle initial, or the surname alone of one person.

    A surname in a report that never gives the full name may have been taken for an organisation of which nothing
    else is known.
    """
    bare = {a.name for a in agents if a.kind is AgentKind.PERSON or _is_but_a_name(a)}
    persons = sorted(agent.name for agent in agents if agent.kind is AgentKind.PERSON)
    plain = {name: short for name in persons if (short := _INITIAL.sub(" ", name)) != name and short in persons}
    of_surname: dict[str, list[str]] = {}
    for name in persons:
        if " " in name and name not in plain:
            of_surname.setdefault(name.rsplit(" ", 1)[1], []).append(name)
    alone = {short: found[0] for short, found in of_surname.items() if short in bare and len(found) == 1}
    return plain | alone


def _is_but_a_name(agent: Agent) -> bool:
    known = agent.of or agent.office or agent.aliases or agent.wikidata
    return agent.kind is AgentKind.ORGANISATION and not known


def _joined(tellings: list[Agent]) -> Agent:
    """One agent met in several documents: all its names, and whom most of those that say so let it act for."""
    first = tellings[0]
    acts_for = Counter(agent.of for agent in tellings if agent.of and agent.of != agent.name)
    return replace(
        first,
        of=acts_for.most_common(1)[0][0] if acts_for else None,
        office=next((agent.office for agent in tellings if agent.office), None),
        aliases=tuple(dict.fromkeys(alias for agent in tellings for alias in agent.aliases)),
        wikidata=next((agent.wikidata for agent in tellings if agent.wikidata), None),
    )


def names_in(state: ExchangeState) -> set[str]:
    """Every agent that the items of a state name, as a side, a participant, or the holder of an account."""
    names: set[str] = set()
    sided: tuple[Demand | ReplyOwed | Warned, ...] = (*state.demands, *state.replies, *state.warnings)
    for item in sided:
        names.update(item.by, item.to)
    for decision in state.decisions:
        names.update(decision.by)
    for meeting in state.meetings:
        names.update(meeting.participants)
    told: tuple[ReplyOwed | Dispute, ...] = (*state.replies, *state.disputes)
    for account in (a for item in told for a in item.accounts):
        names.update((account.holder, *account.via))
    for voice in state.statements:
        names.update((*voice.speakers, *voice.via))
    return names
