"""Scores realis labels: precision, recall and F1 of each of the five values, and their mean (macro F1).

As a script it prints the table for ``realis.jsonl``: python tests/quality/score_realis.py [folder OF THE DATA].

A row of ``realis.jsonl`` is one event: ``start`` and ``end`` (code points of the text as it stands), ``realis``, and
either ``file`` (an article, labelled for this project) or ``id`` (a document of the factuality data that is held out
of development, its labels mapped by ``mapped``).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from dragoman import documents
from dragoman.extraction.realis import realis_of
from dragoman.extraction.syntax import span_of
from dragoman.model import Document, Parsed, Published, Realis
from dragoman.parsing import parse_all
from dragoman.pipeline.flat import plain_document
from dragoman.pipeline.output import output_name

LABELS = Path(__file__).with_name("realis.jsonl")
ARTICLES = Path("data", "articles")
FACTUALITY = Path("data", "timex", "factuality-train.jsonl")
Row: TypeAlias = dict[str, Any]


class Judged(NamedTuple):
    """A labelled event, the value found for it (None: its word was not parsed), and whether it is one of ours."""

    gold: Realis
    found: Realis | None
    ours: bool


class Score(NamedTuple):
    """How well one value is found: shares, and how many events have it."""

    precision: float
    recall: float
    f1: float
    count: int


def scores(judged: Iterable[Judged]) -> dict[Realis, Score]:
    """The score of each value."""
    pairs = [(one.gold, one.found) for one in judged]
    return {value: _score(value, pairs) for value in Realis}


def _score(value: Realis, pairs: Sequence[tuple[Realis, Realis | None]]) -> Score:
    right = sum(gold is value is found for gold, found in pairs)
    wanted, given = sum(gold is value for gold, _ in pairs), sum(found is value for _, found in pairs)
    return Score(right / (given or 1), right / (wanted or 1), 2 * right / ((wanted + given) or 1), wanted)


def macro(judged: Iterable[Judged]) -> float:
    """The mean F1 of the five values, each counting the same."""
    found = scores(judged).values()
    return sum(score.f1 for score in found) / len(found)


def accuracy(judged: Sequence[Judged]) -> float:
    """The share of events with the right value."""
    return sum(one.gold is one.found for one in judged) / len(judged)


def always_occurred(judged: Iterable[Judged]) -> list[Judged]:
    """What a reader that takes everything for done would say."""
    return [one._replace(found=Realis.OCCURRED) for one in judged]


def mapped(event: Mapping[str, str]) -> Realis | None:
    """The value of an event of the factuality data; None where its annotators left certainty, polarity or time open.

    Clauses of a condition and what depends on them are conditional; what is negative is denied; of what lies ahead
    the certain and the probable is scheduled, the rest proposed, as is what is uncertain now; all else occurred.
    """
    certainty, polarity, time = event["certainty"], event["polarity"], event["time"]
    if not (certainty and polarity and time):
        return None
    if event["special_cases"].startswith("COND"):
        return Realis.CONDITIONAL
    if polarity == "NEG":
        return Realis.DENIED
    if time == "FUTURE":
        return Realis.SCHEDULED if certainty in {"CERTAIN", "PROBABLE"} else Realis.PROPOSED
    if certainty != "CERTAIN":
        return Realis.PROPOSED
    return Realis.OCCURRED if time == "NON_FUTURE" else None


def judge_all(shared: Path) -> list[Judged]:
    """Every labelled event with the value that is found for it; ``shared`` is the folder with the texts."""
    by_text: dict[str, list[Row]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_text[row.get("file") or row["id"]].append(row)
    opened = [*_articles(shared / ARTICLES, by_text), *_factuality(shared / FACTUALITY, by_text)]
    return [one for document, parsed in parse_all(opened) for one in _judge(document, parsed, by_text[document.file])]


def _articles(home: Path, wanted: Mapping[str, Any]) -> Iterator[Document]:
    for source in documents.collect([home], index=home / "index.jsonl"):
        if source.file in wanted:
            yield documents.read(documents.load(source), file=source.file, published=source.published)


def _factuality(path: Path, wanted: Mapping[str, Any]) -> Iterator[Document]:
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["id"] in wanted:
            yield plain_document(row["text"], row["id"], Published(row["dct"], "user", row["dct"]))


def _judge(document: Document, parsed: Sequence[Parsed], rows: Iterable[Row]) -> Iterator[Judged]:
    for row in rows:
        found = _found(document, parsed, range(row["start"], row["end"]))
        yield Judged(Realis(row["realis"]), found, "file" in row)


def _found(document: Document, parsed: Sequence[Parsed], words: range) -> Realis | None:
    """The value of the head of the words, whose offsets count in the text as given."""
    for one in parsed:
        inside = [
            t.i
            for t in one.doc
            if document.offsets.to_original(one.passage.start + t.idx, one.passage.start + t.idx + len(t))[0] in words
        ]
        if inside:
            return realis_of(one.doc[inside[0] : inside[-1] + 1].root).value
    return None


def reporters(shared: Path) -> list[bool]:
    """For each reported content of the gold readings that is not all quotation: is its speaker's phrase found?

    Asked of the head of the content; right is a phrase that holds the gold's ``speaker_text``, or lies in it.
    """
    gold = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in (shared / "gold").glob("readings*/*.json")
    }
    found: list[bool] = []
    for home in (shared / "seeds", shared / ARTICLES):
        sources = [s for s in documents.collect([home], index=home / "index.jsonl") if output_name(s.file) in gold]
        opened = [documents.read(documents.load(source), file=source.file) for source in sources]
        for document, parsed in parse_all(opened):
            found += _reporters(parsed, gold[output_name(document.file)]["statements"])
    return found


def _reporters(parsed: Sequence[Parsed], statements: Iterable[Row]) -> Iterator[bool]:
    for one in parsed:
        for statement in statements:
            at = one.doc.text.find(statement["content_text"])
            if at < 0 or statement["mode"] == "direct" or statement.get("optional"):
                continue
            content = one.doc.char_span(at, at + len(statement["content_text"]), alignment_mode="expand")
            reporter = realis_of(content.root).reporter
            phrase = one.doc.text[slice(*span_of(reporter))] if reporter is not None else "-"
            yield phrase in statement["speaker_text"] or statement["speaker_text"] in phrase


def table(judged: Sequence[Judged]) -> str:
    """The scores as a Markdown table, with the reader that always says occurred beside them."""
    lines = ["| | events | precision | recall | F1 | always occurred |", "|---|---|---|---|---|---|"]
    base = scores(always_occurred(judged))
    for value, score in scores(judged).items():
        shares = f"{score.precision:.2f} | {score.recall:.2f} | {score.f1:.3f} | {base[value].f1:.3f}"
        lines.append(f"| {value} | {score.count} | {shares} |")
    whole = f"{macro(judged):.3f} | {macro(always_occurred(judged)):.3f}"
    lines.append(f"| macro F1 | {len(judged)} | | | {whole} |")
    base_accuracy = accuracy(always_occurred(judged))
    lines.append(f"| right of all | {len(judged)} | | | {accuracy(judged):.3f} | {base_accuracy:.3f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    everything = judge_all(folder)
    for name, part in {
        "pooled": everything,
        "held-out factuality": [one for one in everything if not one.ours],
        "own labels": [one for one in everything if one.ours],
    }.items():
        print(f"\n{name}\n\n{table(part)}")
    right = reporters(folder)
    print(f"\nwho reports it: {sum(right)} of {len(right)}")
