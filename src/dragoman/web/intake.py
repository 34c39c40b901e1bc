"""Reports dropped or pasted: kept for a moment in a folder of their own, read one load after the other."""

from __future__ import annotations

import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from secrets import token_hex
from threading import Lock
from typing import Final

from dragoman.brief.displayable import visible
from dragoman.documents import Source, collect
from dragoman.ledger import Ledger
from dragoman.linking import Register
from dragoman.model import BadInput, BadTable, DragomanError, TooLarge, content_id
from dragoman.pipeline.runner import Line, run
from dragoman.web.failures import Refused, failure_of

MOST_FILES: Final = 200
MOST_BYTES_EACH: Final = 8 * 1024 * 1024
MOST_WAITING: Final = 20
"""Loads that wait or are being read."""

KEPT: Final = 100
"""Loads whose progress can still be asked for."""

SUFFIXES: Final = (".txt", ".md", ".html", ".htm")
INDEX: Final = "index.jsonl"


@dataclass(frozen=True, slots=True)
class Report:
    """One file as it came: its name, its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one report: ``new``, ``unchanged``, ``superseded`` or ``refused``, and why."""

    file: str
    fate: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A load of reports: how many there are, what became of those that are done; ``failed`` where it broke off."""

    id: str
    total: int
    told: tuple[Told, ...] = ()
    done: bool = False
    failed: str = ""


class Intake:
    """Reads loads into a record on one thread, with one reader and register; others ask how far it is."""

    def __init__(self, ledger: Ledger, reader: str, register: Register | None = None) -> None:
        self._ledger, self._reader, self._register = ledger, reader, register
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._lock = Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def take(self, reports: Sequence[Report], *, published: str | None = None, outlet: str | None = None) -> Job:
        """Begin to read the reports; ``index.jsonl`` among them says what is known of the others.

        Raises Refused where there are none or too many of them, or too many loads wait; BadInput for a name or type
        that is not taken; TooLarge; BadDate.
        """
        names = [_name(report.name) for report in reports]
        _check(reports, names)
        folder = Path(tempfile.mkdtemp(prefix="dragoman-"))
        try:
            for name, report in zip(names, reports, strict=True):
                (folder / name).write_bytes(report.data)
            sources = _sources(folder, names, published, outlet)
            return self._begin(Job(token_hex(8), len(sources)), sources, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def job(self, id_: str) -> Job | None:
        """How far the load is; None where nobody knows it (any more)."""
        with self._lock:
            return self._jobs.get(id_)

    def close(self) -> None:
        """Finish the report that is being read, and begin no other load."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _begin(self, job: Job, sources: Sequence[Source], folder: Path) -> Job:
        with self._lock:
            if sum(not held.done for held in self._jobs.values()) >= MOST_WAITING:
                what = f"{MOST_WAITING} loads are waiting already"
                raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "the load", what, "Wait until one is read.")
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        self._worker.submit(self._read, job.id, sources, folder)
        return job

    def _read(self, id_: str, sources: Sequence[Source], folder: Path) -> None:
        try:
            run(
                sources,
                self._ledger,
                reader=self._reader,
                register=self._register,
                on_line=lambda line: self._change(id_, lambda job: _with_line(job, line)),
            )
        except Exception as error:
            failure = failure_of(error)
            told = f"{failure.where}: {failure.what}. {failure.advice}"
            self._change(id_, lambda job: replace(job, failed=told))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            self._change(id_, lambda job: replace(job, done=True))

    def _change(self, id_: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            if id_ in self._jobs:
                self._jobs[id_] = change(self._jobs[id_])


def pasted(text: str) -> Report:
    """A pasted text as a file, named after what it says."""
    data = text.encode("utf-8", "replace")
    return Report(f"{content_id('pasted', data)[:15]}.txt", data)


def _with_line(job: Job, line: Line) -> Job:
    why = f"{line.error.what}. {line.error.advice}" if isinstance(line.error, DragomanError) else ""
    return replace(job, told=(*job.told, Told(visible(line.source.file), line.fate.value, visible(why))))


def _name(given: str) -> str:
    """The last part of a file's name. Raises BadInput where it is none that we take."""
    name = PurePosixPath(given.replace("\\", "/").replace("\0", "")).name[-150:]
    if name == INDEX or (name.lower().endswith(SUFFIXES) and name.isprintable() and not name.startswith(".")):
        return name
    taken = ", ".join(SUFFIXES)
    raise BadInput(visible(given)[:150] or "a file without a name", f"only {taken} are read", "Save it as plain text.")


def _check(reports: Sequence[Report], names: Sequence[str]) -> None:
    if not reports or len(reports) > MOST_FILES:
        what = f"{len(reports)} files" if reports else "no file and no text"
        raise Refused(HTTPStatus.BAD_REQUEST, "the load", what, f"Send 1 to {MOST_FILES} reports.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise BadInput(twice, "two files have this name", "Send them one after the other.")
    for name, report in zip(names, reports, strict=True):
        if len(report.data) > MOST_BYTES_EACH:
            raise TooLarge(name, f"larger than {MOST_BYTES_EACH // 1024**2} MiB", "Split it into one file a report.")


def _sources(folder: Path, names: Sequence[str], published: str | None, outlet: str | None) -> tuple[Source, ...]:
    index = folder / INDEX if INDEX in names else None
    paths = [folder / name for name in names if name != INDEX]
    try:
        return collect(paths, index=index, published=published, outlet=outlet)
    except BadTable as error:
        raise BadInput(error.where.removeprefix(f"{folder}/"), error.what, error.advice) from error
