"""The door of the events: from parsed passages to who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from dragoman.extraction.events.acts import Act
from dragoman.extraction.events.circumstances import date_of, place_of
from dragoman.extraction.events.parties import is_party, words_of
from dragoman.extraction.events.politics import is_political, speaks_for_politics
from dragoman.extraction.events.sides import actors, recipients
from dragoman.extraction.events.telling import SAID, Telling, background, main_line
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.realis import realis_of
from dragoman.model import Document, Event, EventType, Links, Parsed, Statement, Timex, content_id


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
        telling = Telling.of(scene)
        for sentence in one.doc.sents:
            found.extend(_in_sentence(sentence, telling))
    return tuple(found)


def _in_sentence(sentence: Span, telling: Telling) -> Sequence[Event]:
    main, sources = main_line(sentence, telling)
    scene = telling.scene
    return _coded(main, scene) or _coded(background(sentence, telling), scene)[:1] or _coded(sources, scene)[:1]


def _coded(acts: Iterable[Act], scene: Scene) -> list[Event]:
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
    if not _is_of_politics(act, by, to, scene):
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
        actors=_names(by, scene),
        recipients=_names(to, scene),
        place=place_of(act, scene),
        date=date_of(act, scene),
        trigger=trigger,
        evidence=scene.phrase(act.clause),
        statement=statement.id if statement else None,
    )


def _names(parties: Iterable[Token], scene: Scene) -> tuple[str, ...]:
    agents = (scene.links.agent_at(scene.offset(party)) for party in parties)
    return tuple(dict.fromkeys(agent.name for agent in agents if agent is not None))


def _is_of_politics(act: Act, by: tuple[Token, ...], to: tuple[Token, ...], scene: Scene) -> bool:
    if act.code is SAID:
        return any(speaks_for_politics(party, scene) for party in by)
    if act.code.type is EventType.PROTEST and any(is_party(party, scene) for party in by):
        return True
    force = act.code.type is EventType.ASSAULT
    both_named = not force and bool(to) and bool(by) and all(party.pos_ == "PROPN" for party in (*by, *to))
    return both_named or any(is_political(party, scene) for party in (*by, *to))
