"""What finding time expressions costs: the tagger's time as a share of the bare parse of the same text, in one run.

Prints the seconds of both, and their ratio (the target is at most 0.10), for generated reports and, where it is given,
for a JSON Lines file with ``id``, ``dct`` and ``text``; all by the processor's time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from speed import report

from dragoman.model import Document, Published
from dragoman.parsing import parse_all
from dragoman.pipeline.flat import plain_document
from dragoman.timex import resolve

ROUNDS = 3
REPORTS = 100


def main(files: Sequence[str]) -> int:
    """Measure and print."""
    texts = {"generated": [_document(str(n), report(n), "2023-03-15") for n in range(REPORTS)]}
    for file in files:
        rows = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
        texts[file] = [_document(row["id"], row["text"], row["dct"]) for row in rows]
    for _ in parse_all(islice(texts["generated"], 5)):
        pass
    for name, documents in texts.items():
        # The best round of each, as the machine may be busy with other things.
        parse, tag = (min(times) for times in zip(*(_measured(documents) for _ in range(ROUNDS)), strict=True))
        print(f"{name}: parse {parse:.2f} s, time expressions {tag:.2f} s, share {tag / parse:.3f}  (target 0.10)")
    return 0


def _document(name: str, text: str, day: str) -> Document:
    return plain_document(text, name, Published(day, "user", day))


def _measured(documents: Sequence[Document]) -> tuple[float, float]:
    """Seconds of the parse of all documents, then of the tagger over those parses."""
    start = process_time()
    parses = list(parse_all(documents))
    parsed = process_time()
    for document, passages in parses:
        resolve(passages, published=document.published.date if document.published else None)
    return parsed - start, process_time() - parsed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
