"""Finds the frames of the lexicon in a parse: predicates with the complements that make them a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from spacy.tokens import Token

from dragoman.extraction.moves.lexicon import Frame, MoveLexicon
from dragoman.extraction.moves.realis import Realis, condition_of, negated, realis, under_condition
from dragoman.extraction.moves.slots import fill, first_filled, light_verb, list_items, quantifier_of, setting_verb
from dragoman.extraction.syntax import child, children
from dragoman.model import MoveKind, MoveStatus


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move as the parse shows it: the predicate, the head of the words it rests on, and the parties' heads."""

    kind: MoveKind
    predicate: Token
    root: Token
    by: tuple[Token, ...]
    to: tuple[Token, ...]
    what: Token | None
    status: MoveStatus
    condition: Token | None = None
    hedge: str | None = None
    negated: bool = False
    without_by: str | None = None
    until: Token | None = None


def candidates(predicate: Token, lexicon: MoveLexicon) -> Iterator[Candidate]:
    """The moves that the token is the predicate of: none, one, or one for each item of a list."""
    for frame in lexicon.frames.get((_part_of_speech(predicate), predicate.lemma_.lower()), ()):
        if _fits(predicate, frame, lexicon):
            yield from (
                _noun_moves(predicate, frame, lexicon)
                if predicate.pos_ == "NOUN"
                else _verb_moves(predicate, frame, lexicon)
            )
            return


def _part_of_speech(token: Token) -> str:
    return "NOUN" if token.pos_ == "PROPN" and token.dep_ != "compound" else token.pos_


def _fits(predicate: Token, frame: Frame, lexicon: MoveLexicon) -> bool:
    if frame.particle and not any(c.lower_ == frame.particle for c in children(predicate, "prt")):
        return False
    if frame.when == "pending" and not _is_pending(predicate, lexicon):
        return False
    if frame.when == "not" and not _has_negated_infinitive(predicate):
        return False
    if frame.when == "harm" and not has_harm(predicate, lexicon):
        return False
    if not _objects_fit(predicate, frame, lexicon):
        return False
    return all(any(_filled(predicate, slot, lexicon) for slot in need) for need in frame.needs)


def _filled(predicate: Token, slot: str, lexicon: MoveLexicon) -> bool:
    if slot == "by":
        return (
            bool(_holder(predicate, lexicon))
            or fill(predicate, "owner") is not None
            or fill(predicate, "by") is not None
        )
    return fill(predicate, slot) is not None


def _objects_fit(predicate: Token, frame: Frame, lexicon: MoveLexicon) -> bool:
    if not frame.objects and not frame.except_objects:
        return True
    lemmas: set[str] = set()
    for found in (fill(predicate, slot) for slot in frame.what):
        if found is not None:
            lemmas.add(found.lemma_.lower())
            counted = fill(found, "of") if lexicon.has("hedges", found.lemma_.lower()) else None
            lemmas.update(() if counted is None else (counted.lemma_.lower(),))
    return not lemmas & frame.except_objects and (not frame.objects or bool(lemmas & frame.objects))


def _has_negated_infinitive(predicate: Token) -> bool:
    clause = fill(predicate, "infinitive")
    return clause is not None and negated(clause)


def _is_pending(verb: Token, lexicon: MoveLexicon) -> bool:
    """Is the decision still to come: "will decide", "has not decided", "is considering", "must decide"?"""
    aux = {c.lemma_.lower() for c in children(verb, "aux")}
    ahead = realis(verb, lexicon) is Realis.AHEAD or "must" in aux
    return ahead or negated(verb) or (verb.tag_ == "VBG" and "be" in aux)


def has_harm(verb: Token, lexicon: MoveLexicon) -> bool:
    """Do the words below the verb speak of harm, and as of something to come or on a condition?"""
    clause = fill(verb, "that")
    if clause is None:
        clause = fill(verb, "of")
        return clause is not None and any(lexicon.has("harm", t.lemma_.lower()) for t in clause.subtree)
    below = list(clause.subtree)
    ahead = any(t.lower_ in {"will", "would", "'ll", "’ll"} for t in below)
    return ahead and any(lexicon.has("harm", t.lemma_.lower()) for t in below)


def _verb_moves(verb: Token, frame: Frame, lexicon: MoveLexicon) -> Iterator[Candidate]:
    root = verb.head if verb.pos_ == "ADJ" and verb.head.pos_ == "AUX" else verb
    how = realis(root, lexicon)
    if how is Realis.UNREAL and frame.when != "pending":
        return
    what = first_filled(verb, frame.what)
    by, to = first_filled(verb, frame.by), first_filled(verb, frame.to)
    if to is None and what is not None and what.pos_ in {"VERB", "AUX"}:
        to = child(what, "nsubj", "nsubjpass")
    base = Candidate(
        kind=frame.kind,
        predicate=verb,
        root=root,
        by=() if by is None else (by,),
        to=() if to is None else (to,),
        what=what,
        status=frame.status,
        condition=condition_of(root, lexicon),
        without_by=frame.without_by,
        negated=negated(root),
    )
    settled = _settle(base, how)
    if settled is not None:
        yield settled


_AHEAD = {
    MoveKind.MEETING: MoveStatus.PLANNED,
    MoveKind.REPLY: MoveStatus.PROMISED,
    MoveKind.PROPOSAL: MoveStatus.PLANNED,
    MoveKind.DEMAND: MoveStatus.PLANNED,
    MoveKind.INVITATION: MoveStatus.PLANNED,
}
_OPPOSITE = {MoveKind.ACCEPTANCE: MoveKind.REJECTION}
_VOID_WHEN_NEGATED = frozenset(set(MoveKind) - {MoveKind.ACCEPTANCE, MoveKind.REPLY, MoveKind.DECISION_PENDING})


def _settle(found: Candidate, how: Realis) -> Candidate | None:
    """Kind and status as negation, tense and condition leave them; None where no move is left."""
    if found.negated and found.kind in _VOID_WHEN_NEGATED:
        return None
    if found.negated and found.kind is MoveKind.REPLY:
        return replace(found, status=MoveStatus.AWAITED)
    if found.negated:
        found = replace(found, kind=_OPPOSITE.get(found.kind, found.kind))
    if found.kind is MoveKind.PROMISE:
        found = replace(found, status=MoveStatus.PROMISED)
    if how is Realis.AHEAD and found.kind in _AHEAD:
        found = replace(found, status=_AHEAD[found.kind])
    if found.condition is not None and found.kind in {MoveKind.THREAT, MoveKind.PROMISE, MoveKind.DECISION_PENDING}:
        found = replace(found, status=MoveStatus.CONDITIONAL)
    return found


# ---------------------------------------------------------------- nouns


def _holder(noun: Token, lexicon: MoveLexicon) -> Token | None:
    """The subject of the light verb: who issued the ultimatum, who holds the talks."""
    verb = light_verb(noun)
    if verb is None or not lexicon.has("light", verb.lemma_.lower()):
        return None
    return fill(verb, "subject")


def _noun_moves(noun: Token, frame: Frame, lexicon: MoveLexicon) -> Iterator[Candidate]:
    if noun.dep_ == "compound" or under_condition(noun, lexicon):
        return
    verb = light_verb(noun)
    carrier = verb if verb is not None and lexicon.has("light", verb.lemma_.lower()) else None
    if carrier is not None and (negated(carrier) or realis(carrier, lexicon) is Realis.UNREAL):
        return
    by = _by_of_noun(noun, frame, carrier)
    to = first_filled(noun, frame.to)
    if to is None and carrier is not None:
        to = first_filled(carrier, frame.to)
    base = Candidate(
        kind=frame.kind,
        predicate=noun,
        root=carrier if carrier is not None else noun,
        by=by,
        to=() if to is None else (to,),
        what=first_filled(noun, frame.what),
        status=_noun_status(noun, verb, frame, lexicon),
        hedge=_hedge(noun, lexicon),
        without_by=frame.without_by,
    )
    if verb is not None and base.status in {MoveStatus.REJECTED, MoveStatus.ACCEPTED}:
        other = fill(verb, "subject")
        base = replace(base, to=(other,) if other is not None else base.to, root=noun)
    items = list_items(noun) if frame.lists else ()
    for item, following in zip_longest(items, items[1:]):
        yield replace(base, root=item, what=item, until=following)
    if not items:
        yield base


def _by_of_noun(noun: Token, frame: Frame, carrier: Token | None) -> tuple[Token, ...]:
    owner = first_filled(noun, frame.by)
    if carrier is None and frame.kind is MoveKind.MEETING:
        carrier = setting_verb(noun)
    holder = fill(carrier, "subject") if carrier is not None else None
    if frame.kind is MoveKind.MEETING:
        return tuple(t for t in (holder, owner) if t is not None)
    found = owner if owner is not None else holder
    return () if found is None else (found,)


def _noun_status(noun: Token, verb: Token | None, frame: Frame, lexicon: MoveLexicon) -> MoveStatus:
    governor = verb.lemma_.lower() if verb is not None else ""
    if frame.kind in {MoveKind.DEMAND, MoveKind.PROPOSAL, MoveKind.INVITATION}:
        if lexicon.has("rejecting", governor):
            return MoveStatus.REJECTED
        if lexicon.has("accepting", governor):
            return MoveStatus.ACCEPTED
        return frame.status
    if frame.kind is MoveKind.PROMISE:
        return MoveStatus.PROMISED
    if frame.kind is MoveKind.REPLY:
        return _reply_status(noun, frame, lexicon)
    if frame.kind is MoveKind.MEETING:
        ahead = verb is not None and realis(verb, lexicon) is Realis.AHEAD
        return MoveStatus.PLANNED if ahead or _is_prospective(noun, lexicon) else frame.status
    return frame.status


def _is_prospective(noun: Token, lexicon: MoveLexicon) -> bool:
    return any(
        lexicon.has("pending_amod", c.lemma_.lower()) or c.lower_ in {"planned", "scheduled", "proposed", "promised"}
        for c in children(noun, "amod", "acl")
    )


def _reply_status(noun: Token, frame: Frame, lexicon: MoveLexicon) -> MoveStatus:
    modifiers = {c.lower_ for c in children(noun, "amod")}
    if "promised" in modifiers:
        return MoveStatus.PROMISED
    governor = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else noun.head.head if noun.dep_ == "pobj" else noun
    if lexicon.has("awaiting", governor.lemma_.lower()):
        return MoveStatus.AWAITED
    return frame.status


def _hedge(noun: Token, lexicon: MoveLexicon) -> str | None:
    quantifier = quantifier_of(noun)
    if quantifier is not noun and lexicon.has("hedges", quantifier.lower_):
        return f"{quantifier.lower_} of"
    return next((c.lower_ for c in children(noun, "det", "amod") if c.lower_ in {"some", "most", "several"}), None)
