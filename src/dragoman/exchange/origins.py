"""How many reports tell a thing, and from how many origins: copies of one text are one, chains end at whoever spoke.

The origin of a telling is its speaker, whoever relayed it. An unnamed speaker is known by whom he spoke to: the first
relayer, else the report's own source. What a named speaker said to an unnamed one, who tells of it, is the unnamed
one's word. What a report tells in its own voice comes from the report's source: the news
agency that it or a copy of it credits, else the outlet that brought the text out first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.exchange.judgements import rulings
from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, Teller, published
from dragoman.exchange.ties import item_evidence
from dragoman.model import (
    Backing,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Judgement,
    JudgementKind,
    Origin,
    in_force,
)


def backing(state: ExchangeState, known: Record, judgements: Iterable[Judgement]) -> tuple[Backing, ...]:
    """For each item of the lists what it rests on: reports and their origins, both counted once."""
    sources = document_sources(known.documents, judgements)
    tellers = _tellers(known)
    items = (
        *state.demands,
        *state.replies,
        *state.decisions,
        *state.disputes,
        *state.meetings,
        *state.warnings,
    )
    return tuple(_backing(item, tellers, sources, known.parties) for item in items)


def _backing(
    item: Any, tellers: Mapping[Evidence, tuple[Teller, ...]], sources: Mapping[str, str], parties: Parties
) -> Backing:
    found: dict[Origin, None] = {}
    for words, teller in _tellings(item, tellers):
        found.update(dict.fromkeys(_origins(teller, sources.get(words.document, words.document), parties)))
    reports = {words.document for words in item_evidence(item)}
    return Backing(item.id, len(reports), tuple(sorted(found)))


def _tellings(item: Any, tellers: Mapping[Evidence, tuple[Teller, ...]]) -> Iterator[tuple[Evidence, Teller]]:
    """Every passage that the item rests on with whoever tells it; of an account that is its holder."""
    accounts = getattr(item, "accounts", ())
    told = {words for account in accounts for words in account.evidence}
    for account in accounts:
        narrated = account.holder.endswith(" (own narration)")
        teller = Teller() if narrated else Teller((account.holder,), account.via, account.anonymous)
        yield from ((words, teller) for words in account.evidence)
    for words in item_evidence(item):
        if words not in told:
            yield from ((words, teller) for teller in tellers.get(words, (Teller(),)))


def _origins(teller: Teller, source: str, parties: Parties) -> Iterator[Origin]:
    whispering = parties.unnamed_among(teller.via)
    if whispering:
        further = teller.via[teller.via.index(whispering) + 1 :]
        yield Origin(whispering, further[0] if further else source, anonymous=True)
        return
    if not teller.holders:
        yield Origin(source)
    for holder in teller.holders:
        through = (teller.via[0] if teller.via else source) if teller.anonymous else ""
        yield Origin(holder, through, teller.anonymous)


def _tellers(known: Record) -> Mapping[Evidence, tuple[Teller, ...]]:
    """Who tells each passage: by its moves; where no move stands on it, by its statements."""
    moves: dict[Evidence, dict[Teller, None]] = defaultdict(dict)
    for told in known.moves:
        who = told.teller
        moves[told.evidence][Teller(who.holders, who.via, who.anonymous)] = None
    for said in known.statements:
        if said.evidence not in moves:
            spoken = said.statement
            moves[said.evidence][Teller(spoken.speakers, spoken.via, spoken.anonymous)] = None
    return {words: tuple(found) for words, found in moves.items()}


# ---------------------------------------------------------------- copies
def document_sources(documents: Iterable[DocumentInfo], judgements: Iterable[Judgement] = ()) -> Mapping[str, str]:
    """Where the text of each document comes from: an agency, an outlet, or where neither is known the file's name.

    Near copies have one source. Judgements that merge documents, or keep them apart, go before their likeness.
    """
    ordered = sorted(documents, key=lambda d: (published(d) or date.max, d.id))
    groups = _groups(ordered, judgements)
    return {document.id: _source(group) for group in groups for document in group}


def _source(group: list[DocumentInfo]) -> str:
    agencies = [document.agency for document in group if document.agency]
    outlets = [document.outlet for document in group if document.outlet]
    return (agencies or outlets or [group[0].file])[0]


def _groups(ordered: list[DocumentInfo], judgements: Iterable[Judgement]) -> list[list[DocumentInfo]]:
    """The documents, those of one text together, in their order."""
    links = _links(ordered, judgements)
    known = {document.id: document for document in ordered}
    order = {id_: at for at, id_ in enumerate(known)}
    groups: list[list[DocumentInfo]] = []
    seen: set[str] = set()
    for document in ordered:
        if document.id not in seen:
            reached = _reached(document.id, links, seen)
            groups.append([known[id_] for id_ in sorted(reached, key=order.__getitem__)])
    return groups


def _reached(start: str, links: Mapping[str, set[str]], seen: set[str]) -> set[str]:
    """Every document that links lead to, which are marked as seen."""
    reached, waiting = {start}, [start]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    seen |= reached
    return reached


def _links(documents: Iterable[DocumentInfo], judgements: Iterable[Judgement]) -> Mapping[str, set[str]]:
    """Which documents are of one text, as their words or people tell; both must be among the documents."""
    links: dict[str, set[str]] = {document.id: set(document.copies) for document in documents}
    standing = in_force(judgements)
    for kind in (JudgementKind.MERGE, JudgementKind.KEEP_APART):
        for judgement in {r.judgement for r in rulings(standing, {kind}, {"document"})}:
            for one in judgement.subjects:
                others = set(judgement.subjects) - {one}
                if one in links:
                    links[one] = links[one] | others if kind is JudgementKind.MERGE else links[one] - others
    return {one: {other for other in others if other in links} for one, others in links.items()}
