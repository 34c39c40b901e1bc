"""Moves that a verb makes, or an adjective with its "be"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import Frame, listed
from dragoman.extraction.moves.phrases import is_imperative, proviso_of, things_listed
from dragoman.extraction.moves.realis import Realis, condition_of, is_ultimatum, realis
from dragoman.extraction.moves.slots import first_filled
from dragoman.extraction.syntax import auxiliaries, child, children, is_negated
from dragoman.model import MoveKind, MoveStatus

_NOT_YET = {
    MoveKind.MEETING: MoveStatus.PLANNED,
    MoveKind.REPLY: MoveStatus.PROMISED,
    MoveKind.PROPOSAL: MoveStatus.PLANNED,
    MoveKind.INVITATION: MoveStatus.PLANNED,
}
_BINDS_ANOTHER = frozenset({MoveKind.DEMAND, MoveKind.THREAT})
"""Kinds whose complement has the other side as its subject: "demanded that they leave"."""
_OF_WHAT_IS_TO_BE_DONE = frozenset({"pending", "outstanding", "remaining"})
_CAN_BE_CONDITIONAL = frozenset({MoveKind.THREAT, MoveKind.PROMISE, MoveKind.DECISION_PENDING})


def verb_move(verb: Token, frame: Frame) -> Candidate | None:
    """The move of the verb in its frame; None where the text does not say that it was or will be made."""
    root = verb.head if (verb.pos_ == "ADJ" and verb.head.pos_ == "AUX") or frame.when == "owed" else verb
    if frame.when == "owed" and verb.dep_ != "xcomp":
        root = verb
    how = realis(root)
    if _is_misjoined(root):
        how = Realis.DONE
    if is_imperative(root) or (how is Realis.UNREAL and frame.when not in _OF_WHAT_IS_TO_BE_DONE):
        return None
    if frame.when == "deed" and verb.tag_ != "VBD" and not _is_so_far(verb):
        return None
    by, to, what = (first_filled(verb, slots) for slots in (frame.by, frame.to, frame.what))
    if to is None and what is not None and frame.kind in _BINDS_ANOTHER and what.pos_ in {"VERB", "AUX"}:
        to = child(what, "nsubj")
    if to is not None and to.dep_ == "nsubjpass" and to.head.i != verb.i:
        to = None  # "demanded that the men be freed": not of them
    if what is not None and listed("nothing", what.lower_):
        return None
    found = Candidate(
        kind=frame.kind,
        predicate=verb,
        root=root,
        by=() if by is None else (by,),
        to=() if to is None else (to,),
        what=what,
        status=frame.status,
        condition=condition_of(root) or proviso_of(root),
        without_by=frame.without_by,
        negated=is_negated(root) or (_is_none(what) and frame.when != "none"),
    )
    if frame.when == "owed":
        return replace(found, negated=False)  # it is awaited; nobody denies anything
    return _when_not(found) if found.negated else _in_time(found, how)


def _is_misjoined(verb: Token) -> bool:
    """Does the parse join a verb with a tense to an infinitive: "asked them to stay and offered a meeting"?"""
    return verb.dep_ == "conj" and verb.head.tag_ == "VB" and verb.tag_ == "VBD"


def _is_none(what: Token | None) -> bool:
    """Is it nothing that is accepted: "will accept no monitors"?"""
    return what is not None and any(c.lower_ == "no" for c in children(what, "det"))


def parted(found: Candidate) -> Iterator[Candidate]:
    """A demand of several things as one of each: "wants a ban and a court"."""
    items = things_listed(found.what) if found.kind is MoveKind.DEMAND and found.what is not None else ()
    for item, following in zip_longest(items, items[1:]):
        opens = item.pos_ == "VERB" and item.i == items[0].i  # "asked them to stay [and to sign]"
        yield replace(found, root=found.root if opens else item, what=item, until=following)
    if not items:
        yield found


def _when_not(found: Candidate) -> Candidate | None:
    """What is left of a move that was not made: no agreement is a refusal, no answer an answer still owed."""
    match found.kind:
        case MoveKind.ACCEPTANCE if found.status is MoveStatus.DELIVERED:
            return None  # not to free them is no refusal yet
        case MoveKind.ACCEPTANCE:
            return replace(found, kind=MoveKind.REJECTION, negated=_is_so_far(found.root))
        case MoveKind.REPLY:
            return replace(found, status=MoveStatus.AWAITED)
        case MoveKind.DECISION_PENDING:
            return found
        case MoveKind.PROMISE if found.predicate.pos_ == "ADJ":
            return replace(found, kind=MoveKind.REJECTION, status=MoveStatus.MADE)  # "is not ready to sign"
        case _:
            return None


def _is_so_far(verb: Token) -> bool:
    """May it still come: "has not accepted"?"""
    return any(listed("perfect", word) for word in auxiliaries(verb))


def _in_time(found: Candidate, how: Realis) -> Candidate | None:
    if how is Realis.AHEAD and found.kind is MoveKind.ACCEPTANCE:
        return None
    if found.kind is MoveKind.THREAT and is_ultimatum(found.condition) and found.to and found.to[0].dep_ == "nsubj":
        # "warned that it will close the port unless they leave": whoever will do it threatens
        return replace(found, by=found.to, to=(), status=MoveStatus.CONDITIONAL)
    if how is Realis.AHEAD and found.kind is MoveKind.REJECTION and is_ultimatum(found.condition):
        return replace(found, kind=MoveKind.THREAT, status=MoveStatus.CONDITIONAL)
    if found.kind is MoveKind.MEETING and found.predicate.tag_ in {"VBZ", "VBP"}:
        return replace(found, status=MoveStatus.PLANNED)
    if found.condition is not None and found.kind in _CAN_BE_CONDITIONAL:
        return replace(found, status=MoveStatus.CONDITIONAL)
    if how is Realis.AHEAD and found.kind in _NOT_YET:
        return replace(found, status=_NOT_YET[found.kind])
    return found
