"""Flat forms: JSON Lines in, JSON Lines out, a row a text, with one layer of what is read in it.

A text of such a row is taken as it is given: nothing of it is told apart as headline, credit or link, and every offset
counts in it. What the parser is fed are its paragraphs with lines unwrapped and white space folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, tee
from typing import Any, NamedTuple, TypeAlias

from dragoman.model import (
    BadDate,
    BadTable,
    Document,
    OffsetMap,
    Parsed,
    Passage,
    Piece,
    Published,
    Timex,
    Zone,
    bounds,
    content_id,
)
from dragoman.parsing import parse_all
from dragoman.pipeline.events import events_layer
from dragoman.timex import resolve

Json: TypeAlias = dict[str, Any]

PARTING = "\n\n"
"""What stands between two paragraphs of the canonical text."""

_RUN = re.compile(r"\S+(?: \S+)*")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|\Z)", re.ASCII)
_DAY_WITHOUT_HYPHENS = re.compile(r"(\d{4})(\d\d)(\d\d)\Z", re.ASCII)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_WRAPPED = range(50, 121)
"""Code points of the longest line of a block whose lines may be wrapped; a longer one is a paragraph a line."""


@dataclass(frozen=True)
class Form:
    """A flat form: the keys of a row that are written again, those of its text and of its date, and the layer.

    ``layer`` gives the keys that are added to the row; offsets in them count in the text as given. One that needs no
    parse is given none.
    """

    keeps: tuple[str, ...]
    text: str
    layer: Callable[[Document, tuple[Parsed, ...]], Json]
    date: str | None = None
    parsed: bool = True


class _Row(NamedTuple):
    given: Json
    document: Document


def annotated(lines: Iterable[bytes], file: str, form: Form, *, n_process: int = 1) -> Iterator[str]:
    """The rows of a JSON Lines file with the layer of the form, as JSON, lazily and in order; blank lines are left out.

    Raises BadTable, with file and line, at the first row that is not what the form takes.
    """
    rows, again = tee(
        _row(line, f"{file}, line {number}", form) for number, line in enumerate(lines, 1) if line.strip()
    )
    documents = (row.document for row in rows)
    parses = parse_all(documents, n_process=n_process) if form.parsed else ((document, ()) for document in documents)
    for row, (document, parsed) in zip(again, parses, strict=True):
        yield json.dumps({**row.given, **form.layer(document, parsed)}, ensure_ascii=False)


def _row(line: bytes, where: str, form: Form) -> _Row:
    row = read_row(line, where, form.keeps, form.text)
    text = row[form.text]
    date = _date(where, form.date, row.get(form.date)) if form.date else None
    published = Published(date, "user", date) if date else None
    return _Row({key: row.get(key) for key in form.keeps}, plain_document(text, str(row["id"]), published))


def read_row(line: bytes, where: str, keys: tuple[str, ...], text: str) -> Json:
    """The row that a line of a flat form holds: with an id and, under the key ``text``, a text.

    Raises BadTable, with file and line, for anything else; ``keys`` are those that the form reads.
    """
    shape = "Write one row a line: {" + ", ".join(f'"{key}": ...' for key in keys) + "}."
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadTable(where, "this is not JSON in UTF-8", shape) from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise BadTable(where, 'the row has no "id"', shape)
    if not isinstance(row.get(text), str):
        raise BadTable(where, f'"{text}" is missing or no text', shape)
    if _HALF_CHARACTER.search(json.dumps([row.get(key) for key in keys], ensure_ascii=False)):
        raise BadTable(where, "it holds half a character (a lone surrogate)", "Encode the text anew.")
    return row


def _date(where: str, key: str, value: object) -> str | None:
    """The day, month or year of a row; of a point in time its day; None where the row has none."""
    if value is None or value == "":
        return None
    try:
        written = _DAY_WITHOUT_HYPHENS.sub(r"\1-\2-\3", value) if isinstance(value, str) else ""
        found = _DAY.match(written)
        if found and bounds(found.group()):
            return found.group()
    except BadDate:
        pass
    raise BadTable(where, f'"{key}" is no date', f'Write "{key}" as 2022-01-18, or leave it out.')


def plain_document(text: str, name: str, published: Published | None = None) -> Document:
    """A text as a document of body paragraphs alone, its lines unwrapped and its white space folded."""
    out: list[str] = []
    pieces: list[Piece] = []
    passages: list[Passage] = []
    at = 0
    for paragraph in _paragraphs(text):
        at += len(PARTING) if passages else 0
        first = at
        for run in _RUN.finditer(text, *paragraph):
            at += at > first
            pieces.append(Piece(at, run.start(), len(run.group())))
            at += len(run.group())
        out.append(" ".join(_RUN.findall(text, *paragraph)))
        passages.append(Passage(Zone.BODY, first, at))
    return Document(
        id=content_id("doc", text),
        file=name,
        raw=text.encode(),
        encoding="utf-8",
        original=text,
        text=PARTING.join(out),
        offsets=OffsetMap(tuple(pieces)),
        passages=tuple(passages),
        language="en",
        published=published,
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand: parted by blank lines, and by line breaks that no wrapping explains."""
    for block in _blocks(text):
        width = max(end - start for start, end in block)
        first = block[0][0]
        for (start, end), (following, stop) in pairwise(block):
            if not _wrapped(text[start:end], text[following:stop], width):
                yield first, end
                first = following
        yield first, block[-1][1]


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of lines without a blank one among them, as the places of the lines."""
    block: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            block.append((at, at + len(line)))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


def _wrapped(line: str, following: str, width: int) -> bool:
    """Does the line go on in the following one: in mid-sentence, or because that one's first word had no room?"""
    if following.lstrip()[0].islower():
        return True
    return width in _WRAPPED and len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width


def _timexes(document: Document, parsed: tuple[Parsed, ...]) -> Json:
    found = resolve(parsed, published=document.published.date if document.published else None)
    return {"timexes": [_timex(document, timex) for timex in found]}


def _timex(document: Document, timex: Timex) -> Json:
    start, end = document.offsets.to_original(timex.start, timex.end)
    return {
        "start": start,
        "end": end,
        "type": str(timex.type),
        "value": timex.value,
        "text": document.original[start:end],
    }


def _attributions(document: Document, parsed: tuple[Parsed, ...], *, nested: bool) -> Json:
    # Here, so that nothing else waits for the runtime of the model.
    from dragoman.extraction.attribution import attributions

    return {"attributions": attributions(document.original, nested=nested)}


def _attributions_form(*, nested: bool) -> Form:
    return Form(keeps=("id", "text"), text="text", layer=partial(_attributions, nested=nested), parsed=False)


FORMS: Mapping[str, Form] = {
    "events": Form(keeps=("id", "text"), text="text", layer=events_layer, date="date"),
    "timexes": Form(keeps=("id", "dct", "text"), text="text", layer=_timexes, date="dct"),
    "attributions": _attributions_form(nested=False),
    "nested attributions": _attributions_form(nested=True),
}
"""The flat forms by the name that ``extract --format`` knows them by, and the option that goes with it."""
