"""Organisations taken up by a noun for what they are: "the airline" for Volta AG, "the union" for the Dockers' League.

The noun agrees with what the name or the words beside it tell ("Volta, the Austrian carrier"). Where several agree
alike, whoever speaks in the sentence or was the subject before is meant; where that decides nothing, nobody is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.discourse import MEMORY, Seen
from dragoman.linking.folding import fold
from dragoman.linking.names import heads
from dragoman.linking.organisations import head_of
from dragoman.linking.texts import Text, clause_verb, modifiers, plural
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader

_ONLY_BY_NAME = frozenset(
    {
        *("company", "court", "council", "committee", "board", "ministry", "embassy", "army", "union", "state"),
        *("outlet", "rebels"),
    }
)
"""Kinds that an organisation is only when its name says so."""
_TELLING = _ONLY_BY_NAME | {"party", "club"}
"""Kinds that exclude others when the name says so: a Dockers' Union is no company."""
AHEAD = _ONLY_BY_NAME - {"state"} | {"party", "alliance"}
"""Kinds of whoever may be called by the noun before the name is told."""
_NAMED = frozenset({AgentKind.ORGANISATION, AgentKind.OUTLET, AgentKind.BODY})
_TOLD, _POSSIBLE = 2, 1
"""How well a noun fits: the kind was told, or nothing speaks against it."""
_NEAR = 2
"""Sentences back that a noun follows the subject."""
_OBJECTS = frozenset({"dobj", "obj", "dative", "pobj"})
_BESIDE = 20
"""Places back among which the subject of a clause is looked for."""


def kinds_of(reader: Reader, lemma: str) -> list[str]:
    """The kinds that the noun may take up."""
    return [kind for kind, nouns in reader.lexicon.takes_up.items() if lemma in nouns]


def name_beside(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """The organisation whose name stands beside what it is: "tobacco group Ardent Leaf", "Volta, the carrier"."""
    if plural(token) or not (lemma in reader.lexicon.words["collectives"] or kinds_of(reader, lemma)):
        return None
    agent = _apposed(reader, text, token) or _behind(reader, text, token, lemma)
    if agent is not None:
        called = reader.discourse.called.setdefault(agent, set())
        called |= {lemma, *(part.lower_ for part in modifiers(token) if part.pos_ in {"NOUN", "ADJ"})}
    return agent


def _apposed(reader: Reader, text: Text, token: Token) -> str | None:
    beside = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        beside.append(token.head)
    for other in beside:
        found = reader.resolve(text, _head_of_name(text, other))
        if found and found.agent and reader.kind(found.agent) in {AgentKind.ORGANISATION, AgentKind.OUTLET}:
            return found.agent
    return None


def _head_of_name(text: Text, token: Token) -> Token:
    """The head of the name that holds the token; the token where none does."""
    name = text.names.get(token.i) or text.runs.get(token.i)
    return next(heads(text.doc, name.first, name.end)) if name is not None else token


def _behind(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    run = text.runs.get(token.i + 1)
    name = reader.cast.organisation(run.name) if run is not None and lemma in _before_names(reader) else None
    return reader.enter(reader.register.agents.get(name) or Agent(name, AgentKind.ORGANISATION)).name if name else None


def _before_names(reader: Reader) -> frozenset[str]:
    return reader.lexicon.words["collectives"] | reader.lexicon.words["before_names"]


def take_up(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """Whoever was met before and is meant by the definite noun; "" where that may be several."""
    many = plural(token)
    met = _met(reader, lambda seen: _same_noun(reader, seen, lemma, many))
    if many:
        return met[0] if met else _armed(reader, lemma)
    met = met or _so_called(reader, token, lemma) or _speaking(reader, text, token, lemma) or fitting(reader, lemma)
    if not met or reader.kind(met[0]) not in _NAMED:
        return met[0] if met else None
    return _chosen(reader, text, token, [name for name in met if reader.kind(name) in _NAMED])


def _so_called(reader: Reader, token: Token, lemma: str) -> list[str]:
    """Those met whose names or descriptions have a word of the phrase: "the shipping company" for Holm Shipping."""
    wanted = {part.lower_ for part in modifiers(token) if part.pos_ in {"NOUN", "ADJ"}}
    met = _met(reader, lambda seen: reader.kind(seen.agent) is AgentKind.ORGANISATION) if wanted else []
    called = [name for name in met if not wanted.isdisjoint(_words(reader, reader.agent(name)))]
    return [name for name in called if _fit(reader, reader.agent(name), lemma)]


def _speaking(reader: Reader, text: Text, token: Token, lemma: str) -> list[str]:
    """The organisation whose words the noun stands in, where it fits."""
    own = _speakers_own(reader, text, token)
    return [own] if own and _fit(reader, reader.agent(own), lemma) else []


def _armed(reader: Reader, lemma: str) -> str | None:
    """The one armed group met, where the noun is for its members: "the rebels"."""
    if lemma not in reader.lexicon.words["armed_members"]:
        return None
    groups = _met(reader, lambda seen: reader.kind(seen.agent) is AgentKind.ORGANISATION)
    armed = [name for name in groups if is_a(reader, reader.agent(name), "rebels", lemma)]
    return armed[0] if len(armed) == 1 else None


def _met(reader: Reader, wanted: Callable[[Seen], bool]) -> list[str]:
    """The agents met before at a place that is wanted, the last one first."""
    places = reversed(reader.discourse.seen[-MEMORY:])
    return list(dict.fromkeys(seen.agent for seen in places if wanted(seen)))


def _same_noun(reader: Reader, seen: Seen, lemma: str, many: bool) -> bool:
    """Was the agent called by the noun before?"""
    if seen.noun != lemma or seen.plural != many:
        return not many and lemma in reader.discourse.called.get(seen.agent, ())
    return reader.kind(seen.agent) not in {AgentKind.PERSON, AgentKind.STATE, AgentKind.OUTLET}


def fitting(reader: Reader, lemma: str) -> list[str]:
    """The agents met that the noun fits best, the last one first."""
    met = _met(reader, lambda seen: True)
    fits = {name: _fit(reader, reader.agent(name), lemma) for name in met}
    best = max((_POSSIBLE, *fits.values()))
    return [name for name in met if fits[name] == best]


def _fit(reader: Reader, agent: Agent, lemma: str) -> int:
    kinds = [kind for kind in kinds_of(reader, lemma) if is_a(reader, agent, kind, lemma)]
    if not kinds or agent.kind is not AgentKind.ORGANISATION:
        return _POSSIBLE * bool(kinds)
    trades = _trades(reader, _words(reader, agent))
    wanted = _trades(reader, {lemma})
    if trades and wanted:
        return _TOLD * bool(trades & wanted)
    told = _told(reader, agent)
    return _TOLD if told.intersection(kinds) and not wanted else _POSSIBLE


def _words(reader: Reader, agent: Agent) -> set[str]:
    """The words of its names and of what it is called."""
    words = fold(" ".join((agent.name, *agent.aliases))).split()
    return {*words, *reader.discourse.called.get(agent.name, ())}


def _trades(reader: Reader, words: set[str]) -> set[str]:
    return {trade for trade, telling in reader.lexicon.trades.items() if telling & words}


def _chosen(reader: Reader, text: Text, token: Token, names: Sequence[str]) -> str:
    """The one of them whom the sentence and the one before make likely; "" where that decides nothing."""
    names = [name for name in names if reader.agent(name).of not in names]  # no team of the union for the union
    names = [name for name in names if name not in _subjects_beside(reader, text, token)]
    if len(names) < 2:
        return "".join(names)
    own = _speakers_own(reader, text, token)
    if own in names:
        return own
    owner = next((d.agent for part in modifiers(token) if (d := reader.resolve(text, part)) and d.agent), None)
    if owner is not None:
        return _named_with(reader, owner, names)
    here = text.number[token.i]
    near = [seen for seen in reader.discourse.seen if seen.agent in names and here - seen.sentence <= _NEAR]
    last = max((seen.sentence for seen in near), default=0)
    there = [seen for seen in near if seen.sentence == last]
    for places in ([seen for seen in there if seen.subject], there):
        if len({seen.agent for seen in places}) == 1:
            return places[0].agent
    return ""


def _named_with(reader: Reader, owner: str, names: Sequence[str]) -> str:
    """The one of them named in the last sentence that names the owner with one: "her own party"."""
    sentences = {seen.sentence for seen in reader.discourse.seen if seen.agent == owner}
    places = [seen for seen in reader.discourse.seen if seen.agent in names and not seen.quoted]
    last = max((seen.sentence for seen in places if seen.sentence in sentences), default=None)
    there = {seen.agent for seen in places if seen.sentence == last}
    return there.pop() if len(there) == 1 else ""


def _subjects_beside(reader: Reader, text: Text, token: Token) -> set[str]:
    """The subjects of the clause whose object the token is: they would say itself (binding, Principle B)."""
    if token.dep_ not in _OBJECTS:
        return set()
    verb = text.place(clause_verb(token))
    return {seen.agent for seen in reader.discourse.seen[-_BESIDE:] if seen.subject and seen.verb == verb}


def _speakers_own(reader: Reader, text: Text, token: Token) -> str:
    """The organisation that says what the token stands in, or for which whoever says it acts."""
    verb = clause_verb(token)
    while verb.dep_ in {"ccomp", "advcl", "relcl", "conj", "xcomp"}:
        verb = verb.head
        subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i != token.i), None)
        if subject is not None and verb.lemma_ in reader.lexicon.words["saying"]:
            found = reader.resolve(text, subject)
            speaker = reader.agent(found.agent) if found and found.agent else None
            return _whole(reader, speaker.of or speaker.name) if speaker is not None else ""
    return ""


def _whole(reader: Reader, name: str) -> str:
    """The organisation of which it is a part: the guild, for its negotiating team."""
    of = reader.agent(name).of
    return of if of is not None and reader.kind(of) is reader.kind(name) is AgentKind.ORGANISATION else name


def owned_by_its_name(reader: Reader, token: Token, lemma: str) -> str | None:
    """The one organisation in whose name the noun and its owner stand: "the drivers' union" for a Drivers' Union."""
    owners = {part.lower_ for part in modifiers(token) if part.pos_ in {"NOUN", "PROPN"}}
    found = [name for name in dict.fromkeys(reader.cast.organisations.values()) if _owned_so(name, lemma, owners)]
    return found[0] if len(found) == 1 else None


def _owned_so(name: str, lemma: str, owners: set[str]) -> bool:
    return head_of(name) == lemma and not owners.isdisjoint(word.strip("'’") for word in fold(name).split())


def is_a(reader: Reader, agent: Agent, kind: str, lemma: str) -> bool:
    """Is the agent such a thing as the noun says?"""
    if agent.kind is AgentKind.STATE:
        return kind == "state"
    if agent.kind is AgentKind.OUTLET:
        return kind == "outlet"
    if agent.kind is AgentKind.BODY:
        return kind not in {"state", "outlet", "organisation", "party"} and lemma in fold(agent.name).split()
    if agent.kind is not AgentKind.ORGANISATION:
        return False
    known = [k for s in reader.register.sectors.get(agent.name, ()) for k in reader.lexicon.kinds_of_sectors.get(s, ())]
    if known:
        return kind in known
    told = _told(reader, agent)
    if kind == "organisation" and "army" in told and _is_new(reader, agent):
        return True  # a Liberation Army is a group or a movement, too
    if kind in told or told & _TELLING or reader.discourse.called.get(agent.name):
        return kind in told
    named = agent.name != agent.name.lower()
    return named and (kind not in _ONLY_BY_NAME or (kind == "company" and _is_new(reader, agent)))


def _told(reader: Reader, agent: Agent) -> set[str]:
    """The kinds that the organisation's names and what it is called tell."""
    words, names = _words(reader, agent), set(fold(" ".join((agent.name, *agent.aliases))).split())
    told = {kind for kind, nouns in reader.lexicon.takes_up.items() if nouns & names}
    told |= {kind for kind, telling in reader.lexicon.told_by.items() if telling & words}
    called = [kinds_of(reader, word) for word in reader.discourse.called.get(agent.name, ())]
    told |= {kinds[0] for kinds in called if len(kinds) == 1}
    if _trades(reader, words):
        told |= {"company"}
    if "party" not in told and any(word.endswith("s'") for word in names):
        told |= {"union"}  # a League of metalworkers is theirs
    return told


def _is_new(reader: Reader, agent: Agent) -> bool:
    """Is it an organisation that only the document names?"""
    return agent.name not in reader.register.agents
