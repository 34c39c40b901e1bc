"""Where the exchange stands on a day: the sections of the brief a few lines each, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.web import asked, places
from dragoman.web.failures import not_there
from dragoman.web.pages.lists import PAGE, board, exchanges, few
from dragoman.web.places import SiteLinks, View
from dragoman.web.rendering import show, sliced


@dataclass(frozen=True, slots=True)
class Slider:
    """The days on which reports came out, the place of the one shown, its neighbours, and the last two days of it."""

    days: tuple[str, ...]
    at: int
    before: str | None
    after: str | None
    last_two: tuple[str, ...]


def overview(request: Request) -> Response:
    """The first page; ``day`` (the place of the slider) leads to its day."""
    if asked.text(request, "day"):
        days = tuple(day for day, _ in asked.ledger(request).days())
        return _moved(asked.number(request, "day", least=0), days, asked.view(request))
    snapshot = asked.snapshot(request)
    if not snapshot.days and not asked.ledger(request).counts().documents:
        return show(request, "welcome", "Nothing read yet", menu="overview")
    return show(
        request,
        "overview",
        snapshot.sheet.title,
        menu="overview",
        view=snapshot.view,
        sheet=snapshot.sheet,
        links=SiteLinks(snapshot.sheet, snapshot.view),
        boards=[board(held, places.section(held.name, snapshot.view)) for held in snapshot.sheet.sections],
        slider=_slider(snapshot.days, snapshot.view.as_of),
        timeline=snapshot.timeline,
        exchanges=exchanges(snapshot),
    )


def section(request: Request) -> Response:
    """All lines of one section, a page at a time."""
    snapshot = asked.snapshot(request)
    name = request.path_params["section"]
    found = next((section for section in snapshot.sheet.sections if section.name == name), None)
    if found is None:
        raise not_there(name, "the exchange has nothing of that kind on that day")
    return show(
        request,
        "section",
        found.title,
        menu="overview",
        view=snapshot.view,
        sheet=snapshot.sheet,
        section=found,
        slice=sliced(found.lines, asked.number(request, "page"), PAGE),
        few=few,
        page_address=lambda n: places.section(name, snapshot.view, n),
        links=SiteLinks(snapshot.sheet, snapshot.view),
    )


def _moved(at: int, days: Sequence[str], view: View) -> Response:
    """To the day at that place of the slider; behind the last one stands everything."""
    day = days[at] if at < len(days) else None
    return RedirectResponse(places.overview(view.on(day)) + "#day", HTTPStatus.SEE_OTHER)


def _slider(days: tuple[str, ...], as_of: str | None) -> Slider:
    at = len(days) if as_of is None else sum(1 for day in days if day <= as_of) - 1
    before = days[at - 1] if 0 < at <= len(days) else None
    after = days[at + 1] if as_of is not None and at + 1 < len(days) else None
    seen = days[: at + 1]
    return Slider(days, max(0, at), before, after, seen[-2:] if len(seen) > 1 else ())
