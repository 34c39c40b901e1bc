"""How fast the tagger finds attributions, against the bare parse of the same text, and what memory a long text takes.

Prints words a second of ``extract --format attributions`` and of the parse in one process on one thread, by the
processor's time, with their ratio (the target is 1.2); and the peak memory of the command, in a process of its own,
on a text of 200,000 words in paragraphs and on one line (the target is 700 MB). torch must not be installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import process_time

# Before anything loads a library that starts threads.
os.environ["OMP_NUM_THREADS"] = "1"

from speed import report

from dragoman.parsing import parse_all
from dragoman.pipeline.flat import FORMS, annotated, plain_document

ROUNDS = 3
TEXTS = 60
LONG = 200_000

PEAK = """
import resource, sys
from dragoman.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "spacy model" if any(
        name.startswith("en_core_web") for name in sys.modules) else "no parser", file=sys.stderr)
"""


def main() -> int:
    """Measure and print."""
    print("torch is", "installed: its libraries are counted too" if find_spec("torch") else "not installed")
    _compare([report(number) for number in range(TEXTS)])
    with tempfile.TemporaryDirectory() as folder:
        _weigh(Path(folder))
    return 0


def _compare(texts: Sequence[str]) -> None:
    lines = [json.dumps({"id": number, "text": text}).encode() for number, text in enumerate(texts)]
    documents = [plain_document(text, str(number)) for number, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)

    def parse() -> None:
        for _ in parse_all(documents):
            pass

    def tag() -> None:
        for _ in annotated(lines, "texts.jsonl", FORMS["attributions"]):
            pass

    parse(), tag()  # what is loaded once is not counted
    # In turn, so that what slows the machine slows both alike; the best round of each counts.
    rounds = [(_seconds(parse), _seconds(tag)) for _ in range(ROUNDS)]
    parsing, tagging = (min(column) for column in zip(*rounds, strict=True))
    print(f"bare parse     {words / parsing:8.0f} words/s")
    print(f"attributions   {words / tagging:8.0f} words/s")
    print(f"ratio          {parsing / tagging:8.2f}  (target 1.20)")


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _weigh(folder: Path) -> None:
    words = " ".join(report(number) for number in range(2 * LONG // 150)).split()[:LONG]
    paragraphs = "\n\n".join(" ".join(words[at : at + 60]) for at in range(0, LONG, 60))
    for name, text in (("in paragraphs", paragraphs), ("on one line", " ".join(words))):
        path = folder / "long.jsonl"
        path.write_text(json.dumps({"id": name, "text": text}) + "\n", encoding="utf-8")
        command = [
            sys.executable,
            "-c",
            PEAK,
            "extract",
            str(path),
            "--format",
            "attributions",
            "-o",
            str(folder / "out"),
        ]
        start = os.times()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        used = os.times().children_user - start.children_user
        found = json.loads((folder / "out" / "long.jsonl").read_text(encoding="utf-8"))["attributions"]
        print(f"{LONG} words {name}: {done.stderr.split()[0]} MB at the peak, {used:.0f} s, {len(found)} attributions")


if __name__ == "__main__":
    sys.exit(main())
