"""The part of a record that keeps what was worked out from it, until it says something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Engine

from dragoman.ledger import kept, reads, sqlite, tables
from dragoman.ledger.kept import Marks, Reported


class Keeping:
    """The part of ``Ledger`` that keeps. Every method raises RecordError where the file fails it."""

    _engine: Engine

    def size(self) -> int:
        """How many documents the record has."""
        with sqlite.reading(self._engine) as connection:
            return reads.count(connection, tables.documents)

    def stamp_of(self, as_of: str | None) -> str:
        """A text that changes whenever the view of a day can: with its readings, with judgements, with names."""
        with sqlite.reading(self._engine) as connection:
            return kept.stamp(connection, as_of)

    def kept(self, view: str, stamp: str) -> str | None:
        """What was kept of a view under this stamp; None where nothing was."""
        with sqlite.reading(self._engine) as connection:
            return kept.found(connection, view, stamp)

    def keep(self, view: str, stamp: str, text: str) -> None:
        """Keep what was worked out of a view; of a small record, or where it is very large, nothing is kept."""
        with sqlite.writing(self._engine, patience=kept.PATIENCE) as connection:
            kept.keep(connection, view, stamp, text)

    def reported(
        self, program: str, *, as_of: str | None = None, since: int | None = None
    ) -> tuple[Marks, list[Reported]]:
        """The documents of ``as_of`` that no edition of that day supersedes, by date, then id, undated ones first.

        Each has the parties that this program kept of its current reading (``keep_gists``), or None. ``since`` gives
        those alone whose reading came after one of ``Marks``. With them goes how far the record has grown. Raises
        BadDate.
        """
        with sqlite.reading(self._engine) as connection:
            return kept.marks(connection), kept.reported(connection, as_of, program, since)

    def reported_of(self, program: str, documents: Collection[str], *, as_of: str | None = None) -> list[Reported]:
        """Those of the documents of these ids that ``reported`` gives."""
        with sqlite.reading(self._engine) as connection:
            return kept.reported(connection, as_of, program, among=documents)

    def gists(self, program: str, of: Collection[int]) -> Mapping[int, str]:
        """What this program kept of these readings, each given by ``Reported.reading``."""
        with sqlite.reading(self._engine) as connection:
            return kept.gists(connection, program, of)

    def keep_gists(self, program: str, made: Mapping[int, tuple[str, str]]) -> None:
        """Keep what a program made of readings: parties and all; of a small record nothing is kept."""
        with sqlite.writing(self._engine, patience=kept.PATIENCE) as connection:
            kept.keep_gists(connection, program, made)

    def parts(self, view: str, keys: Collection[str]) -> Mapping[str, str]:
        """Those parts of a view that were kept under these keys."""
        with sqlite.reading(self._engine) as connection:
            return kept.parts(connection, view, keys)

    def keep_parts(self, view: str, made: Mapping[str, str], used: Collection[str]) -> None:
        """Keep parts of a view, each under a key that names all it rests on; of a small record nothing is kept.

        ``used`` are the keys of all parts of the view as it is now: where very many are kept, the others go.
        """
        with sqlite.writing(self._engine, patience=kept.PATIENCE) as connection:
            kept.keep_parts(connection, view, made, used)
