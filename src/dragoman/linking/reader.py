"""Decides, token by token, which agent a phrase names: names first, then bodies, offices, roles and pronouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.linking import pronouns
from dragoman.linking.discourse import Decision, Discourse, Seen
from dragoman.linking.lexicon import Lexicon, Office
from dragoman.linking.names import Name
from dragoman.linking.offices import office_at, office_in, regions
from dragoman.linking.people import Cast, Run, fold
from dragoman.linking.register import Register, Sense
from dragoman.linking.texts import (
    Text,
    clause_verb,
    definite,
    is_subject,
    leads,
    left,
    modifiers,
    noun,
    plural,
    prepositional,
)
from dragoman.model import Agent, AgentKind

_FAR = 8
"""Tokens between an office and the name behind it."""
_ANOTHER = frozenset({"other", "new", "former", "opposition", "opposing", "rival", "ruling", "first", "second"})
_STOPS = frozenset('.;:()“”"')
_ONLY_BY_NAME = frozenset(
    {"company", "court", "council", "committee", "board", "ministry", "embassy", "army", "union", "state", "outlet"}
)
"""Kinds that an organisation is only when its name says so."""
_ISSUED_BY = frozenset({"by", "from"})
BELONGING = frozenset({"of", "from", "in", "at", "with", "for", "by", "to", "within", "on"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})


_Rule = Callable[[Text, Token, str], str | None]


@dataclass
class Reader:
    """Reads one document. ``discourse`` grows as the text goes on; everything else stays."""

    register: Register
    lexicon: Lexicon
    cast: Cast
    discourse: Discourse
    offices: dict[str, Office] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    """how often the document names each agent of the register"""
    main_state: str | None = None
    """the state that the document names most"""
    _decided: dict[tuple[int, int], Decision | None] = field(default_factory=dict)

    # ------------------------------------------------------------------ before the text is read

    def introduce(self, texts: Sequence[Text]) -> None:
        """Enters the people of the document with their offices, so that an office can name whom a later line names."""
        self.named.update(n.form.agent for t in texts for n in dict.fromkeys(t.names.values()) if n.form)
        self.main_state = self._most_named_state()
        for text in texts:
            for run in dict.fromkeys(text.runs.values()):
                name = self.cast.person(run.name)
                if name is not None:
                    self._introduce(text, run, name)

    def _most_named_state(self) -> str | None:
        states = [name for name in self.named if self.register.agents[name].kind is AgentKind.STATE]
        most = max(states, key=lambda name: self.named[name], default=None)
        return self.enter(self.register.agents[most]).name if most else None

    def _introduce(self, text: Text, run: Run, name: str) -> None:
        agent = self.enter(Agent(name, AgentKind.PERSON))
        words = (*run.titles, run.words[0])
        for word in words:
            gender = self.lexicon.genders.get(word)
            if gender:
                self.discourse.genders.setdefault(name, gender)
        for region in regions(text.doc, run.first, run.end):
            found = office_in(text.doc, region, self.lexicon)
            if found is None:
                continue
            office, first, end = found
            self._learn_gender(name, text.doc[end - 1])
            of = self._named_in(text, region, skip=run)
            if name not in self.offices or (of and not agent.of):
                self.offices[name] = office
                form = " ".join(text.doc[first:end].text.split()).lower()
                agent = self.discourse.agents[name] = replace(agent, office=form, of=of or agent.of)

    def _learn_gender(self, name: str, token: Token) -> None:
        gender = self.lexicon.genders.get(token.lower_)
        if gender:
            self.discourse.genders.setdefault(name, gender)

    def _named_in(self, text: Text, region: tuple[int, int], skip: Run) -> str | None:
        """The last named state, body or organisation of the region that stands before the office, else the first."""
        for name in dict.fromkeys(text.names[i] for i in range(*region) if i in text.names):
            agent = self._name_alone(text, name)
            if agent is not None:
                return agent
        for run in dict.fromkeys(text.runs[i] for i in range(*region) if i in text.runs):
            organisation = self.cast.organisation(run.name)
            if organisation is not None and run is not skip:
                return organisation
        return None

    def _name_alone(self, text: Text, name: Name) -> str | None:
        if name.form is None:
            found = (
                self.resolve(text, text.doc[name.end - 1])
                if leads(text.doc[name.end - 1], name.first, name.end)
                else None
            )
            return found.agent if found else None
        return self.enter(self.register.agents[name.form.agent]).name

    def enter(self, agent: Agent) -> Agent:
        """The agent of that name in this document, entered where it is new."""
        return self.discourse.agents.setdefault(agent.name, agent)

    # ------------------------------------------------------------------ token by token

    def resolve(self, text: Text, token: Token) -> Decision | None:
        """What the phrase with this head names; None where it names no agent at all."""
        key = (text.offset, token.i)
        if key not in self._decided:
            self._decided[key] = None
            self._decided[key] = self._decide(text, token)
        return self._decided[key]

    def note(self, text: Text, token: Token, decision: Decision) -> None:
        """Adds the place to the discourse."""
        if decision.agent is None:
            return
        verb = clause_verb(token)
        subject = is_subject(token) and token.dep_ not in _MODIFIER
        self.discourse.add(
            Seen(
                decision.agent,
                text.number[token.i],
                text.place(token),
                text.place(verb),
                subject,
                subject and verb.lemma_.lower() in self.lexicon.words["saying"],
                text.quoted[token.i],
                token.dep_ in _MODIFIER,
                plural(token) and token.pos_ == "NOUN",
                noun(token),
            )
        )

    def _decide(self, text: Text, token: Token) -> Decision | None:
        run = text.runs.get(token.i)
        if run is not None:
            return self._run(text, token, run)
        name = text.names.get(token.i)
        if name is not None:
            return self._name(text, token, name) if leads(token, name.first, name.end) else None
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return pronouns.decide(self, text, token)
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._noun(text, token)
        return None

    # ------------------------------------------------------------------ names

    def _run(self, text: Text, token: Token, run: Run) -> Decision | None:
        if not leads(token, run.first, run.end):
            return None
        first = min(run.first, left(token))
        if run.name in self.lexicon.doubtful_seats:
            return self._doubtful_seat(text, token, run, first)
        person = self.cast.person(run.name)
        if person is not None:
            return Decision(self.enter(Agent(person, AgentKind.PERSON)).name, "person", first, run.end)
        known = self.register.find(run.name.removeprefix("The "))
        name = known.agent if known else self.cast.organisation(run.name)
        if name is not None:
            self.enter(self.register.agents.get(name) or Agent(name, AgentKind.ORGANISATION))
            return Decision(name, "organisation", first, run.end)
        if token.lower_ in self.lexicon.words["roles"] | self.lexicon.words["collectives"]:
            return self._noun(text, token)
        if is_subject(token) and clause_verb(token).lemma_ in self.lexicon.words["saying"]:
            return Decision(self.enter(Agent(run.name, AgentKind.PERSON)).name, "speaker", first, run.end)
        return None

    def _doubtful_seat(self, text: Text, token: Token, run: Run, first: int) -> Decision:
        """A city that may stand for several bodies: the only one of them that the document names."""
        if self._is_place(text, token):
            return Decision(None, "place", first, run.end)
        named = [name for name in self.lexicon.doubtful_seats[run.name] if name in self.named]
        agent = self.enter(self.register.agents[named[0]]).name if len(named) == 1 else None
        return Decision(agent, "seat of several", first, run.end)

    def _name(self, text: Text, token: Token, name: Name) -> Decision | None:
        first = min(name.first, left(token)) if token.dep_ not in _MODIFIER else name.first
        if name.form is None:
            return self._body(text, token, name, first)
        if name.form.sense is Sense.CAPITAL and self._is_place(text, token):
            return Decision(None, "place", first, name.end)
        agent = self.enter(self.register.agents[name.form.agent])
        return Decision(agent.name, f"register: {name.form.sense}", first, name.end)

    def _is_place(self, text: Text, token: Token) -> bool:
        """Is the capital a place here: in it, going to it, before a noun for what happens there?"""
        while token.dep_ == "conj":
            token = token.head
        if token.dep_ in {"compound", "nmod", "amod", "npadvmod"}:
            return not self._acts(token.head)
        if token.dep_ == "pobj":
            preposition = token.head
            if preposition.lower_ in self.lexicon.words["place_prepositions"]:
                return True
            return preposition.lower_ == "to" and preposition.head.lemma_ in self.lexicon.words["motion"]
        if token.dep_ in {"dobj", "obj"}:
            return token.head.lemma_ in self.lexicon.words["motion"]
        return token.dep_ == "appos" and token.head.ent_type_ in {"GPE", "LOC"}

    def _acts(self, token: Token) -> bool:
        lemma = noun(token)
        return lemma in self.lexicon.words["roles"] or lemma in self.lexicon.words["collectives"]

    def _body(self, text: Text, token: Token, name: Name, first: int) -> Decision | None:
        """A body of a state, named by rule from the state's adjective; without one, the body met before."""
        body = name.body or ""
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        owner = next((a for a in self.belongings(text, token, name.first) if self._kind(a) is AgentKind.STATE), None)
        rule = "body"
        if owner is None:
            met = self.discourse.latest(lambda seen, agent: agent.kind is AgentKind.BODY and body in agent.name)
            if met is not None:
                return Decision(met, "body met before", first, name.end)
            if token.dep_ in _MODIFIER and text.doc[name.first].is_lower:
                return None
            owner, rule = self.main_state, "body of the main state"
        if owner is None:
            return Decision(
                self.enter(Agent(name.body, AgentKind.BODY)).name, "body of no known state", first, name.end
            )
        called = f"{self.register.prefix(owner)} {name.body}{self._seat(text, token, name)}"
        return Decision(self.enter(Agent(called, AgentKind.BODY, of=owner)).name, rule, first, name.end)

    def _seat(self, text: Text, token: Token, name: Name) -> str:
        """Where an embassy is: " in Washington"."""
        if name.body not in {"Embassy", "Mission"}:
            return ""
        for _, target in prepositional(token, frozenset({"in"})):
            if target.ent_type_ == "GPE" or target.pos_ == "PROPN":
                return f" in {target.text}"
        return ""

    def _kind(self, agent: str) -> AgentKind:
        return self.discourse.agents[agent].kind

    # ------------------------------------------------------------------ nouns

    def belongings(self, text: Text, token: Token, before: int | None = None) -> list[str]:
        """Whom the phrase belongs to, nearest the head first: "Russia's" ministry, an official "of the union"."""
        found: list[str] = []
        for modifier in modifiers(token):
            if before is None or modifier.i < before:
                self._add(found, self.resolve(text, modifier))
        for _, target in prepositional(token, BELONGING):
            decision = self.resolve(text, target)
            self._append(found, decision.agent if decision else None)
            if decision is not None and decision.rule == "place":
                self._append(found, self._state_of(text, target))
        return found

    def _state_of(self, text: Text, token: Token) -> str | None:
        """The state whose capital stands there: "officials in Washington" are its officials."""
        name = text.names.get(token.i)
        return self.enter(self.register.agents[name.form.agent]).name if name and name.form else None

    def _add(self, found: list[str], decision: Decision | None) -> None:
        self._append(found, decision.agent if decision else None)

    def _append(self, found: list[str], agent: str | None) -> None:
        if agent is not None and agent not in found:
            found.append(agent)

    def _noun(self, text: Text, token: Token) -> Decision | None:
        lemma = noun(token)
        first, end = left(token), token.i + 1
        person = self._apposed_person(text, token)
        if person is not None:
            return Decision(person, "apposition", first, end)
        if token.dep_ in {"compound", "nmod"} and not self._stands_for_body(lemma):
            return None
        for decide in self._rules:
            agent = decide(text, token, lemma)
            if agent is not None:
                return Decision(agent, decide.__name__.strip("_").replace("_", " "), first, end)
        return None

    def _takes_up_word(self, lemma: str) -> bool:
        return any(lemma in nouns for nouns in self.lexicon.takes_up.values())

    @property
    def _rules(self) -> tuple[_Rule, ...]:
        """The rules for nouns, in the order in which they are tried."""
        return (
            self._both, self._administration, self._same_as_name, self._office_holder, self._taken_up,
            self._itself, self._role, self._collective, self._paper,
        )  # fmt: skip

    def _stands_for_body(self, lemma: str) -> bool:
        """May the noun before another stand for a body met before: "a ministry spokesman"?"""
        loose = self.lexicon.takes_up["state"] | self.lexicon.takes_up["outlet"] | self.lexicon.takes_up["alliance"]
        return lemma not in loose and self._takes_up_word(lemma)

    def _apposed_person(self, text: Text, token: Token) -> str | None:
        """The person whose name is set beside the noun: "his counterpart Ana Berg", "Ana Berg, the envoy"."""
        if noun(token) not in self.lexicon.words["roles"] and office_at(token, self.lexicon) is None:
            return None
        beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
        follows = self._run_behind(text, token)
        if follows is not None:
            beside.insert(0, text.doc[follows.first])
        people = [person for other in beside for person in self._people_at(text, other)]
        if plural(token):
            return self._group(people) if len(people) > 1 else None
        return people[0] if people else None

    def _people_at(self, text: Text, token: Token) -> list[str]:
        """The person named at the token, and those joined to it."""
        runs = [text.runs[t.i] for t in (token, *_conjuncts(token)) if t.i in text.runs]
        return [person for run in runs if (person := self.cast.person(run.name)) is not None]

    def _run_behind(self, text: Text, token: Token) -> Run | None:
        """The name that stands right behind the office: "Speaker Ana Berg", "president of Ruritania Ana Berg"."""
        for index in range(token.i + 1, min(len(text.doc), token.i + _FAR)):
            run, before = text.runs.get(index), text.doc[index - 1]
            if run is not None and self.cast.person(run.name) is not None:
                name = text.names.get(index - 1)
                beside = index - 1 == token.i or before.text == "," or (name is not None and _is_noun(name))
                return run if beside and not run.titles else None
            if text.doc[index].pos_ in {"VERB", "AUX"} or text.doc[index].text in _STOPS:
                return None
        return None

    def _administration(self, text: Text, token: Token, lemma: str) -> str | None:
        """ "The Obama administration", by the name of a person."""
        if lemma not in {"administration", "government", "campaign"} or token.i == 0:
            return None
        run = text.runs.get(token.i - 1)
        person = self.cast.person(run.name) if run else None
        if run is None or person is None:
            return None
        of = self.discourse.agents[person].of if person in self.discourse.agents else None
        return self.enter(Agent(f"{run.words[-1]} {lemma}", AgentKind.BODY, of=of)).name

    def _same_as_name(self, text: Text, token: Token, lemma: str) -> str | None:
        """What the name before the noun names: "the Kadima party", "the state-run TASS news agency"."""
        if lemma not in self.lexicon.words["same_as_name"]:
            return None
        for part in modifiers(token):
            named = part.i in text.names or part.i in text.runs
            decision = self.resolve(text, part) if named else None
            if decision is not None and decision.agent is not None:
                same = part.dep_ != "poss" and self._kind(decision.agent) in {AgentKind.ORGANISATION, AgentKind.OUTLET}
                return decision.agent if same else None
        return None

    def _office_holder(self, text: Text, token: Token, lemma: str) -> str | None:
        """The holder of an office: "the Russian president" is the person whom the text calls president of Russia."""
        if plural(token) or not (lemma in self.lexicon.words["roles"] or office_at(token, self.lexicon)):
            return None
        if any(child.lower_ in {"a", "an", "another", "one"} for child in token.lefts):
            return None
        office, words = office_at(token, self.lexicon) or (None, lemma)
        owners = self.belongings(text, token)
        holders = [
            (self._fits(name, held, office, words, lemma, token), name)
            for name, held in self.offices.items()
            if self._may_hold(name, owners)
        ]
        best = max((fit for fit, _ in holders), default=0)
        fitting = [name for fit, name in holders if fit == best and fit > 0]
        if not fitting or (best < 2 and not definite(token)):
            return None
        return self._last_met(fitting) or (fitting[0] if len(fitting) == 1 and (owners or best > 2) else None)

    def _office(self, token: Token) -> Office | None:
        found = office_at(token, self.lexicon)
        return found[0] if found else None

    def _fits(self, name: str, held: Office, office: Office | None, words: str, lemma: str, token: Token) -> int:
        if self.discourse.agents[name].office == words:
            return 4
        phrase = token.doc[left(token) : token.i + 1].text.lower()
        if any(phrase.endswith(cover) for cover in held.covers):
            return 4
        if office is not None and office.name == held.name:
            return 3
        if len(words.split()) > 1:
            return 0
        return 2 if lemma in held.called else 0

    def _may_hold(self, name: str, owners: list[str]) -> bool:
        """Do the phrase's owners agree with whom the person acts for?"""
        of = self.discourse.agents[name].of
        if not owners:
            return True
        if of is None:
            return self.main_state in owners
        chain = {of, self.discourse.agents[of].of} if of in self.discourse.agents else {of}
        return any(owner in chain or self._acts_for(owner) in chain for owner in owners)

    def _acts_for(self, agent: str) -> str:
        return self.discourse.agents[agent].of or agent

    def _last_met(self, names: list[str]) -> str | None:
        return self.discourse.latest(lambda seen, agent: agent.name in names)

    def _taken_up(self, text: Text, token: Token, lemma: str) -> str | None:
        """A definite noun for whoever was introduced before: "the official", "the ministry", "the party"."""
        if not definite(token) and token.dep_ not in {"compound", "nmod"}:
            return None
        if any(child.dep_ == "nummod" or child.lower_ in _ANOTHER for child in token.lefts):
            return None
        if self._other_owner(text, token):
            return None
        owner = next(iter(self.belongings(text, token)), None)
        of = self.discourse.agents[owner].of if owner else None
        kinds = [kind for kind, nouns in self.lexicon.takes_up.items() if lemma in nouns]
        if of is not None and any(self._is_a(self.discourse.agents[of], kind, lemma) for kind in kinds):
            return of
        if plural(token) and any(child.lower_ in {"both", "two"} for child in token.lefts):
            return None
        same = self.discourse.latest(lambda seen, agent: self._same_noun(seen, agent, lemma, plural(token)))
        if same is not None or plural(token):
            return same
        return self.discourse.latest(lambda seen, agent: any(self._is_a(agent, kind, lemma) for kind in kinds))

    def _other_owner(self, text: Text, token: Token) -> bool:
        """Does the phrase say whose it is, and so mean nobody met before? "Her party" may be one met before."""
        return any(self._kind(owner) is not AgentKind.PERSON for owner in self.belongings(text, token))

    def _same_noun(self, seen: Seen, agent: Agent, lemma: str, many: bool) -> bool:
        if agent.kind not in {AgentKind.UNNAMED, AgentKind.GROUP, AgentKind.ORGANISATION, AgentKind.BODY}:
            return False
        words = agent.name.replace("(unnamed)", "").split()
        return bool(words) and seen.noun == lemma and seen.plural == many

    def _is_a(self, agent: Agent, kind: str, lemma: str) -> bool:
        """Is the agent such a thing as the noun says?"""
        if agent.kind is AgentKind.STATE:
            return kind == "state"
        if agent.kind is AgentKind.OUTLET:
            return kind == "outlet"
        if agent.kind is AgentKind.BODY:
            return kind not in {"state", "outlet", "organisation", "party"} and lemma in fold(agent.name).split()
        if agent.kind is not AgentKind.ORGANISATION:
            return False
        words = fold(" ".join((agent.name, *agent.aliases))).split()
        told = {other for other, nouns in self.lexicon.takes_up.items() if nouns & set(words)}
        return kind in told if told else kind not in _ONLY_BY_NAME or (kind == "company" and self._is_new(agent))

    def _is_new(self, agent: Agent) -> bool:
        """Is it an organisation that only the document names?"""
        return agent.name not in self.register.agents

    def _itself(self, text: Text, token: Token, lemma: str) -> str | None:
        """The government for the state: "the Syrian government", "authorities in Cyprus"."""
        if lemma not in self.lexicon.words["states_themselves"]:
            return None
        return next((a for a in self.belongings(text, token) if self._kind(a) is AgentKind.STATE), None)

    def _role(self, text: Text, token: Token, lemma: str) -> str | None:
        """An unnamed person or persons, named by whom they belong to and their role; a unique office is no such."""
        if lemma not in self.lexicon.words["roles"]:
            return None
        office, owners = self._office(token), self.belongings(text, token)
        words = self.describe(text, token)
        if office is not None and office.unique and owners and not plural(token) and definite(token):
            return self.enter(Agent(words, AgentKind.PERSON, of=owners[0], office=office.name)).name
        name = words if plural(token) and owners else f"{words} (unnamed)"
        agent = self.enter(Agent(name, AgentKind.UNNAMED, of=self._first_body(owners)))
        self._learn_gender(agent.name, token)
        return agent.name

    def _first_body(self, owners: list[str]) -> str | None:
        return next((o for o in owners if self._kind(o) not in {AgentKind.PERSON, AgentKind.UNNAMED}), None)

    def _collective(self, text: Text, token: Token, lemma: str) -> str | None:
        """A body by its own words: "human rights groups", "the Ruritanian dockers' union"."""
        if lemma not in self.lexicon.words["collectives"]:
            return None
        words = self.describe(text, token)
        if plural(token):
            return self.enter(Agent(words, AgentKind.GROUP)).name
        owners = self.belongings(text, token)
        if words == token.lower_ and not definite(token):
            return None
        return self.enter(Agent(words, AgentKind.ORGANISATION, of=self._first_body(owners))).name

    def _paper(self, text: Text, token: Token, lemma: str) -> str | None:
        """A text speaks for the body behind it: "a statement from the ministry said"."""
        if lemma not in self.lexicon.words["documents"]:
            return None
        owners = [d.agent for part in modifiers(token) if (d := self.resolve(text, part)) and d.agent]
        for child in (token, *(c for c in token.rights if c.dep_ in {"acl", "relcl"})):
            for _, target in prepositional(child, _ISSUED_BY):
                self._add(owners, self.resolve(text, target))
        if owners:
            return owners[0]
        if plural(token) and lemma in self.lexicon.words["anonymous_texts"] and not definite(token):
            return self.enter(Agent("unnamed reports", AgentKind.UNNAMED)).name
        if not is_subject(token) or not definite(token):
            return None
        same = self.discourse.latest(lambda seen, agent: seen.noun == lemma)
        return same or self.discourse.latest(lambda seen, agent: seen.speaker and agent.kind is not AgentKind.UNNAMED)

    def _both(self, text: Text, token: Token, lemma: str) -> str | None:
        """Two taken together: "both countries", "the two leaders"."""
        if not plural(token) or not any(child.lower_ in {"both", "two"} for child in token.lefts):
            return None
        if lemma in self.lexicon.words["both_persons"]:
            return self._last_pair({AgentKind.PERSON})
        if lemma in self.lexicon.words["both_sides"]:
            return self._last_pair({AgentKind.STATE, AgentKind.ORGANISATION, AgentKind.BODY})
        return None

    def _last_pair(self, kinds: set[AgentKind]) -> str | None:
        """The last two that were joined, else the two of these kinds that were met most."""
        for group in reversed(self.discourse.groups.values()):
            if len(group) == 2 and all(self._kind(name) in kinds for name in group):
                return self._group(list(group))
        met = [name for name in self.discourse.counts if self._kind(name) in kinds]
        most = sorted(met, key=lambda name: -self.discourse.counts[name])[:2]
        return self._group(sorted(most, key=met.index)) if len(most) == 2 else None

    def _group(self, names: list[str]) -> str:
        group = f"{', '.join(names[:-1])} and {names[-1]}"
        self.discourse.groups[group] = tuple(names)
        return self.enter(Agent(group, AgentKind.GROUP)).name

    def describe(self, text: Text, token: Token) -> str:
        """The words that name whoever has no name: belonging, modifiers, head; without articles and numbers."""
        words, index = [], left(token)
        while index <= token.i:
            part = text.doc[index]
            name, run = text.names.get(index), text.runs.get(index)
            if name is not None and name.first == index:
                words.append(self._prefix(text, name))
                index = min(name.end, token.i + 1)
                continue
            if run is None and self._is_body_before(part, token):
                decision = self.resolve(text, part)
                words.append(self.register.prefix(decision.agent) if decision and decision.agent else part.text)
            elif not self._unwanted(part, index == token.i):
                words.append(part.text)
            index += 1
        return self._tidy([*self._whence(text, token, words), *words])

    def _is_body_before(self, part: Token, token: Token) -> bool:
        """Is it a noun for a body met before, as in "a ministry spokesman"? "Party leaders" may be of any party."""
        if part.i == token.i or part.dep_ not in _MODIFIER or not self._stands_for_body(noun(part)):
            return False
        return not plural(token) or noun(part) in self.lexicon.takes_up["ministry"]

    def _prefix(self, text: Text, name: Name) -> str:
        surface = " ".join(text.doc[name.first : name.end].text.split())
        if name.form is None:
            head = text.doc[name.first : name.end].root
            decision = self.resolve(text, head)
            return decision.agent if decision and decision.agent else surface
        if name.form.agent == "United States":
            return self.register.prefix(name.form.agent)
        possessive = name.end < len(text.doc) and text.doc[name.end].tag_ == "POS"
        return self.register.prefix(name.form.agent) if possessive else surface

    def _unwanted(self, part: Token, is_head: bool) -> bool:
        if is_head:
            return False
        return (
            (part.is_punct and part.text not in {"-", "–"})
            or part.lower_ in self.lexicon.words["not_in_names"]
            or part.pos_ in {"DET", "NUM"}
            or part.tag_ in {"POS", "PRP$"}
        )

    def _whence(self, text: Text, token: Token, words: list[str]) -> list[str]:
        """Whom the role belongs to where that stands behind it: "an official from the union"."""
        for _, target in prepositional(token, BELONGING - {"to", "by"}):
            name, decision = text.names.get(target.i), self.resolve(text, target)
            agent = decision.agent if decision else None
            if name is not None and name.form is not None:
                agent = name.form.agent
            if agent is None and target.ent_type_ == "GPE":
                return [target.text]
            if agent is not None and self._kind(agent) in {AgentKind.UNNAMED, AgentKind.GROUP}:
                return []
            if agent is not None and self.register.prefix(agent) not in words:
                return [self.register.prefix(agent)]
        return []

    def _tidy(self, words: list[str]) -> str:
        return " ".join(words).replace(" - ", "-").replace(" ’s", "").replace(" 's", "").strip()

    # ------------------------------------------------------------------ joined agents

    def join(self, text: Text, found: Sequence[tuple[Token, Decision]]) -> None:
        """Notes who is named in one breath, "Ruritania and the league": they may be taken up together."""
        decided = {token.i: decision.agent for token, decision in found if decision.agent}
        for token, _ in found:
            names = [decided[t.i] for t in (token, *_conjuncts(token)) if t.i in decided]
            names = list(dict.fromkeys(names))
            if token.dep_ != "conj" and len(names) > 1:
                self.discourse.pairs |= {(a, b) for a in names for b in names if a != b}
                self._note_group(text, token, names)

    def _note_group(self, text: Text, token: Token, names: list[str]) -> None:
        self.note(text, token, Decision(self._group(names), "joined", token.i, token.i + 1))


def _is_noun(name: Name) -> bool:
    return name.form is None or name.form.sense is not Sense.ADJECTIVE


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.rights:
        if child.dep_ == "conj":
            yield child
            yield from _conjuncts(child)
