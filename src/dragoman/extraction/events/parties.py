"""Who does it and to whom: the phrases of an act's parties, and whether they belong to politics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.events.acts import Act
from dragoman.extraction.events.lexicon import listed
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.realis.forms import lemma as lemma_of
from dragoman.extraction.syntax import REACH, auxiliaries, by_phrase, child, children, conjuncts, end_of, is_passive
from dragoman.model import Agent, AgentKind, Anchor

_BEFORE = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod")
_OWNING = "belonging"
_LONGEST = 9
"""Tokens of a party's words."""
_POLITICAL = frozenset({AgentKind.STATE, AgentKind.BODY})
_NAMES_OF_POLITICS = frozenset({"GPE", "NORP"})
_PRONOUNS = frozenset({"PRP", "WDT", "WP", "PRP$"})


def actors(act: Act, scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name who acts; empty where the clause names nobody."""
    token = _doer(act)
    if token is None:
        return _power_of_the_place(act, scene)
    found = [named for part in conjuncts(token) for named in _parties(part, scene, _OWNING)]
    if not found and token.pos_ in {"NOUN", "PROPN"}:
        found = [token]
    return tuple(dict.fromkeys(found))


def _doer(act: Act) -> Token | None:
    clause = act.clause
    if act.row is not None and act.row.actor[0] not in {"subject", "owner", "by"} and act.predicate.pos_ == "VERB":
        return first_filled(act.predicate, act.row.actor)
    if clause.pos_ in {"NOUN", "PROPN"}:
        return first_filled(clause, act.row.actor if act.row else ("owner",))
    if listed("moods", lemma_of(clause)) and (own := child(clause, "nsubjpass")) is not None:
        return own
    subject = fill(clause, "subject")
    if subject is not None and act.predicate.i == subject.i:
        return first_filled(subject, act.row.actor if act.row else ("owner",))
    if subject is None and act.row is not None and act.predicate.pos_ == "NOUN":
        return first_filled(act.predicate, act.row.actor)
    return subject if subject is not None else by_phrase(act.predicate)


def _power_of_the_place(act: Act, scene: Scene) -> tuple[Token, ...]:
    """Who arrests, charges or expels where a passive names nobody: the state in which it is done."""
    if not is_passive(act.clause) or not listed("state_powers", act.code.type):
        return ()
    holders = [act.clause, act.predicate, *(c for prep in children(act.clause, "prep") for c in children(prep, "pobj"))]
    places = (child(prep, "pobj") for one in holders for prep in children(one, "prep") if prep.lower_ == "in")
    return tuple(p for p in islice(places, 4) if p is not None and scene.links.agent_at(scene.offset(p)) is not None)[
        :1
    ]


def recipients(act: Act, doers: tuple[Token, ...], scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name to whom it is done: those in the slots of the row, else the first in the clause.

    Of a composed act ("refused to help X") the slots of the inner act count after those of the operator.
    """
    own = {t.i for doer in doers for t in doer.subtree if t.i <= doer.i} | {d.i for d in doers}
    for head in _candidates(act):
        found = [t for part in conjuncts(head) for t in _parties(part, scene) if t.i not in own]
        if found:
            return tuple(dict.fromkeys(found))
    if len(doers) > 1 and listed("mutual", act.code.type):
        return ()
    return _first_in_clause(act, own, scene)


def _candidates(act: Act) -> Iterator[Token]:
    """The complements that may name the recipient: the likelier first."""
    layers = [act]
    while (inner := layers[-1].inner) is not None:
        layers.append(inner)
    if listed("asking", act.code.type):
        yield from _asked(act.predicate)
    for layer in layers:
        for slot in layer.row.recipient if layer.row else ():
            for predicate in dict.fromkeys((layer.predicate, layer.clause)):
                yield from filter(None, (fill(predicate, slot),))
    for layer in layers[1:]:
        yield from children(layer.clause, "nsubj", "nsubjpass")
    for clause in children(act.predicate, "ccomp") if act.row and act.row.operator else ():
        yield from children(clause, "nsubj", "nsubjpass")
    for slot in act.row.recipient if act.row else ():
        for clause in children(act.predicate, "xcomp", "ccomp", "advcl"):
            yield from filter(None, (fill(clause, slot),))


def _asked(predicate: Token) -> Iterator[Token]:
    """Who is to do what is asked: the subject of the clause that says it, or of "must" itself."""
    for clause in children(predicate, "ccomp", "xcomp"):
        yield from children(clause, "nsubj", "nsubjpass")
    if any(listed("obliging", word) for word in auxiliaries(predicate)):
        yield from children(predicate, "nsubj", "nsubjpass")


def _first_in_clause(act: Act, own: set[int], scene: Scene) -> tuple[Token, ...]:
    rest = [t for t in act.clause.subtree if t.i > act.clause.i and t.i not in own]
    named = (t for t in rest if t.ent_type_ in NAMES or scene.links.agent_at(scene.offset(t)) is not None)
    for token in (*named, *rest):
        if is_party(token, scene) and not _is_aside(token, act.clause):
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
        if above.dep_ in {"nsubj", "nsubjpass"} and listed("saying", lemma_of(above.head)):
            return True
    return False


def _parties(head: Token, scene: Scene, prepositions: str = "") -> Iterator[Token]:
    """The party that the phrase names: its head, or a party inside it ("Serbia's suppression", "aid for Romania")."""
    if head.tag_ in _PRONOUNS:
        antecedent = _antecedent(head, scene)
        if antecedent is not None:
            yield antecedent
    elif is_party(head, scene):
        yield head
    elif head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB"}:
        yield from _inside(head, scene, prepositions, REACH)


def _inside(head: Token, scene: Scene, prepositions: str, reach: int) -> Iterator[Token]:
    if reach == 0:
        return
    for below in children(head, "poss", "amod", "compound", "nmod", "appos"):
        if is_party(below, scene):
            yield from (t for t in conjuncts(below) if is_party(t, scene))
            return
    for prep in children(head, "prep", "agent"):
        if prepositions == _OWNING and not listed(_OWNING, prep.lower_):
            continue
        for below in children(prep, "pobj"):
            found = [t for part in conjuncts(below) for t in _parties_within(part, scene, prepositions, reach - 1)]
            if found:
                yield from found
                return


def _parties_within(token: Token, scene: Scene, prepositions: str, reach: int) -> Iterator[Token]:
    if is_party(token, scene):
        yield token
    else:
        yield from _inside(token, scene, prepositions, reach)


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
    if agent is not None and (agent.kind in _POLITICAL or agent.of is not None or _is_registered(token, agent, scene)):
        return True
    return any(
        word.ent_type_ in _NAMES_OF_POLITICS or listed("persons_of_politics", lemma_of(word)) for word in _near(token)
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
    if any(listed("unofficial", lemma_of(w)) for w in words):
        return False
    if agent is not None and (agent.kind is AgentKind.STATE or (agent.kind is AgentKind.BODY and agent.of)):
        return True
    if any(w.ent_type_ == "GPE" and scene.links.agent_at(scene.offset(w)) is None for w in words):
        return agent is not None and agent.of is not None
    if any(listed("persons_of_politics", lemma_of(w)) for w in words):
        return True
    nouns = (t for t in token.sent if t.pos_ in {"NOUN", "PROPN"} and is_party(t, scene))
    return token.pos_ == "PROPN" and any(is_political(noun, scene) for noun in nouns)


def _near(token: Token) -> list[Token]:
    return [token, *children(token, "compound", "amod", "nmod", "poss", "appos")]


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
        return after.ent_type_ not in _NAMES_OF_POLITICS
    return after.dep_ != "prep" or after.lower_ in {"of", "in", "for", "from"}


def _has_clause(token: Token) -> bool:
    return any(t.dep_ in {"relcl", "acl", "advcl", "ccomp"} for t in token.subtree)
