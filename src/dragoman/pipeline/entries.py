"""A reading as entries: what the fold takes, here without a record."""

from __future__ import annotations

from dragoman.model import Agent, Document, DocumentInfo, Doubt, Entry, Move, Reading, Statement, anchor_of, entry_id


def entries_of(document: Document, reading: Reading) -> tuple[Entry, ...]:
    """What a record that holds this document and this reading alone yields as its entries."""
    info = DocumentInfo(
        id=document.id,
        file=document.file,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
    )
    values: tuple[Statement | Move | Agent | Doubt, ...]
    values = (*reading.agents, *reading.statements, *reading.moves, *reading.doubts)
    return tuple(Entry(entry_id(document.id, value), info, value) for value in sorted(values, key=_place))


def _place(value: Statement | Move | Agent | Doubt) -> int:
    """The start of its words in the text; what rests on none comes first."""
    anchor = anchor_of(value)
    return anchor.start if anchor else -1
