"""The record, the state of a day (a list a kind of item, each item by its id, who takes part), and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Query, Request

from dragoman.brief.displayable import visible
from dragoman.exchange import LISTS
from dragoman.model import Concern, Decision, Demand, Dispute, Evidence, Meeting, Negotiation, ReplyOwed, Warned
from dragoman.web.api.parameters import Key, Limit, Offset, Seen, any_snapshot, snapshot
from dragoman.web.api.shapes import LIMIT, AgentShape, ChangesShape, ExchangeShape, Overview, Page, RecordShape, Token
from dragoman.web.api.shapes import Day as DayShape
from dragoman.web.api.shaping import agent_shape, bounded, changes_shape, cut, shaped
from dragoman.web.comparisons import Comparisons
from dragoman.web.failures import not_there
from dragoman.web.guards import session_of
from dragoman.web.snapshots import Item, Snapshot

_ITEMS: Final[Mapping[str, tuple[type, str]]] = MappingProxyType(
    {
        "demands": (Demand, "Demands and proposals with their lives."),
        "replies": (ReplyOwed, "Replies owed and given, with the accounts of them."),
        "decisions": (Decision, "Decisions pending or taken."),
        "disputes": (Dispute, "Questions on which accounts cannot all be true."),
        "meetings": (Meeting, "Meetings with their lives."),
        "warnings": (Warned, "Threats and warnings."),
        "doubts": (Concern, "What could not be settled."),
    }
)
"""The lists of a day's state: what each holds, and what is told of it. Their names are those of the state's fields."""

_T = TypeVar("_T")

router = APIRouter()


@router.get("/token")
def token(request: Request) -> Token:
    """What changes have to carry in the header ``X-Dragoman-Token``."""
    return Token(token=request.app.state.keeper.token(session_of(request)))


@router.get("/record")
def record(request: Request) -> RecordShape:
    """How much the record holds."""
    ledger = request.app.state.ledger
    counts = ledger.counts()
    held = {name: getattr(counts, name) for name in counts.__slots__}
    days = [DayShape(day=date.fromisoformat(day), documents=n) for day, n in ledger.days()]
    return RecordShape(stamp=ledger.stamp(), days=days, **held)


@router.get("/exchanges")
def exchanges(request: Request, view: Seen, limit: Limit = 20, offset: Offset = 0) -> Page[ExchangeShape]:
    """The exchanges that the record holds; of a large record of several, each has lists of its own alone."""
    return cut(any_snapshot(request, view).raw.negotiations, limit, offset, _exchange)


@router.get("/overview")
def overview(request: Request, view: Seen) -> Overview:
    """How many items the state of a day has, and which want attention (the first hundred of each)."""
    state = snapshot(request, view).raw
    return Overview(
        as_of=state.as_of,
        rests_on_unnamed=list(state.rests_on_unnamed[:LIMIT]),
        gone_quiet=list(state.gone_quiet[:LIMIT]),
        exchanges=len(state.negotiations),
        **{name: len(getattr(state, name)) for name in ("documents", "parties", *_ITEMS)},
    )


def _list_of(name: str) -> Callable[..., Page[Any]]:
    """What answers with a page of that list."""

    def listed(request: Request, view: Seen, limit: Limit = 20, offset: Offset = 0) -> Page[Any]:
        return cut(getattr(snapshot(request, view).raw, name), limit, offset, bounded)

    return listed


for _name, (_kind, _about) in _ITEMS.items():
    router.add_api_route(f"/{_name}", _list_of(_name), name=_name, description=_about, response_model=Page[_kind])  # type: ignore[valid-type]


@router.get("/changes")
def changes(
    request: Request,
    first: Annotated[date, Query(alias="from", description="The day to compare from.")],
    second: Annotated[date, Query(alias="to", description="The day to compare with it.")],
    view: Seen,
    limit: Limit = 20,
    offset: Offset = 0,
) -> ChangesShape:
    """What changed in the exchange between two days, and why; ``as_of`` does not count here."""
    held: Comparisons = request.app.state.comparisons
    view = view.on(second.isoformat())
    snapshot(request, view)
    return changes_shape(held.between(first.isoformat(), second.isoformat(), view).diff, limit, offset)


@router.get("/items/{item}")
def item(request: Request, item: Key, view: Seen) -> Item:
    """One item by its id."""
    return bounded(_item(snapshot(request, view), item))


@router.get("/items/{item}/evidence")
def evidence(request: Request, item: Key, view: Seen, limit: Limit = 20, offset: Offset = 0) -> Page[Evidence]:
    """All words that an item rests on: its own, then those of its steps and accounts, each once."""
    found = _item(snapshot(request, view), item)
    parts = (*getattr(found, "history", ()), *getattr(found, "accounts", ()))
    told = (*getattr(found, "evidence", ()), *(words for part in parts for words in part.evidence))
    return cut(tuple(dict.fromkeys(told)), limit, offset)


@router.get("/agents")
def agents(request: Request, view: Seen, limit: Limit = 20, offset: Offset = 0) -> Page[AgentShape]:
    """Whoever the exchange names."""
    held = snapshot(request, view)
    return cut(held.raw.parties, limit, offset, lambda party: agent_shape(party, held))


@router.get("/agents/{agent}")
def agent(request: Request, agent: Key, view: Seen) -> AgentShape:
    """One agent by its id."""
    held = snapshot(request, view)
    return agent_shape(_found((party for party in held.raw.parties if party.id == agent), agent), held)


def _exchange(held: Negotiation) -> ExchangeShape:
    return shaped(ExchangeShape, held, documents=len(held.documents))


def _found(values: Iterable[_T], key: str) -> _T:
    """The first of the values. Raises Refused (404) where there is none."""
    for value in values:
        return value
    raise not_there(visible(key), "nothing has this id on that day")


def _item(held: Snapshot, key: str) -> Item:
    items: Sequence[Item] = getattr(held.raw, LISTS.get(key.partition("-")[0], ""), ())
    return _found((item for item in items if item.id == key), key)
