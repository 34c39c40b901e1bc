"""Moves that lie in what is said: "they must leave" demands, "we will leave" promises, "we will not" refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.lexicon import listed, word_list
from dragoman.extraction.moves.phrases import is_imperative
from dragoman.extraction.moves.realis import condition_of, is_owed, is_price, is_ultimatum, relieves, under_condition
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.moves.slots import fill
from dragoman.extraction.syntax import auxiliaries, child, children, is_infinitive, is_negated, is_passive
from dragoman.model import Mode, MoveKind, MoveStatus, Statement

_OF_ITS_OWN = frozenset({"ROOT", "ccomp", "conj"})
"""Labels of clauses that say something by themselves, and describe nobody and nothing."""


def spoken(verb: Token, statement: Statement, scene: Scene) -> Candidate | None:
    """The move that the clause of the verb makes in the mouth of the statement's speaker; None where it makes none."""
    if under_condition(verb):
        return None
    if _is_command(verb, statement):
        return replace(_demand(verb, verb), to=())
    if verb.lemma_ == "be" and _scorns(verb):
        return _of_speaker(MoveKind.REJECTION, verb, verb)
    if _denies_such(verb) or _denies_deed(verb, statement, scene):
        return _of_speaker(MoveKind.DENIAL, verb, verb)
    subject = fill(verb, "object") if is_passive(verb) else fill(verb, "subject")
    if verb.lemma_ == "be" and (stand := _stand(verb, subject)) is not None:
        return stand
    if subject is None:
        return None
    own = _is_own(subject, statement, scene)
    if _is_duty(verb):
        named = subject.lower_ != "it" and bool(scene.names(subject) or _is_people(subject, scene))
        return _demand(verb, subject) if named and not own else None
    if own and _cannot(verb):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE)
    if not _looks_ahead(verb, statement):
        return None
    if own and not is_passive(verb):
        return _commitment(verb, subject, warns=_is_warning(statement))
    return _menace(verb, subject)


def _of_speaker(kind: MoveKind, verb: Token, what: Token) -> Candidate:
    return Candidate(kind, verb, verb, (), (), what, MoveStatus.MADE, without_by="speaker")


def _is_command(verb: Token, statement: Statement) -> bool:
    """Is it an imperative in the speaker's own words: "Stop the shelling", "Do not sign"?"""
    negated = any(c.lower_ in {"do", "please"} for c in children(verb, "aux", "intj"))
    bare = is_imperative(verb) or (verb.tag_ == "VB" and negated and child(verb, "nsubj") is None)
    if not bare or listed("idle", verb.lemma_.lower()) or statement.mode is not Mode.DIRECT:
        return False
    before = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_punct and t.lower_ != "please"]
    return is_negated(verb) if before and before[0].lemma_ == "do" else not before


def _denies_such(verb: Token) -> bool:
    """Does it take up a claim to deny it: "no such offer was made", "it had never given any such undertaking"?"""
    if any(listed("future", word) or listed("doubtful", word) for word in auxiliaries(verb)):
        return False  # "cannot accept such terms": a refusal
    things = children(verb, "dobj", "nsubjpass", "nsubj", "attr")
    such = [t for t in things if any(c.lower_ == "such" for c in t.children) or _is_of_a_kind(t)]
    return any(is_negated(verb) or any(c.lower_ == "no" for c in t.children) for t in such)


def _is_of_a_kind(thing: Token) -> bool:
    """Is it "of the kind", "of any sort"?"""
    kinds = (child(prep, "pobj") for prep in children(thing, "prep") if prep.lower_ == "of")
    return any(kind is not None and listed("sorts", kind.lower_) for kind in kinds)


def _denies_deed(verb: Token, statement: Statement, scene: Scene) -> bool:
    """Does it say that something did not happen: "it had not fired", "there was no fraud", "that never happened"?"""
    if any(listed("future", word) or listed("doubtful", word) for word in auxiliaries(verb)):
        return False
    subject, thing = child(verb, "nsubj"), child(verb, "attr")
    if thing is not None and child(verb, "expl") is not None:
        return listed("deniable", thing.lower_) and any(c.lower_ == "no" for c in children(thing, "det"))
    if _is_nothing(verb):
        return True
    if subject is not None and _has_no_part(verb) and _is_own(subject, statement, scene):
        return True
    if subject is None or not is_negated(verb) or is_passive(verb):
        return False
    if listed("it", subject.lower_) and listed("happening", verb.lemma_.lower()):
        return True
    past = verb.tag_ == "VBD" or any(listed("past_auxiliary", c.lower_) for c in children(verb, "aux"))
    return past and listed("misdeed", verb.lemma_.lower()) and _is_own(subject, statement, scene)


def _has_no_part(verb: Token) -> bool:
    """Has it "nothing to do with it", or "no part in it"?"""
    thing = child(verb, "dobj")
    if verb.lemma_ != "have" or thing is None:
        return False
    none = thing.lower_ == "nothing" or any(c.lower_ == "no" for c in children(thing, "det"))
    return none and (any(c.lemma_ == "do" for c in children(thing, "relcl", "acl")) or listed("shares", thing.lower_))


def _is_nothing(verb: Token) -> bool:
    """Is nothing or nobody what is told of: "nobody had promised it", "no request had been received"?"""
    if not listed("verbs_of_dealing", verb.lemma_.lower()) or not any(c.lower_ == "had" for c in children(verb, "aux")):
        return False
    things = children(verb, "nsubj", "nsubjpass")
    return any(t.lower_ in {"nobody", "nothing"} or any(c.lower_ == "no" for c in children(t, "det")) for t in things)


def _stand(be: Token, subject: Token | None) -> Candidate | None:
    """What "is" says of a wish: "is out of the question" and "there will be no talks" refuse, "is a must" demands."""
    said = " ".join(t.lower_ for t in be.doc[be.i + 1 : be.right_edge.i + 1] if t.pos_ != "DET" and t.dep_ != "neg")
    refused = "open" if is_negated(be) else "closed"
    if any(said == phrase or said.startswith(f"{phrase} ") for phrase in word_list(refused)):
        return _of_speaker(MoveKind.REJECTION, be, be if subject is None else subject)
    thing = child(be, "attr", "acomp")
    if thing is None:
        return None
    if subject is not None and _calls_untrue(be, subject, thing):
        return _of_speaker(MoveKind.DENIAL, be, subject)
    none = any(c.lower_ == "no" for c in children(thing, "det")) and listed("refusable", thing.lower_)
    if none and child(be, "expl") is not None and set(auxiliaries(be)) & {"will", "can", "would", "could"}:
        condition = condition_of(be)
        status = MoveStatus.MADE if condition is None else MoveStatus.CONDITIONAL
        kind = MoveKind.THREAT if is_ultimatum(condition) else MoveKind.REJECTION
        return replace(_of_speaker(kind, be, thing), status=status, condition=condition)
    wanted = listed("indispensable", thing.lemma_.lower()) and not is_negated(be)
    if wanted and subject is not None and subject.pos_ in {"NOUN", "VERB"} and be.tag_ in {"VBZ", "VBP"}:
        return _of_speaker(MoveKind.DEMAND, be, subject)
    return None


def _scorns(be: Token) -> bool:
    """Does it call a thing what nobody could accept: "a loan is an insult"?"""
    subject, thing = child(be, "nsubj"), child(be, "attr", "acomp")
    named = subject is not None and (subject.pos_ == "NOUN" or listed("it", subject.lower_))
    return named and thing is not None and not is_negated(be) and listed("scornful", thing.lemma_.lower())


def _calls_untrue(be: Token, subject: Token, thing: Token) -> bool:
    """Does it call a claim untrue: "that is not the case", "the report is a lie"?"""
    claim = listed("charge", subject.lemma_.lower()) or listed("this", subject.lower_)
    return claim and listed("true" if is_negated(be) else "untrue", thing.lemma_.lower())


def _is_warning(statement: Statement) -> bool:
    return statement.cue is not None and any(
        word.lower().startswith(stem) for word in statement.cue.exact.split() for stem in word_list("menacing")
    )


def _menace(verb: Token, subject: Token) -> Candidate | None:
    """Harm foretold to another: "they will bear the consequences", "strikes will follow unless they leave"."""
    condition = condition_of(verb)
    if is_price(condition) and verb.pos_ == "VERB" and not is_negated(verb):
        by = () if is_passive(verb) else (subject,)
        promise = Candidate(MoveKind.PROMISE, verb, verb, by, (), verb, MoveStatus.CONDITIONAL, condition)
        return replace(promise, without_by="speaker")
    if is_negated(verb) and is_passive(verb) and listed("yielded", verb.lemma_.lower()) and verb.dep_ in _OF_ITS_OWN:
        return replace(_of_speaker(MoveKind.REJECTION, verb, verb), condition=condition)
    if is_negated(verb) and listed("joining", verb.lemma_.lower()) and not is_passive(verb):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE, condition)
    befalls = listed("suffering", verb.lemma_.lower()) and not (is_negated(verb) or is_passive(verb))
    strikes = listed("harm_noun", subject.lemma_.lower())
    acts = verb.pos_ == "VERB" and not is_passive(verb) and not relieves(verb)
    harmed = is_passive(verb) and condition is not None and listed("harm", verb.lemma_.lower()) and not is_negated(verb)
    if is_ultimatum(condition) and acts and not befalls and not strikes:
        return Candidate(MoveKind.THREAT, verb, verb, (subject,), (), verb, MoveStatus.CONDITIONAL, condition)
    if not befalls and not harmed and not (condition is not None and strikes):
        return None
    status = MoveStatus.CONDITIONAL if condition is not None else MoveStatus.MADE
    to = (subject,) if befalls else ()
    return Candidate(MoveKind.THREAT, verb, verb, (), to, verb, status, condition, without_by="speaker")


def _is_own(subject: Token, statement: Statement, scene: Scene) -> bool:
    """Is the subject the speaker, or the side for which the speaker speaks?"""
    if subject.text != "US" and listed("first_person", subject.lower_):
        return True
    if subject.tag_ == "PRP" and not scene.names(subject) and statement.mode is not Mode.DIRECT:
        return True
    if any(listed("first_person", c.lower_) for c in children(subject, "poss") if c.text != "US"):
        return True
    parties = {scene.party_of(name) for name in statement.speakers} | set(statement.speakers)
    if scene.speaks_for_a_state(statement, subject):
        return True
    return any(name in parties or scene.party_of(name) in parties for name in scene.names(subject))


def _is_duty(verb: Token) -> bool:
    if any(listed("duty", aux) for aux in auxiliaries(verb)):
        return not listed("stative", verb.lemma_.lower()) and not _is_inverted(verb)
    if listed("obliging", verb.lemma_.lower()) and is_passive(verb):
        return True
    todo = next((c for c in children(verb, "xcomp") if is_infinitive(c)), None)
    if todo is None or is_owed(todo) or is_negated(verb) or listed("stative", todo.lemma_.lower()):
        return False
    return listed("necessity_verb", verb.lemma_.lower()) and verb.tag_ != "VBD"


def _is_people(subject: Token, scene: Scene) -> bool:
    """Is it a sort of people, or those told by what they did: "those who caused it"?"""
    whoever = subject.lower_ == "those" and child(subject, "relcl") is not None
    return whoever or (subject.pos_ == "NOUN" and scene.can_act(subject))


def _is_inverted(verb: Token) -> bool:
    """Does the auxiliary stand before the subject: "should they choose to", a condition?"""
    subject, aux = child(verb, "nsubj", "nsubjpass"), child(verb, "aux")
    return subject is not None and aux is not None and aux.i < subject.i


def _cannot(verb: Token) -> bool:
    hardly = any(c.lemma_.lower() == "can" or c.lower_ in {"do", "does", "ca"} for c in children(verb, "aux"))
    return is_negated(verb) and hardly and listed("yielding", verb.lemma_.lower())


def _looks_ahead(verb: Token, statement: Statement) -> bool:
    """Will the subject do it? "Would" is "will" in reported speech, but a mere supposition in the speaker's own."""
    aux = auxiliaries(verb)
    supposed = "would" in aux and statement.mode is Mode.DIRECT
    return any(listed("future", word) for word in aux) and not supposed


def _demand(verb: Token, subject: Token) -> Candidate:
    return Candidate(MoveKind.DEMAND, verb, verb, (), (subject,), verb, MoveStatus.MADE, without_by="speaker")


def _commitment(verb: Token, subject: Token, *, warns: bool) -> Candidate | None:
    lemma = verb.lemma_.lower()
    condition = condition_of(verb)
    otherwise = any(listed("otherwise", c.lower_) for c in children(verb, "advmod"))
    status = MoveStatus.CONDITIONAL if condition is not None or otherwise else None
    if is_ultimatum(condition) and not is_negated(verb):
        return Candidate(MoveKind.THREAT, verb, verb, (subject,), (), verb, MoveStatus.CONDITIONAL, condition)
    dealt = listed("dealing", lemma) or _stays_within(verb) if is_negated(verb) else listed("giving", lemma)
    dealt = dealt or is_price(condition) or (condition is not None and listed("coming_to", lemma))
    idle = ("stative", "vague") if is_negated(verb) else ("stative", "vague", "suffering")
    if not dealt and any(listed(name, lemma) for name in idle):
        return None
    if is_negated(verb):
        return Candidate(MoveKind.REJECTION, verb, verb, (subject,), (), verb, MoveStatus.MADE, condition)
    if listed("deciding", lemma):
        return Candidate(
            MoveKind.DECISION_PENDING, verb, verb, (subject,), (), verb, status or MoveStatus.AWAITED, condition
        )
    kind = MoveKind.THREAT if otherwise or warns else _kind_of_act(verb, condition)
    default = MoveStatus.MADE if kind is MoveKind.THREAT else MoveStatus.PROMISED
    return Candidate(kind, verb, verb, (subject,), (), verb, status or default, condition)


def _stays_within(verb: Token) -> bool:
    """Is it a limit beyond which one does not go: "will not go above 180 million"?"""
    after = (*children(verb, "prep", "advmod", "acomp"),)
    return listed("moving", verb.lemma_.lower()) and any(listed("beyond", word.lower_) for word in after)


def _kind_of_act(verb: Token, condition: Token | None) -> MoveKind:
    """What it is to say that one will do it: threaten with it, promise it, or announce one's answer."""
    if is_price(condition):
        return MoveKind.PROMISE
    if is_ultimatum(condition) or _harms(verb):
        return MoveKind.THREAT
    return MoveKind.REPLY if listed("answering", verb.lemma_.lower()) else MoveKind.PROMISE


def _harms(verb: Token) -> bool:
    if relieves(verb):
        return False
    near = [verb, *children(verb, "dobj", "xcomp", "prep")]
    near += [t for below in children(verb, "prep") for t in children(below, "pobj")]
    near += [t for below in children(verb, "xcomp") for t in children(below, "dobj")]
    if any(listed("courts", t.lemma_.lower()) for below in children(verb, "prep") for t in children(below, "pobj")):
        return True
    return any(listed(name, t.lemma_.lower()) for t in near for name in ("harm", "stopping"))


def clauses(scene: Scene) -> Iterator[Token]:
    """The verbs and auxiliaries of the passage that can carry a spoken move."""
    return (t for t in scene.parsed.doc if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"})
