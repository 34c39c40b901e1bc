"""Dropping files or pasting a text, and how far their reading is."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.failures import not_there
from dragoman.web.guards import require_token
from dragoman.web.intake import MOST_BYTES_EACH, MOST_FILES, SUFFIXES, Intake, Report, pasted
from dragoman.web.rendering import show


def form(request: Request) -> Response:
    """Where reports are dropped."""
    return show(request, "read", "Add reports", menu="read", accept=",".join((*SUFFIXES, ".jsonl")))


async def take(request: Request) -> Response:
    """Begins to read, and leads to the progress."""
    async with request.form(max_files=MOST_FILES + 1, max_fields=8, max_part_size=MOST_BYTES_EACH) as given:
        require_token(request, given.get("token"))
        reports = [Report(file.filename or "", await file.read()) for file in _files(given)]
        if text := str(given.get("text", "")).strip():
            reports.append(pasted(text))
        published, outlet = (str(given.get(name, "")).strip() or None for name in ("published", "outlet"))
    intake: Intake = request.app.state.intake
    job = await run_in_threadpool(lambda: intake.take(reports, published=published, outlet=outlet))
    return RedirectResponse(f"/read/{job.id}", HTTPStatus.SEE_OTHER)


def progress(request: Request) -> Response:
    """How far a load is."""
    intake: Intake = request.app.state.intake
    job = intake.job(request.path_params["job"])
    if job is None:
        raise not_there(request.path_params["job"], "this load is not known any more")
    return show(request, "progress", "Reading", menu="read", job=job)


def _files(given: FormData) -> list[UploadFile]:
    return [file for file in given.getlist("files") if isinstance(file, UploadFile) and file.filename]
