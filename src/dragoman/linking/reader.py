"""Reads one document token by token: who a phrase names, and what the discourse knows then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from spacy.tokens import Token

from dragoman.linking import naming, nouns, pronouns
from dragoman.linking.discourse import JOINED, Decision, Discourse, Seen, add
from dragoman.linking.lexicon import Lexicon, Office
from dragoman.linking.people import Cast
from dragoman.linking.recognition import Recognition
from dragoman.linking.register import Register
from dragoman.linking.texts import (
    MODIFIER,
    Text,
    clause_verb,
    conjuncts,
    is_subject,
    leads,
    modifiers,
    noun,
    plural,
    prepositional,
)
from dragoman.model import Agent, AgentKind

_MOST_JOINED = 12
_DEEPEST = 6
"""Phrases within phrases that are read: "an aide of the head of the office of the ..."."""

_LONGEST_TITLE = 3
"""Words of a title that belongs to one state."""


@dataclass
class Reader:
    """Reads one document. ``discourse`` grows as the text goes on; everything else stays."""

    register: Register
    lexicon: Lexicon
    cast: Cast
    recognition: Recognition
    discourse: Discourse
    offices: dict[str, Office] = field(default_factory=dict)
    """what each person is"""
    named: Counter[str] = field(default_factory=Counter)
    """how often the document names each agent of the register"""
    main_state: str | None = None
    """the state that the document names most"""
    _decided: dict[tuple[int, int], Decision | None] = field(default_factory=dict)
    _depth: int = 0

    def enter(self, agent: Agent) -> Agent:
        """The agent of that name in this document, entered where it is new."""
        return self.discourse.agents.setdefault(agent.name, agent)

    def agent(self, name: str) -> Agent:
        """The agent of that name: as entered, as the register knows it, else an organisation."""
        held = self.discourse.agents.get(name)
        return held or self.enter(self.register.agents.get(name) or Agent(name, AgentKind.ORGANISATION))

    def kind(self, agent: str) -> AgentKind:
        """The kind of an agent that has been entered."""
        return self.agent(agent).kind

    def known_main_state(self) -> str | None:
        """The document's main state, if it was met before or is named more than twice."""
        state = self.main_state
        known = state is not None and (self.named[state] > 2 or state in self.discourse.counts)
        return state if known else None

    def learn_gender(self, name: str, *words: str) -> None:
        """Takes the person's gender from the first of the words that tells it: a title, a first name, a noun."""
        for word in words:
            gender = self.lexicon.genders.get(word)
            if gender is not None:
                self.discourse.genders.setdefault(name, gender)

    def learn_of(self, name: str, owners: Sequence[str]) -> None:
        """Takes the first of the owners that is no person as the one for whom the agent acts, if none is known."""
        agent = self.agent(name)
        of = next((o for o in owners if self.kind(o) not in {AgentKind.PERSON, AgentKind.UNNAMED}), None)
        if agent.of is None and of is not None:
            self.discourse.agents[name] = replace(agent, of=of)

    def resolve(self, text: Text, token: Token) -> Decision | None:
        """What the phrase with this head names; None where it names no agent at all."""
        key = (text.offset, token.i)
        if key not in self._decided and self._depth < _DEEPEST:
            self._decided[key] = None
            self._depth += 1
            self._decided[key] = self._decide(text, token)
            self._depth -= 1
        return self._decided.get(key)

    def forget(self) -> None:
        """Drops what was decided, not who was entered: what was looked up ahead is decided anew in its turn."""
        self._decided.clear()

    def _decide(self, text: Text, token: Token) -> Decision | None:
        half = naming.half_name(self, text, token) if token.i not in text.names else None
        if half is not None:
            return half
        run = text.runs.get(token.i)
        if run is not None:
            return naming.run_name(self, text, token, run)
        name = text.names.get(token.i)
        if name is not None:
            return naming.register_name(self, text, token, name) if leads(token, name.first, name.end) else None
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return pronouns.decide(self, text, token)
        if token.pos_ in {"NOUN", "PROPN"}:
            return nouns.noun_phrase(self, text, token)
        return None

    def belongings(self, text: Text, token: Token, before: int | None = None) -> list[str]:
        """Whom the phrase belongs to, nearest the head first: "Russia's" ministry, an official "of the union"."""
        found: list[str] = []
        for modifier in modifiers(token):
            if before is None or modifier.i < before:
                decision = self.resolve(text, modifier)
                add(found, decision.agent if decision else None)
        for _, target in prepositional(token, self.lexicon.words["belonging"]):
            decision = self.resolve(text, target)
            add(found, decision.agent if decision else None)
            if decision is not None and decision.rule == "place":
                add(found, self._state_of(text, target))
        return found or self._state_of_title(text, token)

    def _state_of_title(self, text: Text, token: Token) -> list[str]:
        """The state of which a title is where nobody else is named beside it: "the Foreign Secretary"."""
        titles = self.lexicon.titles_of_states
        if not any(title.endswith(token.lower_) for title in titles):
            return []
        for first in range(max(0, token.i - _LONGEST_TITLE + 1), token.i + 1):
            for state in titles.get(" ".join(text.doc[first : token.i + 1].text.lower().split()), ()):
                if any(state in (name, self.register.agents[name].of) for name in self.named):
                    return [self.enter(self.register.agents[state]).name]
        return []

    def _state_of(self, text: Text, token: Token) -> str | None:
        """The state whose capital stands there: "officials in Washington" are its officials."""
        name = text.names.get(token.i)
        return self.enter(self.register.agents[name.form.agent]).name if name and name.form else None

    def note(self, text: Text, token: Token, decision: Decision) -> None:
        """Adds the place to the discourse."""
        if decision.agent is None:
            return
        verb = clause_verb(token)
        subject = is_subject(token) and token.dep_ not in MODIFIER
        self.discourse.add(
            Seen(
                decision.agent,
                text.number[token.i],
                text.place(token),
                text.place(verb),
                subject,
                subject and verb.lemma_.lower() in self.lexicon.words["saying"],
                text.quoted[token.i],
                token.dep_ in MODIFIER,
                plural(token) and token.pos_ == "NOUN",
                noun(token) if decision.rule != JOINED else "",
            )
        )

    def join(self, text: Text, found: Sequence[tuple[Token, Decision]]) -> None:
        """Notes who is named in one breath, "Ruritania and the league": they may be taken up together."""
        decided = {token.i: decision.agent for token, decision in found if decision.agent}
        for token, _ in found:
            if token.dep_ != "conj":
                joined = (token, *islice(conjuncts(token), _MOST_JOINED))
                names = list(dict.fromkeys(decided[t.i] for t in joined if t.i in decided))
                if len(names) > 1:
                    self.discourse.pairs |= {(a, b) for a in names for b in names if a != b}
                    self.note(text, token, Decision(self.group(names), JOINED, token.i, token.i + 1))

    def group(self, names: list[str]) -> str:
        """The name under which several agents are taken up together."""
        group = f"{', '.join(names[:-1])} and {names[-1]}"
        self.discourse.groups[group] = tuple(names)
        return self.enter(Agent(group, AgentKind.GROUP)).name
