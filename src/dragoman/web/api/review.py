"""What to look at first, and judgements."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request

from dragoman.ledger import Ledger
from dragoman.model import Change, Judgement
from dragoman.pipeline.judging import JudgementRow, judgement_rows
from dragoman.pipeline.review import Question
from dragoman.web.api.parameters import CHANGE, Key, Limit, Offset, Seen, iso, snapshot
from dragoman.web.api.shapes import JudgementShape, NewJudgement, Page, QuestionShape, Withdrawal
from dragoman.web.api.shaping import cut
from dragoman.web.judging import keep
from dragoman.web.places import View

router = APIRouter()


@router.get("/queue")
def queue(request: Request, view: Seen, limit: Limit = 20, offset: Offset = 0) -> Page[QuestionShape]:
    """What to look at first: what matters most and is least certain."""
    return cut(snapshot(request, view).questions, limit, offset, _question)


@router.get("/judgements")
def judgements(request: Request, limit: Limit = 20, offset: Offset = 0) -> Page[JudgementShape]:
    """Every judgement, the latest first."""
    rows = judgement_rows(request.app.state.ledger.judgements())
    return cut(rows[::-1], limit, offset, _judgement)


@router.post("/judgements", status_code=HTTPStatus.CREATED, dependencies=CHANGE)
def judge(request: Request, new: NewJudgement) -> JudgementShape:
    """Keep a judgement; the same one again is the one that is kept already."""
    ledger: Ledger = request.app.state.ledger
    kept = keep(
        ledger,
        snapshot(request, View(iso(new.as_of), exchange=new.exchange)),
        new.kind,
        new.subjects,
        author=new.author,
        reason=new.reason,
        changes=tuple(Change(field, tuple(values)) for field, values in new.changes.items()),
    )
    return _kept(ledger, kept)


@router.post("/judgements/{judgement}/withdraw", status_code=HTTPStatus.CREATED, dependencies=CHANGE)
def withdraw(request: Request, judgement: Key, by: Withdrawal) -> JudgementShape:
    """Take a judgement back."""
    ledger: Ledger = request.app.state.ledger
    return _kept(ledger, ledger.withdraw(judgement, author=by.author, reason=by.reason))


def _question(question: Question) -> QuestionShape:
    entry = question.entry
    return QuestionShape(
        entry=entry.id,
        document=entry.document.id,
        matters=question.matters,
        doubts=list(question.doubts),
        weight=question.weight,
    )


def _kept(ledger: Ledger, kept: Judgement) -> JudgementShape:
    return _judgement(next(row for row in judgement_rows(ledger.judgements()) if row["id"] == kept.id))


def _judgement(row: JudgementRow) -> JudgementShape:
    return JudgementShape.model_validate(row)
