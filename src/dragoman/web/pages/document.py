"""A report as published, with what was read from it marked in place, and beside it how each was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from dragoman.brief.displayable import displayable, visible
from dragoman.brief.wording import counted
from dragoman.model import BadInput, Document, DocumentInfo, Passage, Reading, Statement, Zone
from dragoman.web import asked, named, places
from dragoman.web.failures import not_there
from dragoman.web.judging import decided
from dragoman.web.marks import Mark, Piece, page_of, pages, pieces
from dragoman.web.named import Meant
from dragoman.web.notes import Note, coded, move_note, statement_note
from dragoman.web.rendering import show

MOST_NOTES = 400
"""Findings of one page that are marked and noted."""

_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage: its zone where it is not the body, its pieces, the notes of what begins in it, and its dates and
    agents, each once."""

    zone: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    meant: tuple[Meant, ...]

    @property
    def summary(self) -> str:
        """How many dates and agents it names."""
        count = Counter(meant.kind for meant in self.meant)
        return ", ".join(counted(count[kind], kind) for kind in ("date", "agent") if count[kind])


def document(request: Request) -> Response:
    """The page of a document; ``at`` (``120-180``) is a place to mark, ``page`` a page of a long one."""
    held = decided(asked.ledger(request), *stored(request, request.path_params["document"]))
    read, reading = held.document, replace(held.reading, statements=held.statements, moves=held.moves)
    split = pages(read)
    place = _place(request, read)
    number = page_of(split, place[0]) if place else min(asked.number(request, "page"), len(split)) - 1
    notes = {note.label: note for note in _notes(read, reading)}
    meant = _meant(read, reading, split[number])
    shown = tuple(_paragraphs(read, split[number], notes, meant, _marks(reading, place, meant)))
    return show(
        request,
        "document",
        visible(read.title or read.file),
        menu="documents",
        document=read,
        reading=reading,
        info=info_of(request, read.id),
        paragraphs=shown,
        events=[coded(read.id, event) for event in reading.events[:MOST_NOTES]],
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
        ("coded events", len(reading.events)),
        ("dates", len(reading.timexes)),
        ("agents", len(reading.agents)),
        ("doubts", len(reading.doubts)),
    )


# ---------------------------------------------------------------- what is marked
def _marks(reading: Reading, place: tuple[int, int] | None, meant: Iterable[Meant]) -> tuple[Mark, ...]:
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
        *(Mark(m.start, m.end, m.kind, "") for m in meant),
        *((Mark(place[0], place[1], "here", "here"),) if place else ()),
    )


def _meant(document: Document, reading: Reading, passages: Sequence[Passage]) -> tuple[Meant, ...]:
    """The dates of the document and the agents of the passages."""
    by_name = tuple(named.agents(document.text, reading.agents, passages))
    first, last = (passages[0].start, passages[-1].end) if passages else (0, 0)
    sources = (meant for meant in named.speakers(reading.statements, by_name) if first <= meant.start < last)
    return (*named.dates(reading.timexes), *sorted((*by_name, *sources)))


def _part(statement: Statement, label: str) -> Mark:
    return Mark(statement.evidence.start, statement.evidence.end, "said", label)


def _paragraphs(
    document: Document,
    passages: Iterable[Passage],
    notes: Mapping[str, Note],
    meant: Sequence[Meant],
    marks: tuple[Mark, ...],
) -> Iterator[Paragraph]:
    opened: set[str] = set()
    for passage in passages:
        cut = tuple(pieces(document.text, passage.start, passage.end, marks, opened))
        here = [notes[label] for piece in cut for label in piece.opens if label in notes]
        zone = "" if passage.zone is Zone.BODY else passage.zone.value
        yield Paragraph(zone, cut, tuple(here), _each_once(meant, passage))


def _each_once(meant: Iterable[Meant], passage: Passage) -> tuple[Meant, ...]:
    """What begins in the passage, by its words and their meaning."""
    here = (m for m in meant if passage.start <= m.start < passage.end)
    return tuple({(m.kind, m.words, m.told): m for m in here}.values())


# ---------------------------------------------------------------- what is noted
def _notes(document: Document, reading: Reading) -> Iterator[Note]:
    for n, statement in enumerate(reading.statements[:MOST_NOTES], 1):
        yield statement_note(document.id, f"s{n}", statement)
    for n, move in enumerate(reading.moves[:MOST_NOTES], 1):
        yield move_note(document.id, f"m{n}", move)
