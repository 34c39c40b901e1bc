"""What becomes of a predicate without tense under its governing word: "refused to leave", "is to", "by leaving"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.realis.findings import ASSERTED, Finding, Judge, embedded
from dragoman.extraction.realis.forms import KIND, is_finite, lemma
from dragoman.extraction.realis.tables import Effect, effect, listed
from dragoman.extraction.syntax import child, children, is_infinitive
from dragoman.model import Realis

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "relcl", "dobj", "csubj", "pobj"})


def of_infinitive(verb: Token, judge: Judge) -> Finding:
    """The finding of an infinitive, gerund or participle."""
    to = is_infinitive(verb)
    if verb.head.i == verb.i:
        return Finding(Realis.SCHEDULED, "headline", verb) if to else ASSERTED
    if to and (asked := _question_word(verb)) is not None:
        return Finding(Realis.PROPOSED, "question", asked)
    if verb.dep_ == "advcl":
        return _of_purpose(verb, judge) if to else judge(verb.head)
    if verb.dep_ in {"pcomp", "prep"}:
        return _of_gerund(verb, judge)
    return _of_complement(verb, to, judge) if to or verb.dep_ in _COMPLEMENTS else ASSERTED


def _question_word(verb: Token) -> Token | None:
    """The word of "whether to leave", "how to leave"."""
    words = (c for c in children(verb, "advmod", "mark", "dobj") if c.i > verb.head.i)
    return next((c for c in words if c.tag_ in {"WRB", "WP", "WDT"} or listed("question", c.lower_)), None)


def _of_purpose(verb: Token, judge: Judge) -> Finding:
    """A purpose is open, save what a past act is told to have come to: "rose to reach 100"."""
    if listed("outcome", lemma(verb)) and verb.head.tag_ == "VBD":
        return judge(verb.head)
    return Finding(Realis.PROPOSED, "purpose", verb)


def _of_complement(verb: Token, to: bool, judge: Judge) -> Finding:
    head = verb.head
    match KIND.get(head.pos_):
        case None:
            return ASSERTED
        case "noun":
            return _of_noun(verb, head, judge) if to else ASSERTED
        case kind:
            return _of_verb(verb, head, kind, judge) if to else _without_to(head, kind, judge)


def _without_to(head: Token, kind: str, judge: Judge) -> Finding:
    does = effect(f"infinitive.{kind}", lemma(head)) or Effect.KEPT
    return embedded(does, judge(head), f"under {lemma(head)}", head)


def _of_verb(verb: Token, head: Token, kind: str, judge: Judge) -> Finding:
    word = lemma(head)
    if listed("by_tense", word):
        return _by_tense(head, judge)
    if too := next((c for c in children(head, "advmod") if listed("too", c.lower_)), None):
        return Finding(Realis.DENIED, "too", too)
    does = effect(f"infinitive.{kind}", word)
    if does is not None:
        return embedded(does, judge(head), f"under {word}", head)
    headline = not any(is_finite(t) for t in verb.sent)
    return Finding(Realis.SCHEDULED, "headline", verb) if headline else _of_purpose(verb, judge)


def _by_tense(head: Token, judge: Judge) -> Finding:
    """ "has to leave" is a duty, "had to leave" an act; "is going to leave" and "is to leave" are plans."""
    finding = judge(head)
    if any(listed("yet", c.lower_) for c in children(head, "advmod")):
        return Finding(Realis.DENIED, "yet to", head)
    match lemma(head):
        case "have":
            does = Effect.PROPOSED if head.tag_ in {"VBZ", "VBP"} else Effect.KEPT
        case "use":
            does = Effect.KEPT if head.tag_ == "VBD" else Effect.PROPOSED
        case "go":
            does = Effect.SCHEDULED if head.tag_ == "VBG" else Effect.KEPT
        case _:  # "it is up to them to leave" says what is open, "they are to leave" what is fixed
            open_ = child(head, "attr", "prep", "acomp") is not None
            does = Effect.PROPOSED if open_ else Effect.SCHEDULED
    return embedded(does, finding, "by tense", head)


def _of_noun(verb: Token, noun: Token, judge: Judge) -> Finding:
    if listed("ordinals", noun.lower_) or any(listed("ordinals", c.lower_) for c in children(noun, "amod")):
        return ASSERTED  # "the first to leave"
    passive = child(verb, "auxpass") is not None
    does = effect("infinitive.noun", lemma(noun)) or (Effect.SCHEDULED if passive else Effect.PROPOSED)
    return embedded(does, _of_plan(noun, judge), f"{lemma(noun)} to", noun)


def _of_plan(noun: Token, judge: Judge) -> Finding:
    """A plan that is merely spoken of is a plan; one that there is not, or that is only asked for, is none."""
    finding = judge(noun)
    return finding if finding.value is not Realis.SCHEDULED else ASSERTED


def _of_gerund(verb: Token, judge: Judge) -> Finding:
    prep, governor = verb.head, verb.head.head
    before = prep.nbor(-1) if prep.i else prep
    if listed("without", prep.lower_) or any(listed("instead", w.lower_) for w in (prep, governor, before)):
        return Finding(Realis.DENIED, "without", prep)
    kind = KIND.get(governor.pos_)
    if kind is None:
        return ASSERTED
    word = lemma(governor)
    if kind == "noun":
        does = effect("infinitive.noun", word) or effect("object.noun", word)
        return ASSERTED if does is None else embedded(does, _of_plan(governor, judge), f"{word} of", governor)
    barred = effect("object.verb", f"{word} from") or effect("object.verb", word)
    if listed("against", prep.lower_) or (prep.lower_ == "from" and barred is Effect.DENIED):
        return embedded(Effect.DENIED, judge(governor), prep.lower_, prep)
    does = effect(f"infinitive.{kind}", word) if listed("governed", prep.lower_) else None
    return embedded(does or Effect.KEPT, judge(governor), f"under {word}", governor)
