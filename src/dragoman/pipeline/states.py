"""From a record to where the exchange stands on a day, and to what changed between two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.exchange import Exchanges, chosen_of, diff, fold
from dragoman.ledger import Ledger
from dragoman.model import Entry, ExchangeState, Negotiation, bounds, in_force
from dragoman.model.changes import Revision, StateDiff
from dragoman.pipeline.exchanges import exchanges_of


class Folded(NamedTuple):
    """A state, and the entries that it was folded from, before people judged them."""

    state: ExchangeState
    entries: tuple[Entry, ...]


def folded(
    ledger: Ledger, *, as_of: str | None = None, named_only: bool = False, exchange: str | None = None
) -> Folded:
    """The state of a record as of a day, with everything that people judged. Raises BadDate.

    ``named_only`` leaves out all that unnamed people tell, ``exchange`` all but that exchange of the record (BadInput
    where it holds none, or several, of that name): then the entries of no other are read.
    """
    judgements = ledger.judgements()
    among, documents = None, None
    if exchange is not None:
        among = exchanges_of(ledger, judgements, as_of).exchanges
        documents = chosen_of(among.held, exchange).documents
    entries = ledger.entries(as_of=as_of, among=documents)
    state = fold(
        entries,
        as_of=as_of,
        undated=ledger.undated(),
        judgements=judgements,
        named_only=named_only,
        exchange=exchange,
        among=among,
    )
    return Folded(state, entries)


def state_of(
    ledger: Ledger, *, as_of: str | None = None, named_only: bool = False, exchange: str | None = None
) -> ExchangeState:
    """The state that ``folded`` gives, for which everything asked means the same."""
    return folded(ledger, as_of=as_of, named_only=named_only, exchange=exchange).state


def changes(
    ledger: Ledger, first: str, second: str, *, named_only: bool = False, exchange: str | None = None
) -> StateDiff:
    """What changed from the end of one day to that of another, and why; the options are as for ``folded``.

    Each day's state is what the record can tell of it: what had been published, as the record itself read and judged
    it on that day; documents that came into the record later, as they are read and judged now. An exchange is what
    the record takes for it as of the second day. Raises BadDate, and BadInput for no such exchange.
    """
    chosen = None
    if exchange is not None:
        chosen = chosen_of(exchanges_of(ledger, ledger.judgements(), second).exchanges.held, exchange)
    before, after = (_recorded(ledger, day, named_only, chosen) for day in (first, second))
    held = {j.id: j for j in in_force(ledger.judgements(recorded=first))}
    holds = {j.id: j for j in in_force(ledger.judgements(recorded=second))}
    judgements = tuple(j for id_, j in sorted({**held, **holds}.items()) if (id_ in held) is not (id_ in holds))
    revision = Revision(_corrected(ledger, before, after), ledger.reread(first, second), judgements)
    return diff(before, after, revision)


def _recorded(ledger: Ledger, day: str, named_only: bool, chosen: Negotiation | None) -> ExchangeState:
    """The state of a day as the record held it at the end of that day; of one exchange alone, if it is given."""
    among = Exchanges((chosen,), bounds(day).last, len(chosen.documents)) if chosen else None
    return fold(
        ledger.entries(as_of=day, recorded=day, among=chosen.documents if chosen else None),
        as_of=day,
        undated=ledger.undated(),
        judgements=ledger.judgements(recorded=day),
        named_only=named_only,
        exchange=chosen.name if chosen else None,
        among=among,
    )


def _corrected(ledger: Ledger, before: ExchangeState, after: ExchangeState) -> Mapping[str, str]:
    """The documents of the first state that a corrected edition supersedes in the second."""
    gone = {d.id for d in before.documents} - {d.id for d in after.documents}
    editions = {d.id: d.superseded_by for d in ledger.documents(as_of=after.as_of)} if gone else {}
    return {id_: edition for id_ in sorted(gone) if (edition := editions.get(id_))}
