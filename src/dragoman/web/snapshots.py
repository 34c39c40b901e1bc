"""Where the exchange stands on the days asked for: folded once, kept while the record stays as it is."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from http import HTTPStatus
from threading import Lock
from typing import Final, TypeAlias

from dragoman.brief.displayable import displayable
from dragoman.brief.sheet import Sheet, compose
from dragoman.exchange import fold
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
from dragoman.pipeline.review import Question, queue
from dragoman.web.failures import Refused

PATIENCE: Final = 20.0
"""Seconds that a request waits for a day that was never folded before."""

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
    """The state of a day, its sheet without the statements, and what pages look up in it.

    ``items`` are the items of all lists by id, ``parties`` by id and ``party_ids`` their ids by name; ``offices`` are
    those of a person by canonical name; ``verdicts`` are people's, by what they are about; ``questions`` what people
    should look at first. Every string is safe to look at, but for those of ``raw``: that is the state as it is, for
    programs and for judgements.
    """

    as_of: str | None
    raw: ExchangeState
    state: ExchangeState
    sheet: Sheet
    items: Mapping[str, Item]
    parties: Mapping[str, Party]
    party_ids: Mapping[str, str]
    offices: Mapping[str, tuple[Office, ...]]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    questions: tuple[Question, ...]


class Snapshots:
    """The snapshots of one record, made on one thread, the least used ones forgotten.

    After something was read or judged, a day that is asked for again is folded anew. Where that takes longer than
    ``patience`` seconds, the day's last snapshot is given meanwhile.
    """

    def __init__(self, ledger: Ledger, *, patience: float = PATIENCE) -> None:
        self._ledger, self._patience = ledger, patience
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="fold")
        self._lock = Lock()
        self._made: OrderedDict[str | None, tuple[str, Future[Snapshot]]] = OrderedDict()
        self._last: dict[str | None, Snapshot] = {}

    def at(self, as_of: str | None) -> Snapshot:
        """The snapshot of a day (EDTF; None: everything). Raises BadDate; Refused where it takes too long."""
        made = self._begun(as_of)
        try:
            snapshot = made.result(self._patience if as_of not in self._last else min(1.0, self._patience))
        except NotYet:
            if as_of in self._last:
                return self._last[as_of]
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                as_of or "the whole record",
                "where the exchange stands is still being worked out",
                "The page asks again by itself in a few seconds.",
            ) from None
        self._last[as_of] = snapshot
        return snapshot

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(cancel_futures=True)

    def _begun(self, as_of: str | None) -> Future[Snapshot]:
        stamp = self._ledger.stamp()
        with self._lock:
            held = self._made.get(as_of)
            if held is None or held[0] != stamp or (held[1].done() and held[1].exception()):
                held = (stamp, self._worker.submit(snapshot, self._ledger, as_of))
                self._made[as_of] = held
            self._made.move_to_end(as_of)
            while len(self._made) > KEPT:
                forgotten, _ = self._made.popitem(last=False)
                self._last.pop(forgotten, None)
            return held[1]


def snapshot(ledger: Ledger, as_of: str | None) -> Snapshot:
    """The record as of a day. Raises BadDate."""
    entries, judgements = ledger.entries(as_of=as_of), ledger.judgements()
    full = fold(entries, as_of=as_of, undated=ledger.undated(), judgements=judgements)
    state = replace(full, statements=())
    shown = displayable(state)
    return Snapshot(
        as_of=as_of,
        raw=state,
        state=shown,
        sheet=replace(compose(shown), statements=f"{len(full.statements):,} statements read."),
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
