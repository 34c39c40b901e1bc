"""Reports that are read in, and how far their reading is."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request

from dragoman.web.api.parameters import CHANGE, Key, iso
from dragoman.web.api.shapes import JobShape, NewReports, ToldShape
from dragoman.web.api.shaping import shaped
from dragoman.web.failures import not_there
from dragoman.web.intake import Intake, Job, Report

router = APIRouter()


@router.post("/documents", status_code=HTTPStatus.ACCEPTED, dependencies=CHANGE)
def read(request: Request, new: NewReports) -> JobShape:
    """Begin to read reports; ``/jobs/{id}`` says how far it is."""
    intake: Intake = request.app.state.intake
    reports = [Report(report.name, report.text.encode("utf-8", "replace")) for report in new.reports]
    return _job(intake.take(reports, published=iso(new.published), outlet=new.outlet))


@router.get("/jobs/{job}")
def job(request: Request, job: Key) -> JobShape:
    """How far a load of reports is."""
    intake: Intake = request.app.state.intake
    held = intake.job(job)
    if held is None:
        raise not_there(job, "this load is not known any more")
    return _job(held)


def _job(job: Job) -> JobShape:
    return shaped(JobShape, job, told=[shaped(ToldShape, told) for told in job.told])
