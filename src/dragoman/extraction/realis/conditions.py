"""Conditions: what stands in an if-clause, and what depends on one."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.realis.findings import Finding
from dragoman.extraction.realis.forms import is_finite
from dragoman.extraction.realis.tables import listed
from dragoman.extraction.syntax import REACH, child, children
from dragoman.model import Realis

IF_CLAUSE = "if-clause"
"""The rule of what stands in a clause of condition, as against what depends on one."""


def condition(token: Token) -> Finding | None:
    """Does the token stand in an if-clause, or does its own act depend on one?"""
    for above in (token, *islice(token.ancestors, REACH)):
        if (mark := _condition_mark(above)) is not None:
            return Finding(Realis.CONDITIONAL, IF_CLAUSE, mark)
        if above.dep_ in {"ccomp", "relcl", "parataxis"}:
            break
    return _on_condition(token)


def _condition_mark(clause: Token) -> Token | None:
    """What makes a clause a condition: "if ...", "should it ...", "in the event that ..."."""
    if clause.dep_ == "advcl" and (mark := _mark_of(clause)) is not None:
        return mark
    if clause.dep_ in {"acl", "relcl", "ccomp"} and is_finite(clause) and listed("condition_nouns", clause.head.lower_):
        return clause.head
    subject = child(clause, "nsubj", "nsubjpass")
    first = child(clause, "aux", "auxpass")
    if subject is None or first is None or first.i > subject.i or clause.sent[-1].text == "?":
        return None
    return first if listed("inverted", first.lower_) else None


def _on_condition(verb: Token) -> Finding | None:
    """Does the act depend on an if-clause? What is plainly past does not: "left if only for a day"."""
    if verb.tag_ == "VBD" and child(verb, "aux") is None:
        return None
    mark = next((m for clause in children(verb, "advcl") if (m := _condition_mark(clause)) is not None), None)
    return Finding(Realis.CONDITIONAL, "on condition", mark) if mark is not None else None


def _mark_of(clause: Token) -> Token | None:
    return next((c for c in children(clause, "mark", "advmod", "prep") if listed("condition", c.lower_)), None)
