"""A report as published, with what was read from it marked in place, and beside it how each was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from dragoman.brief.displayable import displayable, visible
from dragoman.brief.wording import chain, listed
from dragoman.brief.wording import day as worded_day
from dragoman.brief.wording import parties as towards
from dragoman.model import BadInput, Document, DocumentInfo, Move, Passage, Reading, Statement, Zone
from dragoman.web import asked, places
from dragoman.web.failures import not_there
from dragoman.web.judging import decided
from dragoman.web.marks import Mark, Piece, page_of, pages, pieces
from dragoman.web.rendering import show

MOST_NOTES = 400
"""Findings of one page that are marked and noted."""

MOST_NAMES = 300
_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Note:
    """What was found at a place of the text: label, heading, facts, how it was read, and where to correct it."""

    label: str
    kind: str
    who: str
    what: str
    facts: tuple[str, ...]
    reader: str
    address: str
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage: its zone where it is not the body, its pieces, and the notes of what begins in it."""

    zone: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def document(request: Request) -> Response:
    """The page of a document; ``at`` (``120-180``) is a place to mark, ``page`` a page of a long one."""
    held = decided(asked.ledger(request), *stored(request, request.path_params["document"]))
    read, reading = held.document, replace(held.reading, statements=held.statements, moves=held.moves)
    split = pages(read)
    place = _place(request, read)
    number = page_of(split, place[0]) if place else min(asked.number(request, "page"), len(split)) - 1
    notes = {note.label: note for note in _notes(read, reading)}
    marks = _marks(reading, place, _names(read, reading, split[number]))
    shown = tuple(_paragraphs(read, split[number], notes, marks))
    return show(
        request,
        "document",
        visible(read.title or read.file),
        menu="documents",
        document=read,
        reading=reading,
        info=info_of(request, read.id),
        paragraphs=shown,
        counts=_counts(reading),
        doubts=[visible(doubt) for doubt in (*held.doubts, *(d.message for d in reading.doubts))][:MOST_NOTES],
        judgements=[displayable(judgement) for judgement in held.judgements],
        back=places.document(read.id),
        number=number + 1,
        pages=len(split),
        page_address=lambda n: places.address(places.document(read.id), page=n),
    )


def info_of(request: Request, key: str) -> DocumentInfo:
    """The document without its text; raises Refused (404) where the record has none of that id."""
    try:
        return asked.ledger(request).info(key)
    except BadInput as error:
        raise not_there(key, error.what) from error


def stored(request: Request, key: str) -> tuple[Document, Reading]:
    """The document and its current reading; raises Refused (404) where the record has none of that id."""
    try:
        return asked.ledger(request).document(key)
    except BadInput as error:
        raise not_there(key, error.what) from error


def _place(request: Request, document: Document) -> tuple[int, int] | None:
    """The place that ``at`` names; None where it names none of this document."""
    found = _PLACE.fullmatch(asked.text(request, "at"))
    if found is None:
        return None
    place = int(found[1]), int(found[2])
    return place if place[0] < place[1] <= len(document.text) else None


def _counts(reading: Reading) -> tuple[tuple[str, int], ...]:
    return (
        ("statements", len(reading.statements)),
        ("moves", len(reading.moves)),
        ("dates", len(reading.timexes)),
        ("agents", len(reading.agents)),
        ("doubts", len(reading.doubts)),
    )


# ---------------------------------------------------------------- what is marked
def _marks(reading: Reading, place: tuple[int, int] | None, named: Iterable[Mark]) -> tuple[Mark, ...]:
    return (
        *(Mark(a.start, a.end, "said", f"s{n}") for n, s in enumerate(reading.statements, 1) for a in s.content),
        *(_part(s, f"s{n}") for n, s in enumerate(reading.statements, 1) if not s.content),
        *(Mark(s.cue.start, s.cue.end, "cue", f"s{n}") for n, s in enumerate(reading.statements, 1) if s.cue),
        *(
            Mark(s.source.start, s.source.end, "source", f"s{n}")
            for n, s in enumerate(reading.statements, 1)
            if s.source
        ),
        *(Mark(m.evidence.start, m.evidence.end, "move", f"m{n}") for n, m in enumerate(reading.moves, 1)),
        *(Mark(t.start, t.end, "date", "") for t in reading.timexes),
        *named,
        *((Mark(place[0], place[1], "here", "here"),) if place else ()),
    )


def _names(document: Document, reading: Reading, passages: Iterable[Passage]) -> Iterator[Mark]:
    """Where the names of the agents stand in the passages."""
    names = {name for agent in reading.agents if not agent.anonymous for name in (agent.name, *agent.aliases)}
    longest = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))[:MOST_NAMES]
    if not longest:
        return
    any_of_them = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    for passage in passages:
        for found in any_of_them.finditer(document.text, passage.start, passage.end):
            yield Mark(found.start(), found.end(), "agent", "")


def _part(statement: Statement, label: str) -> Mark:
    return Mark(statement.evidence.start, statement.evidence.end, "said", label)


def _paragraphs(
    document: Document, passages: Iterable[Passage], notes: Mapping[str, Note], marks: tuple[Mark, ...]
) -> Iterator[Paragraph]:
    opened: set[str] = set()
    for passage in passages:
        cut = tuple(pieces(document.text, passage.start, passage.end, marks, opened))
        here = [notes[label] for piece in cut for label in piece.opens if label in notes]
        zone = "" if passage.zone is Zone.BODY else passage.zone.value
        yield Paragraph(zone, cut, tuple(here))


# ---------------------------------------------------------------- what is noted
def _notes(document: Document, reading: Reading) -> Iterator[Note]:
    for n, statement in enumerate(reading.statements[:MOST_NOTES], 1):
        yield statement_note(document.id, f"s{n}", statement)
    for n, move in enumerate(reading.moves[:MOST_NOTES], 1):
        yield move_note(document.id, f"m{n}", move)


def statement_note(document: str, label: str, statement: Statement) -> Note:
    """The note of a statement."""
    said_on = f"said {worded_day(statement.said_on)}" if statement.said_on else ""
    told = f"to {listed(statement.addressees)}" if statement.addressees else ""
    denied = "denied" if statement.polarity == "denied" else ""
    facts = (denied, statement.mode.value, said_on, told, "nested" if statement.nested else "")
    who = chain(statement.speakers, statement.via, anonymous=statement.anonymous) or "nobody named"
    return Note(
        label,
        "statement",
        visible(who),
        visible(statement.content_text),
        tuple(visible(fact) for fact in facts if fact),
        visible(statement.reader),
        places.entry(document, statement.id),
        statement.evidence.start,
    )


def move_note(document: str, label: str, move: Move) -> Note:
    """The note of a move."""
    told = f"according to {chain(move.according_to, move.via, anonymous=move.anonymous)}" if move.according_to else ""
    facts = (
        move.status.value,
        "said not to have happened" if move.negated else "",
        worded_day(move.event_date),
        f"due {worded_day(move.due)}" if move.due else "",
        f"condition: {move.condition}" if move.condition else "",
        f"hedged: “{move.hedge}”" if move.hedge else "",
        f"in {move.place}" if move.place else "",
        told,
    )
    return Note(
        label,
        move.kind.value,
        visible(towards(move.by, move.to) or "nobody named"),
        visible(move.what),
        tuple(visible(fact) for fact in facts if fact),
        visible(move.reader),
        places.entry(document, move.id),
        move.evidence.start,
    )
