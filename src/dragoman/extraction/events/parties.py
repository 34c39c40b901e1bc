"""Who does it and to whom: the phrases of an act's parties, and whether they belong to politics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.events.acts import Act
from dragoman.extraction.events.lexicon import listed
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill
from dragoman.extraction.syntax import REACH, by_phrase, child, children, conjuncts, end_of
from dragoman.model import AgentKind, Anchor

_BEFORE = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod")
_LONGEST = 9
"""Tokens of a party's words."""
_POLITICAL = frozenset({AgentKind.STATE, AgentKind.BODY})
_NAMES_OF_POLITICS = frozenset({"GPE", "NORP"})
_PRONOUNS = frozenset({"PRP", "WDT", "WP", "PRP$"})


def actors(act: Act, scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name who acts; empty where the clause names nobody."""
    token = _doer(act)
    if token is None:
        return ()
    found = [named for part in conjuncts(token) for named in _parties(part, scene)]
    if not found and token.pos_ in {"NOUN", "PROPN"}:
        found = [token]
    return tuple(dict.fromkeys(found))


def _doer(act: Act) -> Token | None:
    clause = act.clause
    if clause.pos_ in {"NOUN", "PROPN"}:
        slots = act.row.actor if act.row else ("owner",)
        return next((t for slot in slots if (t := fill(clause, slot)) is not None), None)
    subject = fill(clause, "subject")
    if subject is not None and act.predicate.i == subject.i:
        slots = act.row.actor if act.row else ("owner",)
        return next((t for slot in slots if (t := fill(subject, slot)) is not None), None)
    return subject if subject is not None else by_phrase(act.predicate)


def recipients(act: Act, doers: tuple[Token, ...], scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name to whom it is done: those in the slots of the row, else the first in the clause.

    Of a composed act ("refused to help X") the slots of the inner act count after those of the operator.
    """
    own = {t.i for doer in doers for t in doer.subtree if t.i <= doer.i} | {d.i for d in doers}
    for head in _candidates(act):
        found = [t for part in conjuncts(head) for t in _parties(part, scene) if t.i not in own]
        if found:
            return tuple(dict.fromkeys(found))
    return _first_in_clause(act, own, scene)


def _candidates(act: Act | None) -> Iterator[Token]:
    while act is not None:
        slots = act.row.recipient if act.row else ()
        for slot in slots:
            for predicate in dict.fromkeys((act.predicate, act.clause)):
                head = fill(predicate, slot)
                if head is not None:
                    yield head
        if act.inner is not None:
            subject = child(act.inner.clause, "nsubj", "nsubjpass")
            if subject is not None:
                yield subject
        act = act.inner


def _first_in_clause(act: Act, own: set[int], scene: Scene) -> tuple[Token, ...]:
    subject = child(act.clause, "nsubj", "nsubjpass")
    without = {t.i for t in subject.subtree} if subject is not None else set()
    for token in act.clause.subtree:
        if token.i in own or token.i in without or _is_aside(token, act.clause):
            continue
        if is_party(token, scene):
            return (token,)
    return ()


def _is_aside(token: Token, clause: Token) -> bool:
    """Does the token stand in a source ("according to X") or in a clause of circumstance or report?"""
    for above in (token, *islice(token.ancestors, REACH)):
        if above.i == clause.i:
            return False
        if listed("not_of_the_event", above.lower_) or above.dep_ in {"parataxis"}:
            return True
        if above.dep_ == "advcl" and child(above, "mark", "advmod") is not None:
            return True
        if above.dep_ in {"nsubj", "nsubjpass"} and listed("saying", above.head.lemma_.lower()):
            return True
    return False


def _parties(head: Token, scene: Scene) -> Iterator[Token]:
    """The party that the phrase names: its head, or a party inside it ("Serbia's suppression", "aid for Romania")."""
    if head.tag_ in _PRONOUNS:
        antecedent = _antecedent(head, scene)
        if antecedent is not None:
            yield antecedent
    elif is_party(head, scene):
        yield head
    elif head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB"}:
        yield from _inside(head, scene, REACH)


def _inside(head: Token, scene: Scene, reach: int) -> Iterator[Token]:
    if reach == 0:
        return
    for below in children(head, "poss", "amod", "compound", "nmod", "appos"):
        if is_party(below, scene):
            yield from (t for t in conjuncts(below) if is_party(t, scene))
            return
    for prep in children(head, "prep", "agent"):
        for below in children(prep, "pobj"):
            found = [t for part in conjuncts(below) for t in _parties_within(part, scene, reach - 1)]
            if found:
                yield from found
                return


def _parties_within(token: Token, scene: Scene, reach: int) -> Iterator[Token]:
    if is_party(token, scene):
        yield token
    else:
        yield from _inside(token, scene, reach)


def is_party(token: Token, scene: Scene) -> bool:
    """Does the word name somebody, or a sort of people or bodies that can act?"""
    if token.ent_type_ in NAMES and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
        return True
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    lemma = token.lemma_.lower()
    return (
        scene.links.agent_at(scene.offset(token)) is not None
        or listed("persons_of_politics", lemma)
        or listed("persons", lemma)
    )


def _antecedent(pronoun: Token, scene: Scene) -> Token | None:
    """The words that a pronoun takes up, in the same passage: an earlier mention of its agent, else who says it."""
    agent = scene.links.agent_at(scene.offset(pronoun))
    if agent is not None:
        for token in pronoun.doc:
            if token.i >= pronoun.i:
                break
            if token.tag_ not in _PRONOUNS and scene.links.agent_at(scene.offset(token)) == agent:
                return token
    for above in islice(pronoun.ancestors, REACH):
        subject = child(above, "nsubj", "nsubjpass")
        if (
            subject is not None
            and subject.i != pronoun.i
            and subject.tag_ not in _PRONOUNS
            and is_party(subject, scene)
        ):
            return subject
    return None


def is_political(token: Token, scene: Scene) -> bool:
    """Does the party belong to politics: a state, its bodies and people, an organisation, a group that contends?"""
    agent = scene.links.agent_at(scene.offset(token))
    if agent is not None and (agent.kind in _POLITICAL or agent.of is not None):
        return True
    words = [token, *children(token, "compound", "amod", "nmod", "poss", "appos")]
    return any(
        word.ent_type_ in _NAMES_OF_POLITICS or listed("persons_of_politics", word.lemma_.lower()) for word in words
    )


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
    return scene.document.anchor(start + first.idx, start + end_of(last))


def _joins(after: Token) -> bool:
    return after.dep_ != "prep" or after.lower_ in {"of", "in", "for", "from"}


def _has_clause(token: Token) -> bool:
    return any(t.dep_ in {"relcl", "acl", "advcl", "ccomp"} for t in token.subtree)
