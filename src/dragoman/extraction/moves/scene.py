"""One parsed passage with all that is known of it: who is named where, when, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import listed, word_list
from dragoman.extraction.moves.phrases import NAMES, verb_of_object
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.syntax import child, children, conjuncts, span_of
from dragoman.model import Agent, AgentKind, Anchor, Document, Links, Mode, Parsed, Statement, Timex

_PERSONS = frozenset({AgentKind.PERSON, AgentKind.UNNAMED})
_SIDES = frozenset({AgentKind.STATE, AgentKind.ORGANISATION, AgentKind.BODY, AgentKind.PERSON})
_NAMED = frozenset({"PERSON", "ORG", "GPE", ""})
_PAIR = 2
_OPENING = 5
"""Code points before the first subject of reported speech: room for "that "."""


@dataclass(frozen=True)
class Scene:
    """A passage and what lies in it. Offsets are canonical: ``start`` is where the passage begins."""

    document: Document
    parsed: Parsed
    links: Links
    timexes: tuple[Timex, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def of(
        cls,
        document: Document,
        parsed: Parsed,
        links: Links,
        timexes: Sequence[Timex],
        statements: Sequence[Statement],
    ) -> Scene:
        """The scene of one passage, with the timexes and statements that lie in it."""
        low, high = parsed.passage.start, parsed.passage.end
        return cls(
            document,
            parsed,
            links,
            tuple(t for t in timexes if low <= t.start < high),
            tuple(s for s in statements if any(low <= a.start < high or a.start <= low < a.end for a in s.content)),
        )

    def offset(self, token: Token) -> int:
        """Where the token begins in the canonical text."""
        return self.parsed.passage.start + int(token.idx)

    def anchor(self, first: Token, last: Token) -> Anchor:
        """The anchor from the first token to the end of the last."""
        return self.document.anchor(self.offset(first), self.offset(last) + len(last))

    def token_at(self, offset: int) -> Token | None:
        """The token that begins at, or holds, the canonical offset."""
        at = offset - self.parsed.passage.start
        span = self.parsed.doc.char_span(at, at + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def phrase(self, head: Token) -> Anchor:
        """The words of the phrase that the token heads."""
        start, end = span_of(head)
        return self.document.anchor(self.parsed.passage.start + start, self.parsed.passage.start + end)

    def statement_of(self, token: Token) -> Statement | None:
        """The innermost statement in whose content the token stands."""
        at = self.offset(token)
        holding = [
            (a.end - a.start, n) for n, s in enumerate(self.statements) for a in s.content if a.start <= at < a.end
        ]
        return self.statements[min(holding)[1]] if holding else None

    def names(self, token: Token | None) -> tuple[str, ...]:
        """The agents that the phrase names, conjuncts too; the speaker for "we" in speech."""
        if token is None:
            return ()
        found: dict[str, None] = {}
        for part in conjuncts(token):
            found.update(dict.fromkeys(self._named(part)))
        return tuple(found)

    def can_act(self, token: Token) -> bool:
        """Does the phrase name somebody, or a sort of people or body that can act?"""
        return any(
            self._named(part)
            or part.ent_type_ in NAMES
            or (part.pos_ == "PROPN" and not part.ent_type_)
            or (part.tag_ in {"PRP", "PRP$"} and part.dep_ != "expl")
            or listed("actors", part.lemma_.lower())
            or _is_people(part)
            or listed("document", part.lemma_.lower())
            for part in conjuncts(token)
        )

    def _named(self, token: Token) -> tuple[str, ...]:
        if token.text != "US" and listed("first_person", token.lower_):
            statement = self.statement_of(token)
            return statement.speakers if statement else ()
        if token.tag_ == "PRP":
            speakers = self._taken_up(token)
            if speakers:
                return speakers
        agent = self.links.agent_at(self.offset(token))
        beside = self._beside(token) if agent is None or agent.name[:1].islower() else ()
        if beside:
            return beside  # "the company, Northgate"
        if agent is not None:
            return self._two_before(token, agent) or self._of_each(token) or self._apart(self._principal(agent))
        if listed("document", token.lemma_.lower()):
            return self.names(_author(token))
        return self._as_speaker(token)

    def _principal(self, agent: Agent) -> str:
        """Whom unnamed agents act for who are nothing but its mouth and hands: "its negotiators", "the leaders of"."""
        faceless = agent.kind in {AgentKind.UNNAMED, AgentKind.GROUP} and agent.of is not None
        words = agent.name.lower().split() if faceless else ()
        return agent.of if agent.of and any(listed("representing", word) for word in words) else agent.name

    def _of_each(self, token: Token) -> tuple[str, ...]:
        """The states of "the presidents of Norland and Sudria"."""
        of = next((c for c in children(token, "prep") if c.lower_ == "of"), None)
        states = child(of, "pobj") if of is not None and token.tag_ == "NNS" else None
        if states is None or not listed("joint_persons", token.lemma_.lower()):
            return ()
        names = self.names(states)
        return names if len(names) > 1 else ()

    def _apart(self, name: str) -> tuple[str, ...]:
        """The two agents of a joint name, "Norland and Sudria", where both are known by their own."""
        both = tuple(name.split(" and "))
        return both if len(both) == _PAIR and all(one in self.links.agents for one in both) else (name,)

    def _beside(self, token: Token) -> tuple[str, ...]:
        """Who is named in apposition to the phrase: all of "the four countries (Norway, Denmark, Chile and Peru)"."""
        first = child(token, "appos")
        if first is None or first.pos_ != "PROPN":
            return ()
        several = token.tag_ == "NNS" and any(t.tag_ == "CD" for t in children(token, "nummod"))
        return tuple(name for part in (conjuncts(first) if several else (first,)) for name in self._of_name(part))

    def _of_name(self, name: Token) -> tuple[str, ...]:
        agent = self.links.agent_at(self.offset(name))
        return (agent.name,) if agent is not None else self._as_it_stands(name)

    def _two_before(self, token: Token, agent: Agent) -> tuple[str, ...]:
        """The two last named before "the two sides" or "both leaders", where no register knows who they are."""
        persons = listed("joint_persons", token.lemma_.lower())
        counted = any(listed("two", c.lower_) for c in children(token, "det", "nummod"))
        bare = persons and [t.lower_ for t in token.subtree] == ["the", token.lower_]
        if not (counted or bare) or not any(listed("joint", word) for word in agent.name.lower().split()):
            return ()
        wanted = {AgentKind.PERSON} if persons else _SIDES
        at, third = self.offset(token), self._doer_beside(token)
        named = (self.links.agents.get(m.agent) for m in reversed(self.links.mentions) if m.end <= at and m.agent)
        sides = (a.name for a in named if a is not None and a.kind in wanted and a.name not in third)
        last = tuple(islice(dict.fromkeys(sides), _PAIR))
        return last[::-1] if len(last) == _PAIR else ()

    def _doer_beside(self, token: Token) -> tuple[str, ...]:
        """Who does it to them: the judge of "the judge told the two sides"."""
        doer = child(token.head, "nsubj")
        return () if doer is None or doer.i == token.i else self._named(doer)

    def _as_speaker(self, token: Token) -> tuple[str, ...]:
        """Those whom the words name as the source of a statement, where no register knows them."""
        if token.tag_ not in {"NNP", "NNPS", "NNS"}:
            return ()
        at = self.offset(token)
        sources = (s for s in self.statements if s.source is not None and s.source.start <= at < s.source.end)
        spoken = next((s.speakers for s in sources if not s.nested), ())
        return spoken or self._as_it_stands(token)

    def _as_it_stands(self, token: Token) -> tuple[str, ...]:
        """A name in the words of the text, where no mention stands at all."""
        if (
            token.ent_type_ not in _NAMED
            or token.pos_ != "PROPN"
            or any(m.start <= self.offset(token) < m.end for m in self.links.mentions)
        ):
            return ()
        words = [t for t in (*token.lefts, token) if t.ent_type_ == token.ent_type_ and t.tag_ in {"NNP", "NNPS"}]
        return (" ".join(t.text for t in words),) if words else ()

    def _taken_up(self, pronoun: Token) -> tuple[str, ...]:
        """The speakers, where the pronoun opens the clause in which their words are reported: "Oslo said it would"."""
        statement = self.statement_of(pronoun)
        if statement is None or statement.mode is Mode.DIRECT or pronoun.dep_ != "nsubj":
            return ()
        if self.offset(pronoun) - statement.content[0].start > _OPENING:
            return ()
        agents = [self.links.agents.get(name) for name in statement.speakers]
        person = any(agent is not None and agent.kind in _PERSONS for agent in agents)
        return statement.speakers if listed("of_persons", pronoun.lower_) == person else ()

    def are_unnamed(self, names: tuple[str, ...]) -> bool:
        """Are they all unnamed persons?"""
        found = [self.links.agents.get(name) for name in names]
        return bool(found) and all(agent is not None and agent.anonymous for agent in found)

    def are_persons(self, names: tuple[str, ...]) -> bool:
        """Are they all single persons?"""
        found = [self.links.agents.get(name) for name in names]
        return bool(found) and all(agent is not None and agent.kind is AgentKind.PERSON for agent in found)

    def party_of(self, name: str) -> str:
        """The state or body for which the agent acts, or else its own name."""
        return party_of(self.links, name)

    def speaks_for_a_state(self, statement: Statement, subject: Token) -> bool:
        """Does a person of whom no party is known speak of what a state will do, as its office holders do?"""
        speakers = [self.links.agents.get(name) for name in statement.speakers]
        unplaced = bool(speakers) and all(
            s is not None and s.kind is AgentKind.PERSON and s.of is None for s in speakers
        )
        subjects = [self.links.agents.get(name) for name in self.names(subject)]
        return unplaced and any(s is not None and s.kind is AgentKind.STATE for s in subjects)

    def is_outlet(self, name: str) -> bool:
        """Is the agent an outlet: one that is told things to pass them on?"""
        agent = self.links.agents.get(name)
        return agent is not None and agent.kind is AgentKind.OUTLET

    def timexes_in(self, anchor: Anchor) -> tuple[Timex, ...]:
        """The time expressions within the words."""
        return tuple(t for t in self.timexes if anchor.start <= t.start and t.end <= anchor.end)


def _is_people(noun: Token) -> bool:
    """Is it a plural of people by its ending: "bondholders", "unionists"?"""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NNS" or listed("no_persons", lemma):
        return False
    return any(lemma.endswith(ending) for ending in word_list("person_endings"))


def _author(text: Token) -> Token | None:
    """Whose the resolution, letter or statement is: its owner, or the subject of the verb that puts it out."""
    own = first_filled(text, ("owner", "by", "from", "of"))
    verb = verb_of_object(text)
    if own is not None or verb is None:
        return own
    return fill(verb, "subject")


def party_of(links: Links, name: str) -> str:
    """The state or body for which the agent acts, or else its own name."""
    agent = links.agents.get(name)
    return agent.of if agent and agent.of else name
