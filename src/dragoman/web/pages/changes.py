"""What changed between two days: what is new, otherwise, told again or gone, each with why and on what words."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.brief.sheet import Section, Sheet
from dragoman.model import bounds
from dragoman.web import asked, places
from dragoman.web.comparisons import Comparisons
from dragoman.web.failures import not_there
from dragoman.web.pages.lists import PAGE, board, exchanges, few
from dragoman.web.places import SiteLinks, View
from dragoman.web.rendering import show, sliced


def changes(request: Request) -> Response:
    """From the day ``from`` to the day ``to``, else to the last one; ``of`` names one section, to see all of it."""
    days = asked.snapshot(request).days
    first, second = _between(days, asked.text(request, "from"), asked.text(request, "to"))
    if not second:
        return RedirectResponse(places.overview(), HTTPStatus.SEE_OTHER)
    view = asked.view(request).on(second)
    after = asked.snapshots(request).at(view)
    shown: dict[str, Any] = {
        "view": view,
        "days": days,
        "first": first,
        "second": second,
        "steps": _steps(days, first, second),
        "exchanges": exchanges(after),
        "parted": after.parted,
        "section": None,
    }
    if not after.parted:
        shown |= _compared(request, first, second, view)
    return show(request, "changes", "What changed", menu="overview", **shown)


def _compared(request: Request, first: str, second: str, view: View) -> dict[str, Any]:
    """What the page shows of a comparison: its sections, or all of one."""
    sheet = _comparisons(request).between(first, second, view).sheet
    section = _section(sheet, asked.text(request, "of"))
    return {
        "sheet": sheet,
        "links": SiteLinks(sheet, view),
        "boards": [board(held, places.changes(first, second, view, held.name)) for held in sheet.sections],
        "section": section,
        "slice": sliced(section.lines if section else (), asked.number(request, "page"), PAGE),
        "few": few,
        "page_address": lambda n: places.changes(first, second, view, section.name if section else "", n),
    }


def _comparisons(request: Request) -> Comparisons:
    held: Comparisons = request.app.state.comparisons
    return held


def _between(days: Sequence[str], first: str, second: str) -> tuple[str, str]:
    """The days asked for; the last one, and the one before, where none is. Empty for a record without days."""
    second = second or (days[-1] if days else "")
    first = first or next((day for day in reversed(days) if day < second), second)
    for day in filter(None, (first, second)):
        bounds(day)
    return first, second


def _steps(days: Sequence[str], first: str, second: str) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The pairs of days before and after."""
    before = next((day for day in reversed(days) if day < first), None)
    after = next((day for day in days if day > second), None)
    return (before, first) if before else None, (second, after) if after else None


def _section(sheet: Sheet, name: str) -> Section | None:
    """The section of that name, None for no name. Raises Refused (404) where nothing is of that kind."""
    if not name:
        return None
    for section in sheet.sections:
        if section.name == name:
            return section
    raise not_there(name, "between these days nothing is of that kind")
