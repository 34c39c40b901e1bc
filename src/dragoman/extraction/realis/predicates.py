"""The realis of verbs and predicate adjectives: negation, condition, auxiliaries, and the word that governs them."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.realis.findings import ASSERTED, Finding, Judge, embedded
from dragoman.extraction.realis.tables import Effect, effect, listed
from dragoman.extraction.syntax import REACH, child, children, first_conjunct, is_negated
from dragoman.model import Realis

_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VALUES = {Effect.SCHEDULED: Realis.SCHEDULED, Effect.PROPOSED: Realis.PROPOSED}
_PLAIN = frozenset({Realis.OCCURRED, Realis.SCHEDULED})
_KIND = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun"}


def of_predicate(verb: Token, judge: Judge) -> Finding:
    """The finding of a verb, or of a "be" with its predicate."""
    own = condition(verb) or _denial(verb) or _of_auxiliaries(verb)
    if is_finite(verb) or own is not None:
        return _of_clause(verb, own or ASSERTED, judge)
    first = first_conjunct(verb)
    return _of_governor(first, judge) if first.i == verb.i or not is_finite(first) else judge(first)


def is_finite(verb: Token) -> bool:
    """Has the verb a tense of its own, or an auxiliary that has?"""
    return verb.tag_ in _TENSED or any(c.tag_ in _TENSED for c in children(verb, "aux", "auxpass"))


# ------------------------------------------------------------------ condition


def condition(token: Token) -> Finding | None:
    """Does the token stand in an if-clause, or does its own act depend on one?"""
    for above in (token, *islice(token.ancestors, REACH)):
        if (mark := _condition_mark(above)) is not None:
            return Finding(Realis.CONDITIONAL, "if-clause", mark)
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
    marks = (_mark_of(clause) for clause in children(verb, "advcl"))
    mark = next((m for m in marks if m is not None), None)
    return Finding(Realis.CONDITIONAL, "on condition", mark) if mark is not None else None


def _mark_of(clause: Token) -> Token | None:
    return next((c for c in children(clause, "mark", "advmod", "prep") if listed("condition", c.lower_)), None)


# ------------------------------------------------------------------ negation and auxiliaries


def _denial(verb: Token) -> Finding | None:
    holder = _holder(verb)
    for negated in (verb, holder):
        if is_negated(negated):
            cue = child(negated, "neg") or negated
            return Finding(Realis.DENIED, "negated", cue)
    barely = next((c for c in children(verb, "advmod") if listed("barely", c.lower_)), None)
    subject = child(verb, "nsubj", "nsubjpass")
    if barely is None and subject is not None and _is_nobody(subject):
        barely = subject
    return Finding(Realis.DENIED, "negated", barely) if barely is not None else None


def _is_nobody(subject: Token) -> bool:
    return listed("nobody", subject.lower_) or any(listed("none", c.lower_) for c in children(subject, "det"))


def _holder(verb: Token) -> Token:
    """The first of coordinated verbs, where the verb shares its auxiliaries: "did not sign or ratify"."""
    shares = verb.dep_ == "conj" and verb.tag_ not in _TENSED and child(verb, "aux", "auxpass", "nsubj") is None
    return first_conjunct(verb) if shares else verb


def _of_auxiliaries(verb: Token) -> Finding | None:
    for aux in children(_holder(verb), "aux", "auxpass"):
        if listed("would", aux.lower_) and listed("like", verb.lemma_.lower()):
            return None
        if listed("would", aux.lower_):
            return _of_would(verb, aux)
        value = effect("auxiliary", aux.lower_)
        if value is not None:
            return Finding(_VALUES[value], "auxiliary", aux)
    return None


def _of_would(verb: Token, aux: Token) -> Finding:
    """What would have been was not; what somebody said would be is the future of the past."""
    if any(c.lemma_ == "have" for c in children(verb, "aux")):
        return Finding(Realis.CONDITIONAL, "would have", aux)
    return Finding(Realis.SCHEDULED, "future in the past", aux)


# ------------------------------------------------------------------ governing words


def _of_clause(verb: Token, own: Finding, judge: Judge) -> Finding:
    """What the word does that governs the clause: "denied that it left", "hopes that it leaves"."""
    head = first_conjunct(verb)
    if head.dep_ == "advcl" and own.value is Realis.OCCURRED:
        return _of_setting(head, judge)
    if head.dep_ not in {"ccomp", "pcomp", "acl", "csubj", "csubjpass"} or head.head.i == head.i:
        return own
    if head.dep_ in {"ccomp", "pcomp"} and any(listed("question", c.lower_) for c in children(head, "mark")):
        return Finding(Realis.PROPOSED, "question", child(head, "mark")) if own.value in _PLAIN else own
    kind = _KIND.get(head.head.pos_)
    does = effect(f"clause.{kind}", head.head.lemma_) if kind else None
    if does is None:
        return own
    if does is Effect.DENIED:
        under = embedded(does, judge(head.head), "denied", head.head)
        return ASSERTED if own.value is Realis.DENIED and under.value is Realis.DENIED else under
    if does is Effect.KEPT:
        governor = judge(head.head)
        return governor if governor.value is Realis.DENIED and own.value in _PLAIN else own
    weak = _PLAIN if does is Effect.PROPOSED else {Realis.OCCURRED}
    return embedded(does, ASSERTED, "clause", head.head) if own.value in weak else own


def _of_setting(clause: Token, judge: Judge) -> Finding:
    """A clause of time lies ahead with the act that it dates: "will leave when the talks end"."""
    mark = next((c for c in children(clause, "mark", "advmod") if listed("while_to_come", c.lower_)), None)
    dated = judge(clause.head) if mark is not None else ASSERTED
    return dated if dated.value in {Realis.SCHEDULED, Realis.CONDITIONAL} else ASSERTED


def _of_governor(verb: Token, judge: Judge) -> Finding:
    """What becomes of a predicate without tense: infinitive, gerund, participle."""
    to = any(c.lower_ == "to" for c in children(verb, "aux"))
    head = verb.head
    if head.i == verb.i:
        return Finding(Realis.SCHEDULED, "bare infinitive", verb) if to else ASSERTED
    if verb.dep_ in {"xcomp", "ccomp", "acl", "relcl", "dobj", "csubj", "pobj"} or (to and verb.dep_ != "advcl"):
        return _of_complement(verb, head, to, judge)
    if verb.dep_ == "advcl":
        return _of_purpose(verb, head, judge) if to else judge(head)
    if verb.dep_ in {"pcomp", "prep"}:
        asked = _question_word(verb) if to else None
        return Finding(Realis.PROPOSED, "question", asked) if asked is not None else _of_gerund(verb, judge)
    return ASSERTED


def _of_purpose(verb: Token, head: Token, judge: Judge) -> Finding:
    """A purpose is open, save what a past act is told to have come to: "rose to reach 100"."""
    if listed("outcome", verb.lemma_.lower()) and head.tag_ == "VBD":
        return judge(head)
    return Finding(Realis.PROPOSED, "purpose", verb)


def _of_complement(verb: Token, head: Token, to: bool, judge: Judge) -> Finding:
    kind = _KIND.get(head.pos_)
    if kind is None:
        return ASSERTED
    if to and (asked := _question_word(verb)) is not None:
        return Finding(Realis.PROPOSED, "question", asked)
    if kind == "noun":
        return _of_noun_complement(verb, head, to, judge)
    if to and head.lemma_ in {"have", "go", "be", "use"}:
        return _of_special(verb, head, judge)
    if too := next((c for c in children(head, "advmod") if to and listed("too", c.lower_)), None):
        return Finding(Realis.DENIED, "too", too)
    does = effect(f"infinitive.{kind}", head.lemma_)
    if does is None and to and not any(is_finite(t) for t in verb.sent):
        return Finding(Realis.SCHEDULED, "bare infinitive", verb)
    if does is None:
        return _of_purpose(verb, head, judge) if to else judge(head)
    return embedded(does, judge(head), f"under {head.lemma_.lower()}", head)


def _question_word(verb: Token) -> Token | None:
    """The word of "whether to leave", "how to leave"."""
    words = (c for c in children(verb, "advmod", "mark", "dobj") if c.i > verb.head.i)
    return next((c for c in words if c.tag_ in {"WRB", "WP", "WDT"} or listed("question", c.lower_)), None)


def _of_special(verb: Token, head: Token, judge: Judge) -> Finding:
    """ "has to leave" is a duty, "had to leave" an act; "is going to leave" and "is to leave" are plans."""
    finding = judge(head)
    if head.lemma_ == "use":
        return embedded(Effect.KEPT if head.tag_ == "VBD" else Effect.PROPOSED, finding, "used to", head)
    if head.lemma_ == "have":
        duty = head.tag_ in {"VBZ", "VBP"}
        return embedded(Effect.PROPOSED if duty else Effect.KEPT, finding, "duty", head)
    if any(listed("yet", c.lower_) for c in children(head, "advmod")):
        return Finding(Realis.DENIED, "yet to", head)
    if head.lemma_ == "be" and child(head, "attr", "prep", "acomp") is not None:
        return Finding(Realis.PROPOSED, "purpose", verb)  # "it is up to them to leave"
    planned = head.lemma_ == "be" or head.tag_ == "VBG"
    return embedded(Effect.SCHEDULED if planned else Effect.KEPT, finding, "to come", head)


def _of_noun_complement(verb: Token, noun: Token, to: bool, judge: Judge) -> Finding:
    if not to:
        return ASSERTED
    if any(listed("ordinals", c.lower_) for c in children(noun, "amod")) or listed("ordinals", noun.lower_):
        return ASSERTED
    passive = child(verb, "auxpass") is not None
    does = effect("infinitive.noun", noun.lemma_) or (Effect.SCHEDULED if passive else Effect.PROPOSED)
    return embedded(does, _of_holder(noun, judge), f"{noun.lemma_.lower()} to", noun)


def _of_holder(noun: Token, judge: Judge) -> Finding:
    """A plan that is merely spoken of is a plan; one that there is not, or that is refused, is none."""
    finding = judge(noun)
    return finding if finding.value is not Realis.SCHEDULED else ASSERTED


def _of_gerund(verb: Token, judge: Judge) -> Finding:
    prep = verb.head
    if listed("without", prep.lower_) or any(listed("instead", w.lower_) for w in (prep, prep.head)):
        return Finding(Realis.DENIED, "without", prep)
    kind = _KIND.get(prep.head.pos_)
    if kind is None:
        return ASSERTED
    if kind == "noun":
        does = effect("infinitive.noun", prep.head.lemma_) or effect("object.noun", prep.head.lemma_)
        return (
            embedded(does, _of_holder(prep.head, judge), f"{prep.head.lemma_.lower()} of", prep.head)
            if does
            else ASSERTED
        )
    if listed("against", prep.lower_) or (
        prep.lower_ == "from" and effect("object.verb", prep.head.lemma_) is Effect.DENIED
    ):
        return embedded(Effect.DENIED, judge(prep.head), prep.lower_, prep)
    does = effect(f"infinitive.{kind}", prep.head.lemma_) if listed("governed", prep.lower_) else None
    return embedded(does or Effect.KEPT, judge(prep.head), f"under {prep.head.lemma_.lower()}", prep.head)
