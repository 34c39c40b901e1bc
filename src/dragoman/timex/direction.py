"""Does a day name look back or ahead? Asked of the verb that governs it in the dependency parse.

News practice: a bare day name lies within seven days of publication, behind it under a past verb ("said Tuesday"),
ahead of it under a future, modal, purposive or planned one ("will meet on Friday", "is due Thursday").
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import islice

from spacy.tokens import Doc, Span, Token

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
    words = direction_words()
    before = _word_before(span)
    if before is not None and before.lower_ in words.ahead:
        return Direction.FUTURE
    saying = _past_verb_before(span)
    if saying is not None:
        return Direction.PAST
    return _of_phrase(span.root)


def _word_before(span: Span) -> Token | None:
    return span.doc[span.start - 1] if span.start > span.sent.start else None


def _past_verb_before(span: Span) -> Token | None:
    """The finite past verb right before ("said Tuesday", "met on Friday"): there the parser often attaches wrongly."""
    before = _word_before(span)
    if before is not None and before.lower_ == "on" and before.i > span.sent.start:
        before = span.doc[before.i - 1]
    if before is None or before.tag_ != "VBD" or before.lemma_.lower() in direction_words().planned:
        return None
    return before


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
    if verb.tag_ == "VB":
        return _of_infinitive(verb, above, governing)
    told = verb.dep_ == "pcomp" and verb.head.lower_ in direction_words().after_the_fact
    return Direction.PAST if told and governing is Direction.PRESENT else governing


def _of_form(verb: Token) -> Direction:
    words = direction_words()
    lemma = verb.lemma_.lower()
    auxiliaries = _auxiliaries(verb)
    lower = {a.lower_ for a in auxiliaries}
    perfect = bool(lower & {"have", "has", "had", "having", "'ve", "’ve"}) and verb.tag_ in ("VBN", "VBD")
    if lower & words.future:
        return Direction.PAST if perfect and "will" not in lower else Direction.FUTURE
    if lemma in words.planned and verb.tag_ in ("VBN", "VBZ", "VBP", "JJ"):
        return Direction.FUTURE
    if any(c.dep_ in ("acomp", "attr", "oprd") and c.lemma_.lower() in words.planned for c in verb.children):
        return Direction.FUTURE
    if perfect or verb.tag_ == "VBD":
        return Direction.PAST
    if verb.tag_ == "VBN":
        return _of_participle(lower)
    if verb.tag_ in ("VBZ", "VBP"):
        return Direction.PAST if lemma in words.reporting else Direction.PRESENT
    if verb.tag_ == "VBG" and lower & {"is", "are", "'re", "'s", "’re", "’s", "am"}:
        return Direction.FUTURE
    if verb.tag_ == "VBG" and lower & {"was", "were", "been"}:
        return Direction.PAST
    return Direction.UNKNOWN


def _of_participle(auxiliaries: set[str]) -> Direction:
    """A bare past participle looks back ("figures released Friday"), a present passive does not ("is held Friday")."""
    if "to" in auxiliaries:
        return Direction.UNKNOWN
    return Direction.PRESENT if auxiliaries & {"is", "are"} else Direction.PAST


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
