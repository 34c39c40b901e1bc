"""Which negotiations a record holds: reports in which the same parties deal with each other about the same matters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, groupby, product

from dragoman.exchange.parties import Parties
from dragoman.exchange.sightings import Record, Told, published
from dragoman.exchange.wording import name_tokens, wording
from dragoman.model import BadInput, DocumentInfo, MoveKind, Negotiation

_SHARED, _SHARED_LATER = 1, 3
"""Words of its matters that a report shares with a negotiation in which two of its parties deal with each other: of a
negotiation last told of within ``_SEASON``, and of an older one."""

_SHARED_BY_ONE, _SHARED_ALONE = 4, 2
"""Words that it shares, within ``_SEASON``, where but one of the parties is the same, and where no two parties deal
with each other in the report."""

_SEASON = timedelta(days=120)

_SHARED_BY_GROUPS, _LIKE = 3, 1 / 3
"""Words, and share of the smaller one's words, that two negotiations of one party have in common which are one."""

_AT_ONE_TABLE = 12
"""Parties of one meeting that are paired with each other."""

_CANDIDATES = 16
"""Negotiations of one pair or party, the latest, that a report is compared with."""

_CHIEF = 1 / 3
"""Share of the busiest party's dealings from which on another one gives the negotiation its name."""

_LISTED = 12
"""Names that the message about a wrong one offers."""

_PARTIES_NAMED = 4
_WORDS_NAMED = 2

_Pair = frozenset[str]


@dataclass(frozen=True)
class _Report:
    """One report: which parties act in it, which of them deal with each other, and about what."""

    document: DocumentInfo
    parties: frozenset[str]
    pairs: Counter[_Pair]
    words: frozenset[str]


@dataclass
class _Group:
    """A negotiation while it is put together."""

    number: int
    documents: list[str] = field(default_factory=list)
    pairs: Counter[_Pair] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    latest: date | None = None

    def add(self, report: _Report) -> None:
        """Another report of it."""
        self.documents.append(report.document.id)
        self.pairs.update(report.pairs)
        self.words.update(report.words)
        self.latest = published(report.document) or self.latest

    def is_like(self, other: _Group) -> bool:
        """Are the two about the same, as their words tell?"""
        common = len(self.words.keys() & other.words.keys())
        return common >= max(_SHARED_BY_GROUPS, _LIKE * min(len(self.words), len(other.words)))

    def parties(self) -> list[str]:
        """Who deals with somebody in it, by name."""
        return sorted(set().union(*self.pairs))

    def shared(self, report: _Report) -> int:
        """How many words of its matters the report has."""
        return sum(word in self.words for word in report.words)

    def is_near(self, report: _Report) -> bool:
        """Was it told of lately, when the report came out?"""
        day = published(report.document)
        return day is None or self.latest is None or day - self.latest <= _SEASON


def negotiations(record: Record, moved: Mapping[str, str]) -> tuple[Negotiation, ...]:
    """The negotiations of a record, those with most reports first; ``moved`` puts documents in one by its name.

    A report belongs to the negotiation in which two of its parties already deal with each other about the like, else
    to a recent one of a single party of it that is about much the same, else it begins one. Reports in which no two
    parties deal with each other, and that fit no exchange, belong to none. Last, negotiations of one party that turn
    out to be about the same are made one.
    """
    groups: list[_Group] = []
    near: dict[object, list[_Group]] = defaultdict(list)
    for report in _reports(record):
        group = _nearest(report, near, record.parties)
        if group is None and not report.pairs:
            continue
        if group is None:
            group = _Group(len(groups))
            groups.append(group)
        group.add(report)
        for key in sorted(report.pairs, key=sorted):
            for one in (key, *sorted(key)):
                if group not in near[one][-_CANDIDATES:]:
                    near[one].append(group)
    return _as_moved(_named(_made_one(groups, record)), moved)


def _made_one(groups: Iterable[_Group], record: Record) -> list[_Group]:
    """The negotiations, each later one taken into an earlier one of a party of both that is about the same."""
    whole: dict[int, list[_Group]] = {}
    near: dict[object, list[_Group]] = defaultdict(list)
    for group in groups:
        found = [g for g in _candidates(group.parties(), near) if g.is_like(group)]
        nearest = max(found, key=lambda g: (len(g.words.keys() & group.words.keys()), -g.number), default=group)
        whole[group.number] = whole.get(nearest.number, [])
        whole[group.number].append(group)
        for party in group.parties():
            near[party].append(group)
    order = {document.id: number for number, document in enumerate(record.documents)}
    return [_joined(parts, order) for number, parts in whole.items() if parts[0].number == number]


def _joined(parts: Sequence[_Group], order: Mapping[str, int]) -> _Group:
    """Several negotiations as one, under the number of the first, its reports in order."""
    first = _Group(parts[0].number)
    for part in parts:
        first.documents += part.documents
        first.pairs.update(part.pairs)
        first.words.update(part.words)
    first.documents.sort(key=order.__getitem__)
    return first


def chosen_of(found: Sequence[Negotiation], name: str) -> Negotiation:
    """The negotiation of that name, or of a name with all its words; raises BadInput where it is none, or several."""
    wanted = name.casefold()
    exact = [n for n in found if n.name.casefold() == wanted]
    fitting = exact or [n for n in found if all(word in n.name.casefold() for word in wanted.split())]
    if len(fitting) == 1:
        return fitting[0]
    what = "several exchanges of the record fit this" if fitting else "the record holds no such exchange"
    listed = "; ".join(n.name for n in (fitting or found)[:_LISTED]) or "there is none"
    raise BadInput(f"exchange {name!r}", what, f"Choose one of these: {listed}.")


def restricted(record: Record, chosen: Negotiation) -> Record:
    """The record of one negotiation."""
    held = frozenset(chosen.documents)
    return replace(
        record,
        documents=tuple(d for d in record.documents if d.id in held),
        moves=tuple(told for told in record.moves if told.document.id in held),
        statements=tuple(said for said in record.statements if said.document.id in held),
        doubts=tuple((doubt, document) for doubt, document in record.doubts if document.id in held),
    )


def _reports(record: Record) -> Iterator[_Report]:
    moves = {key: list(run) for key, run in groupby(record.moves, key=lambda told: told.document.id)}
    for document in record.documents:
        yield _report(document, moves.get(document.id, []), record.parties)


def _report(document: DocumentInfo, moves: Iterable[Told], parties: Parties) -> _Report:
    pairs: Counter[_Pair] = Counter()
    acting: set[str] = set()
    words: set[str] = set(wording(document.title).words) if document.title else set()
    for told in moves:
        left, right = parties.sides(told.move.by, told.move.to)
        if not parties.are_nobody(left) and not parties.are_nobody(right):
            pairs.update(frozenset(pair) for pair in product(left, right) if len(set(pair)) > 1)
        elif told.move.kind is MoveKind.MEETING:
            table = [name for name in (*left, *right) if not parties.are_nobody((name,))][:_AT_ONE_TABLE]
            pairs.update(map(frozenset, combinations(table, 2)))
        acting.update(name for name in (*left, *right) if not parties.are_nobody((name,)))
        words.update(wording(told.words, name_tokens((*left, *right))).words)
    return _Report(document, frozenset(acting), pairs, frozenset(words))


def _nearest(report: _Report, near: Mapping[object, list[_Group]], parties: Parties) -> _Group | None:
    """The negotiation that the report is about, the one with most words in common; None where it is about none.

    Two states may have many negotiations at a time; of others the same two parties have one.
    """
    of_pairs = _candidates(report.pairs, near)
    fitting = [g for g in of_pairs if g.shared(report) >= (_SHARED if g.is_near(report) else _SHARED_LATER)]
    fitting = fitting or [g for g in of_pairs if g.is_near(report) and len(report.pairs.keys() & g.pairs.keys()) > 1]
    if not fitting:
        single_table = {pair for pair in report.pairs if not parties.are_states(pair)}
        fitting = [g for g in of_pairs if g.is_near(report) and single_table & g.pairs.keys()]
    if not fitting:
        least = _SHARED_BY_ONE if report.pairs else _SHARED_ALONE
        single = _candidates(sorted(report.parties), near)
        fitting = [g for g in single if g.is_near(report) and g.shared(report) >= least]
    return max(fitting, key=lambda g: (g.shared(report), g.number), default=None)


def _candidates(keys: Iterable[object], near: Mapping[object, list[_Group]]) -> list[_Group]:
    found = (group for key in keys if key in near for group in near[key][-_CANDIDATES:])
    return list({group.number: group for group in found}.values())


def _named(groups: Iterable[_Group]) -> list[Negotiation]:
    ranked = sorted(groups, key=lambda g: (-len(g.documents), g.number))
    plain = [(group, _chief(group.pairs)) for group in ranked]
    times = Counter(parties for _, parties in plain)
    return [
        Negotiation(_name(parties, group if times[parties] > 1 else None), parties, tuple(group.documents))
        for group, parties in plain
    ]


def _chief(pairs: Counter[_Pair]) -> tuple[str, ...]:
    """The party that deals most with others, and those it deals with often."""
    busy: Counter[str] = Counter()
    for pair, times in pairs.items():
        busy.update(dict.fromkeys(pair, times))
    first = min(busy, key=lambda name: (-busy[name], name))
    others: Counter[str] = Counter()
    for pair, times in pairs.items():
        others.update(dict.fromkeys(pair - {first} if first in pair else (), times))
    ranked = sorted(others, key=lambda name: (-others[name], name))
    most = others[ranked[0]]
    return (first, *(name for name in ranked[: _PARTIES_NAMED - 1] if others[name] >= _CHIEF * most))


def _name(parties: Sequence[str], group: _Group | None) -> str:
    """The parties, and what it is about where the same parties have another negotiation."""
    name = f"{parties[0]} – {', '.join(parties[1:])}"
    if group is None:
        return name
    words = sorted(group.words, key=lambda word: (-group.words[word], word))[:_WORDS_NAMED]
    return f"{name} ({', '.join((*words, str(group.number + 1)))})"


def _as_moved(found: Sequence[Negotiation], moved: Mapping[str, str]) -> tuple[Negotiation, ...]:
    """The negotiations after people moved documents: into one of that name, a new one if there is none."""
    if not moved:
        return tuple(found)
    kept = [replace(n, documents=tuple(d for d in n.documents if d not in moved)) for n in found]
    names = list(dict.fromkeys((*(n.name for n in kept), *sorted(moved.values()))))
    by_name = {n.name: n for n in kept}
    placed = []
    for name in names:
        held = by_name.get(name, Negotiation(name, (), ()))
        added = tuple(sorted(document for document, into in moved.items() if into == name))
        placed.append(replace(held, documents=(*held.documents, *added)))
    return tuple(n for n in placed if n.documents)
