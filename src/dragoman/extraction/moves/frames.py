"""Which frame of the lexicon a predicate fits, by its complements."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import Frame, frames_for, listed
from dragoman.extraction.moves.phrases import (
    carrier,
    governing_verb,
    is_finite,
    quantifier_of,
    relative_doer,
    setting_verb,
    staging_verb,
    verb_of_object,
)
from dragoman.extraction.moves.realis import Realis, condition_of, is_owed, is_ultimatum, realis, relieves
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.syntax import child, children, is_infinitive, is_negated
from dragoman.model import MoveKind

NAME = "a name"
PERSON = "a person"
SUM = "a sum"
"""Among the objects of a frame: any proper name or pronoun."""


_BINDING = frozenset({MoveKind.ACCEPTANCE, MoveKind.PROMISE, MoveKind.REJECTION, MoveKind.DEMAND})
"""Kinds whose infinitive is what they are about, and no move of its own."""


def frame_of(predicate: Token) -> Frame | None:
    """The first frame of the table that the predicate fits."""
    known = frames_for(part_of_speech(predicate), predicate.lemma_.lower())
    return next((frame for frame in known if _fits(predicate, frame)), None)


def part_of_speech(token: Token) -> str:
    """spaCy's, but a name that heads its phrase is a noun: "the NATO-Russia Summit"."""
    return "NOUN" if token.pos_ == "PROPN" and token.dep_ != "compound" else token.pos_


def _fits(predicate: Token, frame: Frame) -> bool:
    return (
        _has_particle(predicate, frame)
        and all(any(_is_filled(predicate, slot) for slot in need) for need in frame.needs)
        and _objects_fit(predicate, frame)
        and _circumstance_fits(predicate, frame)
    )


def _has_particle(predicate: Token, frame: Frame) -> bool:
    if frame.particle is None:
        return not any(listed("reversing", c.lower_) for c in children(predicate, "prt"))
    return any(c.lower_ == frame.particle for c in children(predicate, "prt", "prep", "advmod"))


def _is_filled(predicate: Token, slot: str) -> bool:
    if slot == "somebody":
        held = carrier(predicate) is not None or relative_doer(predicate) is not None
        return held or fill(predicate, "owner") is not None or fill(predicate, "by") is not None
    return fill(predicate, slot) is not None


def _objects_fit(predicate: Token, frame: Frame) -> bool:
    if not frame.objects and not frame.except_objects:
        return True
    found = [token for slot in frame.what if (token := fill(predicate, slot)) is not None]
    counted = (fill(token, "of") for token in found if listed("hedges", token.lemma_.lower()))
    found += [token for token in counted if token is not None]
    lemmas = {token.lemma_.lower() for token in found}
    lemmas |= {
        wanted.lemma_.lower() for token in found if (wanted := fill(token, "for")) is not None and frame.except_objects
    }
    if any(token.pos_ in {"PROPN", "PRON"} for token in found):
        lemmas.add(NAME)
    if any(token.ent_type_ == "PERSON" for token in found):
        lemmas.add(PERSON)
    if any(token.ent_type_ in {"MONEY", "PERCENT"} or _is_large(token) or _is_more(token) for token in found):
        lemmas.add(SUM)
    return not lemmas & frame.except_objects and (not frame.objects or bool(lemmas & frame.objects))


def _circumstance_fits(predicate: Token, frame: Frame) -> bool:
    match frame.when:
        case "pending":
            return _is_pending(predicate)
        case "not":
            clause = fill(predicate, "infinitive")
            return clause is not None and is_negated(clause)
        case "wanted":
            return _is_wanted(predicate)
        case "handled":
            return _is_handled(predicate)
        case "owed":
            return is_owed(predicate)
        case "awaited":
            return _is_awaited(predicate)
        case "disparaged":
            return any(listed("disparaging", t.lemma_.lower()) for t in predicate.subtree)
        case "harm":
            return _foretells_harm(predicate)
        case "outstanding":
            return _is_outstanding(predicate)
        case "remaining":
            still = any(listed("remaining", c.lower_) for c in children(predicate, "advmod"))
            return still and _is_outstanding(predicate)
        case "worth":
            return _is_priced(predicate)
        case "together":
            return any(listed("together", c.lower_) for c in children(predicate, "advmod"))
        case "beforehand":
            return _comes_first(predicate)
        case "visit":
            return _is_visit(predicate)
        case "ultimatum":
            return any(is_ultimatum(clause) for clause in children(predicate, "advcl"))
        case "undecided":
            clause = fill(predicate, "that")
            mark = None if clause is None else child(clause, "mark")
            return mark is not None and listed("whether", mark.lower_) and is_negated(predicate)
        case "approved":
            return any(listed("approving", t.lemma_.lower()) for t in predicate.subtree) and not is_negated(predicate)
        case "given":
            return (verb := carrier(predicate)) is not None and listed("handing", verb.lemma_.lower())
        case "limit":
            times = fill(predicate, "object")
            return times is not None and not any(listed("respite", t.lower_) for t in times.subtree)
        case "none":
            return _is_none(first_filled(predicate, frame.what))
        case "unanswered":
            return _is_none(predicate) and _is_had(predicate)
        case "duty":
            return _is_told_to(predicate)
        case "told_of":
            phrase = quantifier_of(predicate).subtree  # "a series of talks last week"
            return setting_verb(predicate) is not None and any(t.ent_type_ == "DATE" for t in phrase)
        case "staged":
            return _is_staged(predicate)
        case "to_come":
            return _is_to_come(predicate)
        case _:
            return True


def _is_large(number: Token) -> bool:
    """Is it a sum without its currency: "wants 150 million"?"""
    return number.tag_ == "CD" and number.ent_type_ == "CARDINAL" and listed("millions", number.lower_)


def _is_priced(noun: Token) -> bool:
    """Does the text say how much it is: "its offer is 4 percent", "stands at 30 million dollars"?"""
    if noun.dep_ != "nsubj":
        return False
    values = [*children(noun.head, "attr", "dobj"), *(t for p in children(noun.head, "prep") for t in p.children)]
    return any(value.ent_type_ in {"MONEY", "PERCENT"} for value in values)


def _is_more(things: Token) -> bool:
    """Is it so many more of a thing: "14 more flights"?"""
    more = any(listed("respite", c.lower_) for c in children(things, "amod"))
    return more and child(things, "nummod") is not None


def _comes_first(verb: Token) -> bool:
    """Must it come before anything else: "first wants the list", "needs boats before it can do more"?"""
    first = any(listed("first", c.lower_) for c in children(verb, "advmod"))
    clauses = (mark for clause in children(verb, "advcl") for mark in children(clause, "mark"))
    return not is_negated(verb) and (first or any(listed("before", mark.lower_) for mark in clauses))


def _is_visit(verb: Token) -> bool:
    """Will somebody go and see another on a day that is told: "is coming to Oslo on Monday"?"""
    goal, subject = first_filled(verb, ("to", "object")), fill(verb, "subject")
    if goal is None or subject is None or is_negated(verb) or not _has_day(verb):
        return False
    by_office = listed("visitors", subject.lemma_.lower()) or subject.ent_type_ == "PERSON" or subject.tag_ == "WP"
    to_whom = goal.pos_ == "PROPN" or listed("actors", goal.lemma_.lower())
    coming = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and child(verb, "aux") is not None)
    return by_office and to_whom and (coming or realis(verb) is Realis.AHEAD)


def _has_day(verb: Token) -> bool:
    near = [*children(verb, "npadvmod", "advmod", "tmod"), *(t for p in children(verb, "prep") for t in p.children)]
    return any(token.ent_type_ == "DATE" for token in near)


def _is_wanted(verb: Token) -> bool:
    """Is what follows to be done ("insists that they leave"), and not a fact ("insists that they left")?"""
    clause = fill(verb, "that")
    if clause is not None and verb.tag_ == "VBD" and clause.tag_ == "VBP" and child(clause, "aux") is None:
        return not listed("being", clause.lemma_)  # "suggested that engineers inspect it": a fact were in the past
    return clause is None or not is_finite(clause) or any(listed("duty", c.lower_) for c in children(clause, "aux"))


def _is_told_to(verb: Token) -> bool:
    """Must whoever is told do it: "told them that they must leave", "has to leave"?"""
    clause, other = fill(verb, "that"), fill(verb, "object")
    if clause is None or other is None:
        return False
    subject = child(clause, "nsubj")
    to_do = child(clause, "xcomp") if clause.lemma_ == "have" else None
    bound = any(listed("duty", c.lower_) for c in children(clause, "aux")) or (
        to_do is not None and is_infinitive(to_do)
    )
    return bound and subject is not None and (subject.tag_ == "PRP" or subject.lower_ == other.lower_)


def _is_awaited(noun: Token) -> bool:
    """Does somebody wait for it, or to get it, and not for what is only in it?"""
    verb = governing_verb(noun)
    if verb is not None and verb.dep_ == "xcomp" and listed("getting", verb.lemma_.lower()):
        verb = verb.head
    return verb is not None and listed("waiting", verb.lemma_.lower()) and realis(verb) is not Realis.UNREAL


def _is_handled(noun: Token) -> bool:
    """Is the answer one to something, or awaited, promised, given or received?"""
    if fill(noun, "to") is not None or fill(noun, "on") is not None:
        return True
    verb = governing_verb(noun)
    lemmas = set() if verb is None else {verb.lemma_.lower()}
    if noun.dep_ == "nsubj" and listed("coming", noun.head.lemma_.lower()):
        return True
    lemmas |= {c.lemma_.lower() for c in children(noun, "acl")}
    handled = any(listed(name, lemma) for name in ("awaiting", "receiving", "light") for lemma in lemmas)
    return handled or any(listed("announced", c.lower_) for c in children(noun, "amod"))


def _is_none(noun: Token | None) -> bool:
    return noun is not None and any(c.lower_ == "no" for c in children(noun, "det"))


def _is_had(answer: Token) -> bool:
    """Does the text say who got it, or whether there was one?"""
    verb = verb_of_object(answer)
    return verb is not None and (listed("being", verb.lemma_) or listed("receiving", verb.lemma_.lower()))


def _is_outstanding(verb: Token) -> bool:
    """Must it still be done: "have to approve it", "must ratify it"?"""
    aux = {c.lower_ for c in children(verb, "aux")}
    to_do = is_infinitive(verb) and verb.dep_ == "xcomp" and listed("necessity_verb", verb.head.lemma_.lower())
    return "must" in aux or to_do


def _is_staged(noun: Token) -> bool:
    """Does the text tell of a meeting itself: "talks resume on Monday", "the summit has been cancelled"?"""
    verb = noun.head
    goes = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    if goes is not None and listed("travelling", goes.lemma_.lower()):
        return realis(goes) is not Realis.UNREAL
    if verb.lemma_ == "be" and (fixed := child(verb, "xcomp")) is not None and is_infinitive(fixed):
        verb = fixed  # "the talks are to resume"
    verb = (staging_verb(noun) or verb) if verb.i == noun.head.i else verb
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ != "VERB" or is_negated(verb):
        return False
    return listed("staging", verb.lemma_.lower()) and realis(verb) is not Realis.UNREAL


def _is_to_come(noun: Token) -> bool:
    """Is the decision still to be taken or told: "a ruling is expected", "will announce its decision"?"""
    verb = verb_of_object(noun)
    if verb is None and noun.dep_ in {"nsubj", "nsubjpass"}:
        verb = noun.head.head if noun.head.pos_ == "ADJ" else noun.head
    if verb is None or is_negated(verb):
        return False
    expected = any(listed("announced", t.lower_) or t.lower_ == "due" for t in (verb, *children(verb, "acomp")))
    told = listed("telling", verb.lemma_.lower()) or listed("light", verb.lemma_.lower())
    return expected or (told and realis(verb) is Realis.AHEAD)


def _is_pending(verb: Token) -> bool:
    """Is the decision still to come: "will decide", "has not decided", "is considering", "must decide"?"""
    above = frame_of(verb.head) if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" else None
    if above is not None and above.kind in _BINDING:
        return False  # "agreed to review it": that is what was agreed to
    aux = {c.lemma_.lower() for c in children(verb, "aux")}
    ahead = realis(verb) is Realis.AHEAD or "must" in aux or (is_infinitive(verb) and verb.head.lemma_ == "have")
    return ahead or (is_negated(verb) and not is_infinitive(verb)) or (verb.tag_ == "VBG" and "be" in aux)


def _foretells_harm(predicate: Token) -> bool:
    """Do the words below the predicate speak of harm to come?"""
    clause = fill(predicate, "that")
    if clause is None:
        below = first_filled(predicate, ("infinitive", "of"))
        if below is None or relieves(below) or is_negated(below):
            return False
        if below.pos_ == "NOUN":
            return _speaks_of(below, ("harm", "harm_noun", "stopping"))
        obstructs = condition_of(predicate) is not None and listed("stopping", below.lemma_.lower())
        return obstructs or _speaks_of(below, ("harm",)) or _goes_to_court(below)
    ahead = any(listed("future", t.lower_) for t in clause.subtree)
    return ahead and not is_negated(clause) and _speaks_of(clause, ("harm", "stopping"))


def _goes_to_court(verb: Token) -> bool:
    """Does it take somebody "to court", "to trial"?"""
    goals = (fill(verb, "to"), fill(verb, "in"))
    return any(goal is not None and listed("courts", goal.lemma_.lower()) for goal in goals)


def _speaks_of(head: Token, lists: tuple[str, ...]) -> bool:
    return any(listed(name, t.lemma_.lower()) for t in head.subtree for name in lists)
