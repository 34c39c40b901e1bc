"""From a document to its reading: the stages, in order, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from dragoman import extraction
from dragoman.extraction import DEFAULT_READER, READERS
from dragoman.linking import Register, link
from dragoman.model import CODEBOOK, Document, Doubt, Parsed, Reading, Timex, content_id
from dragoman.parsing import model_version, parse
from dragoman.timex import resolve


def read_document(document: Document, *, reader: str = DEFAULT_READER, register: Register | None = None) -> Reading:
    """Everything that this version of the reader (``rules``, ``model`` or ``union``) finds in one document.

    A pure function of the document and ``reader_version(reader, register)``: the same in, the same out. ``register``
    is the table of known agents, the package's own by default.
    """
    return read_parsed(document, parse(document), reader, register)


def read_parsed(
    document: Document, parsed: tuple[Parsed, ...], reader: str = DEFAULT_READER, register: Register | None = None
) -> Reading:
    """The stages after the parse."""
    # 1. Who is named: mentions tied to agents.
    links = link(document, parsed, register)
    # 2. When: time expressions resolved against the publication date, where that is known.
    timexes = resolve(parsed, published=document.published.date if document.published else None)
    # 3. Who says what through whom, the steps of the exchange, and who did what to whom.
    found = extraction.extract(document, parsed, links, timexes, reader=READERS[reader])
    # 4. All of it under the reading's id, with what could not be settled on the way.
    return Reading(
        id=reading_id(document, reader, register),
        document=document.id,
        reader=reader_version(reader, register),
        statements=found.statements,
        moves=found.moves,
        agents=tuple(links.agents.values()),
        timexes=timexes,
        doubts=(*document.doubts, *_undated(document, timexes), *links.doubts, *found.doubts),
        events=found.events,
    )


def _undated(document: Document, timexes: Sequence[Timex]) -> tuple[Doubt, ...]:
    """The doubt of a report without a date in which days are named: none of them can be placed."""
    open_days = [timex for timex in timexes if timex.value is None]
    if document.published is not None or not open_days:
        return ()
    message = f"the report has no date, so days it names stay open ({len(open_days)}); tell its date with --published"
    return (Doubt("no-date", message, document.anchor(open_days[0].start, open_days[0].end)),)


def reader_version(reader: str = DEFAULT_READER, register: Register | None = None) -> str:
    """Dragoman's version, the reader's, the parser's and the codebook's, and a digest of the user's own agents.

    Another one may find other things.
    """
    own = f" {register.own}" if register and register.own else ""
    return _version(reader) + own


@cache
def _version(reader: str) -> str:
    return f"dragoman-{version('dragoman')} {READERS[reader].version} {model_version()} codebook-{CODEBOOK}"


def reading_id(document: Document, reader: str = DEFAULT_READER, register: Register | None = None) -> str:
    """The id that the document's reading has or will have, known before anything is parsed.

    It hashes the reader's version and all that a reading rests on: the bytes, the text made of them and what was
    said of them. The file's name is left out: a copy under another name is the same reading.
    """
    rests_on = (document.id, document.text, document.outlet, document.title, document.url, document.published)
    return content_id("rdg", reader_version(reader, register), *(repr(part) for part in rests_on))
