"""What holds for every text: anchors, repeatability, order, as-of; and nothing that a text holds stops the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dragoman import documents
from dragoman.documents import Source
from dragoman.exchange import fold
from dragoman.ledger import Ledger
from dragoman.model import Anchor, Document, Evidence, ExchangeState, Reading, SourceError
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.output import as_json, reading_schema
from dragoman.pipeline.reading import read_document
from dragoman.pipeline.runner import read_all

VALID = Draft202012Validator(reading_schema())
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
FEWER = settings(FEW, max_examples=12)

NAMES = (
    "Ana Berg",
    "Moscow",
    "the Norwegian Foreign Ministry",
    "a U.S. official",
    "NATO",
    "He",
    "Reuters",
    "the union",
)
VERBS = ("said", "denied", "told Oslo", "reported, citing a source,", "demanded", "will meet", "warned", "rejected")
CONTENTS = (
    "that the answer had been sent",
    "the talks on Tuesday in Geneva",
    '"we cannot accept this"',
    "“not a single word”, she added,",
    "it would respond if its demands — on pay and hours — were not met",
    "last month's letter",
)
JOINTS = (
    ". ",
    ", ",
    " - ",
    " — ",
    '" ',
    "”\n\n“",
    "\n\n",
    "\n",
    ": ",
    " (",
    ") ",
    "; ",
    "... ",
    " <u>",
    "</u> ",
    "\n## ",
)

newslike = st.lists(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(VERBS), st.sampled_from(CONTENTS), st.sampled_from(JOINTS)),
    min_size=1,
    max_size=40,
).map(" ".join)
anything = st.text(max_size=300)
carried = st.builds(
    "The minister said on Monday that the two sides would talk again this week.\n\n{}\n\n{}".format, anything, newslike
)
reports = st.one_of(newslike, carried)
days = st.sampled_from(["2022-01-17", "2022-01-31", "2022-02", None])


def _document(text: str, published: str | None = "2022-02-01", file: str = "report.txt") -> Document | None:
    try:
        return documents.read(text.encode("utf-8", "surrogatepass"), file=file, published=published)
    except SourceError:
        return None


def _read(text: str) -> tuple[Document, Reading]:
    document = _document(text)
    assume(document)
    assert document is not None
    return document, read_document(document)


def _anchors(value: Any) -> Iterator[Anchor]:
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _anchors(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _anchors(getattr(value, field.name))


@FEW
@given(st.one_of(anything, reports), days)
def test_no_exception_escapes_and_the_output_has_its_schema(text: str, published: str | None) -> None:
    document = _document(text, published)
    if document is not None:
        VALID.validate(as_json(document, read_document(document)))


@FEW
@given(reports)
def test_every_anchor_slices_to_its_quote_and_restores_from_the_original(text: str) -> None:
    document, reading = _read(text)
    for anchor in _anchors(reading):
        assert document.text[anchor.start : anchor.end] == anchor.exact
        assert document.offsets.restore(document.original, document.text, anchor.start, anchor.end) == anchor.exact


@FEW
@given(reports)
def test_passages_are_in_order_and_never_overlap(text: str) -> None:
    document = _document(text)
    assume(document)
    assert document is not None
    assert all(p.start < p.end for p in document.passages)
    assert all(before.end <= after.start for before, after in pairwise(document.passages))


@FEWER
@given(reports)
def test_reading_twice_is_reading_once(text: str) -> None:
    document, reading = _read(text)
    again = _document(text)
    assert again == document
    assert read_document(document) == reading
    with Ledger.open(":memory:") as ledger:
        assert ledger.append(document, reading) == "new"
        assert ledger.append(document, read_document(document)) == "unchanged"
        assert ledger.has(reading.id)
        assert ledger.entries() == entries_of(document, reading)


@FEWER
@given(st.lists(st.tuples(reports, days), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(texts: list[tuple[str, str | None]], random: Any) -> None:
    readings = _readings(texts)
    shuffled = random.sample(readings, len(readings))
    assert _state(readings, None) == _state(shuffled, None)


@FEWER
@given(st.lists(st.tuples(reports, days), min_size=2, max_size=4))
def test_as_of_a_day_nothing_later_is_known(texts: list[tuple[str, str | None]]) -> None:
    readings = _readings(texts)
    day = "2022-01-20"
    earlier = [(d, r) for d, r in readings if d.published and d.published.date == "2022-01-17"]
    state = _state(readings, day)
    assert state == _state(earlier, day)
    assert {e.document for e in _evidence(state)} <= {document.id for document, _ in earlier}


def test_readings_made_in_one_batch_are_those_made_one_by_one(tmp_path: Any) -> None:
    texts = [
        f"{a} {v} {c}.\n\nOn Friday {b} said {c}."
        for a, b in pairwise(NAMES)
        for v, c in zip(VERBS, CONTENTS, strict=False)
    ]
    for number, text in enumerate(texts):
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    sources = [Source(tmp_path / f"{n:02}.txt", f"{n:02}.txt", published="2022-02-01") for n in range(len(texts))]
    together = {o.source.file: o.reading for o in read_all(sources)}
    backwards = {o.source.file: o.reading for o in read_all(reversed(sources))}
    alone = {o.source.file: read_document(o.document) if o.document else None for o in read_all(sources)}
    assert together == backwards == alone
    assert sum(reading is not None for reading in together.values()) > len(texts) / 2


def _readings(texts: Sequence[tuple[str, str | None]]) -> list[tuple[Document, Reading]]:
    made = [_document(text, published, file=f"{number}.txt") for number, (text, published) in enumerate(texts)]
    distinct = {document.id: document for document in made if document}
    assume(distinct)
    return [(document, read_document(document)) for document in distinct.values()]


def _state(readings: Sequence[tuple[Document, Reading]], as_of: str | None) -> ExchangeState:
    with Ledger.open(":memory:") as ledger:
        for document, reading in readings:
            ledger.append(document, reading)
        return fold(ledger.entries(as_of=as_of), as_of=as_of)


def _evidence(value: Any) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _evidence(getattr(value, field.name))
