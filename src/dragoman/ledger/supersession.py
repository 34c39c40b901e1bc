"""Which document a corrected edition has superseded, as far as somebody who sees only some documents can know."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping


def editions(newer: Mapping[str, str], document: str) -> Iterator[str]:
    """The later editions of a document, nearest first; ``newer`` leads from each document to the next edition."""
    seen = {document}
    while (following := newer.get(document)) is not None and following not in seen:
        yield following
        seen.add(following)
        document = following


def without(newer: Mapping[str, str], out: Container[str]) -> Mapping[str, str]:
    """The editions less those that were taken out: their predecessors lead on to the next."""
    standing = ((old, next((e for e in editions(newer, old) if e not in out), None)) for old in newer)
    return {old: edition for old, edition in standing if edition is not None}


def superseded_by(newer: Mapping[str, str], document: str, visible: Container[str]) -> str | None:
    """The nearest later edition among the visible documents; None where the document still stands."""
    return next((edition for edition in editions(newer, document) if edition in visible), None)
