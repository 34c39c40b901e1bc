"""Where the exchange stands on the days asked for: folded once, kept while the record stays as it is."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from http import HTTPStatus
from threading import Lock
from typing import Final, TypeAlias

from dragoman.brief.displayable import displayable, visible
from dragoman.brief.overview import compose_overview
from dragoman.brief.sheet import Sheet, compose
from dragoman.ledger import Ledger
from dragoman.model import (
    Agent,
    Decision,
    Demand,
    Dispute,
    Entry,
    ExchangeState,
    Meeting,
    Party,
    ReplyOwed,
    Verdict,
    Warned,
)
from dragoman.pipeline.overview import glance
from dragoman.pipeline.review import Question, queue
from dragoman.pipeline.states import folded
from dragoman.web.failures import Refused
from dragoman.web.places import View
from dragoman.web.timeline import Timeline, timeline

PATIENCE: Final = 20.0
"""Seconds that a request waits for a day that was never folded before."""

AGAIN: Final = 1.0
"""Seconds that a request waits where a last state can be shown meanwhile."""

KEPT: Final = 12
"""Days that are kept."""

QUESTIONS: Final = 200
"""Entries in the queue of review."""

Item: TypeAlias = Demand | ReplyOwed | Decision | Dispute | Meeting | Warned


@dataclass(frozen=True, slots=True)
class Office:
    """An office as one document names it, with the day on which that came out."""

    office: str
    of: str | None
    day: str | None
    document: str


@dataclass(frozen=True)
class Snapshot:
    """The state of a view, its sheet without the statements, and what pages look up in it.

    ``days`` are all on which reports came out, ``outlets`` all that published them. ``items`` are the items of all
    lists by id, ``parties`` by id and ``party_ids`` their ids by name; ``offices`` are those of a person by canonical
    name; ``verdicts`` are people's, by what they are about; ``questions`` what people should look at first. Every
    string is safe to look at, but for those of ``raw``: that is the state as it is, for programs and for judgements.
    """

    view: View
    days: tuple[str, ...]
    outlets: tuple[str, ...]
    raw: ExchangeState
    state: ExchangeState
    timeline: Timeline
    sheet: Sheet
    items: Mapping[str, Item]
    parties: Mapping[str, Party]
    party_ids: Mapping[str, str]
    offices: Mapping[str, tuple[Office, ...]]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    questions: tuple[Question, ...]

    @property
    def parted(self) -> bool:
        """Is it a large record as a whole, which shows its exchanges and no items?"""
        return bool(self.sheet.leads)


class Snapshots:
    """The snapshots of one record, made on one thread, the least used ones forgotten.

    After something was read or judged, a day that is asked for again is folded anew. Where that takes longer than
    ``patience`` seconds, the day's last snapshot is given meanwhile.
    """

    def __init__(self, ledger: Ledger, *, patience: float = PATIENCE) -> None:
        self._ledger, self._patience = ledger, patience
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="fold")
        self._lock = Lock()
        self._made: OrderedDict[View, tuple[str, Future[Snapshot]]] = OrderedDict()
        self._last: dict[View, Snapshot] = {}

    def at(self, view: View) -> Snapshot:
        """The snapshot of a view. Raises BadDate, BadInput for no such exchange; Refused where it takes too long."""
        made, last = self._begun(view), self._last.get(view)
        try:
            return made.result(self._patience if last is None else min(AGAIN, self._patience))
        except NotYet:
            if last is not None:
                return last
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                view.as_of or "the whole record",
                "where the exchange stands is still being worked out",
                "The page asks again by itself in a few seconds.",
            ) from None

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(cancel_futures=True)

    def _begun(self, view: View) -> Future[Snapshot]:
        """The fold of the view as the record is now, begun if need be; an older one that waits is given up."""
        stamp = self._ledger.stamp()
        with self._lock:
            held = self._made.get(view)
            if held is not None and held[0] == stamp and not _failed(held[1]):
                self._made.move_to_end(view)
                return held[1]
            if held is not None:
                held[1].cancel()
            begun = self._worker.submit(snapshot, self._ledger, view)
            self._made[view] = (stamp, begun)
            while len(self._made) > KEPT:
                forgotten, _ = self._made.popitem(last=False)
                self._last.pop(forgotten, None)
        begun.add_done_callback(lambda done: self._keep(view, done))
        return begun

    def _keep(self, view: View, done: Future[Snapshot]) -> None:
        if not _failed(done):
            with self._lock:
                if view in self._made:
                    self._last[view] = done.result()


def _failed(future: Future[Snapshot]) -> bool:
    return future.cancelled() or (future.done() and future.exception() is not None)


def snapshot(ledger: Ledger, view: View) -> Snapshot:
    """The record in a view; of a large record as a whole, its exchanges at a glance.

    Raises BadDate, and BadInput where it holds no such exchange.
    """
    seen = glance(ledger, as_of=view.as_of, named_only=view.named_only) if view.exchange is None else None
    if seen is not None:
        state = ExchangeState(view.as_of, named_only=view.named_only, negotiations=seen.exchanges)
        return _snapshot(ledger, view, state, (), compose_overview(seen.overview, most=None))
    full, entries = folded(ledger, as_of=view.as_of, named_only=view.named_only, exchange=view.exchange)
    sheet = replace(compose(replace(full, statements=())), statements=f"{len(full.statements):,} statements read.")
    return _snapshot(ledger, view, replace(full, statements=()), entries, sheet)


def _snapshot(ledger: Ledger, view: View, state: ExchangeState, entries: Sequence[Entry], sheet: Sheet) -> Snapshot:
    shown = displayable(state)
    return Snapshot(
        view=view,
        days=tuple(day for day, _ in ledger.days()),
        outlets=tuple(map(visible, ledger.outlets())),
        raw=state,
        state=shown,
        timeline=timeline(shown),
        sheet=sheet,
        items=_by_id(shown),
        parties={party.id: party for party in shown.parties},
        party_ids={party.name: party.id for party in shown.parties},
        offices=_offices(entries),
        verdicts=_verdicts(state.judged),
        questions=queue(entries, state, most=QUESTIONS),
    )


def _verdicts(judged: Iterable[Verdict]) -> dict[str, tuple[Verdict, ...]]:
    found: dict[str, tuple[Verdict, ...]] = {}
    for verdict in judged:
        found[verdict.subject] = (*found.get(verdict.subject, ()), displayable(verdict))
    return found


def _by_id(state: ExchangeState) -> dict[str, Item]:
    lists: tuple[Iterable[Item], ...] = (
        state.demands,
        state.replies,
        state.decisions,
        state.disputes,
        state.meetings,
        state.warnings,
    )
    return {item.id: item for items in lists for item in items}


def _offices(entries: Iterable[Entry]) -> dict[str, tuple[Office, ...]]:
    """Each person's offices in the order of the documents that name them, each where it first came up."""
    found: dict[str, dict[tuple[str, str | None], Office]] = defaultdict(dict)
    for entry in entries:
        agent, published = entry.value, entry.document.published
        if isinstance(agent, Agent) and agent.office:
            office = Office(agent.office, agent.of, published.date if published else None, entry.document.id)
            found[agent.name].setdefault((agent.office.lower(), agent.of), displayable(office))
    return {displayable(name): tuple(offices.values()) for name, offices in found.items()}
