"""Which negotiations a record holds: reports in which the same parties deal with each other about the same matters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.exchange.gists import Pair, Report
from dragoman.model import BadInput, Negotiation

_SHARED, _SHARED_LATER = 1, 3
"""Words of its matters that a report shares with a negotiation in which two of its parties deal with each other: of a
negotiation last told of within ``_SEASON``, and of an older one."""

_SHARED_BY_ONE, _SHARED_ALONE = 4, 2
"""Words that it shares, within ``_SEASON``, where but one of the parties is the same, and where no two parties deal
with each other in the report."""

_SEASON = timedelta(days=120)

_SHARED_BY_GROUPS, _LIKE = 3, 1 / 3
"""Words, and share of the smaller one's words, that two negotiations of one party have in common which are one."""

_CANDIDATES = 16
"""Negotiations of one pair or party, the latest, that a report is compared with."""

_CHIEF = 1 / 3
"""Share of the busiest party's dealings from which on another one gives the negotiation its name."""

_LISTED = 12
"""Names that the message about a wrong one offers."""

_PARTIES_NAMED = 4
_WORDS_NAMED = 2

_Key = str | Pair
"""By which negotiations are found: a party, or two."""


@dataclass(frozen=True)
class Exchanges:
    """The negotiations of a record as of a day, those with most reports first, the day, and the number of reports.

    ``today`` is the last day that the record knows of, where no day was asked for.
    """

    held: tuple[Negotiation, ...]
    today: date | None
    reports: int


@dataclass(eq=False)
class _Group:
    """A negotiation while it is put together."""

    number: int
    reports: list[Report] = field(default_factory=list)
    pairs: Counter[Pair] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    latest: date | None = None

    def add(self, report: Report) -> None:
        """Another report of it."""
        self.reports.append(report)
        self.words.update(report.gist.words)
        self.latest = report.day or self.latest
        for pair, times in report.gist.pairs:
            self.pairs[pair] += times

    def is_like(self, other: _Group) -> bool:
        """Are the two about the same, as their words tell?"""
        common = len(self.words & other.words)
        return common >= max(_SHARED_BY_GROUPS, _LIKE * min(len(self.words), len(other.words)))

    def parties(self) -> list[str]:
        """Who deals with somebody in it, by name."""
        return sorted({name for pair in self.pairs for name in pair})

    def shared(self, words: Iterable[str]) -> int:
        """How many of the words its matters have."""
        return len(self.words.intersection(words))

    def is_near(self, report: Report) -> bool:
        """Was it told of lately, when the report came out?"""
        return report.day is None or self.latest is None or report.day - self.latest <= _SEASON

    def documents(self) -> tuple[str, ...]:
        """The ids of its reports."""
        return tuple(report.document for report in self.reports)

    def told_in(self) -> Counter[str]:
        """In how many of its reports each word stands."""
        return Counter(word for report in self.reports for word in report.gist.words)


class _Groups:
    """Negotiations as they are found: by two parties that deal with each other, and by each of them."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._near: dict[_Key, list[_Group]] = defaultdict(list)

    def of(self, keys: Iterable[_Key]) -> list[_Group]:
        """The latest negotiations of any of the parties or pairs."""
        found = (group for key in keys if key in self._near for group in self._near[key][-_CANDIDATES:])
        return list(dict.fromkeys(found))

    def begun(self) -> _Group:
        """A new one."""
        self.all.append(_Group(len(self.all)))
        return self.all[-1]

    def file(self, group: _Group, keys: Iterable[_Key]) -> None:
        """Let the negotiation be found by the parties or pairs."""
        for key in keys:
            if group not in self._near[key][-_CANDIDATES:]:
                self._near[key].append(group)


def exchanges(reports: Iterable[Report], moved: Mapping[str, str], today: date | None = None) -> Exchanges:
    """The exchanges that the reports of a record make; ``moved`` puts documents in one by its name, if they stand.

    ``today`` is the day asked for, if one was.
    """
    told = tuple(reports)
    circles = circles_of([report.gist.parties for report in told])
    found = (negotiation for circle in circles for negotiation in negotiations([told[n] for n in circle]))
    last = max((report.day for report in told if report.day), default=None)
    standing = {report.document: moved[report.document] for report in told if report.document in moved}
    return Exchanges(ranked(found, standing), today or last, len(told))


def ranked(found: Iterable[Negotiation], moved: Mapping[str, str]) -> tuple[Negotiation, ...]:
    """The negotiations of all circles, those with most reports first; ``moved`` as for ``exchanges``."""
    return _as_moved(sorted(found, key=lambda n: (-len(n.documents), n.name)), moved)


def circles_of(parties: Sequence[Sequence[str]]) -> list[list[int]]:
    """The reports whose parties meet each other, through however many others, by their numbers.

    ``parties`` are those of each report. No report of one circle can bear on the exchanges of another; reports without
    parties are in none.
    """
    leader: dict[str, str] = {}

    def led(name: str) -> str:
        while (above := leader.setdefault(name, name)) != name:
            leader[name] = name = leader[above]
        return name

    for names in parties:
        for other in names[1:]:
            leader[led(other)] = led(names[0])
    circles: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(parties):
        if names:
            circles[led(names[0])].append(number)
    return list(circles.values())


def negotiations(reports: Iterable[Report]) -> list[Negotiation]:
    """The negotiations of the reports of one circle.

    A report belongs to the negotiation in which two of its parties already deal with each other about the like, else
    to a recent one of a single party of it that is about much the same, else it begins one. Reports in which no two
    parties deal with each other, and that fit no exchange, belong to none. Last, negotiations of one party that turn
    out to be about the same are made one.
    """
    told = sorted(reports, key=lambda r: (r.day or date.min, r.document))
    states = frozenset(name for report in told for name in report.gist.states)
    found = _Groups()
    for report in told:
        group = _nearest(report, found, states)
        if group is None and report.gist.pairs:
            group = found.begun()
        if group is not None:
            group.add(report)
            found.file(group, (key for pair, _ in report.gist.pairs for key in (pair, *pair)))
    return _named(_made_one(found.all))


def _made_one(groups: Iterable[_Group]) -> list[_Group]:
    """The negotiations, each later one taken into an earlier one of a party of both that is about the same."""
    whole: dict[int, list[_Group]] = {}
    found = _Groups()
    for group in groups:
        parties = group.parties()
        like = [g for g in found.of(parties) if g.is_like(group)]
        nearest = max(like, key=lambda g: (g.shared(group.words), -g.number), default=group)
        whole[group.number] = whole.get(nearest.number, [])
        whole[group.number].append(group)
        found.file(group, parties)
    return [_joined(parts) for number, parts in whole.items() if parts[0].number == number]


def _joined(parts: Sequence[_Group]) -> _Group:
    """Several negotiations as one, under the number of the first, its reports in order."""
    if len(parts) == 1:
        return parts[0]
    whole = _Group(parts[0].number)
    for report in sorted((r for part in parts for r in part.reports), key=lambda r: (r.day or date.min, r.document)):
        whole.add(report)
    return whole


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


def _nearest(report: Report, found: _Groups, states: frozenset[str]) -> _Group | None:
    """The negotiation that the report is about, the one with most words in common; None where it is about none.

    Two states may have many negotiations at a time; of others the same two parties have one.
    """
    gist = report.gist
    pairs = [pair for pair, _ in gist.pairs]
    of_pairs = found.of(pairs)
    shared = {group: group.shared(gist.words) for group in of_pairs}
    fitting = [g for g in of_pairs if shared[g] >= (_SHARED if g.is_near(report) else _SHARED_LATER)]
    fitting = fitting or [g for g in of_pairs if g.is_near(report) and sum(pair in g.pairs for pair in pairs) > 1]
    if not fitting:
        single_table = [pair for pair in pairs if not states.issuperset(pair)]
        fitting = [g for g in of_pairs if g.is_near(report) and any(pair in g.pairs for pair in single_table)]
    if not fitting:
        least = _SHARED_BY_ONE if pairs else _SHARED_ALONE
        near = [g for g in found.of(gist.parties) if g.is_near(report)]
        shared = {group: group.shared(gist.words) for group in near}
        fitting = [g for g in near if shared[g] >= least]
    return max(fitting, key=lambda g: (shared[g], g.number), default=None)


def _named(groups: Sequence[_Group]) -> list[Negotiation]:
    """The negotiations by their chief parties, and what they are about where the same parties have several."""
    of_parties: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    for group in groups:
        of_parties[_chief(group.pairs)].append(group)
    return [
        Negotiation(_name(parties, group, number if len(held) > 1 else 0), parties, group.documents())
        for parties, held in of_parties.items()
        for number, group in enumerate(held, 1)
    ]


def _chief(pairs: Mapping[Pair, int]) -> tuple[str, ...]:
    """The party that deals most with others, and those it deals with often."""
    busy: Counter[str] = Counter()
    for pair, times in pairs.items():
        for name in pair:
            busy[name] += times
    first = min(busy, key=lambda name: (-busy[name], name))
    others: Counter[str] = Counter()
    for pair, times in pairs.items():
        if first in pair:
            others[pair[1] if pair[0] == first else pair[0]] += times
    ranked = sorted(others, key=lambda name: (-others[name], name))
    most = others[ranked[0]]
    return (first, *(name for name in ranked[: _PARTIES_NAMED - 1] if others[name] >= _CHIEF * most))


def _name(parties: Sequence[str], group: _Group, number: int) -> str:
    """The parties; of the first, second... of theirs what it is about, too."""
    name = f"{parties[0]} – {', '.join(parties[1:])}"
    if not number:
        return name
    told_in = group.told_in()
    words = sorted(told_in, key=lambda word: (-told_in[word], word))[:_WORDS_NAMED]
    return f"{name} ({', '.join((*words, str(number)))})"


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
