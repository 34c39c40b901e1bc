"""What a word does to the clause with a tense that it governs: "denied that it left", "hopes that it leaves"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon
from dragoman.extraction.realis.findings import ASSERTED, Finding, Judge, embedded
from dragoman.extraction.realis.forms import KIND, lemma
from dragoman.extraction.realis.tables import Effect, effect, listed
from dragoman.extraction.syntax import children, first_conjunct
from dragoman.model import Realis

_PLAIN = frozenset({Realis.OCCURRED, Realis.SCHEDULED})
_GOVERNED = frozenset({"ccomp", "pcomp", "acl", "csubj", "csubjpass"})


def of_clause(verb: Token, own: Finding, judge: Judge) -> Finding:
    """The finding of a clause's verb, from its ``own`` one and the word that governs the clause."""
    head = first_conjunct(verb)
    if head.dep_ == "advcl" and own.value is Realis.OCCURRED:
        return _of_setting(head, judge)
    if head.dep_ not in _GOVERNED or head.head.i == head.i:
        return own
    asked = next((c for c in children(head, "mark") if listed("question", c.lower_)), None)
    if asked is not None and head.dep_ in {"ccomp", "pcomp"}:
        return Finding(Realis.PROPOSED, "question", asked) if own.value in _PLAIN else own
    if (denying := denial_of(head.head)) is not None:
        return _under(Effect.DENIED, denying, own, judge)
    kind = KIND.get(head.head.pos_)
    does = effect(f"clause.{kind}", lemma(head.head)) if kind else None
    return own if does is None else _under(does, head.head, own, judge)


def denial_of(noun: Token) -> Token | None:
    """The verb that denies a report, claim or the like: "dismissed reports that it had left"."""
    wished = effect("object.noun", lemma(noun)) is not None  # "rejected the demand that they leave"
    if noun.dep_ != "dobj" or wished or lemma(noun) not in cue_lexicon().clause_nouns:
        return None
    return noun.head if effect("clause.verb", lemma(noun.head)) is Effect.DENIED else None


def _of_setting(clause: Token, judge: Judge) -> Finding:
    """A clause of time lies ahead with the act that it dates: "will leave when the talks end"."""
    mark = next((c for c in children(clause, "mark", "advmod") if listed("while_to_come", c.lower_)), None)
    dated = judge(clause.head) if mark is not None else ASSERTED
    return dated if dated.value in {Realis.SCHEDULED, Realis.CONDITIONAL} else ASSERTED


def _under(does: Effect, governor: Token, own: Finding, judge: Judge) -> Finding:
    if does is Effect.DENIED:
        found = embedded(does, judge(governor), "denied", governor)
        return ASSERTED if own.value is found.value is Realis.DENIED else found  # "denied that it had not left"
    if does is Effect.KEPT:
        found = judge(governor)
        return found if found.value is Realis.DENIED and own.value in _PLAIN else own  # "does not think that it left"
    weaker = _PLAIN if does is Effect.PROPOSED else {Realis.OCCURRED}
    return embedded(does, ASSERTED, "clause", governor) if own.value in weaker else own
