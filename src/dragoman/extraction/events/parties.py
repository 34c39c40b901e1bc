"""The phrases that name parties: their heads, whom a pronoun takes up, and the words they are given with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.events.lexicon import listed
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.realis.forms import lemma as lemma_of
from dragoman.extraction.syntax import REACH, child, children, conjuncts, end_of
from dragoman.model import Anchor

_BEFORE = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod")
_LONGEST = 9
"""Tokens of a party's words."""
_MOST = 12
"""Parties that are coordinated with one another."""
_PRONOUNS = frozenset({"PRP", "WDT", "WP", "PRP$"})


def joined(head: Token) -> tuple[Token, ...]:
    """The phrase's head and those coordinated with it, a dozen at most."""
    return conjuncts(head)[:_MOST]


def parties_of(head: Token, scene: Scene, prepositions: str | None = None) -> Iterator[Token]:
    """The party that the phrase names: its head, or one inside it ("Serbia's suppression", "aid for Romania").

    ``prepositions`` names the list of those that may lead to it; any where it is None.
    """
    if head.tag_ in _PRONOUNS:
        antecedent = _antecedent(head, scene)
        if antecedent is not None:
            yield antecedent
    elif is_party(head, scene):
        yield head
    elif head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB"}:
        yield from _inside(head, scene, prepositions, REACH)


def _inside(head: Token, scene: Scene, prepositions: str | None, reach: int) -> tuple[Token, ...]:
    if reach == 0:
        return ()
    for below in children(head, "poss", "amod", "compound", "nmod", "appos"):
        if is_party(below, scene):
            return tuple(t for t in joined(below) if is_party(t, scene))
    for prep in children(head, "prep", "agent"):
        for below in children(prep, "pobj") if prepositions is None or listed(prepositions, prep.lower_) else ():
            found = tuple(t for part in joined(below) for t in _within(part, scene, prepositions, reach - 1))
            if found:
                return found
    return ()


def _within(token: Token, scene: Scene, prepositions: str | None, reach: int) -> tuple[Token, ...]:
    return (token,) if is_party(token, scene) else _inside(token, scene, prepositions, reach)


def is_party(token: Token, scene: Scene) -> bool:
    """Does the word name somebody, or a sort of people or bodies that can act?"""
    if token.ent_type_ in NAMES and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
        return True
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    lemma = lemma_of(token)
    mention = scene.links.mention_at(scene.offset(token))
    named = mention is not None and mention.agent is not None and not listed("of_papers", mention.rule)
    return named or listed("persons_of_politics", lemma) or listed("persons", lemma)


def _antecedent(pronoun: Token, scene: Scene) -> Token | None:
    """The words that a pronoun takes up, in the same passage: an earlier mention of its agent, else who says it."""
    agent = scene.links.agent_at(scene.offset(pronoun))
    earlier = pronoun.doc[: pronoun.i] if agent is not None else ()
    for token in earlier:
        if token.tag_ not in _PRONOUNS and scene.links.agent_at(scene.offset(token)) == agent:
            return token
    above = (child(verb, "nsubj", "nsubjpass") for verb in islice(pronoun.ancestors, REACH))
    subjects = (t for t in above if t is not None and t.i != pronoun.i and t.tag_ not in _PRONOUNS)
    return next((t for t in subjects if is_party(t, scene)), None)


def words_of(head: Token, scene: Scene) -> Anchor:
    """The words that name the party: its phrase without article and clauses, of at most nine tokens."""
    first = last = head
    for before in sorted(children(head, *_BEFORE), key=lambda t: -t.i):
        if before.i < first.i and head.i - before.left_edge.i < _LONGEST:
            first = before.left_edge
    if first.dep_ == "det" and first.i < head.i:
        first = first.nbor(1)
    for after in children(head, "prep", "appos", "case"):
        edge = after.right_edge
        if after.i > head.i and edge.i - first.i < _LONGEST and not _has_clause(after) and _joins(after):
            last = max(last, edge, key=lambda t: t.i)
    start = scene.parsed.passage.start
    low, high = start + first.idx, start + end_of(last)
    name = scene.links.mention_at(scene.offset(head))
    if name is not None and head.pos_ == "PROPN" and child(head, "conj") is None:
        low, high = min(low, name.start), max(high, name.end)
    return scene.document.anchor(low, high)


def _joins(after: Token) -> bool:
    if after.dep_ == "appos":
        return after.ent_type_ not in {"GPE", "NORP"}
    return after.dep_ != "prep" or listed("in_names", after.lower_)


def _has_clause(token: Token) -> bool:
    return any(t.dep_ in {"relcl", "acl", "advcl", "ccomp"} for t in token.subtree)
