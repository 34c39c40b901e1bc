"""Several named in one breath: "Ruritania and Lusara issued a letter", "envoys of Ruritania and Lusara"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.discourse import add
from dragoman.linking.texts import MODIFIER, Text, conjuncts, modifiers, plural, prepositional
from dragoman.model import Agent, AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader


def joined(reader: Reader, text: Text, token: Token) -> list[str]:
    """Whom the phrase and those joined to it name, in the order of the text."""
    found: list[str] = []
    for part in _listed(token):
        decision = reader.resolve(text, part)
        add(found, decision.agent if decision else None)
    return found


def _listed(token: Token) -> list[Token]:
    """The token and those joined to it, also where the parser takes a list for a modifier or an apposition."""
    before = [child for child in token.lefts if child.dep_ == "nmod" and any(c.dep_ == "cc" for c in child.rights)]
    beside = [child for child in token.rights if child.dep_ == "appos" and any(conjuncts(child))]
    return [*before, *(part for first in (token, *beside) for part in (first, *conjuncts(first)))]


def together(reader: Reader, names: list[str]) -> str | None:
    """The one agent, or the group of several; None where there is none."""
    return reader.group(names) if len(names) > 1 else next(iter(names), None)


def of_several(reader: Reader, text: Text, token: Token, lemma: str) -> str | None:
    """The people of several bodies, those of each for themselves: "Ruritanian envoys and Lusaran envoys"."""
    if lemma not in reader.lexicon.words["roles"] or not plural(token):
        return None
    owners = _owners(reader, text, token)
    if len(owners) < 2 or any(reader.kind(owner) in {AgentKind.PERSON, AgentKind.UNNAMED} for owner in owners):
        return None
    role = _role(reader, text, token)
    each = [Agent(f"{reader.register.prefix(owner)} {role}", AgentKind.UNNAMED, of=owner) for owner in owners]
    return reader.group([reader.enter(agent).name for agent in each])


def _owners(reader: Reader, text: Text, token: Token) -> list[str]:
    """The bodies that are joined before or behind the noun: "Ruritanian and Lusaran envoys", "envoys of A and B"."""
    before = [child for child in token.lefts if child.dep_ in MODIFIER]
    behind = [target for _, target in prepositional(token, reader.lexicon.words["before_bodies"])]
    return next((joined(reader, text, part) for part in (*before, *behind) if len(_listed(part)) > 1), [])


def _role(reader: Reader, text: Text, token: Token) -> str:
    """What they are, without whose: "senior envoys"."""
    unwanted = reader.lexicon.words["not_in_names"]
    words = [part.lower_ for part in modifiers(token) if part.i not in text.names and part.pos_ in {"ADJ", "NOUN"}]
    return " ".join([*(word for word in reversed(words) if word not in unwanted), token.lower_])
