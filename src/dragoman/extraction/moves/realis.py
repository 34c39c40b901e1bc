"""Does a predicate make a move: is it an act of somebody's, done or to come, or only wished, possible, a complement?

Whether the act took place is another question ("promised to leave" is one move, and the leaving none of its own): it
is that of ``standing``, which asks ``extraction.realis``.
"""

from __future__ import annotations

from enum import Enum, auto

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.realis.conditions import IF_CLAUSE, condition
from dragoman.extraction.syntax import REACH, auxiliaries, child, children, first_conjunct, is_infinitive, is_negated


class Realis(Enum):
    """How the text presents an act."""

    DONE = auto()
    AHEAD = auto()
    """planned, expected, promised: not done yet"""
    UNREAL = auto()
    """wished, possible, a condition, a purpose: no act of anybody's"""


def realis(verb: Token) -> Realis:
    """How the text presents the act of the verb."""
    aux = _own_auxiliaries(verb)
    if under_condition(verb) or any(listed("doubtful", word) for word in aux):
        return Realis.UNREAL
    if any(listed("future", word) for word in aux):
        return Realis.AHEAD
    if is_infinitive(first_conjunct(verb)):
        return _of_infinitive(first_conjunct(verb))
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and not listed("after", verb.head.lower_):
        return Realis.UNREAL
    return Realis.DONE


def _own_auxiliaries(verb: Token) -> set[str]:
    """Those of the verb, shared ones too; but what has a tense of its own shares none."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return set()
    return set(auxiliaries(verb))


def _of_infinitive(verb: Token) -> Realis:
    governor = verb.head
    if any(c.tag_ in {"WRB", "WP", "WDT"} or c.lower_ == "whether" for c in children(verb, "advmod", "mark", "dobj")):
        return Realis.UNREAL
    if verb.dep_ == "relcl" or governor.i == verb.i:
        return Realis.AHEAD
    lemma = governor.lemma_.lower()
    if lemma == "have" and governor.tag_ != "VBD" and not is_owed(verb):
        return Realis.UNREAL  # "they have to accept it"
    if is_negated(governor):
        return Realis.UNREAL
    if listed("ongoing", lemma):
        return realis(governor)
    foreseen = listed("prospective", lemma) or listed("foreseen", governor.lower_)
    return Realis.AHEAD if foreseen else Realis.UNREAL


def is_owed(verb: Token) -> bool:
    """Has it not been done so far: "has not answered", "has yet to answer"?"""
    late = any(listed("not_yet", c.lower_) for c in children(verb.head, "advmod"))
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"have", "be"}:
        return late
    return is_negated(verb) and verb.tag_ != "VB"


def relieves(verb: Token) -> bool:
    """Does the act do the other side good ("lift the ban", "call off the strike")?"""
    forms = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {c.lower_}" for c in children(verb, "prt"))}
    return any(listed("relieving", form) for form in forms)


def under_condition(token: Token) -> bool:
    """Does the token stand in an if-clause?"""
    found = condition(token)
    return found is not None and found.rule == IF_CLAUSE


def condition_of(verb: Token) -> Token | None:
    """The head of the clause that says on what the act depends, be it the verb's own or its complement's."""
    complement: Token | None = verb
    for _ in range(REACH):
        if complement is None:
            break
        for clause in children(complement, "advcl", "ccomp", "prep"):
            if clause.dep_ == "advcl" and _has_condition_mark(clause):
                return clause
            if listed("depending", clause.lower_):
                return clause
        complement = child(complement, "xcomp", "ccomp")
    return None


def is_ultimatum(condition: Token | None) -> bool:
    """Must the other side do it to be spared: "unless they leave", "if they do not leave"?"""
    if condition is None:
        return False
    unless = any(listed("unless", c.lower_) for c in children(condition, "mark"))
    return unless or (is_negated(condition) and _has_condition_mark(condition))


def is_price(condition: Token | None) -> bool:
    """Is it what the other side must do to get it: "only if they pay"?"""
    if condition is None or condition.dep_ != "advcl":
        return False
    marks = [t for t in (*children(condition, "mark", "advmod"),) if listed("conditional", t.lower_)]
    only = any(t.i > 0 and listed("only", t.nbor(-1).lower_) for t in marks)
    return only or any(listed("only", c.lower_) for c in children(condition, "advmod"))


def _has_condition_mark(clause: Token) -> bool:
    return any(listed("conditional", c.lower_) for c in children(clause, "mark", "advmod"))
