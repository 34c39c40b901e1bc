"""The door of the events: from parsed passages to who did what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from dragoman.extraction.events.acts import Act, act_of, compose
from dragoman.extraction.events.circumstances import date_of, place_of
from dragoman.extraction.events.lexicon import Code, listed
from dragoman.extraction.events.parties import actors, is_political, recipients, words_of
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.realis import realis_of
from dragoman.extraction.syntax import auxiliaries, child, children
from dragoman.model import Document, Event, EventType, Links, Parsed, Statement, Timex, content_id

_SAID = Code(EventType.STATEMENT, None, "01")
_DEEPEST = 5
"""Reports within reports that are followed."""


def find_events(
    document: Document,
    parsed: Sequence[Parsed],
    links: Links,
    timexes: Sequence[Timex],
    statements: Sequence[Statement] = (),
) -> tuple[Event, ...]:
    """The events that the passages tell, sentence by sentence, the main one of each sentence first.

    What is told in the main line of a sentence is coded: its main clause, what is reported in it, clauses
    coordinated with these. Clauses of background (relative and adverbial ones) are looked at where the main line has
    no event. A saying is an event of its own only where no event is reported in it. ``timexes`` and ``statements``
    are those of the same document; every anchor counts in ``document.text``.
    """
    found: list[Event] = []
    for one in parsed:
        scene = Scene.of(document, one, links, timexes, statements)
        for sentence in one.doc.sents:
            found.extend(_in_sentence(sentence, scene))
    return tuple(found)


def _in_sentence(sentence: Span, scene: Scene) -> Iterator[Event]:
    acts = list(_told(sentence.root, _DEEPEST))
    events = _coded([act for act in acts if act.code is not _SAID], scene)
    if not events:
        events = _coded(_in_background(sentence), scene)[:1]
    if not events:
        events = _coded([act for act in acts if act.code is _SAID], scene)[:1]
    yield from events


def _told(token: Token, depth: int) -> Iterator[Act]:
    """The acts of the main line from a predicate on: its own, those of what it reports, those coordinated with it."""
    if depth == 0:
        return
    act = act_of(token)
    if act is not None:
        yield act
    elif token.pos_ in {"VERB", "AUX"}:
        for clause in children(token, "ccomp", "parataxis"):
            yield from _told_or_wanted(clause, token, depth)
        if listed("saying", token.lemma_.lower()):
            yield Act(_SAID, token, token, None)
    for other in children(token, "conj"):
        if other.pos_ in {"VERB", "AUX"}:
            yield from _told(other, depth - 1)


def _told_or_wanted(clause: Token, saying: Token, depth: int) -> Iterator[Act]:
    """What a reported clause tells; "must" and "should" in it are a demand and an appeal of the speaker."""
    duty = next((word for word in auxiliaries(clause) if listed("obliging", word)), None)
    subject = child(clause, "nsubj", "nsubjpass")
    if duty is None or subject is None:
        yield from _told(clause, depth - 1)
        return
    wanted = compose("demand" if duty == "must" else "appeal", act_of(clause), clause, None)
    if wanted is not None:
        yield Act(wanted.code, clause, saying, None, Act(wanted.code, clause, clause, None, wanted.inner))


def _in_background(sentence: Span) -> list[Act]:
    """The acts of the other predicates, those nearest the root first."""
    words = [t for t in sentence if t.pos_ in {"VERB", "NOUN"} and t.dep_ not in {"ROOT", "ccomp"}]
    ranked = sorted(words, key=lambda t: (_height(t), t.pos_ != "VERB", t.i))
    return [act for token in ranked if (act := act_of(token)) is not None]


def _height(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _coded(acts: Sequence[Act], scene: Scene) -> list[Event]:
    """The events of the acts that parties of politics have a hand in, each once."""
    events: dict[object, Event] = {}
    for act in acts:
        event = _event(act, scene)
        if event is not None:
            events.setdefault((event.type, event.actor, event.recipient), event)
    return list(events.values())


def _event(act: Act, scene: Scene) -> Event | None:
    by = actors(act, scene)
    to = recipients(act, by, scene)
    concerned = by if act.code is _SAID else (*by, *to)
    if not any(is_political(party, scene) for party in concerned):
        return None
    trigger = scene.anchor(act.predicate, act.predicate)
    statement = scene.statement_of(act.predicate)
    return Event(
        id=content_id("evt", scene.document.id, act.code.type, str(trigger.start), str(trigger.end)),
        type=act.code.type,
        mode=act.code.mode,
        root=act.code.root,
        realis=realis_of(act.predicate).value,
        actor=tuple(words_of(party, scene) for party in by),
        recipient=tuple(words_of(party, scene) for party in to),
        actors=tuple(dict.fromkeys(name for party in by for name in scene.names(party))),
        recipients=tuple(dict.fromkeys(name for party in to for name in scene.names(party))),
        place=place_of(act, scene),
        date=date_of(act, scene),
        trigger=trigger,
        evidence=scene.phrase(act.clause),
        statement=statement.id if statement else None,
    )
