"""A record of many exchanges at a glance: each folded by itself, and again only when something was added to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any, NamedTuple

from dragoman.exchange import Exchanges, fold, outline
from dragoman.ledger import Ledger
from dragoman.model import Ahead, Judgement, Negotiation, Outline, Overview, RecordError, in_force
from dragoman.pipeline.exchanges import Held, exchanges_of, of_all
from dragoman.pipeline.kept import program

LARGE = 1_000
"""Documents of a record, and exchanges besides one, from which on its brief is this overview."""

BATCH = 16
"""Exchanges that are folded before they are kept."""

OUTLINES = "outlines"
"""The view whose parts are outlines of exchanges."""


class Glance(NamedTuple):
    """An overview, and the exchanges that it is of, those with most reports first."""

    overview: Overview
    exchanges: tuple[Negotiation, ...]


def glance(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    named_only: bool = False,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Glance | None:
    """The exchanges of a large record as of a day, each as it stood when it was last told of; None for a small one.

    ``tell`` hears how many exchanges are worked out, of those that were not kept. Raises BadDate.
    """
    if ledger.size() < LARGE:
        return None
    judgements = ledger.judgements()
    held = exchanges_of(ledger, judgements, as_of)
    found = held.exchanges
    if len(found.held) < 2:
        return None
    outlines = _outlines(ledger, held, judgements, named_only, tell)
    seen = Overview(
        as_of=as_of,
        today=found.today.isoformat() if found.today else None,
        documents=found.reports,
        outlines=tuple(sorted(outlines, key=lambda o: (o.last or "", o.documents, o.name), reverse=True)),
        named_only=named_only,
    )
    return Glance(seen, found.held)


def _outlines(
    ledger: Ledger,
    held: Held,
    judgements: Collection[Judgement],
    named_only: bool,
    tell: Callable[[int, int], None],
) -> Iterable[Outline]:
    standing, found = in_force(judgements), held.exchanges.held
    keys = {n.name: _key(n, held.readings, standing, named_only) for n in found}
    texts = dict(ledger.parts(OUTLINES, keys.values()))
    missing = [n for n in found if keys[n.name] not in texts]
    for start in range(0, len(missing), BATCH):
        tell(start, len(missing))
        made = {keys[n.name]: _made(ledger, n, judgements, named_only) for n in missing[start : start + BATCH]}
        texts |= made
        with suppress(RecordError):  # another process writes, or the record may only be read
            ledger.keep_parts(OUTLINES, made, keys.values())
    return [replace(_read(texts[keys[n.name]]), name=n.name, parties=n.parties) for n in found]


def _key(negotiation: Negotiation, readings: Mapping[str, int], standing: Iterable[Judgement], named_only: bool) -> str:
    """All that an outline rests on, as a hash."""
    held = frozenset(negotiation.documents)
    said = [j.id for j in standing if of_all(j) or any(tie.document in held for tie in j.ties)]
    rests_on = (program(), named_only, [readings[document] for document in negotiation.documents], said)
    return sha256(repr(rests_on).encode()).hexdigest()


def _made(ledger: Ledger, negotiation: Negotiation, judgements: Iterable[Judgement], named_only: bool) -> str:
    """The outline of one exchange, worked out from the entries of its reports, as JSON."""
    state = fold(
        ledger.entries(among=negotiation.documents),
        judgements=judgements,
        named_only=named_only,
        exchange=negotiation.name,
        among=Exchanges((negotiation,), None, len(negotiation.documents)),
    )
    return json.dumps(asdict(outline(state, negotiation)), ensure_ascii=False)


def _read(text: str) -> Outline:
    held: dict[str, Any] = json.loads(text)
    ahead = (Ahead(**{**row, "by": tuple(row["by"]), "to": tuple(row["to"])}) for row in held["ahead"])
    return Outline(
        **{
            **held,
            "parties": tuple(held["parties"]),
            "counts": tuple(map(tuple, held["counts"])),
            "contested": tuple(held["contested"]),
            "ahead": tuple(ahead),
        }
    )
