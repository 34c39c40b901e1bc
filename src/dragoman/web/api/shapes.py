"""What programs are told and may say: the shapes of ``/api/v1`` that are not values of the model already."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from dragoman.model import (
    AgentKind,
    EventType,
    Evidence,
    JudgementKind,
    Mode,
    MoveKind,
    MoveStatus,
    Polarity,
    Realis,
    TimexType,
    Zone,
)
from dragoman.model.changes import Cause, Item, Turn
from dragoman.web.intake import MOST_FILES

LIMIT = 100
"""Values of one page at most."""

Id = Annotated[str, Field(min_length=1, max_length=100)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
T = TypeVar("T")


class Shape(BaseModel):
    """A closed object."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(Shape, Generic[T]):
    """``values`` from ``offset`` on, of ``total``; ``next`` is the offset of the next page, null on the last one."""

    values: list[T]
    total: int
    offset: int
    next: int | None


class Problem(Shape):
    """What went wrong: a word for programs, and for people where, what, and what to do next."""

    code: str
    where: str
    what: str
    advice: str


class Problems(Shape):
    """The one shape of every error."""

    error: Problem


class Token(Shape):
    """What changes carry in the header ``X-Dragoman-Token``; good until the server stops."""

    token: str


class Day(Shape):
    """A day on which documents came out (the last that their date can mean), and how many."""

    day: date
    documents: int


class RecordShape(Shape):
    """How much the record holds; ``stamp`` is another text after anything was read or judged."""

    stamp: str
    documents: int
    undated: int
    readings: int
    judgements: int
    statements: int
    moves: int
    doubts: int
    days: list[Day]


class Overview(Shape):
    """How many items a day's state has in each list, and the ids of those that want attention."""

    as_of: str | None
    exchanges: int
    documents: int
    parties: int
    demands: int
    replies: int
    decisions: int
    disputes: int
    meetings: int
    warnings: int
    doubts: int
    rests_on_unnamed: list[str]
    gone_quiet: list[str]


class ExchangeShape(Shape):
    """An exchange that the record holds: its name, its chief parties, how many reports it has."""

    name: str
    parties: list[str]
    documents: int


class CauseShape(Shape):
    """Why an item is not what it was: the words that show it, for a judgement its id."""

    cause: Cause
    judgement: str | None
    evidence: list[Evidence]


class DifferenceShape(Shape):
    """An item before and after, null where it was not there; ``fields`` are those that differ."""

    kind: str
    change: Turn
    fields: list[str]
    causes: list[CauseShape]
    before: Item | None
    after: Item | None


class CorrectionShape(Shape):
    """A document and its corrected edition."""

    document: str
    superseded_by: str


class ChangesShape(Page[DifferenceShape]):
    """What changed between two days, a page of the differences at a time; of documents and judgements the first
    hundred ids: those that came out between, were corrected, were read anew, and what was judged."""

    first: Annotated[str | None, Field(alias="from")]
    second: Annotated[str | None, Field(alias="to")]
    published: list[str]
    corrected: list[CorrectionShape]
    reread: list[str]
    judgements: list[str]


class DocumentShape(Shape):
    """A document without its text; ``snippet`` has the words found between the characters U+0002 and U+0003."""

    id: str
    file: str
    title: str | None
    outlet: str | None
    published: str | None
    published_source: str | None
    published_evidence: str | None
    url: str | None
    agency: str | None
    superseded_by: str | None
    recorded_at: str | None
    snippet: str | None = None


class PassageShape(Shape):
    """A paragraph, ``start`` to ``end`` in code points of the canonical text."""

    zone: Zone
    start: int
    end: int
    text: str


class StatementShape(Shape):
    """A statement of a document; ``score`` is the probability that the model gives it, null where rules read it."""

    id: str
    document: str
    speakers: list[str]
    via: list[str]
    addressees: list[str]
    anonymous: bool
    mode: Mode
    polarity: Polarity
    content: str
    said_on: str | None
    nested: bool
    reader: str
    score: float | None
    evidence: Evidence


class MoveShape(Shape):
    """A step of the exchange, as one document tells it; ``realis`` says whether it took place."""

    id: str
    document: str
    kind: MoveKind
    by: list[str]
    to: list[str]
    what: str
    status: MoveStatus
    event_date: str | None
    due: str | None
    condition: str | None
    hedge: str | None
    place: str | None
    according_to: list[str]
    via: list[str]
    anonymous: bool
    negated: bool
    realis: Realis
    statement: str | None
    reader: str
    evidence: Evidence


class EventShape(Shape):
    """A coded event: PLOVER's type and mode, CAMEO's root; ``actor`` and ``recipient`` are the words that name the
    sides, ``actors`` and ``recipients`` those of them that are known."""

    id: str
    document: str
    type: EventType
    mode: str | None
    root: str
    realis: Realis
    actor: list[str]
    recipient: list[str]
    actors: list[str]
    recipients: list[str]
    place: str | None
    date: str | None
    statement: str | None
    reader: str
    trigger: Evidence
    evidence: Evidence


class TimexShape(Shape):
    """A time expression of a document: TIMEX3 type and value, and the date in EDTF."""

    start: int
    end: int
    type: TimexType
    value: str | None
    edtf: str | None
    text: str
    rule: str


class NamedShape(Shape):
    """An agent as one document names it: whom it acts for, its office as read there, and other names of it."""

    name: str
    kind: AgentKind
    of: str | None
    office: str | None
    aliases: list[str]
    wikidata: str | None


class OfficeShape(Shape):
    """An office as a document names it."""

    office: str
    of: str | None
    day: str | None
    document: str


class AgentShape(Shape):
    """An agent of the exchange."""

    id: str
    name: str
    kind: AgentKind
    aliases: list[str]
    of: str | None
    wikidata: str | None
    offices: list[OfficeShape]


class QuestionShape(Shape):
    """An entry to look at: what hangs on it, what is uncertain, and its weight."""

    entry: str
    document: str
    matters: str
    doubts: list[str]
    weight: float


class SubjectShape(Shape):
    """What a judgement is about, and the words it holds on to."""

    kind: str
    id: str
    words: str
    document: str | None
    start: int | None
    end: int | None


class JudgementShape(Shape):
    """A person's judgement; not ``in_force`` once it was taken back."""

    id: str
    kind: JudgementKind
    author: str
    made_at: str
    reason: str | None
    in_force: bool
    subjects: list[SubjectShape]
    changes: dict[str, list[str]]


class NewJudgement(Shape):
    """A judgement to keep: ``subjects`` are ids, ``changes`` the fields of an edit with their values in words;
    ``as_of`` and ``exchange`` say where items and agents among the subjects were seen."""

    kind: JudgementKind
    subjects: Annotated[list[Id], Field(min_length=1, max_length=50)]
    author: Name
    reason: Annotated[str, Field(max_length=500)] | None = None
    changes: Annotated[dict[Id, Annotated[list[Name], Field(max_length=50)]], Field(max_length=20)] = {}
    as_of: date | None = None
    exchange: Annotated[str, Field(min_length=1, max_length=300)] | None = None


class Withdrawal(Shape):
    """Who takes a judgement back, and why."""

    author: Name
    reason: Annotated[str, Field(max_length=500)] | None = None


class NewReport(Shape):
    """One report: a file name ending in .txt, .md or .html, and its text."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]{0,100}\.(txt|md|html|htm)$")]
    text: Annotated[str, Field(min_length=1, max_length=4_000_000)]


class NewReports(Shape):
    """Reports to read, with what is known of all of them."""

    reports: Annotated[list[NewReport], Field(min_length=1, max_length=MOST_FILES)]
    published: date | None = None
    outlet: Name | None = None


class ToldShape(Shape):
    """What became of a report: ``new``, ``unchanged``, ``superseded`` or ``refused``, and why."""

    file: str
    fate: str
    why: str


class JobShape(Shape):
    """A load of reports that is being read."""

    id: str
    total: int
    told: list[ToldShape]
    done: bool
    failed: str
