"""What a noun names: an office's holder, somebody met before, a state by its government, an unnamed person, a body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.antecedents import AHEAD, fitting, is_a, kinds_of, name_beside, owned_by_its_name, take_up
from dragoman.linking.describing import describe, stands_for_body
from dragoman.linking.discourse import Decision, add
from dragoman.linking.folding import fold
from dragoman.linking.holders import apposed_person, office_holder, office_of
from dragoman.linking.joined import joined, of_several, together
from dragoman.linking.lexicon import Office
from dragoman.linking.ministries import lone_ministry
from dragoman.linking.offices import is_part_of_office
from dragoman.linking.texts import Text, definite, is_subject, left, modifiers, noun, plural, prepositional
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader
    from dragoman.linking.runs import Run

_Rule = Callable[["Reader", Text, Token, str], str | None]
"""Whom the noun names: "" where it is one of several, None where the rule has nothing to say."""


def noun_phrase(reader: Reader, text: Text, token: Token) -> Decision | None:
    """Whom the phrase with this noun for head names; None where it is no agent."""
    lemma = noun(token)
    first, end = left(token), token.i + 1
    if is_part_of_office(token, reader.lexicon):
        return None
    person = apposed_person(reader, text, token)
    if person is not None:
        reader.learn_of(person, reader.belongings(text, token))
        return Decision(person, "apposition", first, end)
    if token.dep_ in {"compound", "nmod"} and not _is_body_before(reader, token, lemma):
        return None
    named = name_beside(reader, text, token, lemma)
    if named is not None:
        return Decision(named, "name beside", first, end)
    for decide in _RULES:
        agent = decide(reader, text, token, lemma)
        if agent is not None:
            return Decision(agent or None, decide.__name__.strip("_").replace("_", " "), first, end)
    return None


def _is_body_before(reader: Reader, token: Token, lemma: str) -> bool:
    """Does the noun before another stand for a body: the "ministry" spokesman, the "rebel" leader?"""
    words, behind = reader.lexicon.words, noun(token.head)
    if lemma in words["armed_members"]:
        return behind in words["roles"]
    companies = reader.lexicon.takes_up["company"]
    only_trade = lemma in companies and behind in companies  # a supermarket group
    return not only_trade and stands_for_body(reader, lemma)


def _administration(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """ "The Obama administration", by the name of a person."""
    if lemma not in reader.lexicon.words["administrations"] or token.i == 0:
        return None
    run = text.runs.get(token.i - 1)
    if run is None:
        return None
    person = reader.cast.person(run.name)
    of = reader.agent(person).of if person else None
    return reader.enter(Agent(f"{run.words[-1]} {lemma}", AgentKind.BODY, of=of)).name


def _same_as_name(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """What the name before the noun names: "the Kadima party", "the state-run TASS news agency"."""
    if lemma not in reader.lexicon.words["same_as_name"]:
        return None
    for part in modifiers(token):
        named = part.i in text.names or part.i in text.runs
        decision = reader.resolve(text, part) if named else None
        if decision is not None and decision.agent is not None:
            same = part.dep_ != "poss" and reader.kind(decision.agent) in {AgentKind.ORGANISATION, AgentKind.OUTLET}
            return decision.agent if same else None
    return None


def _named_further_on(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """Whom the sentence names where it takes the noun up: "a mediator's plan was refused, the mediator, X, said"."""
    if lemma not in reader.lexicon.words["roles"] or plural(token) or definite(token):
        return None
    again = (t for t in token.doc[token.i + 1 : token.sent.end] if noun(t) == lemma and definite(t) and not plural(t))
    return next((person for t in again if (person := apposed_person(reader, text, t)) is not None), None)


def _taken_up(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """A definite noun for whoever was introduced before: "the official", "the ministry", "the party"."""
    if not definite(token) and token.dep_ not in {"compound", "nmod"}:
        return None
    if any(child.like_num or child.lower_ in reader.lexicon.words["others"] for child in token.lefts):
        return None
    if _other_owner(reader, text, token):
        return owned_by_its_name(reader, token, lemma)
    owner = next(iter(reader.belongings(text, token)), None)
    of = reader.agent(owner).of if owner else None
    if of is not None and any(is_a(reader, reader.agent(of), kind, lemma) for kind in kinds_of(reader, lemma)):
        return of
    if plural(token) and any(child.lower_ in reader.lexicon.words["both"] for child in token.lefts):
        return None
    return take_up(reader, text, token, lemma)


def _other_owner(reader: Reader, text: Text, token: Token) -> bool:
    """Does the phrase say whose it is, and so mean nobody met before? "Her party" may be one met before."""
    return any(reader.kind(owner) is not AgentKind.PERSON for owner in reader.belongings(text, token))


def _itself(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """The government for the state: "the Syrian government", "authorities in Cyprus"."""
    if lemma not in reader.lexicon.words["states_themselves"]:
        return None
    return next((a for a in reader.belongings(text, token) if reader.kind(a) is AgentKind.STATE), None)


def _role(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """An unnamed person or persons, named by whom they belong to and their role; a unique office is no such."""
    if lemma not in reader.lexicon.words["roles"] and not _is_in_the_know(reader, token, lemma):
        return None
    office, owners = office_of(reader, token), reader.belongings(text, token)
    words = describe(reader, text, token)
    if office is not None and office.unique and not plural(token) and definite(token):
        named = _is_named(text, token, owners) if owners else reader.named[reader.main_state or ""] > 2
        if not owners and office.of_state and reader.main_state is not None:
            owners, words = [reader.main_state], f"{reader.register.prefix(reader.main_state)} {words}"
        if owners and named:
            return _holder(reader, token, owners[0], office, words)
        if owners:
            return reader.enter(Agent(words, AgentKind.PERSON, of=owners[0], office=office.name)).name
    of = _first_body(reader, owners)
    name = words if plural(token) and of else f"{words} (unnamed)"
    agent = reader.enter(Agent(name, AgentKind.UNNAMED, of=of))
    reader.learn_gender(agent.name, token.lower_)
    return agent.name


def _is_in_the_know(reader: Reader, token: Token, lemma: str) -> bool:
    """Is it anybody of whom it is said that they know: "two people briefed on the talks"?"""
    if lemma not in reader.lexicon.words["anybody"]:
        return False
    told = (word for child in token.rights for word in (child, *child.rights))
    return any(word.lower_ in reader.lexicon.words["in_the_know"] for word in told)


def _is_named(text: Text, token: Token, owners: list[str]) -> bool:
    """Does the phrase itself name the first of its owners, who is not only taken up: "the nation's minister"?"""
    held = (text.names.get(i) for i in range(left(token), token.right_edge.i + 1))
    return any(name is not None and name.form is not None and name.form.agent in owners[:1] for name in held)


def _holder(reader: Reader, token: Token, owner: str, office: Office, words: str) -> str:
    """Who the register knows held the office on the day; where nobody or several did, the office for a name."""
    current = not any(part.lower_ in reader.lexicon.words["not_in_office"] for part in modifiers(token))
    holders = reader.recognition.holders(owner, office.name) if current else ()
    if len(holders) == 1:
        return reader.enter(Agent(holders[0], AgentKind.PERSON, of=owner, office=office.name)).name
    if holders:
        reader.discourse.doubted[words] = holders
    return reader.enter(Agent(words, AgentKind.PERSON, of=owner, office=office.name)).name


def _first_body(reader: Reader, owners: list[str]) -> str | None:
    return next((o for o in owners if reader.kind(o) not in {AgentKind.PERSON, AgentKind.UNNAMED}), None)


def _collective(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """A body by its own words: "human rights groups", "the Ruritanian dockers' union"."""
    if lemma not in reader.lexicon.words["collectives"]:
        return None
    words = describe(reader, text, token)
    if plural(token):
        return reader.enter(Agent(words, AgentKind.GROUP)).name
    owners = reader.belongings(text, token)
    if words == token.lower_ and not owners:
        ahead = _named_ahead(reader, lemma) or lone_ministry(reader, lemma)
        if ahead is not None:
            return reader.enter(Agent(ahead, AgentKind.ORGANISATION)).name
    if words == token.lower_ and not definite(token):
        return None
    return reader.enter(Agent(words, AgentKind.ORGANISATION, of=_first_body(reader, owners))).name


def _named_ahead(reader: Reader, lemma: str) -> str | None:
    """The one organisation, named further on, whose name says that it is such a body: "the union", "their union"."""
    found = [name for name in dict.fromkeys(reader.cast.organisations.values()) if lemma in fold(name).split()]
    kinds = [kind for kind in kinds_of(reader, lemma) if kind in AHEAD]
    if lemma in reader.lexicon.words["the_state"]:
        kinds.append("state")
    known = [reader.register.agents[name] for name in reader.named]
    found += [agent.name for agent in known if any(is_a(reader, agent, kind, lemma) for kind in kinds)]
    return reader.discourse.in_full.get(found[0], found[0]) if len(found) == 1 else None


def behind_text(reader: Reader, text: Text, token: Token, run: Run) -> str | None:
    """Who speaks through a text that bears a name; of one with a name of its own, only who is said to issue it."""
    lemma = noun(token)
    own_name = any(word.isalpha() and word.lower() != lemma for word in run.words)
    found = _issuers(reader, text, token) if own_name else [_paper(reader, text, token, lemma)]
    return found[0] if found else None


def _paper(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """A text speaks for the body behind it: "a statement from the ministry said"."""
    if lemma not in reader.lexicon.words["documents"]:
        return None
    owners = [d.agent for part in modifiers(token) if (d := reader.resolve(text, part)) and d.agent]
    owners += _issuers(reader, text, token)
    if owners:
        reader.discourse.issued[lemma] = owners[0]
        return owners[0]
    if plural(token) and lemma in reader.lexicon.words["anonymous_texts"] and not definite(token):
        return reader.enter(Agent("unnamed reports", AgentKind.UNNAMED)).name
    if not is_subject(token) or not definite(token):
        return None
    same = reader.discourse.issued.get(lemma) or reader.discourse.latest(lambda seen, agent: seen.noun == lemma)
    return same or reader.discourse.latest(lambda seen, agent: seen.speaker and agent.kind is not AgentKind.UNNAMED)


def _issuers(reader: Reader, text: Text, token: Token) -> list[str]:
    """Who is said to issue a text: "a statement by the ministry", "the Council adopted a resolution"."""
    owners: list[str] = []
    for child in (token, *(c for c in token.rights if c.dep_ in {"acl", "relcl"})):
        for _, target in prepositional(child, reader.lexicon.words["issued_by"]):
            add(owners, together(reader, joined(reader, text, target)))
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in reader.lexicon.words["issuing"]:
        for maker in _makers(token.head):
            add(owners, together(reader, joined(reader, text, maker)))
    return owners


def _makers(verb: Token) -> Iterator[Token]:
    """The subject of a verb, the object of its "by"."""
    yield from (child for child in verb.children if child.dep_ == "nsubj")
    yield from (t for child in verb.children if child.dep_ == "agent" for t in child.children if t.dep_ == "pobj")


def _both(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """Two taken together: "both countries", "the two leaders"."""
    if not plural(token):
        return None
    if not any(child.lower_ in reader.lexicon.words["both"] for child in token.lefts):
        return _the_only_two(reader, token, lemma)
    if lemma in reader.lexicon.words["both_persons"]:
        return _last_pair(reader, {AgentKind.PERSON})
    companies = _the_only_two(reader, token, lemma)
    if companies is not None:
        return companies
    if lemma in reader.lexicon.words["both_sides"]:
        return _last_pair(reader, {AgentKind.STATE, AgentKind.ORGANISATION, AgentKind.BODY})
    return None


def _the_only_two(reader: Reader, token: Token, lemma: str) -> str | None:
    """ "The companies", where two are named so far."""
    owned = any(child.dep_ == "poss" for child in token.lefts)
    both = any(child.lower_ in reader.lexicon.words["both"] for child in token.lefts)
    if lemma not in reader.lexicon.words["both_organisations"] or owned or not (both or definite(token)):
        return None
    met = fitting(reader, lemma)[::-1]
    pairs = [group for group in reader.discourse.groups.values() if len(group) == 2 and set(group) <= set(met)]
    return reader.group(list(pairs[-1]) if pairs else met) if pairs or len(met) == 2 else None


def _last_pair(reader: Reader, kinds: set[AgentKind]) -> str | None:
    """The last two that were joined, else the two of these kinds that were met most."""
    for group in reversed(reader.discourse.groups.values()):
        if len(group) == 2 and all(reader.kind(name) in kinds for name in group):
            return reader.group(list(group))
    met = [name for name in reader.discourse.counts if reader.kind(name) in kinds]
    most = sorted(met, key=lambda name: -reader.discourse.counts[name])[:2]
    return reader.group(sorted(most, key=met.index)) if len(most) == 2 else None


_RULES: tuple[_Rule, ...] = (
    _both, _administration, _same_as_name, _named_further_on, office_holder, _taken_up, _itself, of_several, _role,
    _collective, _paper,
)  # fmt: skip
"""The rules for nouns, in the order in which they are tried."""
