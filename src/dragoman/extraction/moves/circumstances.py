"""When and where: the day of an act, the day it is due, the place of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import listed
from dragoman.extraction.moves.phrases import governing_verb, quantifier_of
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.syntax import child, children
from dragoman.model import Anchor, MoveKind, MoveStatus, Statement, Timex, bounds

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "xcomp", "acl", "pcomp", "conj", "appos"})
_DONE_BY_SAYING = frozenset({MoveKind.DEMAND, MoveKind.THREAT, MoveKind.PROMISE, MoveKind.REJECTION, MoveKind.PROPOSAL})
_DONE_BY_ASKING = frozenset({MoveKind.DEMAND, MoveKind.INVITATION, MoveKind.PROPOSAL})
_OWE = _DONE_BY_ASKING | {MoveKind.PROMISE, MoveKind.REPLY, MoveKind.THREAT}


def event_date(found: Candidate, evidence: Anchor, statement: Statement | None, scene: Scene) -> str | None:
    """The day that the text gives for the act itself; of a speaker's own act the day on which he said so.

    A day inside the complement is a day of what is wanted or promised, not of the wanting.
    """
    if found.is_item:
        return None
    days = scene.timexes_in(evidence)
    for timex, following in zip_longest(days, days[1:]):
        word = scene.token_at(timex.start)
        if not timex.edtf or word is None or _is_limit(word) or not _dates(word, found):
            continue
        if not _lies_in_what_is_wanted(timex.edtf, found, scene):
            return _stretch(timex.edtf, word, following, scene)
    told = found.predicate.tag_ == "VBN" and found.predicate.dep_ in {"acl", "amod"}  # "the plan proposed by her"
    if statement is None or found.is_mention or told or found.kind not in _DONE_BY_SAYING:
        return None
    return statement.said_on


def _stretch(first: str, word: Token, following: Timex | None, scene: Scene) -> str:
    """The day, or the days up to the last one: "from July 8 to July 11"."""
    end = scene.token_at(following.start) if following is not None else None
    if end is None or following is None or not following.edtf or not listed("opening_span", _before(word)):
        return first
    closes = listed("closing_span", _before(end)) and bounds(first).last < bounds(following.edtf).first
    return f"{first}/{following.edtf}" if closes and "/" not in first + following.edtf else first


def _before(word: Token) -> str:
    return word.nbor(-1).lower_ if word.i else ""


def _lies_in_what_is_wanted(day: str, found: Candidate, scene: Scene) -> bool:
    """Is it a day of the talks that one invites to, or of the vote on which one insists now, not of the asking?"""
    if found.kind not in _DONE_BY_ASKING or found.status is not MoveStatus.MADE:
        return False
    published = scene.document.published
    ahead = published is not None and bounds(day).first > bounds(published.date).last
    return ahead or found.root.tag_ in {"VBP", "VBZ"}


def due(found: Candidate, evidence: Anchor, scene: Scene) -> Timex | None:
    """The time expression that sets a limit to what is demanded or promised: "by Friday".

    Of an answer that somebody waits for it is also the day to come on which he expects to hear it, of an invitation
    the day to come of what one is invited to.
    """
    if found.kind not in _OWE:
        return None
    for timex in (*scene.timexes_in(evidence), *_of_the_wait(found, scene)):
        word = scene.token_at(timex.start)
        if timex.edtf and word is not None and (_is_limit(word) or _is_expected(timex.edtf, word, found, scene)):
            return timex
    return None


def _of_the_wait(found: Candidate, scene: Scene) -> Iterator[Timex]:
    """What says until when, from now on, somebody waits for an answer: "is awaiting a reply from them by Friday"."""
    verb = governing_verb(found.predicate) if found.kind is MoveKind.REPLY and found.is_mention else None
    published = scene.document.published
    if verb is None or published is None:
        return
    for prep in children(verb, "prep"):
        for timex in scene.timexes_in(scene.anchor(prep.left_edge, prep.right_edge)):
            if timex.edtf and bounds(timex.edtf).last >= bounds(published.date).first:
                yield timex


def _is_expected(day: str, word: Token, found: Candidate, scene: Scene) -> bool:
    """Is it the day of what one is invited to, or at which an answer that is awaited is to be heard, not yet over?"""
    published = scene.document.published
    if found.kind is MoveKind.INVITATION and published is not None:
        return bounds(day).first > bounds(published.date).last
    if found.kind is not MoveKind.REPLY or found.status is not MoveStatus.AWAITED or published is None:
        return False
    occasion = next((t for t in (word, *word.ancestors) if t.pos_ == "ADP"), None)
    to_come = bounds(day).first >= bounds(published.date).first
    return to_come and occasion is not None and listed("occasions", occasion.lower_)


def place(found: Candidate, scene: Scene) -> str | None:
    """Where a meeting is: the name after "in" or "at"."""
    if found.kind is not MoveKind.MEETING:
        return None
    for holder in (found.predicate, found.root, *found.to, *found.by):
        for prep in children(holder, "prep"):
            where = child(prep, "pobj")
            if listed("places", prep.lower_) and where is not None and where.ent_type_ in _PLACES:
                return scene.phrase(where).exact
    return None


def _dates(word: Token, found: Candidate) -> bool:
    """Does the word hang from the root without a clause between, save "held" of the very act ("talks held Friday")?"""
    own = {found.root.i, found.predicate.i}
    while word.i != found.root.i:
        held = {word.head.i, quantifier_of(word.head).i} & own  # "a round of talks set for Friday"
        fixed = word.dep_ == "acl" and listed("staging", word.lemma_.lower()) and bool(held)
        if (word.dep_ in _CLAUSES and not fixed) or word.head.i == word.i:
            return False
        word = word.head
    return True


def _is_limit(word: Token) -> bool:
    return any(listed("limits", t.lower_) for t in (word.head, word.head.head) if t.pos_ in {"ADP", "SCONJ"})
