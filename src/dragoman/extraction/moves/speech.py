"""Moves that lie in what is said: "they must leave" demands, "we will leave" promises, "we will not" refuses."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.moves.frames import Candidate
from dragoman.extraction.moves.lexicon import MoveLexicon
from dragoman.extraction.moves.realis import condition_of, under_condition
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill, is_infinitive
from dragoman.extraction.syntax import auxiliaries, children, is_negated, is_passive
from dragoman.model import Mode, MoveKind, MoveStatus, Statement

_DUTY = frozenset({"must", "should", "ought"})
_NEED = frozenset({"need", "have"})
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_FIRST_PERSON = frozenset({"i", "we"})


def spoken(verb: Token, statement: Statement, scene: Scene, lexicon: MoveLexicon) -> Candidate | None:
    """The move that the clause of the verb makes in the mouth of the statement's speaker; None where it makes none."""
    subject = fill(verb, "object") if is_passive(verb) else fill(verb, "subject")
    if subject is None or under_condition(verb, lexicon):
        return None
    own = _is_own(subject, statement, scene)
    if _is_duty(verb):
        return None if own or not scene.names(subject) else _demand(verb, subject)
    if own and not is_passive(verb) and _is_commitment(verb, statement):
        return _commitment(verb, subject, lexicon)
    return None


def _is_own(subject: Token, statement: Statement, scene: Scene) -> bool:
    """Is the subject the speaker, or the side for which the speaker speaks?"""
    if subject.lower_ in _FIRST_PERSON:
        return True
    parties = {scene.party_of(name) for name in statement.speakers} | set(statement.speakers)
    return any(name in parties or scene.party_of(name) in parties for name in scene.names(subject))


def _is_duty(verb: Token) -> bool:
    if _DUTY & set(auxiliaries(verb)):
        return True
    return verb.lemma_.lower() in _NEED and any(is_infinitive(c) for c in children(verb, "xcomp"))


def _is_commitment(verb: Token, statement: Statement) -> bool:
    aux = set(auxiliaries(verb))
    return bool(aux & _WILL) or ("would" in aux and statement.mode is not Mode.DIRECT)


def _demand(verb: Token, subject: Token) -> Candidate:
    return Candidate(MoveKind.DEMAND, verb, verb, (), (subject,), verb, MoveStatus.MADE)


def _commitment(verb: Token, subject: Token, lexicon: MoveLexicon) -> Candidate | None:
    lemma = verb.lemma_.lower()
    condition = condition_of(verb, lexicon)
    status = MoveStatus.CONDITIONAL if condition is not None else None
    if is_negated(verb):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE, condition)
    if lexicon.has("deciding", lemma):
        return Candidate(
            MoveKind.DECISION_PENDING, verb, verb, (subject,), (), verb, status or MoveStatus.AWAITED, condition
        )
    if lexicon.has("stative", lemma):
        return None
    kind = MoveKind.THREAT if _harms(verb, lexicon) else MoveKind.PROMISE
    default = MoveStatus.MADE if kind is MoveKind.THREAT else MoveStatus.PROMISED
    return Candidate(kind, verb, verb, (subject,), (), verb, status or default, condition)


def _harms(verb: Token, lexicon: MoveLexicon) -> bool:
    return any(lexicon.has("harm", t.lemma_.lower()) for t in (verb, *children(verb, "dobj", "xcomp", "prep")))


def clauses(scene: Scene) -> Iterator[Token]:
    """The verbs and auxiliaries of the passage that can carry a spoken move."""
    return (t for t in scene.parsed.doc if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"})
