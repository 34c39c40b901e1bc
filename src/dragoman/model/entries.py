"""What the ledger keeps and the fold reads: entries of documents, and people's judgements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.agents import Agent
from dragoman.model.anchors import Anchor
from dragoman.model.documents import Published, content_id
from dragoman.model.readings import Doubt, Move, Statement


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as later rooms need it: its names, not its text. ``superseded_by`` is the corrected edition's id.

    ``agency`` is the news agency that it credits, ``copies`` are ids of documents whose text is nearly the same.
    ``recorded`` is when the record took up its current reading (ISO 8601, UTC); no result rests on it.
    """

    id: str
    file: str
    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    superseded_by: str | None = None
    agency: str | None = None
    copies: tuple[str, ...] = ()
    recorded: str | None = field(default=None, compare=False)


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


def anchor_of(value: Statement | Move | Agent | Doubt) -> Anchor | None:
    """The words that a value rests on; None for an agent, and for a doubt about no words."""
    if isinstance(value, Agent):
        return None
    return value.anchor if isinstance(value, Doubt) else value.evidence


class JudgementKind(StrEnum):
    """What a person may decide about entries, documents, and what the fold makes of them."""

    ACCEPT = "accept"
    """it is so: it stays as it stands, whatever a later reader finds there"""
    REJECT = "reject"
    """it is not so: it counts no more; a document is taken out of the record's account"""
    EDIT = "edit"
    """it is so, but for the fields that ``changes`` names"""
    MERGE = "merge"
    """the subjects are one: agents under the first one's name, items of the exchange, copies of one text"""
    KEEP_APART = "keep-apart"
    """the subjects are not one"""
    SUPERSEDE = "supersede"
    """the second document is the corrected edition of the first"""
    WITHDRAW = "withdraw"
    """an earlier judgement counts no more"""


@dataclass(frozen=True, slots=True)
class Tie:
    """What a judgement holds on to, so that it outlives the reader that found it.

    ``kind`` is what the subject is: ``statement``, ``move``, ``agent``, ``doubt``, ``document``, ``judgement``,
    ``party``, or a list of the exchange (``demand``, ``reply``, ``decision``, ``dispute``, ``meeting``,
    ``warning``). Entries are tied to a place, ``text[start:end]`` of a document, and ``value`` is what was read there
    when it was judged; an item of the exchange is tied to the first words it rests on, a party to its name.
    ``words`` is the quote, the name, or what the item is called.
    """

    kind: str
    id: str
    words: str = ""
    document: str | None = None
    start: int | None = None
    end: int | None = None
    value: Statement | Move | Agent | Doubt | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit says of one field: its name, and its value in words, several where it holds several names."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: about which ids (for ``supersede``: the old document, then the new), by whom, when, why.

    ``ties`` say of each subject, in the same order, what it is and where it stands; ``changes`` are those of an edit.
    """

    id: str
    kind: JudgementKind
    subjects: tuple[str, ...]
    author: str
    made_at: str
    reason: str | None = None
    ties: tuple[Tie, ...] = ()
    changes: tuple[Change, ...] = ()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody has withdrawn, in their order, without the withdrawals themselves."""
    made = tuple(judgements)
    withdrawn = {id_ for j in made if j.kind is JudgementKind.WITHDRAW for id_ in j.subjects}
    return tuple(j for j in made if j.kind is not JudgementKind.WITHDRAW and j.id not in withdrawn)
