"""Who speaks: the source of a cue, its canonical names, and the relayers between it and the outlet."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.lexicon import CueLexicon, listed
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.syntax import (
    by_phrase,
    child,
    children,
    conjuncts,
    end_of,
    is_passive,
    object_of,
    subject_of,
    text_of,
)
from dragoman.model import Agent, AgentKind, Links

_NO_SPEAKER = frozenset({"WDT", "WP", "EX", "VB", "VBZ", "VBD", "IN", "RB"})
_AUDIENCE = frozenset({AgentKind.OUTLET, AgentKind.UNNAMED})
_NOBODY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_NO_PHRASE = frozenset({"VBD", "VBZ", "VBP", "MD", "TO"})
_LONGEST_NAME = 80
_LONGEST_PHRASE = 10
"""Tokens of a phrase that is looked for right before its cue."""


@dataclass(frozen=True)
class Speaker:
    """The source of a saying: its head token and canonical names (none where a pronoun could not be settled).

    ``known`` marks one that linking took for an agent, ``definite`` one that takes up somebody named before.
    """

    token: Token
    names: tuple[str, ...]
    anonymous: bool
    known: bool = False
    definite: bool = False


def source_token(cue: Cue, lexicon: CueLexicon) -> Token | None:
    """The head of the noun phrase that speaks; None where the text names nobody."""
    token = cue.token
    if cue.form is CueForm.PREPOSITION:
        last = token if child(token, "pobj") is not None else token.nbor(1)
        return child(last, "pobj")
    found = _noun_owner(token, lexicon) if cue.form is CueForm.NOUN else _verb_source(token)
    if found is None or found.tag_ in _NO_SPEAKER or found.dep_ == "expl":
        return None
    return found


def _verb_source(token: Token) -> Token | None:
    if is_passive(token) or (token.dep_ == "acl" and token.tag_ == "VBN"):
        return by_phrase(token) or _quoted_saying(token)
    if token.dep_ == "pcomp" and listed("predicative", token.head.lower_):
        return _cited(token.head.head)
    own, trailing = child(token, "nsubj"), trailing_source(token)
    misread = trailing is not None and (own is None or own.i < trailing.i)
    return trailing if misread else subject_of(token)


def trailing_source(cue: Token) -> Token | None:
    """The phrase that stands right before a cue and behind a comma: "..., its leader, Ana Berg, said".

    The parser likes to hang such a phrase, and the name in apposition, from the last word of what was said.
    """
    end = cue.i
    while end > 0 and cue.doc[end - 1].pos_ == "ADV":
        end -= 1
    name = _phrase_before(cue.doc, end)
    if name is None:
        return None
    if cue.doc[end - 1].text != ",":
        return name.root if _names_somebody(name) else None
    role = _phrase_before(cue.doc, name.start)
    return role.root if role is not None and role.root.pos_ == "NOUN" and _names_somebody(name) else None


def _phrase_before(doc: Doc, end: int) -> Span | None:
    """The words between the comma or quotation mark before ``end`` and ``end``, a comma there left out."""
    last = end - 1 if end > 0 and doc[end - 1].text == "," else end
    first = last
    while first > 0 and last - first <= _LONGEST_PHRASE and not _ends_clause(doc[first - 1]):
        first -= 1
    bounded = 0 < first < last and _ends_clause(doc[first - 1])
    verbal = any(t.tag_ in _NO_PHRASE or t.is_quote for t in doc[first:last])
    return doc[first:last] if bounded and not verbal and doc[first:last].sent == doc[last].sent else None


def _ends_clause(token: Token) -> bool:
    return token.text == "," or token.tag_ == "''"


def _names_somebody(phrase: Span) -> bool:
    """Is it a noun phrase, and not a circumstance ("..., on Tuesday, said")?"""
    if phrase[-1].pos_ not in {"NOUN", "PROPN"} or phrase.root.ent_type_ in _NOBODY:
        return False
    return phrase.root.pos_ in {"NOUN", "PROPN"} and phrase[0].pos_ not in {"ADP", "SCONJ", "CCONJ", "VERB", "ADV"}


def _quoted_saying(token: Token) -> Token | None:
    """ "X was quoted as saying": X speaks."""
    saying = any(child(p, "pcomp") is not None for p in children(token, "prep") if listed("predicative", p.lower_))
    return child(token, "nsubjpass") if saying else None


def _cited(token: Token) -> Token | None:
    """Of "cited X as saying", "X was quoted as saying", "is reported as saying": X."""
    return child(token, "dobj") or child(token, "nsubjpass") or (subject_of(token) if is_passive(token) else None)


def _issuer(verb: Token, lexicon: CueLexicon) -> Token | None:
    """The subject of "issued a warning"; but whoever "denied reports that ..." does not report."""
    if verb.pos_ != "VERB" or "deny" in lexicon.groups(verb.lemma_.lower()):
        return None
    return subject_of(verb)


def _noun_owner(token: Token, lexicon: CueLexicon) -> Token | None:
    """Whose warning it is: "X's warning", "a warning by X", or the subject of "issued a warning"."""
    return (
        child(token, "poss")
        or object_of(token, "by", "from", "of")
        or (_issuer(token.head, lexicon) if token.dep_ in {"dobj", "attr"} else None)
    )


@dataclass(frozen=True)
class Naming:
    """Names the sources of one paragraph: ``offset`` is where its first code point stands in the canonical text."""

    links: Links
    offset: int
    lexicon: CueLexicon

    def agent(self, token: Token) -> Agent | None:
        """The agent that the phrase headed by the token names."""
        return self.links.agent_at(self.offset + token.idx)

    def speaker(self, token: Token) -> Speaker | None:
        """The source with its names; None where the phrase cannot be a speaker."""
        agents: list[Agent] = []
        names: list[str] = []
        for part in conjuncts(token):
            named = self._agents(part)
            if named:
                agents += named
                names += [agent.name for agent in named]
            elif part.pos_ not in {"PRON", "VERB", "ADP", "AUX"}:
                names.append(_plain_phrase(part))
        if not names and not listed("pronouns", token.lower_):
            return None
        anonymous = bool(agents) and all(a.anonymous for a in agents)
        definite = token.pos_ == "PRON" or any(listed("definite", c.lower_) for c in token.children)
        return Speaker(token, tuple(dict.fromkeys(names)), anonymous, known=bool(agents), definite=definite)

    def _agents(self, token: Token) -> tuple[Agent, ...]:
        """The agent that the phrase names, or those behind the thing that it names."""
        agent = self.agent(token)
        return (agent,) if agent is not None else self._makers(token)

    def _makers(self, token: Token) -> tuple[Agent, ...]:
        """Who speaks through a thing: "the union's letter", "a readout from the ministry", "adopted by the board"."""
        heads = [m for m in (object_of(token, "by"),) if m is not None]
        if token.lemma_.lower() in self.lexicon.document_nouns:
            heads = [*children(token, "poss", "compound", "amod", "nmod"), *heads]
            heads += [m for m in (object_of(token, "from", "of"),) if m is not None]
            heads += [m for c in children(token, "acl") if (m := by_phrase(c)) is not None]
            if token.dep_ == "dobj" and (issuer := subject_of(token.head)) is not None:
                heads.append(issuer)
        named = (tuple(a for m in conjuncts(head) if (a := self.agent(m)) is not None) for head in heads)
        return next((agents for agents in named if agents), ())

    def outlet(self, token: Token | None) -> Agent | None:
        """The outlet that the phrase names; None for anybody else."""
        agent = self.agent(token) if token is not None else None
        return agent if agent is not None and agent.kind is AgentKind.OUTLET else None

    def addressees(self, cue: Cue) -> tuple[str, ...]:
        """Whom a saying was said to: "told the mediator", but no audience ("told reporters", "told the BBC")."""
        heard = [part for noun in children(cue.token, "dobj", "dative") for part in conjuncts(noun)]
        agents = (self.agent(token) for token in heard)
        return tuple(dict.fromkeys(a.name for a in agents if a is not None and a.kind not in _AUDIENCE))

    def listeners(self, cue: Cue) -> tuple[str, ...]:
        """The outlets a saying was told to: "told Reuters", "in an interview with the BBC", "speaking on CNN"."""
        token = cue.token
        heard = [*children(token, "dobj", "dative")]
        for phrase in _phrases_below(token):
            heard += children(phrase, "pobj")
            heard += [
                p
                for noun in children(phrase, "pobj")
                for prep in children(noun, "prep")
                for p in children(prep, "pobj")
            ]
        outlets = (self.outlet(t) for t in heard)
        return tuple(dict.fromkeys(a.name for a in outlets if a is not None))


def _phrases_below(token: Token) -> tuple[Token, ...]:
    """Prepositional phrases of the cue, and of a "speaking to X" beside it."""
    found = [*children(token, "prep", "dative")]
    for beside in children(token, "advcl"):
        if child(beside, "ccomp") is None:
            found += children(beside, "prep")
    return tuple(found)


def _plain_phrase(token: Token) -> str:
    """The noun phrase as it stands up to its head, without its determiner."""
    words = [t for t in token.subtree if t.i <= token.i]
    while len(words) > 1 and listed("determiners", words[0].lower_):
        words = words[1:]
    phrase: str = text_of(token.doc)[words[0].idx : end_of(token)]
    return " ".join(phrase.split())[-_LONGEST_NAME:]
