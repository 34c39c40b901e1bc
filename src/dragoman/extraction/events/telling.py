"""What a sentence tells, in its main line and behind it: its acts, and the sayings that are news by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.events.acts import Act, act_of, compose
from dragoman.extraction.events.lexicon import FAMILY_OF, Code, Family, listed
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.quotations import quotations
from dragoman.extraction.realis import realis_of
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.syntax import auxiliaries, child, children, is_negated, is_passive, text_of
from dragoman.model import EventType, Realis

SAID = Code(EventType.STATEMENT, None, "01")
"""The code, this very object, of a saying in whose content nothing is coded."""
_DEEDS = frozenset(t for t, family in FAMILY_OF.items() if family is not Family.WORDS) - {EventType.AGREE}
_COMPOSED_BY_TENSE = frozenset({EventType.AGREE, EventType.THREATEN})
_NEGATIVE = frozenset({EventType.REJECT, EventType.DENIAL})
_BACKGROUND = frozenset({"advcl", "relcl", "acl", "xcomp", "dep"})
_SHORTEST_QUOTATION = 5
"""Words of a quotation of a clause; fewer are a quoted term."""
_DEEPEST = 5
"""Reports within reports that are followed."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage, and which of its words stand in quotation marks."""

    scene: Scene
    quoted: frozenset[int]

    @classmethod
    def of(cls, scene: Scene) -> Telling:
        """The telling of one passage."""
        return cls(scene, _quoted(scene.parsed.doc))


def main_line(sentence: Span, telling: Telling) -> tuple[list[Act], list[Act]]:
    """The acts of the main line in the order of the text, and the sayings that only name their sources."""
    main: list[Act] = []
    sources: list[Act] = []
    for act in (*_told(sentence.root, telling, _DEEPEST), *_around_quotation(sentence, telling)):
        (sources if _is_source(act) or (main and act.code is SAID) else main).append(act)
    return main, sources


def background(sentence: Span, telling: Telling) -> list[Act]:
    """The acts of the other clauses, those nearest the root first."""
    verbs = [t for t in sentence if t.pos_ == "VERB" and t.dep_ in _BACKGROUND and t.i not in telling.quoted]
    return [act for token in sorted(verbs, key=_height) if (act := act_of(token)) is not None and not _is_denied(act)]


def _height(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _quoted(doc: Doc) -> frozenset[int]:
    """The places of the words that stand in a quotation, one of a whole clause and no single words."""
    text = text_of(doc)
    found = [quote for quote in quotations(text) if quote.words(text) >= _SHORTEST_QUOTATION]
    return frozenset(t.i for t in doc for quote in found if quote.start <= t.idx < quote.end) if found else frozenset()


def _is_source(act: Act) -> bool:
    """Does the saying only name who tells it, behind what is told: "..., officials said"?"""
    clause = child(act.clause, "ccomp")
    return act.code is SAID and clause is not None and clause.i < act.clause.i


def _around_quotation(sentence: Span, telling: Telling) -> Iterator[Act]:
    """The saying that a quotation hangs on, where the parse takes the quotation for the main clause."""
    if sentence.root.i in telling.quoted:
        verbs = (t for t in sentence if t.pos_ == "VERB" and t.i not in telling.quoted)
        yield from (Act(SAID, t, t, None) for t in verbs if listed("saying", lemma(t)))


def _told(token: Token, telling: Telling, depth: int) -> Iterator[Act]:
    """The acts of the main line from a predicate on: its own, those of what it reports, those coordinated with it."""
    if depth == 0 or token.i in telling.quoted:
        return
    act = act_of(token)
    if act is not None and not _is_denied(act):
        yield Act(SAID, token, token, None) if _foresees(act, telling.scene) else act
    elif _will_not(token):
        refused = compose("refuse", None, token, None)
        yield from (refused,) if refused else ()
    elif token.pos_ in {"VERB", "AUX"}:
        yield from _reported(token, telling, depth)
    for other in children(token, "conj"):
        if other.pos_ in {"VERB", "AUX"}:
            yield from _told(other, telling, depth - 1)


def _reported(saying: Token, telling: Telling, depth: int) -> Iterator[Act]:
    """What a verb's clauses tell; the saying itself where they tell nothing, or where it comes first with a fact.

    "A said that it had signed" is news of A's saying; "A signed, B said" is news of the signing. To say that one will
    do a thing oneself, or that another must, is to promise, threaten or demand it, and no statement besides.
    """
    clauses = list(children(saying, "ccomp", "parataxis"))
    told = [act for clause in clauses for act in _told_or_wanted(clause, saying, telling, depth)]
    fronted = bool(clauses) and saying.i < clauses[0].i
    news = fronted and all(_is_fact(act, saying) or _is_forecast(act, saying, telling.scene) for act in told)
    if _says(saying) and (news or not told):
        yield Act(SAID, saying, saying, None)
    yield from told


def _says(verb: Token) -> bool:
    """Is it a verb of saying whose subject speaks: "said", "was quoted as saying", not "was said"?"""
    return listed("saying", lemma(verb)) and (not is_passive(verb) or listed("moods", lemma(verb)))


def _is_denied(act: Act) -> bool:
    """Is it said not to be? Refusals and denials are acts all the same."""
    return act.code.type not in _NEGATIVE and realis_of(act.predicate).value is Realis.DENIED


def _will_not(verb: Token) -> bool:
    """Does somebody say of what he does that he will not do it: "will not open the border"?"""
    ahead = any(listed("future", word) for word in auxiliaries(verb))
    acts = verb.pos_ == "VERB" and child(verb, "dobj", "xcomp") is not None and not is_passive(verb)
    return ahead and acts and is_negated(verb) and not listed("saying", lemma(verb))


def _is_fact(act: Act, saying: Token) -> bool:
    done = realis_of(act.predicate).value is Realis.OCCURRED
    return act.code.type in _DEEDS and done and not listed("performing", lemma(saying))


def _told_or_wanted(clause: Token, saying: Token, telling: Telling, depth: int) -> Iterator[Act]:
    """What a reported clause tells; "must" and "should" in it are a demand and an appeal of the speaker."""
    duty = next((word for word in auxiliaries(clause) if listed("obliging", word)), None)
    subject = child(clause, "nsubj", "nsubjpass")
    if duty is None or subject is None or clause.i in telling.quoted:
        yield from _told(clause, telling, depth - 1)
        return
    wanted = compose("demand" if duty == "must" else "appeal", act_of(clause), clause, None)
    if wanted is not None:
        yield Act(wanted.code, clause, saying, None, Act(wanted.code, clause, clause, None, wanted.inner))


def _foresees(act: Act, scene: Scene) -> bool:
    """Is it a warning of what another will do, and so a forecast and no threat?"""
    if act.row is None or act.row.operator != "warn" or act.inner is None:
        return False
    return act.inner.code.type in _COMPOSED_BY_TENSE and _is_forecast(act.inner, act.predicate, scene)


def _is_forecast(act: Act, saying: Token, scene: Scene) -> bool:
    """Is it said of another than the speaker that he will do it?"""
    subject, speaker = child(act.clause, "nsubj", "nsubjpass"), child(saying, "nsubj")
    if subject is None or speaker is None or subject.pos_ == "PRON" or act.clause.i == saying.i:
        return False
    if realis_of(act.clause).value is not Realis.SCHEDULED:
        return False
    sides = {scene.party_of(name) for name in scene.names(speaker)}
    words = {t.lower_ for t in speaker.subtree}
    return subject.lower_ not in words and not any(scene.party_of(name) in sides for name in scene.names(subject))
