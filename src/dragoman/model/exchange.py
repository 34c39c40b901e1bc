"""Where an exchange stands on a day: what ``exchange.fold`` makes and ``brief.render`` shows.

Names are canonical names of agents; dates are EDTF; every item carries evidence and the name of the rule that set
its status. Ids are content hashes, stable between days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.agents import AgentKind
from dragoman.model.entries import DocumentInfo


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of one document (W3C position and quote selectors over its canonical text)."""

    document: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


class DemandStatus(StrEnum):
    """How a demand or proposal stands."""

    MADE = "made"
    ACCEPTED = "accepted"
    PARTLY_MET = "partly met"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"


class ReplyStatus(StrEnum):
    """How a reply owed stands."""

    AWAITED = "awaited"
    PROMISED = "promised"
    DELIVERED = "delivered"
    DECLINED = "declined"
    CONTESTED = "contested"


class MeetingStatus(StrEnum):
    """How a meeting stands. ``unknown``: its day has passed and nobody says what happened."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Position(StrEnum):
    """An answer to a dispute's question. ``other``: neither, told differently."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """An agent that the exchange names."""

    id: str
    name: str
    kind: AgentKind
    aliases: tuple[str, ...] = ()
    of: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One holder's position on a question, with its chain (``via``, nearest the holder first)."""

    holder: str
    via: tuple[str, ...]
    anonymous: bool
    position: Position
    said_on: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a demand or a reply: the status it got, when, by which rule, on what words."""

    status: str
    on: str | None
    rule: str
    evidence: tuple[Evidence, ...]
    according_to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand or a proposal (``form``), of ``by`` to ``to``, with its life in ``history``."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    matter: str
    form: str
    status: DemandStatus
    since: str | None
    hedge: str | None
    history: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReplyOwed:
    """An answer owed or given by ``by`` to ``to``. ``due_by`` names whose date ``due`` is; overdue only against one."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    about: str
    form: str | None
    status: ReplyStatus
    due: str | None
    due_by: tuple[str, ...]
    overdue: bool
    since: str | None
    accounts: tuple[Account, ...]
    history: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that ``by`` is said to have before it, or has taken (``pending``, ``taken``)."""

    id: str
    by: tuple[str, ...]
    about: str
    status: str
    condition: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question on which accounts cannot all be true. ``about`` is the id of the reply or demand it concerns."""

    id: str
    question: str
    accounts: tuple[Account, ...]
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Talks, a call, a summit. ``according_to`` are its only sources, where speakers tell it."""

    id: str
    participants: tuple[str, ...]
    date: str | None
    place: str | None
    status: MeetingStatus
    history: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A threat or warning of ``by`` to ``to``."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    condition: str | None
    said_on: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement as the brief lists it."""

    id: str
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    anonymous: bool
    mode: str
    polarity: str
    content: str
    said_on: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """A doubt as the brief lists it."""

    code: str
    message: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's judgement in force about ``subject``: the id of an entry, an item, a party or a document.

    ``kind`` is that of the judgement, ``judgement`` its id.
    """

    subject: str
    kind: str
    judgement: str
    author: str
    made_at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a telling comes from: a speaker, or the source of a text told in its own voice (an agency, an outlet).

    An unnamed speaker is one origin with those of his name who spoke ``through`` the same relayer or source.
    """

    name: str
    through: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Backing:
    """What the item ``subject`` rests on: how many reports, and their origins, near copies being one."""

    subject: str
    reports: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Negotiation:
    """One of the exchanges that a record holds: its name, its chief parties, the ids of its reports."""

    name: str
    parties: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the record leaves open about the item ``about``, as a question; ``rule`` says why it is asked."""

    about: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the readout of one side (``by``) has of a meeting."""

    by: str
    what: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Readouts:
    """The official readouts of one meeting set side by side: whose they are, and what only one of them mentions."""

    meeting: str
    sides: tuple[str, ...]
    only: tuple[Mentioned, ...]


@dataclass(frozen=True)
class ExchangeState:
    """Where the exchange stands as of a day (None: with everything in the record).

    ``rests_on_unnamed`` and ``gone_quiet`` hold ids of items in the other lists; ``backing`` has a row for each item,
    ``judged`` one for each judgement about the state's entries and items. ``named_only``: nothing that unnamed people
    tell is counted.

    ``upcoming`` holds ids of what is still to come, by its day, ``one_sided`` those of what one side alone tells;
    ``questions`` are what the record leaves open, ``readouts`` compare the sides' accounts of meetings.
    ``negotiations`` are the exchanges that the record holds; ``negotiation`` the one that is shown, None for all.
    """

    as_of: str | None
    documents: tuple[DocumentInfo, ...] = ()
    parties: tuple[Party, ...] = ()
    demands: tuple[Demand, ...] = ()
    replies: tuple[ReplyOwed, ...] = ()
    decisions: tuple[Decision, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    warnings: tuple[Warned, ...] = ()
    statements: tuple[Voice, ...] = ()
    rests_on_unnamed: tuple[str, ...] = ()
    gone_quiet: tuple[str, ...] = ()
    doubts: tuple[Concern, ...] = ()
    judged: tuple[Verdict, ...] = ()
    backing: tuple[Backing, ...] = ()
    named_only: bool = False
    upcoming: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    readouts: tuple[Readouts, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    negotiation: str | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an exchange was waiting for when it was last told of: a ``reply``, a ``meeting`` or a ``decision``.

    ``by`` owes it to ``to``, or meets or decides. ``date`` is the day that somebody gave, if one did.
    """

    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    status: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """One exchange in a few lines, as it stood when it was last told of.

    ``counts`` has how many items of a list have a status (list, status, number; disputes and warnings have none, "").
    ``contested`` are the questions on which accounts differ, the latest first.
    """

    name: str
    parties: tuple[str, ...]
    documents: int
    first: str | None
    last: str | None
    counts: tuple[tuple[str, str, int], ...] = ()
    contested: tuple[str, ...] = ()
    ahead: tuple[Ahead, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """The exchanges of a record as of a day, those told of last first; ``documents`` are those of the whole record.

    ``today`` is the day itself, or the last on which a report came out.
    """

    as_of: str | None
    today: str | None
    documents: int
    outlines: tuple[Outline, ...] = ()
    named_only: bool = False
