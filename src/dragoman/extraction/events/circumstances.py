"""When and where an event is: the date and the place that hang from its predicate."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.events.acts import Act
from dragoman.extraction.events.rows import nouns_after
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.syntax import REACH, children, conjuncts

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "conj", "parataxis"})


def place_of(act: Act, scene: Scene) -> str | None:
    """The words of the place: a name after "in", "at" or "near" that hangs from the predicate or its object."""
    for holder in dict.fromkeys((act.predicate, act.clause)):
        objects = (noun for below in children(holder, "dobj", "nsubjpass") for noun in conjuncts(below))
        for where in (noun for one in (holder, *objects) for noun in nouns_after(one, "locating")):
            if where.ent_type_ in _PLACES:
                return scene.phrase(where).exact
    return None


def date_of(act: Act, scene: Scene) -> str | None:
    """The date of the first time expression that hangs from the predicate without a clause between."""
    for timex in scene.timexes_in(scene.phrase(act.clause)):
        word = scene.token_at(timex.start)
        if timex.edtf and word is not None and _hangs(word, (act.clause, act.predicate)):
            return timex.edtf
    return None


def _hangs(word: Token, heads: tuple[Token, Token]) -> bool:
    for _ in range(REACH):
        if any(word.i == head.i for head in heads):
            return True
        if word.dep_ in _CLAUSES or word.head.i == word.i:
            return False
        word = word.head
    return False
