"""What changed between two days: worked out once, kept while the record stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Final

from dragoman.brief.changes import compose_changes
from dragoman.brief.sheet import Sheet
from dragoman.ledger import Ledger
from dragoman.model.changes import StateDiff
from dragoman.pipeline.states import changes
from dragoman.web.failures import Refused
from dragoman.web.places import View
from dragoman.web.snapshots import PATIENCE

EVERYTHING: Final = View()
KEPT: Final = 4
"""Pairs of days that are kept."""


@dataclass(frozen=True)
class Comparison:
    """What changed, as it is, and as a sheet whose every string is safe to look at."""

    diff: StateDiff
    sheet: Sheet


class Comparisons:
    """The comparisons of one record, made on one thread, the least used ones forgotten."""

    def __init__(self, ledger: Ledger, *, patience: float = PATIENCE) -> None:
        self._ledger, self._patience = ledger, patience
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="compare")
        self._lock = Lock()
        self._made: OrderedDict[tuple[str, str, str, View], Future[Comparison]] = OrderedDict()

    def between(self, first: str, second: str, view: View = EVERYTHING) -> Comparison:
        """What changed from one day to another in a view, whatever its day.

        Raises BadDate, BadInput for no such exchange; Refused where it takes too long.
        """
        try:
            return self._begun(first, second, view).result(self._patience)
        except (NotYet, CancelledError):
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"{first} to {second}",
                "what changed is still being worked out",
                "The page asks again by itself in a few seconds.",
            ) from None

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(cancel_futures=True)

    def _begun(self, first: str, second: str, view: View) -> Future[Comparison]:
        key = (self._ledger.stamp(), first, second, view.on(None))
        with self._lock:
            if key not in self._made or _failed(self._made[key]):
                self._made[key] = self._worker.submit(self._compared, first, second, view)
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)[1].cancel()
            return self._made[key]

    def _compared(self, first: str, second: str, view: View) -> Comparison:
        diff = changes(self._ledger, first, second, named_only=view.named_only, exchange=view.exchange)
        return Comparison(diff, compose_changes(diff))


def _failed(made: Future[Comparison]) -> bool:
    return made.done() and made.exception() is not None
