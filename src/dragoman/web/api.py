"""What the pages show, as JSON under ``/api/v1``; its description is served at ``/api/v1/openapi.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.brief.displayable import visible
from dragoman.ledger import Found, Question
from dragoman.model import (
    Anchor,
    Change,
    Concern,
    Decision,
    Demand,
    Dispute,
    DocumentInfo,
    DragomanError,
    Entry,
    Evidence,
    Meeting,
    Move,
    MoveKind,
    Party,
    ReplyOwed,
    Statement,
    Warned,
)
from dragoman.pipeline.judging import JudgementRow, judgement_rows
from dragoman.web import shapes
from dragoman.web.failures import Refused, as_json, failure_of, not_there
from dragoman.web.guards import require_token, session_of
from dragoman.web.intake import Intake, Job, Report
from dragoman.web.judging import LISTS, Decided, decided, keep
from dragoman.web.pages.document import info_of, stored
from dragoman.web.places import View
from dragoman.web.shapes import LIMIT, Page
from dragoman.web.snapshots import Item, Snapshot

BOUND = 20
"""Words, steps and accounts of one item."""

BOUND_INSIDE = 5
"""Words of one step or account."""

_T = TypeVar("_T")
_Out = TypeVar("_Out")
_Shape = TypeVar("_Shape", bound=shapes.Shape)

Day = Annotated[date | None, Query(description="Only what was published up to and including that day.")]
Limit = Annotated[int, Query(ge=1, le=LIMIT, description="Values of one page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Values to pass over.")]
Key = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^/\\\x00-\x1f]+$")]
Text = Annotated[str, Query(max_length=300)]

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status.value: {"model": shapes.Problems, "description": status.phrase}
    for status in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
}


def _token(request: Request, x_dragoman_token: Annotated[str, Header(max_length=200)] = "") -> None:
    require_token(request, x_dragoman_token)


router = APIRouter(responses=_PROBLEMS)
_CHANGE = [Depends(_token)]


def create_api() -> FastAPI:
    """The application under ``/api/v1``; the caller gives it the state of the whole."""
    api = FastAPI(
        title="Dragoman",
        version="1",
        summary="Where an exchange stands, every line with its words.",
        docs_url=None,
        redoc_url=None,
        exception_handlers={
            DragomanError: _failed,
            RequestValidationError: _misfit,
            HTTPException: _http,
            Exception: _failed,
        },
    )
    api.include_router(router)
    return api


# ---------------------------------------------------------------- errors
async def _failed(request: Request, error: Exception) -> Response:
    return as_json(failure_of(error))


async def _misfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    told = Refused(HTTPStatus.UNPROCESSABLE_ENTITY, where, str(first["msg"]), "See /api/v1/openapi.json.")
    return as_json(failure_of(told))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    answer = as_json(failure_of(Refused(status, request.url.path, status.phrase.lower(), "See /api/v1/openapi.json.")))
    answer.headers.update(error.headers or {})
    return answer


# ---------------------------------------------------------------- the record and a day's state
@router.get("/token")
def token(request: Request) -> shapes.Token:
    """What changes have to carry in the header ``X-Dragoman-Token``."""
    return shapes.Token(token=request.app.state.keeper.token(session_of(request)))


@router.get("/record")
def record(request: Request) -> shapes.RecordShape:
    """How much the record holds."""
    ledger = request.app.state.ledger
    counts = ledger.counts()
    held = {name: getattr(counts, name) for name in counts.__slots__}
    days = [shapes.Day(day=date.fromisoformat(day), documents=n) for day, n in ledger.days()]
    return shapes.RecordShape(stamp=ledger.stamp(), days=days, **held)


@router.get("/overview")
def overview(request: Request, as_of: Day = None) -> shapes.Overview:
    """How many items the state of a day has, and which want attention (the first hundred of each)."""
    state = _snapshot(request, as_of).raw
    names = ("documents", "parties", "demands", "replies", "decisions", "disputes", "meetings", "warnings", "doubts")
    return shapes.Overview(
        as_of=state.as_of,
        rests_on_unnamed=list(state.rests_on_unnamed[:LIMIT]),
        gone_quiet=list(state.gone_quiet[:LIMIT]),
        **{name: len(getattr(state, name)) for name in names},
    )


@router.get("/demands")
def demands(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Demand]:
    """Demands and proposals with their lives."""
    return _cut(_snapshot(request, as_of).raw.demands, limit, offset, _bounded)


@router.get("/replies")
def replies(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[ReplyOwed]:
    """Replies owed and given, with the accounts of them."""
    return _cut(_snapshot(request, as_of).raw.replies, limit, offset, _bounded)


@router.get("/decisions")
def decisions(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Decision]:
    """Decisions pending or taken."""
    return _cut(_snapshot(request, as_of).raw.decisions, limit, offset, _bounded)


@router.get("/disputes")
def disputes(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Dispute]:
    """Questions on which accounts cannot all be true."""
    return _cut(_snapshot(request, as_of).raw.disputes, limit, offset, _bounded)


@router.get("/meetings")
def meetings(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Meeting]:
    """Meetings with their lives."""
    return _cut(_snapshot(request, as_of).raw.meetings, limit, offset, _bounded)


@router.get("/warnings")
def warnings(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Warned]:
    """Threats and warnings."""
    return _cut(_snapshot(request, as_of).raw.warnings, limit, offset, _bounded)


@router.get("/doubts")
def doubts(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Concern]:
    """What could not be settled."""
    return _cut(_snapshot(request, as_of).raw.doubts, limit, offset, _bounded)


@router.get("/items/{item}")
def item(request: Request, item: Key, as_of: Day = None) -> Item:
    """One item by its id."""
    return _bounded(_item(_snapshot(request, as_of), item))


@router.get("/items/{item}/evidence")
def evidence(request: Request, item: Key, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[Evidence]:
    """All words that an item rests on: its own, then those of its steps and accounts, each once."""
    found = _item(_snapshot(request, as_of), item)
    parts = (*getattr(found, "history", ()), *getattr(found, "accounts", ()))
    told = (*getattr(found, "evidence", ()), *(words for part in parts for words in part.evidence))
    return _cut(tuple(dict.fromkeys(told)), limit, offset)


@router.get("/agents")
def agents(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.AgentShape]:
    """Whoever the exchange names."""
    snapshot = _snapshot(request, as_of)
    return _cut(snapshot.raw.parties, limit, offset, lambda party: _agent(party, snapshot))


@router.get("/agents/{agent}")
def agent(request: Request, agent: Key, as_of: Day = None) -> shapes.AgentShape:
    """One agent by its id."""
    snapshot = _snapshot(request, as_of)
    return _agent(_found((party for party in snapshot.raw.parties if party.id == agent), agent), snapshot)


# ---------------------------------------------------------------- documents and what was read in them
@router.get("/documents")
def documents(
    request: Request,
    words: Text = "",
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[shapes.DocumentShape]:
    """Documents, the latest first; with ``words``, those that hold all of them."""
    question = Question(words, None, None, outlet or None, _iso(since), _iso(until))
    found = request.app.state.ledger.find_documents(question, limit=limit, offset=offset)
    return _page(found, offset, lambda hit: _document(hit.document, hit.snippet or None))


@router.get("/documents/{document}")
def document(request: Request, document: Key) -> shapes.DocumentShape:
    """One document without its text."""
    return _document(info_of(request, document), None)


@router.get("/documents/{document}/passages")
def passages(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.PassageShape]:
    """The paragraphs of a document."""
    held = _decided(request, document).document
    return _cut(
        held.passages, limit, offset, lambda p: _shaped(shapes.PassageShape, p, text=held.text[p.start : p.end])
    )


@router.get("/documents/{document}/statements")
def statements(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.StatementShape]:
    """The statements of a document, as people left them."""
    held = _decided(request, document)
    return _cut(held.statements, limit, offset, lambda value: _statement(held.document.id, value))


@router.get("/documents/{document}/moves")
def moves(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.MoveShape]:
    """The moves of a document, as people left them."""
    held = _decided(request, document)
    return _cut(held.moves, limit, offset, lambda value: _move(held.document.id, value))


@router.get("/documents/{document}/dates")
def dates(request: Request, document: Key, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.TimexShape]:
    """The time expressions of a document."""
    held: Sequence[Any] = _decided(request, document).reading.timexes
    return _cut(held, limit, offset, lambda value: _shaped(shapes.TimexShape, value))


@router.get("/search")
def search(
    request: Request,
    words: Text = "",
    kind: Literal["statement"] | MoveKind | None = None,
    name: Text = "",
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    unnamed: bool | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[shapes.StatementShape | shapes.MoveShape]:
    """Statements and moves, as they were read, the latest published first."""
    question = Question(words, kind, name or None, outlet or None, _iso(since), _iso(until), unnamed)
    return _page(request.app.state.ledger.find_entries(question, limit=limit, offset=offset), offset, _entry)


# ---------------------------------------------------------------- review
@router.get("/queue")
def queue(request: Request, as_of: Day = None, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.QuestionShape]:
    """What to look at first: what matters most and is least certain."""
    return _cut(
        _snapshot(request, as_of).questions,
        limit,
        offset,
        lambda q: shapes.QuestionShape(
            entry=q.entry.id, document=q.entry.document.id, matters=q.matters, doubts=list(q.doubts), weight=q.weight
        ),
    )


@router.get("/judgements")
def judgements(request: Request, limit: Limit = 20, offset: Offset = 0) -> Page[shapes.JudgementShape]:
    """Every judgement, the latest first."""
    rows = judgement_rows(request.app.state.ledger.judgements())
    return _cut(rows[::-1], limit, offset, _judgement)


@router.post("/judgements", status_code=HTTPStatus.CREATED, dependencies=_CHANGE)
def judge(request: Request, new: shapes.NewJudgement) -> shapes.JudgementShape:
    """Keep a judgement; the same one again is the one that is kept already."""
    ledger = request.app.state.ledger
    kept = keep(
        ledger,
        _snapshot(request, new.as_of),
        new.kind,
        new.subjects,
        author=new.author,
        reason=new.reason,
        changes=tuple(Change(field, tuple(values)) for field, values in new.changes.items()),
    )
    return _judgement(next(row for row in judgement_rows(ledger.judgements()) if row["id"] == kept.id))


@router.post("/judgements/{judgement}/withdraw", status_code=HTTPStatus.CREATED, dependencies=_CHANGE)
def withdraw(request: Request, judgement: Key, by: shapes.Withdrawal) -> shapes.JudgementShape:
    """Take a judgement back."""
    ledger = request.app.state.ledger
    kept = ledger.withdraw(judgement, author=by.author, reason=by.reason)
    return _judgement(next(row for row in judgement_rows(ledger.judgements()) if row["id"] == kept.id))


# ---------------------------------------------------------------- reading
@router.post("/documents", status_code=HTTPStatus.ACCEPTED, dependencies=_CHANGE)
def read(request: Request, new: shapes.NewReports) -> shapes.JobShape:
    """Begin to read reports; ``/jobs/{id}`` says how far it is."""
    intake: Intake = request.app.state.intake
    reports = [Report(report.name, report.text.encode("utf-8", "replace")) for report in new.reports]
    return _job(intake.take(reports, published=_iso(new.published), outlet=new.outlet))


@router.get("/jobs/{job}")
def job(request: Request, job: Key) -> shapes.JobShape:
    """How far a load of reports is."""
    intake: Intake = request.app.state.intake
    held = intake.job(job)
    if held is None:
        raise not_there(job, "this load is not known any more")
    return _job(held)


# ---------------------------------------------------------------- values to shapes
def _snapshot(request: Request, as_of: date | None) -> Snapshot:
    held: Snapshot = request.app.state.snapshots.at(View(_iso(as_of)))
    return held


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _decided(request: Request, document: str) -> Decided:
    return decided(request.app.state.ledger, *stored(request, document))


def _found(values: Iterable[_T], key: str) -> _T:
    for value in values:
        return value
    raise not_there(visible(key), "nothing has this id on that day")


def _item(snapshot: Snapshot, key: str) -> Item:
    held: Sequence[Item] = getattr(snapshot.raw, LISTS.get(key.partition("-")[0], ""), ())
    return _found((item for item in held if item.id == key), key)


def _bounded(item: _T, most: int = BOUND) -> _T:
    """The item with some of its words, steps and accounts; ``/items/{id}/evidence`` has all words."""
    changes: dict[str, Any] = {}
    for name in ("evidence", "history", "accounts"):
        held: tuple[Any, ...] = getattr(item, name, ())
        if held:
            changes[name] = tuple(part if name == "evidence" else _bounded(part, BOUND_INSIDE) for part in held[:most])
    return replace(item, **changes) if changes else item  # type: ignore[type-var]  # frozen values of the model


def _cut(values: Sequence[_T], limit: int, offset: int, shape: Callable[[_T], Any] = lambda value: value) -> Page[Any]:
    shown = [shape(value) for value in values[offset : offset + limit]]
    more = offset + limit < len(values)
    return Page(values=shown, total=len(values), offset=offset, next=offset + limit if more else None)


def _page(found: Found[_T], offset: int, shape: Callable[[_T], _Out]) -> Page[_Out]:
    after = offset + len(found.hits)
    more = bool(found.hits) and (found.more or after < found.total)
    return Page(
        values=[shape(hit) for hit in found.hits], total=found.total, offset=offset, next=after if more else None
    )


def _shaped(shape: type[_Shape], value: object, **more: Any) -> _Shape:
    """The shape filled from the fields of the value that have its names, and with what is given besides."""
    return shape(**{name: getattr(value, name) for name in shape.model_fields if name not in more}, **more)


def _document(info: DocumentInfo, snippet: str | None) -> shapes.DocumentShape:
    published = info.published
    return _shaped(
        shapes.DocumentShape,
        info,
        published=published.date if published else None,
        published_source=published.source if published else None,
        published_evidence=published.evidence if published else None,
        recorded_at=info.recorded,
        snippet=snippet,
    )


def _evidence(document: str, anchor: Anchor) -> Evidence:
    return Evidence(document, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)


def _entry(entry: Entry) -> shapes.StatementShape | shapes.MoveShape:
    if isinstance(entry.value, Statement):
        return _statement(entry.document.id, entry.value)
    assert isinstance(entry.value, Move)
    return _move(entry.document.id, entry.value)


def _statement(document: str, value: Statement) -> shapes.StatementShape:
    words = _evidence(document, value.evidence)
    return _shaped(shapes.StatementShape, value, document=document, content=value.content_text, evidence=words)


def _move(document: str, value: Move) -> shapes.MoveShape:
    return _shaped(shapes.MoveShape, value, document=document, evidence=_evidence(document, value.evidence))


def _agent(party: Party, snapshot: Snapshot) -> shapes.AgentShape:
    offices = [_shaped(shapes.OfficeShape, office) for office in snapshot.offices.get(visible(party.name), ())]
    return _shaped(shapes.AgentShape, party, offices=offices)


def _judgement(row: JudgementRow) -> shapes.JudgementShape:
    return shapes.JudgementShape.model_validate(row)


def _job(job: Job) -> shapes.JobShape:
    return _shaped(shapes.JobShape, job, told=[_shaped(shapes.ToldShape, told) for told in job.told])
