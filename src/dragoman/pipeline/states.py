"""From a record to where the exchange stands on a day, and to what changed between two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.exchange import chosen_of, diff, fold
from dragoman.ledger import Ledger
from dragoman.model import Entry, ExchangeState, in_force
from dragoman.model.changes import Revision, StateDiff
from dragoman.pipeline.exchanges import exchanges_of


class Folded(NamedTuple):
    """A state, and the entries that it was folded from, before people judged them."""

    state: ExchangeState
    entries: tuple[Entry, ...]


def folded(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    recorded: str | None = None,
    named_only: bool = False,
    exchange: str | None = None,
) -> Folded:
    """The state of a record as of a day, with everything that people judged. Raises BadDate.

    ``recorded`` takes the readings and judgements that the record held at the end of that day (as for
    ``Ledger.entries``); ``named_only`` leaves out all that unnamed people tell, ``exchange`` all but that
    exchange of the record (BadInput where it holds none, or several, of that name): then nothing else is read.
    """
    judgements = ledger.judgements(recorded=recorded)
    among, documents = None, None
    if exchange is not None and recorded is None:  # what earlier days made of reports is kept nowhere
        among = exchanges_of(ledger, judgements, as_of).exchanges
        documents = chosen_of(among.held, exchange).documents
    entries = ledger.entries(as_of=as_of, recorded=recorded, among=documents)
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
    ledger: Ledger,
    *,
    as_of: str | None = None,
    recorded: str | None = None,
    named_only: bool = False,
    exchange: str | None = None,
) -> ExchangeState:
    """The state that ``folded`` gives, which has the meaning of everything asked, and all that it raises."""
    return folded(ledger, as_of=as_of, recorded=recorded, named_only=named_only, exchange=exchange).state


def changes(ledger: Ledger, first: str, second: str) -> StateDiff:
    """What changed from the end of one day to that of another, and why. Raises BadDate.

    Each day's state is what the record can tell of it: what had been published, as the record itself read and judged
    it on that day; documents that came into the record later, as they are read and judged now.
    """
    before, after = (state_of(ledger, as_of=day, recorded=day) for day in (first, second))
    held = {j.id: j for j in in_force(ledger.judgements(recorded=first))}
    holds = {j.id: j for j in in_force(ledger.judgements(recorded=second))}
    judgements = tuple(j for id_, j in sorted({**held, **holds}.items()) if (id_ in held) is not (id_ in holds))
    revision = Revision(_corrected(ledger, before, after), ledger.reread(first, second), judgements)
    return diff(before, after, revision)


def _corrected(ledger: Ledger, before: ExchangeState, after: ExchangeState) -> Mapping[str, str]:
    """The documents of the first state that a corrected edition supersedes in the second."""
    shown, left = {d.id for d in after.documents}, {d.id for d in before.documents}
    editions = {d.id: d.superseded_by for d in ledger.documents(as_of=after.as_of)}
    return {id_: edition for id_ in sorted(left - shown) if (edition := editions.get(id_))}
