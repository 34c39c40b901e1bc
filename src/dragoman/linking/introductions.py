"""Who is who, before the document is read from left to right: its people with their offices, its main state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.linking.discourse import add
from dragoman.linking.lexicon import Office
from dragoman.linking.names import Name
from dragoman.linking.offices import Region, office_in, regions
from dragoman.linking.organisations import head_of
from dragoman.linking.reader import Reader
from dragoman.linking.register import Sense
from dragoman.linking.runs import Run
from dragoman.linking.texts import Text, leads, noun
from dragoman.model import Agent, AgentKind

_T = TypeVar("_T")


def introduce(reader: Reader, texts: Sequence[Text]) -> None:
    """Enters the people of the document with their offices, so that an office can name whom a later line names."""
    reader.main_state = _most_named_state(reader)
    before: Text | None = None
    for text in texts:
        for run in _each(text.runs.values()):
            _complete(reader, text, run)
            name = reader.cast.person(run.name)
            if name is not None:
                reader.enter(Agent(name, AgentKind.PERSON))
                reader.learn_gender(name, *run.titles, run.words[0], name.split()[0])
                for region in regions(text.doc, run.first, run.end):
                    _read_office(reader, text, run, name, region, before)
        before = text
    _recognise(reader)
    reader.forget()


def _complete(reader: Reader, text: Text, run: Run) -> None:
    """Notes the state with which an organisation's name ends: "National Congress of Ruritania"."""
    name, after = reader.cast.organisation(run.name), text.names.get(run.end + 1)
    if name is None or after is None or after.form is None or after.form.sense is Sense.ADJECTIVE:
        return
    state = reader.register.agents[after.form.agent]
    ends_so = run.words[-1] in reader.lexicon.words["organisation_nouns"] and text.doc[run.end].lower_ == "of"
    if ends_so and state.kind is AgentKind.STATE:
        full = reader.discourse.in_full.setdefault(name, f"{name} of {state.name}")
        add(reader.discourse.forms.setdefault(full, []), name)


def _recognise(reader: Reader) -> None:
    """Gives people the office and the state or body that the register knows, where the document tells none."""
    for name, agent in reader.discourse.agents.items():
        if agent.kind is AgentKind.PERSON and agent.of is None:
            known = reader.recognition.agent(name)
            reader.discourse.agents[name] = replace(agent, of=known.of, office=agent.office or known.office)


def _each(values: Iterable[_T]) -> Iterator[_T]:
    """Each value once, in order."""
    return iter(dict.fromkeys(values))


def _most_named_state(reader: Reader) -> str | None:
    states = [name for name in reader.named if reader.register.agents[name].kind is AgentKind.STATE]
    most = max(states, key=lambda name: reader.named[name], default=None)
    return reader.enter(reader.register.agents[most]).name if most else None


def _read_office(reader: Reader, text: Text, run: Run, name: str, region: Region, before: Text | None) -> None:
    """Enters the office that stands in the region beside the name, unless the person has one with a state already."""
    region = _behind_others(reader, text, run, region)
    if _is_of_the_served(reader, text, region):
        return
    found = office_in(text.doc, region, reader.lexicon)
    if found is None:
        return
    office, first, end = found
    reader.learn_gender(name, text.doc[end - 1].lower_)
    agent, of = reader.discourse.agents[name], _acts_for(reader, text, region, run, first)
    if of is None and office.of_state:
        of = _state_served(reader, name) or _state_with(reader, office, _state_in_focus(reader, text, run, before))
    if name not in reader.offices or (of and not agent.of):
        form = " ".join(text.doc[first:end].text.split()).lower()
        reader.offices[name] = office
        reader.discourse.agents[name] = replace(agent, office=form, of=of or agent.of)


def _is_of_the_served(reader: Reader, text: Text, region: Region) -> bool:
    """Is the office that of whom the person serves: "aide to the President Ivo Santos"?"""
    words, at = reader.lexicon.words, region[0]
    if at < 2 or text.doc[at].lower_ != "the" or text.doc[at - 1].lower_ not in words["serving"]:
        return False
    return noun(text.doc[at - 2]) in words["servants"]


def _behind_others(reader: Reader, text: Text, person: Run, region: Region) -> Region:
    """The region less what stands before another person's name: "A chairman Berg and B director Holt"."""
    others = _each(text.runs[i] for i in range(region[0], min(region[1], person.first)) if i in text.runs)
    ends = [run.end for run in others if run is not person and reader.cast.person(run.name)]
    return max(region[0], *ends) if ends else region[0], region[1]


def _acts_for(reader: Reader, text: Text, region: Region, person: Run, office: int) -> str | None:
    """The first state or body named in the region, else the organisation next before the office: "A chairman Berg"."""
    for name in _each(text.names[i] for i in range(*region) if i in text.names):
        agent = _named(reader, text, name)
        if agent is not None:
            return agent
    for run in sorted(
        _each(text.runs[i] for i in range(*region) if i in text.runs), key=lambda r: (r.first > office, -r.first)
    ):
        organisation = reader.cast.organisation(run.name)
        if organisation is not None and run is not person:
            return organisation
    named = dict.fromkeys(reader.cast.organisations.values())
    ranked = [
        name for name in named if head_of(name) == text.doc[office].lower_
    ]  # the union leader, of a Miners' Union
    return ranked[0] if len(ranked) == 1 else None


def _state_served(reader: Reader, name: str) -> str | None:
    """The state that the register knows the person to serve on the day, also in another office."""
    of = reader.recognition.agent(name).of
    return of if of is not None and reader.kind(of) is AgentKind.STATE else None


def _state_with(reader: Reader, office: Office, state: str | None) -> str | None:
    """The state, unless the office is one that few states have, and it is not known to be one of them."""
    has_it = state is not None and (not office.of_few or reader.register.terms.has_office(state, office.name))
    return state if has_it else None


def _state_in_focus(reader: Reader, text: Text, person: Run, before: Text | None) -> str | None:
    """The state that an office without one is of: the subject of its own sentence, or else of the one before."""
    sentence = text.doc[person.first].sent
    spans = [(text, sentence.start, person.first)]
    if sentence.start:
        spans.append((text, text.doc[sentence.start - 1].sent.start, sentence.start))
    elif before is not None and len(before.doc):
        spans.append((before, before.doc[-1].sent.start, len(before.doc)))
    for near, start, end in spans:
        names = _each(near.names[i] for i in range(start, end) if i in near.names)
        states = {agent for name in names if (agent := _subject_state(reader, near, name)) is not None}
        if states:
            return next(iter(states)) if len(states) == 1 else None
    return None


def _subject_state(reader: Reader, text: Text, name: Name) -> str | None:
    """The state that the name names as the subject of a main clause."""
    token = text.doc[name.end - 1]
    if name.form is None or name.form.sense is Sense.ADJECTIVE or token.dep_ != "nsubj":
        return None
    agent = reader.register.agents[name.form.agent]
    return reader.enter(agent).name if agent.kind is AgentKind.STATE and token.head.dep_ != "advcl" else None


def _named(reader: Reader, text: Text, name: Name) -> str | None:
    if name.form is not None:
        return reader.enter(reader.register.agents[name.form.agent]).name
    last = text.doc[name.end - 1]
    found = reader.resolve(text, last) if leads(last, name.first, name.end) else None
    return found.agent if found else None
