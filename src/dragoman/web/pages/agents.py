"""Who takes part: a list of parties, and for each what it demands, promised, owes and says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dragoman.brief.lines import Line
from dragoman.ledger import Question
from dragoman.model import Demand, Entry, ExchangeState, Party, ReplyOwed, Warned
from dragoman.web import asked, places
from dragoman.web.failures import not_there
from dragoman.web.pages.lists import exchanges, few
from dragoman.web.pages.review import deciding
from dragoman.web.places import SiteLinks
from dragoman.web.rendering import show, sliced
from dragoman.web.snapshots import Office, Snapshot

PAGE = 60
LINES = 25
"""Lines of one list on an agent's page."""

SAYINGS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A party in the list, with how many items it acts in and is addressed by."""

    party: Party
    acts: int
    addressed: int


@dataclass(frozen=True, slots=True)
class Part:
    """A list on an agent's page; ``total`` counts what is not shown too."""

    title: str
    lines: tuple[Line, ...]
    total: int


def agents(request: Request) -> Response:
    """Every party, those first that act most."""
    snapshot = asked.snapshot(request)
    wanted = asked.text(request, "name").lower()
    rows = [row for row in _rows(snapshot.state) if wanted in " ".join((row.party.name, *row.party.aliases)).lower()]
    return show(
        request,
        "agents",
        "Agents",
        menu="agents",
        view=snapshot.view,
        rows=sliced(rows, asked.number(request, "page"), PAGE),
        wanted=wanted,
        exchanges=exchanges(snapshot),
        parted=snapshot.parted,
        page_address=lambda n: places.address("/agents", snapshot.view, name=wanted, page=n),
    )


def agent(request: Request) -> Response:
    """One party."""
    snapshot = asked.snapshot(request)
    party = snapshot.parties.get(request.path_params["agent"])
    if party is None:
        raise not_there(request.path_params["agent"], "the exchange names no such agent on that day")
    question = Question(name=party.name, until=snapshot.view.as_of)
    said = asked.ledger(request).find_entries(question, limit=SAYINGS)
    return show(
        request,
        "agent",
        party.name,
        menu="agents",
        view=snapshot.view,
        party=party,
        ids=snapshot.party_ids,
        offices=snapshot.offices.get(party.name, ()),
        speakers=_speakers(snapshot, party),
        parts=_parts(snapshot, party.name),
        said=said,
        hits=[hit(entry) for entry in said.hits],
        links=SiteLinks(snapshot.sheet, snapshot.view),
        sheet=snapshot.sheet,
        deciding=deciding(snapshot, party.id, _others(snapshot), places.agent(party.id, snapshot.view)),
        everything=places.address("/search", name=party.name, until=snapshot.view.as_of),
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or move as lists show it."""

    entry: Entry
    address: str


def hit(entry: Entry) -> Hit:
    """An entry with the address of its words."""
    evidence = entry.value.evidence  # type: ignore[union-attr]  # statements and moves alone are searched
    return Hit(entry, places.place(entry.document.id, evidence.start, evidence.end))


def _rows(state: ExchangeState) -> list[Row]:
    items: tuple[Demand | ReplyOwed | Warned, ...] = (*state.demands, *state.replies, *state.warnings)
    acts = Counter(name for item in items for name in item.by)
    acts.update(name for decision in state.decisions for name in decision.by)
    acts.update(name for meeting in state.meetings for name in meeting.participants)
    addressed = Counter(name for item in items for name in item.to)
    rows = (Row(party, acts[party.name], addressed[party.name]) for party in state.parties)
    return sorted(rows, key=lambda row: (-row.acts, -row.addressed, row.party.name))


def _speakers(snapshot: Snapshot, party: Party) -> tuple[tuple[Party, Office | None], ...]:
    """Who acts for the party, with the last office that a report names."""
    theirs = (other for other in snapshot.state.parties if other.of == party.name and other is not party)
    last = ((other, snapshot.offices.get(other.name, ())) for other in theirs)
    return tuple((other, offices[-1] if offices else None) for other, offices in last)[:LINES]


def _others(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    return tuple((party.id, party.name) for party in snapshot.state.parties)


def _parts(snapshot: Snapshot, name: str) -> tuple[Part, ...]:
    state = snapshot.state
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("Owes or has answered", (r.id for r in state.replies if name in r.by)),
        ("Is owed or was given", (r.id for r in state.replies if name in r.to)),
        ("Demands and proposes", (d.id for d in state.demands if name in d.by)),
        ("Is asked for", (d.id for d in state.demands if name in d.to)),
        ("Decides", (d.id for d in state.decisions if name in d.by)),
        ("Meets", (m.id for m in state.meetings if name in m.participants)),
        ("Warns and threatens", (w.id for w in state.warnings if name in w.by)),
        ("Holds in a dispute", (d.id for d in state.disputes if any(a.holder == name for a in d.accounts))),
    )
    by_item = _lines_by_item(snapshot)
    found = ((title, [by_item[id_] for id_ in ids]) for title, ids in lists)
    return tuple(Part(title, few(lines[:LINES]), len(lines)) for title, lines in found if lines)


def _lines_by_item(snapshot: Snapshot) -> dict[str, Line]:
    lines: Sequence[Line] = [line for section in snapshot.sheet.sections for line in section.lines if not line.points]
    return {snapshot.sheet.items[line.label]: line for line in lines if line.label in snapshot.sheet.items}
