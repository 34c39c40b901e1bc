"""Who does it and to whom: the complements that name an act's actors and recipients."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.events.acts import Act
from dragoman.extraction.events.lexicon import listed
from dragoman.extraction.events.parties import is_party, joined, parties_of
from dragoman.extraction.events.rows import nouns_after
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.realis.forms import lemma as lemma_of
from dragoman.extraction.syntax import REACH, auxiliaries, by_phrase, child, children, is_passive

_TIMES = frozenset({"DATE", "TIME"})
_ADDRESSED = ("dative", "to", "object")
"""Slots in which the addressee of a mere saying stands."""


def actors(act: Act, scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name who acts; empty where the clause names nobody."""
    token = _doer(act)
    if token is None:
        return _power_of_the_place(act, scene)
    found = [named for part in joined(token) for named in parties_of(part, scene, "belonging")]
    if not found and token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in _TIMES:
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
    holders = (act.clause, act.predicate, *(noun for p in children(act.clause, "prep") for noun in children(p, "pobj")))
    places = (place for holder in holders for place in nouns_after(holder, "inside"))
    return tuple(islice((p for p in places if scene.links.agent_at(scene.offset(p)) is not None), 1))


def recipients(act: Act, doers: tuple[Token, ...], scene: Scene) -> tuple[Token, ...]:
    """Heads of the phrases that name to whom it is done: those in the slots of the row, else the first in the clause.

    Of a composed act ("refused to help X") the slots of the inner act count after those of the operator.
    """
    own = {t.i for doer in doers for t in doer.subtree if t.i <= doer.i} | {d.i for d in doers}
    for head in _candidates(act):
        found = [t for part in joined(head) for t in parties_of(part, scene) if t.i not in own]
        if found:
            return tuple(dict.fromkeys(found))
    if listed("without_others", act.code.type) or (len(doers) > 1 and listed("mutual", act.code.type)):
        return ()
    return _first_in_clause(act, own, scene)


def _candidates(act: Act) -> Iterator[Token]:
    """The complements that may name the recipient: the likelier first."""
    layers = [act]
    while (inner := layers[-1].inner) is not None:
        layers.append(inner)
    if listed("asking", act.code.type):
        yield from _asked(act.predicate)
    if act.row is None:
        yield from (head for slot in _ADDRESSED if (head := fill(act.predicate, slot)) is not None)
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
        if listed("not_of_the_event", above.lower_) or above.dep_ == "parataxis":
            return True
        if above.dep_ == "advcl" and child(above, "mark", "advmod") is not None:
            return True
        if above.dep_ in {"nsubj", "nsubjpass"} and listed("saying", lemma_of(above.head)):
            return True
    return False
