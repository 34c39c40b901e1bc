"""Did it happen, will it, might it: what the grammar around a predicate says of the act."""

from __future__ import annotations

from enum import Enum, auto

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import MoveLexicon
from dragoman.extraction.moves.slots import is_infinitive
from dragoman.extraction.syntax import auxiliaries, child, children, first_conjunct

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
_DOUBTFUL = frozenset({"might", "could", "may", "can", "should", "must", "ought", "ca"})
_AFTER = frozenset({"after", "since", "following", "upon"})


class Realis(Enum):
    """How the text presents an act."""

    DONE = auto()
    AHEAD = auto()
    """planned, expected, promised: not done yet"""
    UNREAL = auto()
    """wished, possible, a condition, a purpose: no act of anybody's"""


def realis(verb: Token, lexicon: MoveLexicon) -> Realis:
    """How the text presents the act of the verb."""
    aux = _own_auxiliaries(verb)
    if under_condition(verb, lexicon) or aux & _DOUBTFUL:
        return Realis.UNREAL
    if aux & _FUTURE:
        return Realis.AHEAD
    if is_infinitive(first_conjunct(verb)):
        return _of_infinitive(first_conjunct(verb), lexicon)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ not in _AFTER:
        return Realis.UNREAL
    return Realis.DONE


def _own_auxiliaries(verb: Token) -> set[str]:
    """Those of the verb, shared ones too; but what has a tense of its own shares none."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return set()
    return set(auxiliaries(verb))


def _of_infinitive(verb: Token, lexicon: MoveLexicon) -> Realis:
    governor = verb.head
    if any(c.tag_ in {"WRB", "WP", "WDT"} or c.lower_ == "whether" for c in children(verb, "advmod", "mark", "dobj")):
        return Realis.UNREAL
    if verb.dep_ == "relcl" or governor.i == verb.i:
        return Realis.AHEAD
    lemma = governor.lemma_.lower()
    if negated(governor):
        return Realis.UNREAL
    if lexicon.has("ongoing", lemma):
        return realis(governor, lexicon)
    foreseen = lexicon.has("prospective", lemma) or lexicon.has("foreseen", governor.lower_)
    return Realis.AHEAD if foreseen else Realis.UNREAL


def negated(verb: Token) -> bool:
    """Is the verb under "not" (but not "whether or not"), "never" or "no longer"?"""
    denials = [c for c in children(verb, "neg") if c.i == 0 or c.nbor(-1).lower_ != "or"]
    longer = (c for c in children(verb, "advmod") if c.lower_ == "longer")
    never = any(c.lower_ == "never" for c in verb.children)
    return bool(denials) or never or any(c.lower_ == "no" for adverb in longer for c in adverb.children)


def under_condition(token: Token, lexicon: MoveLexicon) -> bool:
    """Does the token stand in an if-clause?"""
    for above in (token, *token.ancestors):
        if above.dep_ == "advcl" and _has_condition_mark(above, lexicon):
            return True
        if above.dep_ in {"ccomp", "relcl"}:
            return False
    return False


def condition_of(verb: Token, lexicon: MoveLexicon) -> Token | None:
    """The head of the clause that says on what the act depends."""
    for clause in children(verb, "advcl", "ccomp", "prep"):
        if clause.dep_ == "advcl" and _has_condition_mark(clause, lexicon):
            return clause
        if clause.lower_ == "depending":
            return clause
    deeper = child(verb, "xcomp", "ccomp")
    return condition_of(deeper, lexicon) if deeper is not None else None


def _has_condition_mark(clause: Token, lexicon: MoveLexicon) -> bool:
    return any(lexicon.has("conditional", c.lower_) for c in children(clause, "mark", "advmod"))
