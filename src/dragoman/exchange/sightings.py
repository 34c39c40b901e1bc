"""The record as the fold reads it: entries in one order, and each move with whoever tells it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby

from dragoman.exchange.affiliations import Organisations, affiliated
from dragoman.exchange.parties import Parties
from dragoman.exchange.rules import Rule
from dragoman.model import (
    Agent,
    Anchor,
    BadDate,
    DocumentInfo,
    Doubt,
    Entry,
    Evidence,
    Move,
    MoveKind,
    MoveStatus,
    Statement,
    Step,
    anchor_of,
    bounds,
)

_PRONOUN = 4
"""Letters up to which what a move is about is no more than "it" or "them"."""
_SAYING = 240
"""Code points up to which a statement is shown whole for the move in it."""

_NEAR = 8
"""Statements before a move that are looked at for the one that holds it."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells: the holders and their chain; no holder where it is the reporter's own voice."""

    holders: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    anonymous: bool = False
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """What people joined a telling to, by number, and kept it apart from, by number and member."""

    joined: frozenset[int] = frozenset()
    parted: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Told:
    """A move as one document tells it, in the statement ``said`` if somebody says it.

    ``words`` are what it is about, ``bond`` what people said of it.
    """

    move: Move
    document: DocumentInfo
    teller: Teller
    bond: Bond | None = None
    said: Statement | None = None

    @property
    def words(self) -> str:
        """What the move is about, or, where that was not read or is a mere pronoun, its evidence."""
        return self.move.what if len(self.move.what) > _PRONOUN else self.move.evidence.exact

    @cached_property
    def context(self) -> str:
        """What the move is about and its evidence, to look for cues in."""
        return f"{self.move.what} {self.move.evidence.exact}"

    @property
    def is_deed(self) -> bool:
        """Does somebody give way by a deed, not by a word: "released the ship"?"""
        return self.move.kind is MoveKind.ACCEPTANCE and self.move.status is MoveStatus.DELIVERED

    @cached_property
    def evidence(self) -> Evidence:
        """The words it rests on."""
        return evidence(self.document, self.move.evidence)

    @property
    def saying(self) -> Evidence:
        """The words it rests on with those around them in which somebody says it, where these are short."""
        held = self.said.evidence if self.said else None
        short = held and held.end - held.start <= _SAYING and held.covers(self.move.evidence)
        return evidence(self.document, held) if held and short else self.evidence

    def step(self, status: str, rule: Rule, on: str | None = None) -> Step:
        """The step of an item's life that this telling makes."""
        who = self.teller
        return Step(str(status), on, rule.value, (self.evidence,), who.holders, who.via, who.anonymous)


@dataclass(frozen=True)
class Said:
    """A statement of one document; ``bond`` is what people said of it."""

    statement: Statement
    document: DocumentInfo
    bond: Bond | None = None

    @property
    def words(self) -> str:
        """What is said."""
        return self.statement.content_text

    @cached_property
    def evidence(self) -> Evidence:
        """The words it rests on."""
        return evidence(self.document, self.statement.evidence)


@dataclass(frozen=True)
class Record:
    """What is known as of ``today`` (None: no document has a date): documents, moves, statements, doubts, in order."""

    documents: tuple[DocumentInfo, ...]
    undated: tuple[DocumentInfo, ...]
    moves: tuple[Told, ...]
    statements: tuple[Said, ...]
    doubts: tuple[tuple[Doubt, DocumentInfo], ...]
    parties: Parties
    today: date | None


def record(entries: Iterable[Entry], as_of: str | None, apart: Collection[frozenset[str]] = ()) -> Record:
    """The entries as of a day, in the order of publication, document and place.

    Without a day all documents count, undated ones first; as of a day they are left out (``undated``).
    ``apart`` are pairs of names of different agents. Raises BadDate where ``as_of`` is no date.
    """
    given = tuple(entries)
    kept = live(given, as_of)
    documents = tuple({e.document.id: e.document for e in kept}.values())
    undated = {e.document.id: e.document for e in given if as_of and published(e.document) is None}
    parties = Parties(_agents(kept), apart)
    moves, statements = _told(kept, parties)
    return Record(
        documents,
        tuple(undated[key] for key in sorted(undated)),
        moves,
        statements,
        tuple((e.value, e.document) for e in kept if isinstance(e.value, Doubt)),
        parties,
        bounds(as_of).last if as_of else max((d for d in map(published, documents) if d), default=None),
    )


def live(entries: Iterable[Entry], as_of: str | None) -> list[Entry]:
    """The entries that count as of a day, in the order of publication, document and place; raises BadDate.

    They are those of documents that had come out and that no corrected edition supersedes which had come out, too.
    """
    limit = bounds(as_of).last if as_of else None
    out = [entry for entry in entries if _counts(entry.document, limit)]
    current = {entry.document.id for entry in out}
    return sorted((entry for entry in out if entry.document.superseded_by not in current), key=_order)


def _agents(entries: Sequence[Entry]) -> Iterator[Agent]:
    everywhere = Organisations(e.value for e in entries if isinstance(e.value, Agent))
    for _, run in groupby(entries, key=lambda e: e.document.id):
        yield from affiliated([e.value for e in run if isinstance(e.value, Agent)], everywhere)


def published(document: DocumentInfo) -> date | None:
    """The last day the document can have been published on; None where it has no date."""
    return last_day(document.published.date) if document.published else None


def first_day(edtf: str | None) -> date | None:
    """The first day a date can mean; None where it is none."""
    return _bound(edtf, 0)


def last_day(edtf: str | None) -> date | None:
    """The last day a date can mean; None where it is none."""
    return _bound(edtf, 1)


@lru_cache(maxsize=16384)
def _bound(edtf: str | None, end: int) -> date | None:
    if not edtf:
        return None
    try:
        return bounds(edtf)[end]
    except BadDate:
        return None


def evidence(document: DocumentInfo, anchor: Anchor) -> Evidence:
    """An anchor of a document as evidence."""
    return Evidence(document.id, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)


def by_document(tellings: Iterable[Told]) -> Iterator[list[Told]]:
    """Tellings in runs of one document; they must come in order."""
    for _, run in groupby(tellings, key=lambda t: t.document.id):
        yield list(run)


def _counts(document: DocumentInfo, limit: date | None) -> bool:
    if limit is None:
        return True
    day = published(document)
    return day is not None and day <= limit


def _order(entry: Entry) -> tuple[date, str, int, int, str]:
    anchor = anchor_of(entry.value)
    day = published(entry.document) or date.min
    return (day, entry.document.id, anchor.start if anchor else -1, anchor.end if anchor else -1, entry.id)


def _told(entries: list[Entry], parties: Parties) -> tuple[tuple[Told, ...], tuple[Said, ...]]:
    moves: list[Told] = []
    said: list[Said] = []
    for _, run in groupby(entries, key=lambda e: e.document.id):
        of_one = list(run)
        statements = [_full(e.value, parties) for e in of_one if isinstance(e.value, Statement)]
        said += [Said(statement, of_one[0].document) for statement in statements]
        tellers = _Tellers(statements)
        for move in (_in_full(e.value, parties) for e in of_one if isinstance(e.value, Move)):
            statement = tellers.statement(move)
            teller = (
                _teller(move, statement) if statement or move.according_to else _relayer(tellers.own(move), parties)
            )
            moves.append(Told(move, of_one[0].document, teller, said=statement))
    return tuple(moves), tuple(said)


def _full(statement: Statement, parties: Parties) -> Statement:
    """The statement with the full names of its speakers."""
    speakers, via = parties.full(statement.speakers), parties.full(statement.via)
    return replace(statement, speakers=speakers, via=via)


def _in_full(move: Move, parties: Parties) -> Move:
    """The move with the full names of everybody in it."""
    by, to = parties.full(move.by), parties.full(move.to)
    return replace(move, by=by, to=to, according_to=parties.full(move.according_to), via=parties.full(move.via))


def _teller(move: Move, statement: Statement | None) -> Teller:
    """Who tells a move: whom the move itself names, else the speakers of the statement that holds it."""
    said_on = statement.said_on if statement else None
    if move.according_to:
        return Teller(move.according_to, move.via, move.anonymous, said_on)
    if statement is None:
        return Teller()
    return Teller(statement.speakers, statement.via, statement.anonymous, said_on)


def _relayer(statement: Statement | None, parties: Parties) -> Teller:
    """Through whom the words of a move are known, where it is itself a saying that somebody passes on."""
    if statement is None or not statement.via:
        return Teller()
    relayer = statement.via[:1]
    return Teller(relayer, statement.via[1:], parties.unnamed_among(relayer) is not None, statement.said_on)


class _Tellers:
    """The statements of one document, to find the one that holds a move."""

    def __init__(self, statements: list[Statement]) -> None:
        self._by_id = {s.id: s for s in statements}
        self._pieces = sorted(
            ((a.start, a.end, s.id) for s in statements for a in s.content), key=lambda p: (p[0], -p[1], p[2])
        )
        self._starts = [p[0] for p in self._pieces]

    def statement(self, move: Move) -> Statement | None:
        """The statement that tells the move; None where the reporter does."""
        return self._by_id.get(move.statement or "") or self._holding(move.evidence)

    def own(self, move: Move) -> Statement | None:
        """The statement that the move itself is ("Norway demanded that ..."): of its makers, within its words."""
        at = bisect_left(self._starts, move.evidence.start)
        for _, end, key in self._pieces[at : at + _NEAR]:
            statement = self._by_id[key]
            if end <= move.evidence.end and set(statement.speakers) & set(move.by):
                return statement
        return None

    def _holding(self, anchor: Anchor) -> Statement | None:
        """The innermost statement in whose content the move's evidence begins and ends."""
        at = bisect_right(self._starts, anchor.start)
        for start, end, key in reversed(self._pieces[max(0, at - _NEAR) : at]):
            if start <= anchor.start and anchor.end <= end:
                return self._by_id[key]
        return None
