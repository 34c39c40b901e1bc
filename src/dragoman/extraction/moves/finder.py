"""The door of the moves: from parsed passages and statements to the steps of the exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from spacy.tokens import Token

from dragoman.extraction.moves.accounts import Told, settled
from dragoman.extraction.moves.addressees import addressees
from dragoman.extraction.moves.answers import answered, received
from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.circumstances import due, event_date, place
from dragoman.extraction.moves.evidence import evidence, matter, words
from dragoman.extraction.moves.frames import frame_of
from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.nouns import noun_moves
from dragoman.extraction.moves.phrases import governing_verb, in_passive, is_finite
from dragoman.extraction.moves.scene import Scene, party_of
from dragoman.extraction.moves.sides import addressed
from dragoman.extraction.moves.speech import clauses, spoken
from dragoman.extraction.moves.standing import standing
from dragoman.extraction.moves.undertakings import price_of, undertaken
from dragoman.extraction.moves.verbs import parted, verb_move
from dragoman.extraction.syntax import REACH
from dragoman.model import (
    Document,
    Links,
    Move,
    MoveKind,
    MoveStatus,
    Parsed,
    Polarity,
    Statement,
    Timex,
    bounds,
    content_id,
)


def find_moves(
    document: Document,
    parsed: Sequence[Parsed],
    links: Links,
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
) -> tuple[Move, ...]:
    """The moves that the passages tell, in the order of the text.

    ``timexes`` and ``statements`` are those of the same document; every anchor counts in ``document.text``.
    """
    told: list[Told] = []
    for one in parsed:
        told.extend(_in_passage(Scene.of(document, one, links, timexes, statements)))
    side = partial(party_of, links)
    found = received(settled(told, side), statements, side)
    return addressed(answered(found, side), side)


def _in_passage(scene: Scene) -> Iterator[Told]:
    for found in _candidates(scene):
        move = _move(found, scene)
        if move is not None:
            yield Told(move, found.predicate.lemma_.lower(), found.is_mention, _is_denied(found, scene))


def _is_denied(found: Candidate, scene: Scene) -> bool:
    if found.kind is MoveKind.DENIAL:
        return False
    statement = scene.statement_of(found.predicate)
    above = (frame_of(t) for t in _governors(found.predicate) if t.pos_ == "VERB")
    in_denial = any(frame is not None and frame.kind is MoveKind.DENIAL for frame in above)
    return in_denial or (statement is not None and statement.polarity is Polarity.DENIED)


def _governors(token: Token) -> Iterator[Token]:
    """What the token is a complement of, from below; a clause about somebody is no part of what he denies.

    Nor is what he does besides: "rejected the charge and demanded an apology".
    """
    for _ in range(REACH):
        if token.dep_ in {"relcl", "ROOT"}:
            return
        besides = token.dep_ == "conj"
        token = token.head
        if not besides:
            yield token


def _candidates(scene: Scene) -> Iterator[Candidate]:
    taken: set[int] = set()
    for token in scene.parsed.doc:
        for found in _told(token):
            taken.add(found.root.i)
            yield found
    for verb in clauses(scene):
        statement = scene.statement_of(verb)
        if statement is None:
            said = undertaken(verb)
        else:
            said = None if statement.polarity is Polarity.DENIED else spoken(verb, statement, scene)
        if said is not None and said.root.i not in taken:
            yield said
            price = price_of(said)
            if price is not None:
                yield price


def _told(token: Token) -> Iterator[Candidate]:
    frame = frame_of(token)
    if frame is None:
        return
    if token.pos_ in {"NOUN", "PROPN"}:
        yield from noun_moves(token, frame)
    else:
        found = verb_move(token, frame)
        if found is not None:
            yield from parted(found)


def _move(found: Candidate, scene: Scene) -> Move | None:
    statement = scene.statement_of(found.predicate)
    by = _movers(found, statement, scene)
    if by is None or _is_a_members(found, by, scene):
        return None
    own = statement is not None and _is_own_account(found, by, statement, scene)
    speech, teller = (statement, None) if own else (None, statement)
    to = addressees(found, by, speech, scene)
    rests_on = evidence(found, scene)
    limit = due(found, rests_on, scene)
    day = event_date(found, rests_on, speech, scene)
    if found.kind is MoveKind.MEETING and not by and not to and day is None:
        return None
    ahead = _is_ahead(day, scene)
    off = found.status is MoveStatus.REJECTED
    status = MoveStatus.PLANNED if ahead and found.kind is MoveKind.MEETING and not off else found.status
    return Move(
        id=content_id("mov", scene.document.id, found.kind, str(rests_on.start), str(rests_on.end)),
        kind=found.kind,
        by=by,
        to=to,
        what=matter(found, scene),
        status=status,
        event_date=day,
        evidence=rests_on,
        due=limit.edtf if limit else None,
        due_evidence=scene.document.anchor(limit.start, limit.end) if limit else None,
        condition=words(found.condition, scene) or None,
        hedge=found.hedge,
        place=place(found, scene),
        according_to=teller.speakers if teller else (),
        via=teller.via if teller else (),
        anonymous=teller is not None and teller.anonymous,
        negated=found.negated,
        realis=standing(found, status, ahead=ahead),
        statement=statement.id if statement else None,
    )


def _is_ahead(day: str | None, scene: Scene) -> bool:
    """Is the day one after the report: was a meeting on it still to come?"""
    published = scene.document.published
    return day is not None and published is not None and bounds(day).first > bounds(published.date).last


def _is_a_members(found: Candidate, by: tuple[str, ...], scene: Scene) -> bool:
    """Is it the vote of one member, or of some, which is no act of the body?"""
    if not listed("collective", found.predicate.lemma_.lower()):
        return False
    return found.predicate.tag_ == "VBG" or scene.are_persons(by)


def _movers(found: Candidate, statement: Statement | None, scene: Scene) -> tuple[str, ...] | None:
    """Who makes the move, as far as named; None where nobody who can act does."""
    if found.by:
        return _names(found.by, scene) if any(scene.can_act(t) for t in found.by) else None
    if found.without_by == "speaker" and statement is not None:
        return statement.speakers
    agentless = found.without_by == "passive" and in_passive(found.predicate) and is_finite(found.predicate)
    return () if found.without_by == "nobody" or agentless else None


def _is_own_account(found: Candidate, by: tuple[str, ...], statement: Statement, scene: Scene) -> bool:
    """Does the speaker tell of his own side's act, or the reporter of one that the cue itself judges ("rejected")?"""
    sides = {scene.party_of(name) for name in statement.speakers} | set(statement.speakers)
    judge = governing_verb(found.predicate)
    judged = judge is not None and statement.cue is not None and scene.offset(judge) == statement.cue.start
    return judged or any(name in sides or scene.party_of(name) in sides for name in by)


def _names(tokens: tuple[Token, ...], scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for token in tokens for name in scene.names(token)))
