"""What the ledger keeps and the fold reads: entries of documents, and people's judgements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.agents import Agent
from dragoman.model.documents import Published, content_id
from dragoman.model.readings import Doubt, Move, Statement


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as later rooms need it: its names, not its text. ``superseded_by`` is the corrected edition's id."""

    id: str
    file: str
    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing read in one document by its current reading: a statement, a move, an agent or a doubt."""

    id: str
    document: DocumentInfo
    value: Statement | Move | Agent | Doubt


def entry_id(document: str, value: Statement | Move | Agent | Doubt) -> str:
    """The id of a value of a document as an entry: its own, or for an agent or a doubt a hash of what it says."""
    match value:
        case Statement() | Move():
            return value.id
        case Agent():
            return content_id("agt", document, value.name)
        case Doubt():
            place = f"{value.anchor.start}:{value.anchor.end}" if value.anchor else ""
            return content_id("dbt", document, value.code, value.message, place)


class JudgementKind(StrEnum):
    """What a person may decide about entries and documents."""

    SUPERSEDE = "supersede"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: about which ids (for ``supersede``: the old document, then the new), by whom, when, why."""

    id: str
    kind: JudgementKind
    subjects: tuple[str, ...]
    author: str
    made_at: str
    reason: str | None = None
