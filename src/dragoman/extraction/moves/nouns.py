"""Moves that a noun speaks of: "its demands", "issued an ultimatum", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.frames import frame_of
from dragoman.extraction.moves.lexicon import Frame, listed
from dragoman.extraction.moves.phrases import (
    carrier,
    governing_verb,
    joint_owners,
    list_items,
    quantifier_of,
    relative_doer,
    setting_verb,
    staging_verb,
    verb_of_object,
)
from dragoman.extraction.moves.realis import Realis, realis, under_condition
from dragoman.extraction.moves.slots import fill, first_filled
from dragoman.extraction.syntax import child, children, is_negated, is_passive
from dragoman.model import MoveKind, MoveStatus

_TERMS = frozenset({MoveKind.DEMAND, MoveKind.PROPOSAL, MoveKind.INVITATION})


def noun_moves(noun: Token, frame: Frame) -> Iterator[Candidate]:
    """The move of the noun in its frame, or one for each item that the text lists of it."""
    if noun.dep_ == "compound" or under_condition(noun) or _is_only_wished(noun, frame):
        return
    if _is_in_own_answer(noun) or (frame.kind is MoveKind.DEMAND and _is_occasion(noun)):
        return
    light = carrier(noun)
    unanswered = frame.kind is MoveKind.REPLY and light is not None and is_negated(light)
    if (
        light is not None
        and frame.when != "unanswered"
        and not unanswered
        and (is_negated(light) or realis(light) is Realis.UNREAL)
    ):
        return
    none = any(c.lower_ == "no" for c in children(noun, "det"))
    if none and frame.kind is not MoveKind.REPLY:
        return
    found = Candidate(
        kind=frame.kind,
        predicate=noun,
        root=light or _journey(noun, frame) or _staged(noun, frame) or _dropping(noun, frame) or _whole(noun, frame),
        by=_by(noun, frame, light),
        to=_to(noun, frame, light),
        what=first_filled(noun, frame.what),
        status=MoveStatus.AWAITED if none or unanswered else _status(noun, frame),
        hedge=_hedge(noun),
        negated=none,
        without_by=frame.without_by,
    )
    yield from _with_items(_towards_judge(found), frame)


def _is_in_own_answer(noun: Token) -> bool:
    """Is it a pronoun's demand to which somebody gives an answer ("will give them a reply to their demands")?

    The parse lets the pronoun mean the giver; nobody answers himself.
    """
    prep, owner = noun.head, child(noun, "poss")
    if noun.dep_ != "pobj" or not listed("reply", prep.head.lemma_.lower()) or owner is None or owner.tag_ != "PRP$":
        return False
    return carrier(prep.head) is not None


def _journey(noun: Token, frame: Frame) -> Token | None:
    """The verb of going to the talks, which says who and when: "will fly to Oslo on Monday for talks"."""
    verb = noun.head.head
    to_talks = frame.kind is MoveKind.MEETING and noun.dep_ == "pobj" and noun.head.lower_ == "for"
    return verb if to_talks and listed("travelling", verb.lemma_.lower()) else None


def _staged(noun: Token, frame: Frame) -> Token | None:
    """The verb that tells when talks take place: "the talks would begin on Monday"."""
    verb = staging_verb(noun) if frame.kind is MoveKind.MEETING else None
    if verb is None:
        return None
    return verb if frame.when == "staged" or listed("staging", verb.lemma_.lower()) else None


def _dropping(noun: Token, frame: Frame) -> Token | None:
    """The verb by which somebody takes his own demand or offer back: "dropped its demand for a court"."""
    verb = verb_of_object(noun) if frame.kind in _TERMS else None
    return verb if verb is not None and _doer(noun) is not None and listed("dropping", verb.lemma_.lower()) else None


def _whole(noun: Token, frame: Frame) -> Token:
    """The noun, or "series" of talks that are the setting of something: "after a series of talks last week"."""
    return quantifier_of(noun) if frame.when == "told_of" else noun


def _is_occasion(noun: Token) -> bool:
    """Is it told only as what brought another act about: "put off at their request"?"""
    return noun.dep_ == "pobj" and noun.head.lower_ == "at"


def _is_only_wished(noun: Token, frame: Frame) -> bool:
    """An offer that is demanded is none yet.

    Talks that are called for, that somebody pulls out of or refuses to return to, are no talks.
    """
    if frame.kind is MoveKind.PROPOSAL:
        return _is_demanded(noun)
    if frame.kind is not MoveKind.MEETING:
        return False
    verb = governing_verb(noun)
    wished = verb is not None and (listed("wishing", verb.lemma_.lower()) or realis(verb) is Realis.UNREAL)
    return wished or _is_left(noun) or _is_habit(noun)


def _is_demanded(offer: Token) -> bool:
    """Is it what somebody asks for: "demanded a written offer"?"""
    verb = verb_of_object(offer)
    asking = frame_of(verb) if verb is not None else None
    return asking is not None and asking.kind is MoveKind.DEMAND


def _is_habit(talks: Token) -> bool:
    """Do people have such talks now and then: "they have conversations that are direct", on no day?"""
    light = carrier(talks)
    often = light is not None and light.lemma_ == "have" and light.tag_ in {"VBP", "VBZ"}
    return often and not any(t.ent_type_ in {"DATE", "TIME"} for t in talks.head.subtree)


def _is_left(talks: Token) -> bool:
    """Is it what somebody walks or pulls out of?"""
    out = talks.head.head
    if talks.dep_ != "pobj" or out.pos_ not in {"ADP", "ADV"} or out.head.pos_ != "VERB":
        return False
    left = frame_of(out.head)
    return left is not None and left.kind is MoveKind.REJECTION


def _by(noun: Token, frame: Frame, light: Token | None) -> tuple[Token, ...]:
    owner = _doer(noun) or first_filled(noun, frame.by)
    if owner is not None and owner.ent_type_ == "DATE":
        owner = None  # "a deadline of May 3"
    owner = owner or relative_doer(noun)
    if light is None and owner is None and frame.kind is MoveKind.MEETING:
        light = setting_verb(noun)
    holder = fill(light, "subject") if light is not None else None
    if frame.kind is MoveKind.MEETING:
        owners = () if owner is None else joint_owners(owner)
        return owners if holder is None else (*owners, holder)
    if light is not None and not is_passive(light) and fill(noun, "owner") is None:
        owner = holder or owner  # "gave a reply to the remark by the other": whoever gave it
    return joint_owners(owner) if owner is not None else () if holder is None else (holder,)


def _doer(noun: Token) -> Token | None:
    """The subject of the verb by which somebody handles a step of his own: "the union dropped its demand"."""
    owner, verb = child(noun, "poss"), verb_of_object(noun)
    if owner is None or owner.tag_ != "PRP$" or verb is None or noun.dep_ != "dobj":
        return None
    own = listed("handling", verb.lemma_.lower()) or carrier(noun) is not None
    return fill(verb, "subject") if own else None


def _to(noun: Token, frame: Frame, light: Token | None) -> tuple[Token, ...]:
    to = first_filled(noun, frame.to)
    if to is None and light is not None:
        to = first_filled(light, frame.to)
    if to is None and frame.when in {"awaited", "unanswered"} and (waiting := governing_verb(noun)) is not None:
        to = fill(waiting, "subject")
    if to is None and frame.kind is MoveKind.DEMAND:
        return _answerers(noun)
    return () if to is None else (to,)


def _answerers(noun: Token) -> tuple[Token, ...]:
    """Whose answer to the demand the text speaks of: it was asked of them.

    "Their response to its demands", "their responses ignored its demands".
    """
    prep, verb = quantifier_of(noun).head, verb_of_object(noun)
    answer = prep.head if prep.pos_ == "ADP" else child(verb, "nsubj") if verb is not None else None
    if answer is None or not listed("reply", answer.lemma_.lower()):
        return ()
    owner = fill(answer, "owner")
    return () if owner is None else joint_owners(owner)


def _with_items(found: Candidate, frame: Frame) -> Iterator[Candidate]:
    items = list_items(found.predicate) if frame.lists else ()
    for item, following in zip_longest(items, items[1:]):
        yield replace(found, root=item, what=item, until=following)
    if not items:
        yield found


def _towards_judge(found: Candidate) -> Candidate:
    """A demand that somebody rejects or accepts is a demand to him."""
    verb = verb_of_object(found.predicate) or _refusal_behind(found.predicate)
    if verb is None or found.status not in {MoveStatus.REJECTED, MoveStatus.ACCEPTED}:
        return found
    judge = fill(verb, "subject")
    if judge is None or (found.to and listed("reply", judge.lemma_.lower())):
        return found
    return replace(found, to=(judge,))


def _status(noun: Token, frame: Frame) -> MoveStatus:
    if frame.kind in _TERMS:
        return _status_of_terms(noun, frame)
    if frame.kind is MoveKind.REPLY:
        return _status_of_reply(noun, frame)
    if frame.kind is MoveKind.MEETING:
        return _status_of_meeting(noun, frame)
    return frame.status


def _status_of_terms(noun: Token, frame: Frame) -> MoveStatus:
    verb = verb_of_object(noun) or _refusal_behind(noun)
    if verb is None:
        return frame.status
    lemma, refused = verb.lemma_.lower(), is_negated(verb) or listed("unwilling", verb.head.lemma_.lower())
    if listed("rejecting", lemma) or (listed("accepting", lemma) and refused):
        return MoveStatus.REJECTED
    accepted = listed("accepting", lemma) and realis(verb) is not Realis.UNREAL  # not "asked them to accept its demand"
    return MoveStatus.ACCEPTED if accepted else frame.status


def _refusal_behind(noun: Token) -> Token | None:
    """The verb of "its demands for courts, which they have refused", wherever the parse hung the clause."""
    holders = [noun, *(t for prep in children(noun, "prep") for t in children(prep, "pobj"))]
    for clause in (c for holder in holders for c in children(holder, "relcl")):
        relative = child(clause, "dobj", "nsubjpass")
        if relative is not None and relative.tag_ in {"WDT", "WP"} and listed("rejecting", clause.lemma_.lower()):
            return clause
    return None


def _status_of_reply(noun: Token, frame: Frame) -> MoveStatus:
    modifiers = {c.lower_ for c in children(noun, "amod")}
    if "promised" in modifiers:
        return MoveStatus.PROMISED
    verb = governing_verb(noun)
    if noun.dep_ == "nsubj" and is_negated(noun.head):
        return MoveStatus.AWAITED
    if verb is not None and listed("awaiting", verb.lemma_.lower()):
        return MoveStatus.AWAITED
    if verb is not None and realis(verb) is Realis.AHEAD and listed("light", verb.lemma_.lower()):
        return MoveStatus.PROMISED
    return frame.status


def _status_of_meeting(noun: Token, frame: Frame) -> MoveStatus:
    verb = verb_of_object(noun) or setting_verb(noun)
    if verb is None:
        verb = staging_verb(noun)
    if verb is not None and (listed("cancelling", verb.lemma_.lower()) or _does_not_happen(verb)):
        return MoveStatus.REJECTED
    ahead = verb is not None and realis(verb) is Realis.AHEAD
    expected = verb is not None and listed("announced", verb.lower_)
    announced = expected or any(listed("announced", c.lower_) for c in children(noun, "amod", "acl"))
    return MoveStatus.PLANNED if ahead or announced else frame.status


def _does_not_happen(verb: Token) -> bool:
    """Do the talks that are its subject not take place?"""
    return is_negated(verb) and listed("staging", verb.lemma_.lower())


def _hedge(noun: Token) -> str | None:
    quantifier = quantifier_of(noun)
    if quantifier.i != noun.i and listed("hedges", quantifier.lower_):
        return f"{quantifier.lower_} of"
    return next((c.lower_ for c in children(noun, "det", "amod") if listed("hedges", c.lower_)), None)
