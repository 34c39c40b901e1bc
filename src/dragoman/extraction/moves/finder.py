"""The door of the moves: from parsed passages and statements to the steps of the exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from spacy.tokens import Token

from dragoman.extraction.moves.accounts import Told, settled
from dragoman.extraction.moves.addressees import addressees
from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.circumstances import due, event_date, place
from dragoman.extraction.moves.frames import frame_of
from dragoman.extraction.moves.lexicon import MoveLexicon, move_lexicon
from dragoman.extraction.moves.nouns import noun_moves
from dragoman.extraction.moves.scene import Scene, party_of
from dragoman.extraction.moves.slots import governing_verb
from dragoman.extraction.moves.speech import clauses, spoken
from dragoman.extraction.moves.verbs import verb_move
from dragoman.extraction.syntax import children
from dragoman.model import (
    Anchor,
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

LONGEST = 45
"""Tokens of evidence: enough for a clause with its complement, too few to hold two reports."""
FEWEST = 4


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
    lexicon = move_lexicon()
    said = tuple(s for s in statements if not s.headline)
    told: list[Told] = []
    for one in parsed:
        told.extend(_in_passage(Scene.of(document, one, links, timexes, said, lexicon), lexicon))
    return settled(told, partial(party_of, links))


def _in_passage(scene: Scene, lexicon: MoveLexicon) -> Iterator[Told]:
    for found in _candidates(scene, lexicon):
        move = _move(found, scene)
        if move is not None:
            yield Told(move, found.predicate.lemma_.lower(), found.is_mention, _is_denied(found, scene, lexicon))


def _is_denied(found: Candidate, scene: Scene, lexicon: MoveLexicon) -> bool:
    if found.kind is MoveKind.DENIAL:
        return False
    statement = scene.statement_of(found.predicate)
    above = (frame for t in found.predicate.ancestors for frame in lexicon.frames.get(("VERB", t.lemma_.lower()), ()))
    in_denial = any(frame.kind is MoveKind.DENIAL for frame in above)
    return in_denial or (statement is not None and statement.polarity is Polarity.DENIED)


def _candidates(scene: Scene, lexicon: MoveLexicon) -> Iterator[Candidate]:
    taken: set[int] = set()
    for token in scene.parsed.doc:
        for found in _told(token, lexicon):
            taken.add(found.root.i)
            yield found
    for verb in clauses(scene):
        statement = scene.statement_of(verb)
        if statement is None or statement.polarity is Polarity.DENIED:
            continue
        said = spoken(verb, statement, scene, lexicon)
        if said is not None and said.root.i not in taken:
            yield said


def _told(token: Token, lexicon: MoveLexicon) -> Iterator[Candidate]:
    frame = frame_of(token, lexicon)
    if frame is None:
        return
    if token.pos_ in {"NOUN", "PROPN"}:
        yield from noun_moves(token, frame, lexicon)
    else:
        found = verb_move(token, frame, lexicon)
        if found is not None:
            yield found


def _move(found: Candidate, scene: Scene) -> Move | None:
    statement = scene.statement_of(found.predicate)
    by = _movers(found, statement, scene)
    if by is None:
        return None
    told = statement is not None and not _is_own_account(found, by, statement, scene)
    own_words = None if told else statement
    to = addressees(found, by, own_words, scene)
    if found.kind is MoveKind.MEETING and not by and not to:
        return None
    evidence = _evidence(found, scene)
    limit = due(found, evidence, scene)
    day = event_date(found, evidence, own_words, scene)
    return Move(
        id=content_id("mov", scene.document.id, found.kind, str(evidence.start), str(evidence.end)),
        kind=found.kind,
        by=by,
        to=to,
        what=_words(found.what, scene),
        status=_status(found, day, scene),
        event_date=day,
        evidence=evidence,
        due=limit.edtf if limit else None,
        due_evidence=scene.document.anchor(limit.start, limit.end) if limit else None,
        condition=_words(found.condition, scene) or None,
        hedge=found.hedge,
        place=place(found, scene),
        according_to=statement.speakers if told and statement else (),
        via=statement.via if told and statement else (),
        anonymous=bool(told and statement and statement.anonymous),
        negated=found.negated,
        statement=statement.id if statement else None,
    )


def _status(found: Candidate, day: str | None, scene: Scene) -> MoveStatus:
    """The candidate's, but a meeting on a day after the report is still to come."""
    published = scene.document.published
    if found.kind is not MoveKind.MEETING or day is None or published is None:
        return found.status
    ahead = bounds(day).first > bounds(published.date).last
    return MoveStatus.PLANNED if ahead else found.status


def _movers(found: Candidate, statement: Statement | None, scene: Scene) -> tuple[str, ...] | None:
    """Who makes the move, as far as named; None where nobody who can act does."""
    if found.by:
        return _names(found.by, scene) if any(scene.can_act(t) for t in found.by) else None
    if found.without_by == "speaker" and statement is not None:
        return statement.speakers
    return () if found.without_by == "nobody" else None


def _is_own_account(found: Candidate, by: tuple[str, ...], statement: Statement, scene: Scene) -> bool:
    """Does the speaker tell of his own side's act, or the reporter of one that the cue itself judges ("rejected")?"""
    sides = {scene.party_of(name) for name in statement.speakers} | set(statement.speakers)
    judge = governing_verb(found.predicate)
    judged = judge is not None and statement.cue is not None and scene.offset(judge) == statement.cue.start
    return judged or any(name in sides or scene.party_of(name) in sides for name in by)


def _names(tokens: tuple[Token, ...], scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for token in tokens for name in scene.names(token)))


def _words(token: Token | None, scene: Scene) -> str:
    return "" if token is None else _span(token, scene).exact


def _evidence(found: Candidate, scene: Scene) -> Anchor:
    tokens = _clause(found.root)
    if found.until is not None:
        tokens = [t for t in tokens if t.i < found.until.i]
    elif len(tokens) < FEWEST and not found.is_item:
        tokens = _clause(found.root.head)
    return _cut(tokens, found.predicate, scene)


def _span(token: Token, scene: Scene) -> Anchor:
    return _cut(_clause(token), token, scene)


def _clause(root: Token) -> list[Token]:
    """The subtree without what is coordinated with its root, from first to last word."""
    left_out = {t.i for below in children(root, "conj", "cc", "punct", "parataxis") for t in below.subtree}
    kept = [t for t in root.subtree if t.i not in left_out and not t.is_space]
    return list(root.doc[kept[0].i : kept[-1].i + 1])


def _cut(tokens: list[Token], predicate: Token, scene: Scene) -> Anchor:
    if len(tokens) > LONGEST:
        at = next((n for n, t in enumerate(tokens) if t.i == predicate.i), 0)
        low = max(0, min(at - LONGEST // 3, len(tokens) - LONGEST))
        tokens = tokens[low : low + LONGEST]
    tokens = _trimmed(tokens)
    return scene.anchor(tokens[0], tokens[-1])


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without conjunctions and marks at its ends, and without the "that" that joins it to what is before."""
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].pos_ == "CCONJ"):
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].pos_ == "CCONJ" or _joins(tokens[0])):
        tokens = tokens[1:]
    return tokens


def _joins(token: Token) -> bool:
    return token.lower_ == "that" and token.dep_ == "mark"
