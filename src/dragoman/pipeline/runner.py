"""Many sources: read in batches, one after the other, into readings or into the record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from dragoman.documents import Source, load, read
from dragoman.extraction import DEFAULT_READER
from dragoman.ledger import Ledger
from dragoman.linking import Register
from dragoman.model import Document, DragomanError, Reading, SourceError
from dragoman.parsing import parse_all
from dragoman.pipeline.reading import read_parsed, reading_id

BATCH = 128
"""Documents opened at once: enough to keep the parser's batches full, few enough to bound the memory."""

FAULT = "the reader failed on it"
REPORT = "This is a fault in Dragoman, not in the file; please report it with the file."


class Fate(StrEnum):
    """What became of a source in a run."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    """in the record before, now with a new reading in the place of the old one"""
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What came of one source: a document and its reading, or the error that says why not.

    ``reading`` is None without an error where the caller's ``known`` has the reading already.
    """

    source: Source
    document: Document | None = None
    reading: Reading | None = None
    error: DragomanError | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One source of a run and its fate; ``error`` says why where it was refused."""

    source: Source
    fate: Fate
    error: DragomanError | None = None


@dataclass(frozen=True)
class RunReport:
    """The fate of every source of a run, in the order given."""

    lines: tuple[Line, ...]

    @property
    def refused(self) -> tuple[Line, ...]:
        """The sources that could not be read."""
        return tuple(line for line in self.lines if line.fate is Fate.REFUSED)


def run(
    sources: Iterable[Source],
    ledger: Ledger,
    *,
    n_process: int = 1,
    reader: str = DEFAULT_READER,
    register: Register | None = None,
    on_line: Callable[[Line], None] = lambda line: None,
) -> RunReport:
    """Read the sources into the record, one transaction a document; ``on_line`` hears of each as it is done.

    A source that cannot be read is refused and the others go on. What the record holds already is not parsed.
    ``register`` is the table of known agents, the package's own by default.
    Raises RecordError where the record itself cannot be written.
    """

    def known(document: Document) -> bool:
        return ledger.has(reading_id(document, reader, register), file=document.file)

    lines = []
    told: dict[str, Outcome] = {}
    for outcome in read_all(sources, n_process=n_process, reader=reader, register=register, known=known):
        lines.append(_contradiction(outcome, told) or _kept(outcome, ledger))
        on_line(lines[-1])
    return RunReport(tuple(lines))


def _contradiction(outcome: Outcome, told: dict[str, Outcome]) -> Line | None:
    """A refusal where an earlier source of the run has the same bytes, and other things were said of it.

    Else each run would supersede the one's reading by the other's for ever.
    """
    if outcome.document is None:
        return None
    first = told.setdefault(outcome.document.id, outcome)
    if first.document is None or reading_id(first.document) == reading_id(outcome.document):
        return None
    what = f"it is byte for byte {first.source.file}, of which another date, outlet, title or address is told"
    error = SourceError(outcome.source.file, what, "Tell the same of both, or leave one out.")
    return Line(outcome.source, Fate.REFUSED, error)


def _kept(outcome: Outcome, ledger: Ledger) -> Line:
    """What the record makes of the outcome; what no record can hold is refused."""
    if outcome.document is None:
        return Line(outcome.source, Fate.REFUSED, outcome.error)
    if outcome.reading is None:
        return Line(outcome.source, Fate.UNCHANGED)
    try:
        return Line(outcome.source, Fate(ledger.append(outcome.document, outcome.reading)))
    except SourceError as error:
        return Line(outcome.source, Fate.REFUSED, error)


def read_all(
    sources: Iterable[Source],
    *,
    n_process: int = 1,
    reader: str = DEFAULT_READER,
    register: Register | None = None,
    known: Callable[[Document], bool] = lambda document: False,
) -> Iterator[Outcome]:
    """Each source's outcome, lazily and in order. Passages are parsed in batches across documents.

    ``known`` is asked whether it has the document's reading already; such a document is passed over unparsed.
    ``n_process`` is spaCy's: more than one starts that many worker processes. ``reader`` is one of
    ``dragoman.extraction.READERS``, ``register`` the table of known agents, the package's own by default.
    """
    remaining = iter(sources)
    while batch := list(islice(remaining, BATCH)):
        # 1. Bytes to documents; what cannot be opened carries its error.
        opened = [_open(source) for source in batch]
        # 2. Which of them have to be read at all.
        fresh = [o.document for o in opened if o.document and not known(o.document)]
        # 3. One parse over all of those, lazily; each result meets its document again in order.
        parses = parse_all(fresh, n_process=n_process)
        awaited = deque(fresh)
        for outcome in opened:
            if awaited and outcome.document is awaited[0]:
                document, parsed = awaited.popleft(), next(parses)[1]
                read_it = partial(read_parsed, document, parsed, reader, register)
                outcome = _finish(outcome.source, document, read_it)
            yield outcome


def _open(source: Source) -> Outcome:
    def opened() -> Outcome:
        raw = load(source)
        told = {name: getattr(source, name) for name in ("published", "told_by", "outlet", "title", "url")}
        return Outcome(source, read(raw, file=source.file, **told))

    return _guarded(source, opened)


def _finish(source: Source, document: Document, read_it: Callable[[], Reading]) -> Outcome:
    return _guarded(source, lambda: Outcome(source, document, read_it()))


def _guarded(source: Source, stage: Callable[[], Outcome]) -> Outcome:
    """What the stage makes of the source. A fault in one source, be it ours, stops no other.

    An error of another kind (a bad table, a record that fails) would meet every source alike, and is raised.
    """
    try:
        return stage()
    except SourceError as error:
        return Outcome(source, error=error)
    except DragomanError:
        raise
    except Exception as error:
        return Outcome(source, error=SourceError(source.file, f"{FAULT} ({type(error).__name__}: {error})", REPORT))
