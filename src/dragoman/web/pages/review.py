"""Looking through what was read, and correcting it: the queue, one entry, every judgement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dragoman.brief.displayable import displayable, visible
from dragoman.brief.wording import shortened
from dragoman.exchange import LISTS
from dragoman.model import (
    BadInput,
    Change,
    Document,
    Judgement,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    Polarity,
    Realis,
    Statement,
    Tie,
    in_force,
)
from dragoman.model.edits import editable
from dragoman.pipeline.review import training_rows
from dragoman.web import asked, judging, places
from dragoman.web.failures import not_there
from dragoman.web.guards import require_token
from dragoman.web.marks import Mark, Piece, pieces
from dragoman.web.notes import Note, move_note, statement_note
from dragoman.web.pages.document import stored
from dragoman.web.pages.lists import exchanges
from dragoman.web.rendering import NAME_COOKIE, show, sliced
from dragoman.web.snapshots import Item, Snapshot

PAGE = 20
JUDGEMENTS = 50
MOST_OTHERS = 200
"""Candidates for a merge that are offered."""

YEAR = 365 * 24 * 60 * 60
_AROUND = 600
"""Code points of a paragraph shown on either side of an entry."""

_CHOICES: Mapping[str, type[StrEnum]] = {
    "mode": Mode,
    "polarity": Polarity,
    "kind": MoveKind,
    "status": MoveStatus,
    "realis": Realis,
}
_NAMES_OF_FIELDS = {
    "speakers": "speaker",
    "via": "through whom",
    "anonymous": "unnamed",
    "said_on": "said on",
    "event_date": "day",
    "according_to": "according to",
    "negated": "did not happen",
    "realis": "realis: did it happen",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: ``choices`` where it takes only some values."""

    name: str
    title: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An entry of the queue, with its words in their paragraph and why it is asked for."""

    note: Note
    id: str
    source: str
    matters: str
    doubts: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement as the list shows it; ``address`` leads to its first subject."""

    judgement: Judgement
    words: tuple[str, ...]
    address: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """What may be decided about an item or a party, what it may be merged with, and what was decided."""

    subject: str
    kinds: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    judgements: tuple[Any, ...]
    back: str


def queue(request: Request) -> Response:
    """What matters most and is least certain."""
    snapshot = asked.snapshot(request)
    found = sliced(snapshot.questions, asked.number(request, "page"), PAGE)
    return show(
        request,
        "review",
        "Review",
        menu="review",
        view=snapshot.view,
        questions=[_asked(question.entry, question.matters, question.doubts) for question in found.values],
        exchanges=exchanges(snapshot),
        parted=snapshot.parted,
        slice=found,
        page_address=lambda n: places.address("/review", snapshot.view, page=n),
    )


def entry(request: Request) -> Response:
    """A statement or a move, its words, and the form to correct it."""
    id_ = request.path_params["entry"]
    held = judging.decided(asked.ledger(request), *stored(request, request.path_params["document"]))
    values: tuple[Statement | Move, ...] = (*held.statements, *held.moves)
    value = next((v for v in values if v.id == id_), None)
    judgements = held.of(id_)
    if value is None and not judgements:
        raise not_there(id_, "the document's reading of today holds no such statement or move")
    return show(
        request,
        "entry",
        "Correct what was read",
        menu="review",
        document=held.document,
        note=_note(held.document.id, value) if value else None,
        context=tuple(_context(held.document, value)) if value else (),
        fields=tuple(_fields(value)) if value else (),
        subject=id_,
        judgements=[displayable(judgement) for judgement in judgements],
        doubts=[visible(doubt) for doubt in held.doubts if any(j.id in doubt for j in judgements)],
        back=places.entry(held.document.id, id_),
    )


def judgements(request: Request) -> Response:
    """Every judgement, the latest first."""
    made = asked.ledger(request).judgements()
    standing = {judgement.id for judgement in in_force(made)}
    found = sliced(tuple(reversed(made)), asked.number(request, "page"), JUDGEMENTS)
    return show(
        request,
        "judgements",
        "Judgements",
        menu="review",
        rows=[_row(judgement, judgement.id in standing) for judgement in found.values],
        slice=found,
        page_address=lambda n: places.address("/judgements", page=n),
    )


def training(request: Request) -> Response:
    """The judgements as data to train on, a JSON object a line."""
    rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in training_rows(asked.ledger(request)))
    answer = StreamingResponse(rows, media_type="application/x-ndjson")
    answer.headers["content-disposition"] = 'attachment; filename="judgements.jsonl"'
    return answer


async def judge(request: Request) -> Response:
    """Keeps a judgement, and leads back to where it was made."""
    given = await request.form(max_files=0, max_fields=60, max_part_size=64 * 1024)
    require_token(request, given.get("token"))
    await run_in_threadpool(_judge, request, given)
    return _back(given)


async def withdraw(request: Request) -> Response:
    """Takes a judgement back."""
    given = await request.form(max_files=0, max_fields=10, max_part_size=64 * 1024)
    require_token(request, given.get("token"))
    author, reason = _signature(given)
    ledger, id_ = asked.ledger(request), request.path_params["judgement"]
    await run_in_threadpool(lambda: ledger.withdraw(id_, author=author, reason=reason))
    return _back(given)


def deciding(snapshot: Snapshot, subject: str, others: Iterable[tuple[str, str]], back: str) -> Deciding:
    """What may be decided about an item of the exchange, or a party."""
    item = subject.partition("-")[0] in LISTS
    offered = tuple((id_, shortened(name, 90)) for id_, name in others if id_ != subject)[:MOST_OTHERS]
    return Deciding(subject, ("accept", "reject") if item else (), offered, snapshot.verdicts.get(subject, ()), back)


def others_of(snapshot: Snapshot, item: Item) -> tuple[tuple[str, str], ...]:
    """The items of the same list, as candidates for a merge."""
    kind = item.id.partition("-")[0]
    if kind not in LISTS:
        return ()
    labels = {id_: label for label, id_ in snapshot.sheet.items.items()}
    held = getattr(snapshot.state, LISTS[kind])
    return tuple((other.id, f"{labels[other.id]} {_told(other)}") for other in held)


def _told(item: Any) -> str:
    for field in ("matter", "question", "about", "what", "place", "date"):
        if found := getattr(item, field, None):
            return str(found)
    return ", ".join(getattr(item, "participants", ()))


# ---------------------------------------------------------------- what a form says
def _judge(request: Request, given: FormData) -> None:
    author, reason = _signature(given)
    kind = _kind(given)
    judging.keep(
        asked.ledger(request),
        request.app.state.snapshots.at(asked.view_of(given)),
        kind,
        [str(subject) for subject in given.getlist("subject") if subject],
        author=author,
        reason=reason,
        changes=tuple(_changes(given)) if kind is JudgementKind.EDIT else (),
    )


def _kind(given: FormData) -> JudgementKind:
    try:
        return JudgementKind(str(given.get("kind", "")))
    except ValueError:
        raise BadInput("kind", "there is no such judgement", "Use a button of the page.") from None


def _signature(given: FormData) -> tuple[str, str | None]:
    author, reason = (str(given.get(name, "")).strip()[:500] for name in ("author", "reason"))
    if not author:
        raise BadInput("your name", "a judgement is kept with who made it", "Give your name.")
    return author, reason or None


def _changes(given: FormData) -> Iterator[Change]:
    """The fields that are other than they were when the form was made; names are parted by semicolons."""
    for name, value in given.items():
        field = name.removeprefix("set:")
        if field != name and str(value).strip() != str(given.get(f"was:{field}", "")).strip():
            yield Change(field, tuple(part.strip() for part in str(value).split(";") if part.strip()))


def _back(given: FormData) -> Response:
    """To the page where the form stood, which is one of ours; the name is remembered."""
    back = str(given.get("back", ""))
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if inside else "/judgements", HTTPStatus.SEE_OTHER)
    if name := str(given.get("author", "")).strip()[:100]:
        answer.set_cookie(NAME_COOKIE, quote(name), max_age=YEAR, httponly=True, samesite="strict")
    return answer


# ---------------------------------------------------------------- what a page shows
def _note(document: str, value: Statement | Move) -> Note:
    if isinstance(value, Statement):
        return statement_note(document, "", value)
    return move_note(document, "", value)


def _asked(found: Any, matters: str, doubts: tuple[str, ...]) -> Asked:
    value = found.value
    source = found.document.outlet or found.document.file
    day = f", {found.document.published.date}" if found.document.published else ""
    return Asked(
        _note(found.document.id, value),
        found.id,
        visible(source + day),
        matters,
        tuple(visible(doubt) for doubt in doubts),
        visible(shortened(value.evidence.exact, 300)),
    )


def _context(document: Document, value: Statement | Move) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of the words and one on either side, as far as they are near, with what was found marked."""
    start, end = value.evidence.start, value.evidence.end
    marks = [Mark(start, end, "move" if isinstance(value, Move) else "said", "")]
    if isinstance(value, Statement):
        marks += [Mark(a.start, a.end, kind, "") for a, kind in ((value.source, "source"), (value.cue, "cue")) if a]
    at = [n for n, passage in enumerate(document.passages) if passage.start < end and start < passage.end]
    for passage in document.passages[max(0, min(at, default=0) - 1) : max(at, default=0) + 2]:
        first, last = max(passage.start, start - _AROUND), min(passage.end, end + _AROUND)
        if first < last:
            yield tuple(pieces(document.text, first, last, marks, set()))


def _fields(value: Statement | Move) -> Iterator[Field]:
    kind = "statement" if isinstance(value, Statement) else "move"
    for name in editable(kind):
        held = getattr(value, name)
        choices = tuple(_CHOICES[name]) if name in _CHOICES else ("yes", "no") if isinstance(held, bool) else ()
        title = _NAMES_OF_FIELDS.get(name, name)
        yield Field(name, title, visible(_worded(held)), tuple(map(str, choices)))


def _worded(held: object) -> str:
    if isinstance(held, bool):
        return "yes" if held else "no"
    return "; ".join(held) if isinstance(held, tuple) else str(held or "")


def _row(judgement: Judgement, standing: bool) -> Row:
    words = tuple(visible(shortened(tie.words or tie.id, 160)) for tie in judgement.ties)
    address = _address(judgement.ties[0]) if judgement.ties else ""
    return Row(displayable(judgement), words, address, standing)


def _address(tie: Tie) -> str:
    """The page of what was judged; empty where it has none."""
    if tie.kind in LISTS:
        return places.item(tie.id)
    if tie.kind in ("statement", "move") and tie.document:
        return places.entry(tie.document, tie.id)
    if tie.document:
        return places.document(tie.document)
    return places.agent(tie.id) if tie.kind == "party" else ""
