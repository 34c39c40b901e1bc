"""Who holds an office: the person named beside it, or the one whom the text gave it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.lexicon import Office
from dragoman.linking.names import Name
from dragoman.linking.offices import office_at
from dragoman.linking.register import Sense
from dragoman.linking.runs import Run
from dragoman.linking.texts import MODIFIER, Text, conjuncts, definite, left, noun, plural, prepositional

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader

_FAR = 8
"""Tokens between an office and the name behind it."""
_STOPS = frozenset('.;:()“”"')


def apposed_person(reader: Reader, text: Text, token: Token) -> str | None:
    """The person whose name is set beside the noun: "his counterpart Ana Berg", "Ana Berg, the envoy"."""
    if noun(token) not in reader.lexicon.words["roles"] and office_at(token, reader.lexicon) is None:
        return None
    beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
    bodies = prepositional(token, reader.lexicon.words["before_bodies"])
    beside += [c for _, body in bodies for c in body.children if c.dep_ == "appos"]
    follows = _run_behind(reader, text, token)
    if follows is not None:
        beside.insert(0, text.doc[follows.first])
    people = list(dict.fromkeys(person for other in beside for person in _people_at(reader, text, other)))
    if plural(token):
        return reader.group(people) if len(people) > 1 else None
    return people[0] if people else None


def _people_at(reader: Reader, text: Text, token: Token) -> list[str]:
    """The person named at the token, and those joined to it."""
    runs = [text.runs[t.i] for t in (token, *conjuncts(token)) if t.i in text.runs]
    return [person for run in runs if (person := reader.cast.person(run.name)) is not None]


def _run_behind(reader: Reader, text: Text, token: Token) -> Run | None:
    """The name that stands right behind the office: "Speaker Ana Berg", "president of Ruritania Ana Berg"."""
    for index in range(token.i + 1, min(len(text.doc), token.i + _FAR)):
        run, before = text.runs.get(index), text.doc[index - 1]
        if run is not None and reader.cast.person(run.name) is not None:
            name = text.names.get(index - 1)
            office = " ".join(text.doc[token.i : index].text.lower().split()) in reader.lexicon.offices
            beside = office or index - 1 == token.i or before.text == "," or (name is not None and _is_noun(name))
            title_of_it = bool(run.titles) and token.dep_ in MODIFIER
            return run if beside and not title_of_it else None
        if text.doc[index].pos_ in {"VERB", "AUX"} or text.doc[index].text in _STOPS:
            return None
    return None


def office_holder(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """The holder of an office: "the Russian president" is the person whom the text calls president of Russia."""
    if plural(token) or not (lemma in reader.lexicon.words["roles"] or office_at(token, reader.lexicon)):
        return None
    if any(child.lower_ in reader.lexicon.words["indefinite_articles"] for child in token.lefts):
        return None
    office, words = office_at(token, reader.lexicon) or (None, lemma)
    owners = reader.belongings(text, token)
    holders = [
        (_fits(reader, name, held, office, words, lemma, token), name)
        for name, held in reader.offices.items()
        if _may_hold(reader, name, owners)
    ]
    best = max((fit for fit, _ in holders), default=0)
    fitting = [name for fit, name in holders if fit == best and fit > 0]
    if not fitting or (best < 2 and not definite(token)):
        return None
    return _last_met(reader, fitting) or (fitting[0] if len(fitting) == 1 and (owners or best > 2) else None)


def learn_led(reader: Reader, text: Text, token: Token, person: str) -> None:
    """Takes the body that the person named at the token leads: "Berg, who heads it", "the union, led by Berg"."""
    for clause in token.children:
        if clause.dep_ == "relcl" and clause.lemma_ in reader.lexicon.words["leading"]:
            led = [child for child in clause.children if child.dep_ == "dobj"]
            led += [target for _, target in prepositional(clause, reader.lexicon.words["before_bodies"])]
            _learn_bodies(reader, text, led, person)
    verb = token.head.head
    if token.head.dep_ == "agent" and verb.dep_ == "acl" and verb.lemma_ in reader.lexicon.words["leading"]:
        _learn_bodies(reader, text, [verb.head], person)


def _learn_bodies(reader: Reader, text: Text, led: Iterable[Token], person: str) -> None:
    found = [reader.resolve(text, body) for body in led]
    reader.learn_of(person, [decision.agent for decision in found if decision is not None and decision.agent])


def office_of(reader: Reader, token: Token) -> Office | None:
    """The office that the phrase with this head names."""
    found = office_at(token, reader.lexicon)
    return found[0] if found else None


def _fits(reader: Reader, name: str, held: Office, office: Office | None, words: str, lemma: str, token: Token) -> int:
    if reader.discourse.agents[name].office == words:
        return 4
    phrase = token.doc[left(token) : token.i + 1].text.lower()
    if any(phrase.endswith(cover) for cover in held.covers):
        return 4
    if office is not None and office.name == held.name:
        return 3
    if len(words.split()) > 1:
        return 0
    return 2 if lemma in held.called else 0


def _may_hold(reader: Reader, name: str, owners: list[str]) -> bool:
    """Do the phrase's owners agree with whom the person acts for?"""
    of = reader.agent(name).of
    if not owners:
        return True
    if of is None:
        return reader.main_state in owners
    chain = {of, reader.agent(of).of}
    return any(owner in chain or (reader.agent(owner).of or owner) in chain for owner in owners)


def _last_met(reader: Reader, names: list[str]) -> str | None:
    return reader.discourse.latest(lambda seen, agent: agent.name in names)


def _is_noun(name: Name) -> bool:
    return name.form is None or name.form.sense is not Sense.ADJECTIVE
