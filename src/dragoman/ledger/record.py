"""The record of one exchange: documents, what was read in them, and what people decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine

from dragoman.ledger import history, judging, names, reads, sqlite, tables, writes
from dragoman.ledger.browse import Browsing
from dragoman.ledger.checks import Fault, anchor_faults, hash_faults
from dragoman.ledger.keeping import Keeping
from dragoman.ledger.values import Kind, anchors, place
from dragoman.model import (
    BadInput,
    Change,
    Document,
    DocumentInfo,
    Entry,
    Event,
    Judgement,
    JudgementKind,
    Reading,
    RecordError,
    Tie,
    content_id,
    in_force,
)
from dragoman.model.edits import checked

Outcome = Literal["new", "unchanged", "superseded"]
"""What an append did: kept a document not known before; nothing; kept a new reading of a known document."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds: documents (of them ``undated``), readings of them, current or not, judgements;
    and the entries of the current readings of the documents that no other supersedes."""

    documents: int
    undated: int
    readings: int
    judgements: int
    statements: int
    moves: int
    doubts: int


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Ledger(Browsing, Keeping):
    """One record, open. It only grows: nothing in it is changed or taken away.

    Use it as a context manager, or ``close`` it. Every method raises RecordError where the file fails it (locked
    for longer than the timeout, disk full, read-only, damaged); what it was about to write is then not written.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._where = sqlite.name_of(engine)
        self._now = now

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = True,
        timeout: float = 30.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> Ledger:
        """Open the record in a file (a path, or ``sqlite:///PATH``), made or migrated to today's schema if need be.

        ``timeout`` is how many seconds to wait for another process's lock; ``now`` is the clock of recorded time,
        on which no result rests. Raises NotARecord, NewerRecord, RecordError (also where ``create`` is false and
        nothing is there), and BadInput for the URL of another database.
        """
        ledger = cls(sqlite.engine_for(where, timeout=timeout), now)
        try:
            sqlite.prepare(ledger._engine, create=create, now=ledger._recorded_at, derive=writes.sketch_all)
        except RecordError:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _recorded_at(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def append(self, document: Document, reading: Reading) -> Outcome:
        """Keep a document and what was read in it, all in one transaction.

        "unchanged": its current reading is this very one. "superseded": the document was known with another reading,
        or other things (date, outlet, title...) were told of it; the new reading is the current one from now on, and
        the older stay in the record. A new name of known bytes is kept besides. The same bytes told as another outlet's
        are another document; under a name that they had before, they take the place of the first.

        Raises BadInput where the reading is of another document, BadDate for a publication date that is none, NotText
        for text that no file can hold.
        """
        if reading.document != document.id:
            raise BadInput(
                reading.id, f"this is no reading of {document.id}", "Append a document with its own reading."
            )
        held, at = writes.prepared(document, reading), self._recorded_at()
        with sqlite.writing(self._engine) as connection:
            current = reads.current_fingerprint(connection, document.id)
            before = names.called(connection, held.file, held.content) or document.id
            known = current is not None or before != document.id
            if current is None:
                writes.keep_document(connection, held, at)
            writes.keep_name(connection, held, at)
            if before != document.id:
                writes.retell(connection, held, before, at)
            if current != held.fingerprint:
                writes.keep_reading(connection, held, at)
            elif before == document.id:
                return "unchanged"
        return "superseded" if known else "new"

    def has(self, reading: str, *, file: str | None = None) -> bool:
        """Is the reading of that id the current one of its document, and known by the file name, if one is given?

        Then to append it with that name would change nothing.
        """
        with sqlite.reading(self._engine) as connection:
            return names.is_current(connection, reading, file)

    def judge(
        self,
        kind: JudgementKind,
        subjects: Sequence[str | Tie],
        *,
        author: str,
        reason: str | None = None,
        changes: Sequence[Change] = (),
    ) -> Judgement:
        """Keep a person's judgement, tied to the words it is about.

        A subject is the id of an entry, the id or file name of a document (as for ``document``), for ``withdraw`` the
        id of a judgement, or a ready tie (to a party, or to an item of the exchange, which the ledger does not know).
        ``supersede`` takes the old document, then its corrected edition; ``merge`` the subject first that lends its
        name; ``edit`` alone takes ``changes``. The same judgement again is the one that is kept already.

        Raises BadInput for what the record does not hold, for subjects or changes that do not go with the kind, and
        for a judgement that contradicts one in force, which it names.
        """
        if not author.strip():
            raise BadInput(kind, "nobody is named as its author", "Say who judges, with --author NAME.")
        with sqlite.writing(self._engine) as connection:
            ties = tuple(judging.tied(connection, kind, subject) for subject in subjects)
            judging.refuse_misfit(kind, ties, changes)
            said = checked(ties[0].kind, changes)
            made = reads.judgements_made(connection)
            standing = in_force(made)
            known = next((j for j in standing if _says(j, kind, ties, said)), None)
            if known:
                return known
            judging.refuse_contradiction(standing, kind, ties, said)
            judgement = self._judgement(kind, ties, author, reason, said)
            if judgement.id in {j.id for j in made}:  # within one second judged, withdrawn, and judged again
                judgement = replace(judgement, id=content_id("judgement", judgement.id, str(len(made))))
            writes.keep_judgement(connection, judgement)
        return judgement

    def withdraw(self, *judgements: str, author: str, reason: str | None = None) -> Judgement:
        """Take judgements back, by their ids; they stay in the record, and count no more. Raises BadInput."""
        return self.judge(JudgementKind.WITHDRAW, judgements, author=author, reason=reason)

    def _judgement(
        self, kind: JudgementKind, ties: tuple[Tie, ...], author: str, reason: str | None, changes: tuple[Change, ...]
    ) -> Judgement:
        at, subjects = self._recorded_at(), tuple(tie.id for tie in ties)
        id_ = content_id("judgement", kind, *subjects, author, at, *map(repr, changes))
        return Judgement(id_, kind, subjects, author, at, reason, ties, changes)

    def documents(self, *, as_of: str | None = None) -> tuple[DocumentInfo, ...]:
        """Every document published on or before the last day of ``as_of`` (EDTF), by date, then id.

        A document dated by its month alone counts from the month's last day on; one without a date is in no as-of
        list (see ``undated``), and last in the full one. ``superseded_by`` names the corrected edition where that
        is in the list as well. Raises BadDate.
        """
        with sqlite.reading(self._engine) as connection:
            return tuple(reads.infos(connection, as_of).values())

    def undated(self) -> tuple[DocumentInfo, ...]:
        """The documents whose publication date nobody told: no as-of view can hold them."""
        with sqlite.reading(self._engine) as connection:
            return tuple(reads.infos(connection, None, among=reads.undated_ids(connection)).values())

    def entries(
        self, *, as_of: str | None = None, recorded: str | None = None, among: Collection[str] | None = None
    ) -> tuple[Entry, ...]:
        """What the current readings of the documents of ``as_of`` hold: by document, then by place in the text.

        Left out are documents that a corrected edition of the list supersedes. The order in which documents were
        appended never shows. With ``recorded`` documents are read and superseded as they were at the end of that day
        (UTC); those that came into the record later are as they are now. With ``among`` only those of the documents of
        these ids are read, as if the record held no others. Raises BadDate.
        """
        return tuple(
            Entry(held.id, info, held.value)  # type: ignore[arg-type]  # FOLDED has statements, moves, agents, doubts
            for info, held in self._held(reads.FOLDED, as_of, recorded, among)
        )

    def events(self, *, as_of: str | None = None) -> tuple[tuple[DocumentInfo, Event], ...]:
        """The coded events of the documents of ``as_of``, each with its document; chosen and ordered as entries are.

        Raises BadDate.
        """
        return tuple((info, held.value) for info, held in self._held((Kind.EVENT,), as_of))  # type: ignore[misc]  # these kinds are events

    def _held(
        self,
        kinds: Collection[Kind],
        as_of: str | None,
        recorded: str | None = None,
        among: Collection[str] | None = None,
    ) -> Iterator[tuple[DocumentInfo, reads.Stored]]:
        with sqlite.reading(self._engine) as connection:
            older, newer = self._past(connection, recorded)
            older = {id_: row for id_, row in older.items() if among is None or id_ in among}
            infos = reads.infos(connection, as_of, older, newer, among)
            values = reads.entry_values(
                connection, kinds, as_of, self._where, {row.seq for row in older.values()}, among
            )
        for seq, info in infos.items():
            if info.superseded_by is None:
                yield from ((info, held) for held in sorted(values.get(seq, ()), key=lambda held: place(held.value)))

    def _past(self, connection: Connection, recorded: str | None) -> tuple[Mapping[str, Any], Mapping[str, str] | None]:
        """The readings and the editions that stood on a day; of today, none and None."""
        if recorded is None:
            return {}, None
        standing = in_force(history.judgements_by(connection, recorded))
        return history.older_readings(connection, recorded), judging.standing_editions(standing)

    def document(self, key: str) -> tuple[Document, Reading]:
        """A document and its current reading, by its id, its file name, the start of the one or the end of the other.

        Raises BadInput, with the nearest names, where no document or more than one answers to the key.
        """
        with sqlite.reading(self._engine) as connection:
            document, reading, _ = reads.stored(connection, names.resolved(connection, key), self._where)
        return document, reading

    def judgements(self, *, recorded: str | None = None) -> tuple[Judgement, ...]:
        """Every judgement, in the order in which they were made; with ``recorded`` as for ``entries``."""
        with sqlite.reading(self._engine) as connection:
            if recorded is not None:
                return history.judgements_by(connection, recorded)
            return reads.judgements_made(connection)

    def reread(self, first: str, second: str) -> frozenset[str]:
        """The documents that were read otherwise at the end of the first day than of the second. Raises BadDate."""
        with sqlite.reading(self._engine) as connection:
            one, other = (history.older_readings(connection, day) for day in (first, second))
        then, now = ({id_: row.seq for id_, row in rows.items()} for rows in (one, other))
        return frozenset(id_ for id_ in {*then, *now} if then.get(id_) != now.get(id_))

    def counts(self) -> Counts:
        """How much the record holds."""
        with sqlite.reading(self._engine) as connection:
            kinds = reads.kinds(connection)
            return Counts(
                documents=reads.count(connection, tables.documents),
                undated=len(reads.undated_ids(connection)),
                readings=reads.count(connection, tables.readings),
                judgements=reads.count(connection, tables.judgements),
                statements=kinds.get(Kind.STATEMENT, 0),
                moves=kinds.get(Kind.MOVE, 0),
                doubts=kinds.get(Kind.DOUBT, 0),
            )

    def check(self) -> tuple[Fault, ...]:
        """Everything in the current readings that does not agree with its document; empty where all is well.

        Every anchor is held against the canonical text and the original, also those of what people judged and
        no reader finds any more, and the bytes against the document's id. One document is in memory at a time.
        """
        judged: dict[str | None, list[Tie]] = defaultdict(list)
        for tie in (tie for judgement in in_force(self.judgements()) for tie in judgement.ties):
            judged[tie.document].append(tie)
        return tuple(fault for info in self.documents() for fault in self._faults(info, judged[info.id]))

    def _faults(self, info: DocumentInfo, judged: Sequence[Tie]) -> Iterator[Fault]:
        with sqlite.reading(self._engine) as connection:
            try:
                document, _, rows = reads.stored(connection, info.id, self._where)
            except RecordError as error:
                yield Fault(info.id, info.file, None, error.what)
                return
        yield from hash_faults(document)
        for row in rows:
            yield from anchor_faults(document, row.id, row.value)
        read = {row.id for row in rows} | {anchor.exact for row in rows for anchor in anchors(row.value)}
        for tie in judged:
            if tie.value is not None and not {tie.id, tie.words} & read:
                yield from anchor_faults(document, tie.id, tie.value)


def _says(judgement: Judgement, kind: JudgementKind, ties: Sequence[Tie], changes: Sequence[Change]) -> bool:
    """Does the judgement say this already, whoever made it?"""
    return (judgement.kind, judgement.subjects, judgement.changes) == (
        kind,
        tuple(tie.id for tie in ties),
        tuple(changes),
    )
