"""Does a day name look back or ahead? Asked of the verb that governs it in the dependency parse.

News practice: a bare day name lies within seven days of publication, behind it under a past verb ("said Tuesday"),
ahead of it under a future, modal, purposive or planned one ("will meet on Friday", "is due Thursday").
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import islice

from spacy.tokens import Doc, Token

from dragoman.timex.tables import direction_words

_CLIMB = 12
"""Heads climbed at most on the way to the governing verb."""


class Direction(Enum):
    """Where a day lies as seen from publication; UNKNOWN where nothing governs it.

    PRESENT is the present tense of news: a day name under it lies ahead ("the talks open Friday").
    """

    PAST = auto()
    PRESENT = auto()
    FUTURE = auto()
    UNKNOWN = auto()


def direction(doc: Doc, start: int, end: int) -> Direction:
    """Where the day named by ``doc.text[start:end]`` lies."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Direction.UNKNOWN
    before = _before(span[0])
    if before is not None and (_of_limit(before, _verbs(span.root)) or _of_appointment(before, _verbs(span.root))):
        return Direction.FUTURE
    if before is not None and before.lower_ == "on":
        before = _before(before)
    if before is not None and _finite_past(before) and span.root.dep_ != "poss":
        return Direction.PAST
    return _of_phrase(span.root)


def _of_limit(before: Token, verbs: list[Token]) -> bool:
    """Is it the preposition of a limit that lies ahead ("until Friday"), not of one reached ("lasted until Friday")?"""
    words = direction_words()
    if before.lower_ in words.deadline:
        return bool(verbs) and (
            _is_bare(verbs[0]) or _is_condition(verbs[0]) or verbs[0].lemma_.lower() in words.obliging
        )
    lasted = bool(verbs) and verbs[0].lemma_.lower() in words.lasting and verbs[0].tag_ == "VBD"
    return before.lower_ in words.ahead and not lasted


def _of_appointment(before: Token, verbs: list[Token]) -> bool:
    """Is it the day that something was called for or put off to ("called a strike from Friday")?"""
    words = direction_words()
    return before.lower_ in words.appointed_day and bool(verbs) and verbs[0].lemma_.lower() in words.appointing


def _is_bare(verb: Token) -> bool:
    """Is it a participle without tense, or with a mere "be": "they want it lifted", "demand that it be lifted"?"""
    return verb.tag_ == "VBN" and all(a.lower_ == "be" for a in _auxiliaries(verb))


def _is_condition(verb: Token) -> bool:
    """Does it stand in a clause with "if" or "unless" that a verb governs?"""
    return verb.dep_ == "advcl" and any(c.lower_ in direction_words().condition for c in verb.children)


def _before(token: Token) -> Token | None:
    """The word before in the same sentence."""
    return None if token.is_sent_start or not token.i else token.nbor(-1)


def _finite_past(token: Token) -> bool:
    """Right after such a verb ("said Tuesday", "met on Friday") the parser often hangs a day on a wrong word."""
    return token.tag_ == "VBD" and token.lemma_.lower() not in direction_words().planned


def _of_phrase(token: Token) -> Direction:
    """Climb from the expression to a verb, minding planned events and looking-ahead prepositions on the way."""
    words = direction_words()
    event = False
    for above in _path(token):
        lemma = above.lemma_.lower()
        if lemma in words.citing or above.lower_ in words.citing:
            return Direction.PAST
        if event and lemma in words.ahead_of:
            return Direction.FUTURE
        if above.pos_ in ("VERB", "AUX"):
            return _of_mention(token, event, _of_verbs(_verbs(_reporting_verb(token, above))))
        if lemma in words.looking_ahead or (lemma in words.planned and above.pos_ == "ADJ"):
            return Direction.FUTURE
        event = event or lemma in words.event
    return Direction.UNKNOWN


def _reporting_verb(token: Token, verb: Token) -> Token:
    """The verb that a day belongs to where the parser hung it on the clause after it: "said on Monday he would go"."""
    opening = [c.i for c in verb.children if c.dep_ in ("mark", "nsubj", "nsubjpass", "expl")]
    outside = verb.dep_ == "ccomp" and verb.head.i < token.i and all(token.i < i for i in opening)
    return verb.head if outside and opening else verb


def _of_mention(token: Token, event: bool, governing: Direction) -> Direction:
    """What is no planned event lies behind the present tense that speaks of it: "Friday's ruling is binding"."""
    attribute = token.dep_ in ("poss", "compound", "nmod", "amod") and not event
    return Direction.PAST if attribute and governing is Direction.PRESENT else governing


def _of_verbs(verbs: list[Token]) -> Direction:
    """The direction that a verb gives, the first of the list, from its own form or else from the verbs above it."""
    if not verbs:
        return Direction.UNKNOWN
    verb, above = verbs[0], verbs[1:]
    known = _of_form(verb)
    if known is not Direction.UNKNOWN:
        return known
    governing = _of_verbs(above)
    if verb.tag_ == "VB" or any(a.lower_ == "to" for a in _auxiliaries(verb)):
        return _of_infinitive(verb, above, governing)
    told = verb.dep_ == "pcomp" and verb.head.lower_ in direction_words().after_the_fact
    return Direction.PAST if told and governing is Direction.PRESENT else governing


def _of_form(verb: Token) -> Direction:
    """The direction of the verb's own tense, aspect and modality; UNKNOWN for a form that takes it from above."""
    words = direction_words()
    auxiliaries = {a.lower_ for a in _auxiliaries(verb)}
    perfect = bool(auxiliaries & words.have) and verb.tag_ in ("VBN", "VBD")
    if auxiliaries & words.future:
        return Direction.PAST if perfect and "will" not in auxiliaries else Direction.FUTURE
    if _is_planned(verb):
        return Direction.FUTURE
    if perfect or verb.tag_ == "VBD":
        return Direction.PAST
    if verb.tag_ in ("VBZ", "VBP"):
        return Direction.PAST if verb.lemma_.lower() in words.reporting else Direction.PRESENT
    return _of_participle(verb, auxiliaries)


def _is_planned(verb: Token) -> bool:
    """Is it a verb of planning, in the present or the passive ("is scheduled"), or does it carry one ("is due")?"""
    planned = direction_words().planned
    if verb.lemma_.lower() in planned and verb.tag_ in ("VBN", "VBZ", "VBP", "JJ"):
        return True
    return any(c.dep_ in ("acomp", "attr", "oprd") and c.lemma_.lower() in planned for c in verb.children)


def _of_participle(verb: Token, auxiliaries: set[str]) -> Direction:
    """A bare past participle looks back ("figures released Friday"), a present passive does not ("is held Friday")."""
    words = direction_words()
    now = bool(auxiliaries & words.be_now)
    if verb.tag_ == "VBN" and not auxiliaries and verb.dep_ in ("acomp", "oprd", "ccomp", "xcomp"):
        return Direction.FUTURE if verb.head.lemma_.lower() in words.obliging else Direction.UNKNOWN
    if verb.tag_ == "VBN" and "to" not in auxiliaries:
        return Direction.PRESENT if now else Direction.PAST
    if verb.tag_ == "VBG" and now:
        return Direction.FUTURE
    return Direction.PAST if verb.tag_ == "VBG" and auxiliaries & words.be_then else Direction.UNKNOWN


def _of_infinitive(verb: Token, above: list[Token], governing: Direction) -> Direction:
    """An infinitive looks ahead, save under a past verb whose act it tells, or as the purpose of a past act."""
    if governing is not Direction.PAST:
        return Direction.FUTURE
    told = verb.dep_ == "advcl" or above[0].lemma_.lower() in direction_words().carried_out
    return Direction.PAST if told else Direction.FUTURE


def _auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries and "to" of a verb; those of the first conjunct where it has none itself."""
    for _ in range(_CLIMB):
        own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if own or verb.dep_ != "conj" or verb.tag_ in ("VBD", "VBZ", "VBP"):
            return own
        verb = verb.head
    return []


def _verbs(token: Token) -> list[Token]:
    """The verbs from the token up to the root of its sentence, the nearest first, as far as is climbed at all."""
    return [t for t in _path(token) if t.pos_ in ("VERB", "AUX")]


def _path(token: Token) -> list[Token]:
    return [token, *islice(token.ancestors, _CLIMB)]
