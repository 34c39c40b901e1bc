"""All that is SQLite's own: how a record is opened, known as ours, brought to the schema of today, and locked.

A record carries ``APPLICATION_ID`` in its header and its schema's number in ``PRAGMA user_version``. It keeps the
rollback journal, SQLite's default: at rest a record is one file that can be copied as it is, and a killed process
leaves the last whole document (``docs/decisions/0002-the-record.md``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from dragoman.ledger import tables
from dragoman.model import BadInput, NewerRecord, NotARecord, RecordError

APPLICATION_ID: Final = 0x4472_676D
"""``Drgm``: marks an SQLite file as a record of Dragoman's."""

READ_FIRST: Final = "Run `dragoman read SOURCE...` first, or name another record with --record."


class Migration(NamedTuple):
    """One step from schema ``version - 1`` to ``version``: its SQL statements in order."""

    version: int
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """Every step, oldest first, from the numbered files of ``ledger/migrations``."""
    folder = files("dragoman.ledger").joinpath("migrations")
    steps = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), tuple(_statements(sql))) for name, sql in steps)


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, triggers whole (``executescript`` would commit what is open)."""
    held = ""
    for line in sql.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def engine_for(where: str | Path, *, timeout: float) -> Engine:
    """An engine for a path or an SQLAlchemy SQLite URL; ``timeout`` is how many seconds to wait for a lock."""
    engine = create_engine(_url(where), connect_args={"timeout": timeout, "isolation_level": None})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", partial(_on_begin, patience=timeout))
    return engine


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError:
        raise BadInput(where, "this is no database URL", "Give a path, or sqlite:///PATH.") from None
    if url.get_backend_name() != "sqlite":
        raise BadInput(where, "records live in SQLite files", "Give a path, or sqlite:///PATH.")
    return url


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection, patience: float) -> None:
    # The driver opens transactions late and never IMMEDIATE, so it is told not to, and we do.
    options = connection.get_execution_options()
    if options.get("immediate", False):
        milliseconds = int(1000 * options.get("patience", patience))
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {milliseconds}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate", False) else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: everything in it sees the record of one moment. Raises RecordError."""
    with _told(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, **options: float) -> Iterator[Connection]:
    """One write transaction, holding the lock from its start: all of it is kept, or nothing. Raises RecordError.

    ``patience`` among the options is how many seconds to wait for the lock, if not those of the engine.
    """
    with _told(engine), engine.connect() as connection, connection.execution_options(immediate=True, **options).begin():
        yield connection


def prepare(
    engine: Engine, *, create: bool, now: Callable[[], str], derive: Callable[[Connection], None] = lambda _: None
) -> None:
    """Make sure that the database is a record of today's schema; make or migrate it where need be.

    ``derive`` fills what a migrated record lacks and SQL cannot work out, in the same transaction.
    Raises NotARecord, NewerRecord, or RecordError where nothing is there and ``create`` is false.
    """
    where = name_of(engine)
    if not create and _missing(engine.url):
        raise RecordError(where, "there is no record here", READ_FIRST)
    latest = migrations()[-1].version
    with reading(engine) as connection:
        held = _schema(connection, where)
    if held == 0 and not create:
        raise RecordError(where, "the record is empty", READ_FIRST)
    if held < latest:
        with writing(engine) as connection:
            _migrate(connection, _schema(connection, where), now)
            derive(connection)


def name_of(engine: Engine) -> str:
    """What the user knows the database by."""
    return engine.url.database or ":memory:"


def _missing(url: URL) -> bool:
    plain = bool(url.database) and url.database != ":memory:" and not str(url.database).startswith("file:")
    return plain and not Path(str(url.database)).exists()


def _schema(connection: Connection, where: str) -> int:
    """The schema's number, 0 for an empty database; raises NotARecord or NewerRecord."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    held = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    empty = not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if empty and not application and not held:
        return 0
    if application != APPLICATION_ID:
        raise NotARecord(
            where, "this is an SQLite file, but no record of Dragoman's", "Name another file with --record."
        )
    latest = migrations()[-1].version
    if held > latest:
        raise NewerRecord(
            where,
            f"the record has schema {held}, written by Dragoman {_writer(connection, held)}; "
            f"this is Dragoman {version('dragoman')}, which knows schema {latest}",
            "Upgrade Dragoman, or name another record with --record.",
        )
    return held


def _writer(connection: Connection, schema: int) -> str:
    """Which program made the schema; a later one may keep that elsewhere."""
    query = select(tables.schema_versions.c.program).where(tables.schema_versions.c.version == schema)
    try:
        return connection.execute(query).scalar_one_or_none() or "of an unknown version"
    except DBAPIError:
        return "of an unknown version"


def _migrate(connection: Connection, held: int, now: Callable[[], str]) -> None:
    for step in migrations():
        if step.version <= held:
            continue
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.execute(
            insert(tables.schema_versions),
            {"version": step.version, "program": version("dragoman"), "recorded_at": now()},
        )
        connection.exec_driver_sql(f"PRAGMA user_version = {step.version}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


class _Trouble(NamedTuple):
    """What SQLite says, and what we say."""

    sign: str
    error: type[RecordError]
    what: str
    advice: str


_TROUBLES: Final = (
    _Trouble("file is not a database", NotARecord, "this is no SQLite file", "Name another file with --record."),
    _Trouble(
        "malformed",
        RecordError,
        "the file is damaged",
        "Restore it from a copy, or read the documents into a new record.",
    ),
    _Trouble(
        "locked",
        RecordError,
        "another process is writing to the record and has not finished",
        "Nothing was written. Wait for it to end, then run the command again.",
    ),
    _Trouble(
        "disk is full",
        RecordError,
        "the disk is full",
        "The documents kept before are safe. Make room, then run the command again.",
    ),
    _Trouble(
        "readonly",
        RecordError,
        "the record may only be read",
        "Nothing was written. Allow writing to the file and its folder, or name another record with --record.",
    ),
    _Trouble(
        "unable to open",
        RecordError,
        "the file cannot be opened",
        "See that its folder exists and that you may read and write there.",
    ),
)


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Database errors as RecordErrors that say where, what, and what to do next."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        for sign, kind, what, advice in _TROUBLES:
            if sign in said:
                raise kind(name_of(engine), what, advice) from error
        raise RecordError(
            name_of(engine), f"SQLite says: {said}", "The documents kept before are safe. Run the command again."
        ) from error
