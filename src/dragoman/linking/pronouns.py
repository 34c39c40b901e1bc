"""Pronouns: by nearness, subjects and speakers first, with number and gender where they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.discourse import Decision, Seen, can_be_many, can_be_person, can_be_thing, salience
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.texts import Text, clause_verb, is_subject, subject_verb
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader


def decide(reader: Reader, text: Text, token: Token) -> Decision | None:
    """Whom the pronoun means; None for a pronoun that means nobody, or that only its quotation can tell."""
    if token.lower_ in reader.lexicon.words["relative"]:
        return _relative(reader, text, token)
    if token.lower_ in reader.lexicon.words["indefinite"] and is_subject(token) and not list(token.children):
        name = reader.enter(Agent(f"{token.lower_} (unnamed)", AgentKind.UNNAMED)).name
        return Decision(name, "indefinite", token.i, token.i + 1)
    sort = reader.lexicon.pronouns.get(token.lower_)
    if (
        sort is None
        or (text.quoted[token.i] and sort in {"it", "they"})
        or (sort == "it" and _pleonastic(token, reader.lexicon))
    ):
        return None
    agent, clear = _weigh(reader, text, token, sort)
    if agent is not None and sort in {"m", "f"} and clear:
        reader.discourse.genders.setdefault(agent, sort)
    return Decision(agent, f"pronoun: {token.lower_}", token.i, token.i + 1)


def _relative(reader: Reader, text: Text, token: Token) -> Decision | None:
    clause = token.head if token.dep_ in {"nsubj", "nsubjpass"} else None
    if clause is None or clause.dep_ != "relcl":
        return None
    found = reader.resolve(text, clause.head)
    return Decision(found.agent, "relative", token.i, token.i + 1) if found and found.agent else None


def _pleonastic(token: Token, lexicon: Lexicon) -> bool:
    """Does it mean nobody: "it is clear that", "it was reported that"?"""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ == "nsubjpass":
        return any(child.dep_ == "ccomp" for child in verb.children)
    return verb.lemma_ in lexicon.words["pleonastic"] and any(
        child.dep_ in {"acomp", "attr", "ccomp", "xcomp", "advcl"} for child in verb.children
    )


def _weigh(reader: Reader, text: Text, token: Token, sort: str) -> tuple[str | None, bool]:
    governor = subject_verb(token)
    sentence, place, subject = text.number[token.i], text.place(token), governor is not None
    verb = text.place(governor or clause_verb(token))
    partners = _partners(reader, text, token)
    named = _named_below(reader, text, token) | _speakers(reader, text, token)
    asserts = clause_verb(token).lemma_ in reader.lexicon.words["saying"]

    def weigh(seen: Seen, agent: Agent) -> float | None:
        if agent.name in named or not _agrees(reader, seen, agent, sort):
            return None
        local = seen.verb == verb and seen.subject and token.dep_ == "poss"
        if seen.verb == verb and token.dep_ != "poss" and not seen.possessive and seen.place != place:
            return None
        weight = salience(seen, sentence)
        weight += 3 * any((partner, agent.name) in reader.discourse.pairs for partner in partners)
        weight += 2 * (reader.discourse.genders.get(agent.name) == sort)
        weight += 3 * local
        weight -= 6 * (agent.kind is AgentKind.OUTLET and not asserts)
        if sort == "they" and not (seen.plural or agent.name in reader.discourse.groups):
            weight -= 3
        return weight + 0.5 * (subject and seen.subject)

    agent, clear = reader.discourse.best(sentence, weigh)
    return (agent, clear) if agent is not None else (_ahead(reader, text, token, sort), True)


def _agrees(reader: Reader, seen: Seen, agent: Agent, sort: str) -> bool:
    if sort == "it":
        return can_be_thing(agent, seen.plural)
    if sort == "they":
        return can_be_many(agent, seen.plural)
    return can_be_person(agent, seen.plural) and reader.discourse.genders.get(agent.name, sort) == sort


def _speakers(reader: Reader, text: Text, token: Token) -> frozenset[str]:
    """Whose words a quoted pronoun stands in: they would say I."""
    if not text.quoted[token.i]:
        return frozenset()
    subjects = [t for t in token.sent if t.dep_ == "nsubj" and not text.quoted[t.i]]
    found = [reader.resolve(text, subject) for subject in subjects if subject.pos_ != "PRON"]
    return frozenset(decision.agent for decision in found if decision is not None and decision.agent is not None)


def _named_below(reader: Reader, text: Text, token: Token) -> frozenset[str]:
    """Those named in the clause of which the pronoun is the subject: none of them is meant (binding, Principle C)."""
    verb = subject_verb(token)
    if verb is None:
        return frozenset()
    below = text.doc[token.i + 1 : verb.right_edge.i + 1]
    found = (reader.resolve(text, t) for t in below if t.i in text.names or t.i in text.runs)
    return frozenset(decision.agent for decision in found if decision is not None and decision.agent is not None)


def _partners(reader: Reader, text: Text, token: Token) -> list[str]:
    """Those joined to the pronoun: "it and the league"."""
    joined = [child for child in token.children if child.dep_ == "conj"]
    return [d.agent for other in joined if (d := reader.resolve(text, other)) is not None and d.agent is not None]


def _ahead(reader: Reader, text: Text, token: Token, sort: str) -> str | None:
    """Where nobody came before: the subject of the sentence, "In his speech, Berg said"."""
    for child in token.sent.root.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.i > token.i:
            found = reader.resolve(text, child) if child.pos_ != "PRON" else None
            if found is not None and found.agent is not None:
                seen = Seen(found.agent, 0, 0, 0, True, False, False, False, False, "")
                return found.agent if _agrees(reader, seen, reader.discourse.agents[found.agent], sort) else None
    return None
