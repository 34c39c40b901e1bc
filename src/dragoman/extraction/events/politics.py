"""Which parties belong to politics: what others do is no event, and what others say is no news."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.events.lexicon import listed
from dragoman.extraction.events.parties import is_party
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.syntax import children
from dragoman.model import Agent, AgentKind

_POLITICAL = frozenset({AgentKind.STATE, AgentKind.BODY})
_NAMES_OF_POLITICS = frozenset({"GPE", "NORP"})


def is_political(token: Token, scene: Scene) -> bool:
    """Does the party belong to politics: a state, its bodies and people, an organisation, a group that contends?"""
    agent = scene.links.agent_at(scene.offset(token))
    if agent is not None and (agent.kind in _POLITICAL or agent.of is not None or _is_registered(token, agent, scene)):
        return True
    return any(
        word.ent_type_ in _NAMES_OF_POLITICS or listed("persons_of_politics", lemma(word)) for word in _near(token)
    )


def _is_registered(token: Token, agent: Agent, scene: Scene) -> bool:
    """Is it an organisation that the register of agents knows, and not one of this document alone?"""
    mention = scene.links.mention_at(scene.offset(token))
    return agent.kind is AgentKind.ORGANISATION and mention is not None and mention.rule.startswith("register")


def speaks_for_politics(token: Token, scene: Scene) -> bool:
    """Is it news by itself that the party says something: a state, its people, those who contend with it?

    What local bodies, the police or a bystander say is not.
    """
    agent = scene.links.agent_at(scene.offset(token))
    words = _near(token)
    if any(listed("unofficial", lemma(w)) for w in words) and not listed("high_offices", lemma(token)):
        return False
    if agent is not None and (agent.kind is AgentKind.STATE or (agent.kind is AgentKind.BODY and agent.of)):
        return True
    if any(w.ent_type_ == "GPE" and scene.links.agent_at(scene.offset(w)) is None for w in words):
        return agent is not None and agent.of is not None
    if any(listed("persons_of_politics", lemma(w)) for w in words):
        return True
    nouns = (t for t in token.sent if t.pos_ in {"NOUN", "PROPN"} and is_party(t, scene))
    return token.pos_ == "PROPN" and any(is_political(noun, scene) for noun in nouns)


def _near(token: Token) -> list[Token]:
    return [token, *children(token, "compound", "amod", "nmod", "poss", "appos")]
