"""Do the words that entries rest on stand where the entries say? One document at a time, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.ledger.values import Value, anchors
from dragoman.model import Anchor, Document, content_id


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the record that is not so: in which document (id and file), in which entry (id), what.

    ``entry`` is None where the fault is the document's own.
    """

    document: str
    file: str
    entry: str | None
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry or self.document}: {self.what}"


def hash_faults(document: Document) -> Iterator[Fault]:
    """The fault of bytes that do not hash to the document's id, if they do not."""
    prefix = document.id.rpartition("-")[0]
    known = {content_id(prefix, document.raw), content_id(prefix, document.raw, document.outlet or "")}
    if document.id not in known:
        yield Fault(
            document.id, document.file, None, "the stored bytes are not those that the document's id was made from"
        )


def anchor_faults(document: Document, entry: str, value: Value) -> Iterator[Fault]:
    """A fault for each anchor of the value that does not agree with the canonical text or with the original."""
    for anchor in anchors(value):
        what = _wrong(document, anchor)
        if what:
            yield Fault(
                document.id, document.file, entry, f"{anchor.exact[:60]!r} at {anchor.start}:{anchor.end}: {what}"
            )


def _wrong(document: Document, anchor: Anchor) -> str | None:
    text, start, end = document.text, anchor.start, anchor.end
    if not 0 <= start < end <= len(text):
        return f"no passage of a text of {len(text)} code points"
    if text[start:end] != anchor.exact:
        return f"the canonical text has {text[start:end][:60]!r} there"
    before = text[max(0, start - len(anchor.prefix)) : start]
    if before != anchor.prefix or not text.startswith(anchor.suffix, end):
        return "the words beside it are others"
    restored = document.offsets.restore(document.original, text, start, end)
    if restored != anchor.exact:
        return f"the original has {restored[:60]!r} there"
    return None
