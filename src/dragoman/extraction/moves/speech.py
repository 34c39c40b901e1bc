"""Moves that lie in what is said: "they must leave" demands, "we will leave" promises, "we will not" refuses."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import MoveLexicon
from dragoman.extraction.moves.realis import condition_of, negated, under_condition
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill, is_infinitive
from dragoman.extraction.syntax import auxiliaries, children, is_passive
from dragoman.model import Mode, MoveKind, MoveStatus, Statement

_DUTY = frozenset({"must", "should", "ought"})
_NEED = frozenset({"need", "have"})
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_FIRST_PERSON = frozenset({"i", "we"})
_OWN = frozenset({"my", "our"})


def spoken(verb: Token, statement: Statement, scene: Scene, lexicon: MoveLexicon) -> Candidate | None:
    """The move that the clause of the verb makes in the mouth of the statement's speaker; None where it makes none."""
    subject = fill(verb, "object") if is_passive(verb) else fill(verb, "subject")
    if subject is None or under_condition(verb, lexicon):
        return None
    own = _is_own(subject, statement, scene)
    if _is_duty(verb, lexicon):
        named = subject.lower_ != "it" and bool(scene.names(subject))
        return _demand(verb, subject) if named and not own else None
    if own and _cannot(verb, lexicon):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE)
    if not _looks_ahead(verb, statement):
        return None
    if own and not is_passive(verb):
        return _commitment(verb, subject, lexicon)
    return _menace(verb, subject, lexicon)


def _menace(verb: Token, subject: Token, lexicon: MoveLexicon) -> Candidate | None:
    """Harm foretold to another: "they will bear the consequences", "strikes will follow unless they leave"."""
    condition = condition_of(verb, lexicon)
    befalls = lexicon.has("suffering", verb.lemma_.lower()) and not negated(verb)
    if not befalls and not (condition is not None and lexicon.has("harm_noun", subject.lemma_.lower())):
        return None
    status = MoveStatus.CONDITIONAL if condition is not None else MoveStatus.MADE
    to = (subject,) if befalls else ()
    return Candidate(MoveKind.THREAT, verb, verb, (), to, verb, status, condition, without_by="speaker")


def _is_own(subject: Token, statement: Statement, scene: Scene) -> bool:
    """Is the subject the speaker, or the side for which the speaker speaks?"""
    if subject.lower_ in _FIRST_PERSON:
        return True
    if subject.tag_ == "PRP" and not scene.names(subject) and statement.mode is not Mode.DIRECT:
        return True
    if any(c.lower_ in _OWN for c in children(subject, "poss")):
        return True
    parties = {scene.party_of(name) for name in statement.speakers} | set(statement.speakers)
    return any(name in parties or scene.party_of(name) in parties for name in scene.names(subject))


def _is_duty(verb: Token, lexicon: MoveLexicon) -> bool:
    if _DUTY & set(auxiliaries(verb)):
        return not lexicon.has("stative", verb.lemma_.lower())
    if lexicon.has("obliging", verb.lemma_.lower()) and is_passive(verb):
        return True
    todo = next((c for c in children(verb, "xcomp") if is_infinitive(c)), None)
    if todo is None or negated(verb) or lexicon.has("stative", todo.lemma_.lower()):
        return False
    return verb.lemma_.lower() in _NEED and verb.tag_ != "VBD"


def _cannot(verb: Token, lexicon: MoveLexicon) -> bool:
    return negated(verb) and "can" in auxiliaries(verb) and lexicon.has("yielding", verb.lemma_.lower())


def _looks_ahead(verb: Token, statement: Statement) -> bool:
    aux = set(auxiliaries(verb))
    return bool(aux & _WILL) or ("would" in aux and statement.mode is not Mode.DIRECT)


def _demand(verb: Token, subject: Token) -> Candidate:
    return Candidate(MoveKind.DEMAND, verb, verb, (), (subject,), verb, MoveStatus.MADE, without_by="speaker")


def _commitment(verb: Token, subject: Token, lexicon: MoveLexicon) -> Candidate | None:
    lemma = verb.lemma_.lower()
    condition = condition_of(verb, lexicon)
    status = MoveStatus.CONDITIONAL if condition is not None else None
    if lexicon.has("stative", lemma) or lexicon.has("vague", lemma):
        return None
    if negated(verb):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE, condition)
    if lexicon.has("deciding", lemma):
        return Candidate(
            MoveKind.DECISION_PENDING, verb, verb, (subject,), (), verb, status or MoveStatus.AWAITED, condition
        )
    kind = MoveKind.THREAT if _harms(verb, lexicon) else MoveKind.PROMISE
    default = MoveStatus.MADE if kind is MoveKind.THREAT else MoveStatus.PROMISED
    return Candidate(kind, verb, verb, (subject,), (), verb, status or default, condition)


def _harms(verb: Token, lexicon: MoveLexicon) -> bool:
    near = [verb, *children(verb, "dobj", "xcomp", "prep")]
    near += [t for below in children(verb, "prep") for t in children(below, "pobj")]
    near += [t for below in children(verb, "xcomp") for t in children(below, "dobj")]
    return any(lexicon.has(name, t.lemma_.lower()) for t in near for name in ("harm", "stopping"))


def clauses(scene: Scene) -> Iterator[Token]:
    """The verbs and auxiliaries of the passage that can carry a spoken move."""
    return (t for t in scene.parsed.doc if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"})
