"""What a name names: states, organisations, capitals that are places or states, bodies of states, persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking import nouns
from dragoman.linking.discourse import Decision, add
from dragoman.linking.holders import learn_led
from dragoman.linking.names import Name
from dragoman.linking.register import Sense
from dragoman.linking.runs import Run
from dragoman.linking.texts import (
    MODIFIER,
    Text,
    clause_verb,
    conjuncts,
    is_subject,
    leads,
    left,
    noun,
    prepositional,
)
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader

_PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Labels of the entity recogniser for places."""
_NAMESAKES = frozenset({AgentKind.ORGANISATION, AgentKind.OUTLET})
"""Kinds whose name of one word a person of the document may bear."""


def run_name(reader: Reader, text: Text, token: Token, run: Run) -> Decision | None:
    """Whom a run of capitals names: a person or an organisation of the document, or whoever speaks there."""
    if not leads(token, run.first, run.end):
        return None
    first = min(run.first, left(token))
    if run.name in reader.lexicon.doubtful_seats:
        return _doubtful_seat(reader, text, token, run, first)
    person = reader.cast.person(run.name)
    if person is not None:
        add(reader.discourse.forms.setdefault(person, []), run.name)
        named = Decision(reader.enter(Agent(person, AgentKind.PERSON)).name, "person", first, run.end)
        learn_led(reader, text, token, person)
        return named
    known = reader.register.find(run.name.removeprefix("The "))
    if known is None and noun(token) in reader.lexicon.words["formal_texts"]:
        return Decision(nouns.behind_text(reader, text, token, run), "text", first, run.end)
    name = known.agent if known else _one_of_several(reader, run.name) or reader.cast.organisation(run.name)
    if name is not None and name != run.name and _is_place_name(reader, token):
        return Decision(None, "place", first, run.end)
    if name is not None:
        name = name if known else reader.discourse.in_full.get(name, name)
        reader.enter(reader.register.agents.get(name) or Agent(name, _sort(reader, name)))
        add(reader.discourse.forms.setdefault(name, []), run.name)
        return Decision(name, "organisation", first, _end_of(text, run, name))
    if token.lower_ in reader.lexicon.words["roles"] | reader.lexicon.words["collectives"]:
        return nouns.noun_phrase(reader, text, token)
    if is_subject(token) and clause_verb(token).lemma_ in reader.lexicon.words["saying"]:
        return Decision(reader.enter(Agent(run.name, AgentKind.PERSON)).name, "speaker", first, run.end)
    return None


def _end_of(text: Text, run: Run, name: str) -> int:
    """Where the name ends, with the state that belongs to it."""
    after = text.names.get(run.end + 1)
    with_state = after is not None and after.form is not None and name.endswith(f" of {after.form.agent}")
    return after.end if after is not None and with_state else run.end


def _one_of_several(reader: Reader, form: str) -> str | None:
    """The one of the organisations that share the form whom the document names in full, or whose state it does."""
    sharing = reader.register.shared.get(form, ())
    in_full = [name for name in sharing if name in reader.named]
    at_home = [name for name in sharing if reader.register.homes.get(name) in reader.named]
    return next((named[0] for named in (in_full, at_home) if len(named) == 1), None)


def _sort(reader: Reader, name: str) -> AgentKind:
    """What an organisation that only the document names is: an outlet, if its name says so."""
    words = name.split()
    outlet = words[0] in reader.lexicon.words["outlet_openings"] or words[-1] in reader.lexicon.words["outlet_endings"]
    return AgentKind.OUTLET if outlet and len(words) > 1 else AgentKind.ORGANISATION


def _doubtful_seat(reader: Reader, text: Text, token: Token, run: Run, first: int) -> Decision:
    """A city that may stand for several bodies: the only one of them that the document names."""
    if _is_place(reader, token):
        return Decision(None, "place", first, run.end)
    joined = {name for other in _joined(token) for name in _named_in(text, other)}
    seats = reader.lexicon.doubtful_seats[run.name]
    named = [name for name in seats if name in reader.named and name not in joined]
    agent = reader.enter(reader.register.agents[named[0]]).name if len(named) == 1 else None
    return Decision(agent, "seat of several", first, run.end)


def _joined(token: Token) -> list[Token]:
    """The tokens that are joined to this one: "Brussels and its members"."""
    first = token.head if token.dep_ == "conj" else token
    return [other for other in (first, *conjuncts(first)) if other.i != token.i]


def _named_in(text: Text, token: Token) -> list[str]:
    """Whom the phrase names by names of the register."""
    names = (text.names.get(i) for i in range(left(token), token.i + 1))
    return [name.form.agent for name in names if name is not None and name.form is not None]


def half_name(reader: Reader, text: Text, token: Token) -> Decision | None:
    """The one state of that name that the document names: "the North" for North Ruritania, where it acts."""
    if token.text not in reader.lexicon.words["halves"] or token.dep_ in MODIFIER or _is_place(reader, token):
        return None
    states = [name for name in reader.named if name.startswith(f"{token.text} ") and name in reader.register.codes]
    if len(states) != 1:
        return None
    return Decision(reader.enter(reader.register.agents[states[0]]).name, "half", left(token), token.i + 1)


def register_name(reader: Reader, text: Text, token: Token, name: Name) -> Decision | None:
    """Whom a name of the register names; nobody for a capital that is a place here."""
    if _makes_an_adjective(text, name):
        return None
    first = min(name.first, left(token)) if token.dep_ not in MODIFIER else name.first
    if name.form is None:
        return _body(reader, text, token, name, first)
    if name.form.sense is Sense.CAPITAL and _is_place(reader, token):
        return Decision(None, "place", first, name.end)
    agent = reader.register.agents[name.form.agent]
    person = reader.cast.person(text.doc[name.first].text) if name.end - name.first == 1 else None
    may_be_person = agent.kind in _NAMESAKES or name.form.sense is Sense.CAPITAL
    if person is not None and " " in person and may_be_person:
        add(reader.discourse.forms.setdefault(person, []), text.doc[name.first].text)
        return Decision(reader.enter(Agent(person, AgentKind.PERSON)).name, "person", first, name.end)
    if agent.kind is AgentKind.ORGANISATION and name.end - name.first == 1:
        whole = reader.cast.organisation_beginning(text.doc[name.first].text)
        agent = agent if whole is None else Agent(whole, AgentKind.ORGANISATION)
    agent = _of_another_state(reader, text, token, name, agent)
    return Decision(reader.enter(agent).name, f"register: {name.form.sense}", first, name.end)


def _of_another_state(reader: Reader, text: Text, token: Token, name: Name, agent: Agent) -> Agent:
    """The body of that name of the state that the phrase names: "the Senate in Strelsau", "Ruritania's Congress"."""
    if agent.kind is not AgentKind.BODY or agent.of not in reader.register.codes or token.dep_ in MODIFIER:
        return agent
    surface = " ".join(text.doc[name.first : name.end].text.split())
    if any(word.lower() not in reader.lexicon.words["common_bodies"] for word in surface.split()):
        return agent
    owners = [a for a in reader.belongings(text, token, name.first) if reader.kind(a) is AgentKind.STATE]
    if not owners or agent.of in owners:
        return agent
    return Agent(f"{reader.register.prefix(owners[0])} {surface}", AgentKind.BODY, of=owners[0])


def _makes_an_adjective(text: Text, name: Name) -> bool:
    """Is it a part of a word like "U.S.-led" or "Paris-based", which is nobody?"""
    after = text.doc[name.end : name.end + 2]
    return len(after) == 2 and after[0].text == "-" and after[1].is_lower and not after[0].whitespace_


def _is_place(reader: Reader, token: Token) -> bool:
    """Is the capital a place here: in it, going to it, before a noun for what happens there?"""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in {"compound", "nmod", "amod", "npadvmod"}:
        return not acts(reader, token.head)
    if token.dep_ == "pobj":
        preposition = token.head
        if preposition.lower_ in reader.lexicon.words["place_prepositions"]:
            return True
        return (
            preposition.lower_ in reader.lexicon.words["goals"]
            and preposition.head.lemma_ in reader.lexicon.words["motion"]
        )
    if token.dep_ in {"dobj", "obj"}:
        return token.head.lemma_ in reader.lexicon.words["motion"]
    return token.dep_ == "appos" and token.head.lower_ in reader.lexicon.words["capital_nouns"]


def _is_place_name(reader: Reader, token: Token) -> bool:
    """Is the word the place after which an organisation is called: "in Milford", "the town of Milford"?"""
    if token.ent_type_ not in _PLACES:
        return False
    of_town = token.dep_ == "pobj" and noun(token.head.head) in reader.lexicon.words["capital_nouns"]
    return of_town or _is_place(reader, token)


def acts(reader: Reader, token: Token) -> bool:
    """Is it a noun for persons or bodies that act?"""
    lemma = noun(token)
    return lemma in reader.lexicon.words["roles"] or lemma in reader.lexicon.words["collectives"]


def _body(reader: Reader, text: Text, token: Token, name: Name, first: int) -> Decision | None:
    """A body of a state, named by rule from the state's adjective; without one, the body met before."""
    body = name.body or ""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    owner = next((a for a in reader.belongings(text, token, name.first) if reader.kind(a) is AgentKind.STATE), None)
    rule = "body"
    if owner is None:
        met = reader.discourse.latest(lambda seen, agent: agent.kind is AgentKind.BODY and body in agent.name)
        if met is not None:
            return Decision(met, "body met before", first, name.end)
        if token.dep_ in MODIFIER and text.doc[name.first].is_lower:
            return None
        owner, rule = reader.known_main_state(), "body of the main state"
    if owner is None:
        return Decision(reader.enter(Agent(body, AgentKind.BODY)).name, "body of no known state", first, name.end)
    called = f"{reader.register.prefix(owner)} {body}{_seat(reader, token, name)}"
    return Decision(reader.enter(Agent(called, AgentKind.BODY, of=owner)).name, rule, first, name.end)


def _seat(reader: Reader, token: Token, name: Name) -> str:
    """Where an embassy is: " in Washington"."""
    if name.body not in {"Embassy", "Mission"}:
        return ""
    for _, target in prepositional(token, reader.lexicon.words["seats"]):
        if target.ent_type_ == "GPE" or target.pos_ == "PROPN":
            return f" in {target.text}"
    return ""
