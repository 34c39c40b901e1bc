"""From a record to where the exchange stands on a day."""

from __future__ import annotations

from dragoman.exchange import fold
from dragoman.ledger import Ledger
from dragoman.model import ExchangeState


def state_of(ledger: Ledger, *, as_of: str | None = None, named_only: bool = False) -> ExchangeState:
    """The state of a record as of a day, with everything that people judged. Raises BadDate.

    ``named_only`` leaves out all that unnamed people tell.
    """
    return fold(
        ledger.entries(as_of=as_of),
        as_of=as_of,
        undated=ledger.undated(),
        judgements=ledger.judgements(),
        named_only=named_only,
    )
