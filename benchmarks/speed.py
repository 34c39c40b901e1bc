"""How fast ``extract`` reads: against the bare parse of the same text, and as the number of documents grows.

Prints words a second of both in one process, their ratio (the target is 0.6) with the rules alone and with the default
reader, which runs the trained tagger besides, and the time a document takes among 10, 100 and 1,000; all by the
processor's time, so that a busy machine counts less. The reports are generated, the same ones on every run; they hold
an act or a saying in nearly every sentence, where news has one in every other. ``speed.py INDEX.jsonl`` compares on the
reports of an index instead.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time

from dragoman import documents
from dragoman.documents import Source
from dragoman.extraction import DEFAULT_READER
from dragoman.model import Document
from dragoman.parsing import parse_all
from dragoman.pipeline.output import as_json
from dragoman.pipeline.runner import read_all

ROUNDS = 3
SIZES = (10, 100, 1000)
PARAGRAPHS = 5

PEOPLE = (
    "Foreign Minister Ana Berg",
    "Erik Holm, the chief negotiator",
    "Prime Minister Lena Ruud",
    "a union official",
)
PLACES = ("Norway", "Sweden", "Denmark", "Finland", "the European Union", "NATO", "Oslo", "Stockholm")
DAYS = ("Monday", "Tuesday", "Wednesday", "last week", "early this month", "on March 3")
MATTERS = ("the fishing quota", "the border crossing", "the written guarantees", "the withdrawal of patrol boats")
SENTENCES = (
    "{person} said on {day} that {place} would not accept {matter} without a vote in parliament.",
    '"We are still waiting for an answer on {matter}," {person} told reporters in {city}.',
    "{place} denied that it had received the letter about {matter}, which {other} says was sent {day}.",
    "The talks, delayed twice since the autumn, resume in {city} once both delegations return from consultations.",
    "{place} called on {other} to return to the table and warned of consequences if {matter} was not settled.",
    "According to a senior diplomat, {other} had promised a written reply on {matter} by {day}.",
    "Ferries ran on time through the strait, and the harbour authority reported little traffic for the season.",
    "{person} will meet the delegation of {place} in {city} next week, the ministry said in a statement.",
)


def report(number: int) -> str:
    """A report in the style of a wire, of some 300 words; another one for each number."""
    chance = random.Random(number)

    def sentence() -> str:
        place, other = chance.sample(PLACES, 2)
        return chance.choice(SENTENCES).format(
            person=chance.choice(PEOPLE),
            place=place,
            other=other,
            day=chance.choice(DAYS),
            matter=chance.choice(MATTERS),
            city=chance.choice(("Bergen", "Geneva", "Vienna")),
        )

    paragraphs = (" ".join(sentence() for _ in range(chance.randint(1, 3))) for _ in range(PARAGRAPHS))
    return "\n\n".join(paragraphs) + f"\n\nReport {number}.\n"


def main() -> int:
    """Measure and print."""
    if len(sys.argv) > 1:
        index = Path(sys.argv[1])
        _compare(documents.collect([index.parent], index=index))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sources = list(_sources(Path(folder), max(SIZES)))
        _compare(sources[:100])
        _grow(sources)
    return 0


def _sources(folder: Path, count: int) -> Iterator[Source]:
    for number in range(count):
        path = folder / f"{number:04}.txt"
        path.write_text(report(number), encoding="utf-8")
        yield Source(path, path.name, published="2023-03-15")


def _compare(sources: Sequence[Source]) -> None:
    opened = [documents.read(documents.load(s), file=s.file, published=s.published) for s in sources]
    words = sum(len(document.text.split()) for document in opened)
    works = {"bare parse": partial(_parse, opened)}
    works |= {f"extract, {name}": partial(_extract, sources, name) for name in ("rules", DEFAULT_READER)}
    _extract(sources[:5])
    # In turn, so that what slows the machine slows all alike; the best round of each counts.
    times = [{name: _seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    best = {name: min(round_[name] for round_ in times) for name in works}
    for name, seconds in best.items():
        ratio = best["bare parse"] / seconds
        print(f"{name:16} {words / seconds:8.0f} words/s, {ratio:.2f} of the bare parse")


def _grow(sources: Sequence[Source]) -> None:
    first = 0.0
    for size in SIZES:
        each = _seconds(partial(_extract, sources[:size])) / size
        first = first or each
        print(f"{size:5} documents  {1000 * each:7.1f} ms a document, {each / first:.2f} of that among {SIZES[0]}")


def _seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _parse(opened: Iterable[Document]) -> None:
    for _ in parse_all(opened):
        pass


def _extract(sources: Iterable[Source], reader: str = DEFAULT_READER) -> None:
    for outcome in read_all(sources, reader=reader):
        assert outcome.document and outcome.reading, outcome.error
        as_json(outcome.document, outcome.reading)


if __name__ == "__main__":
    sys.exit(main())
