"""What is found in one document: statements, moves, doubts; fields and enumerations are the codebook's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dragoman.model.anchors import Anchor

if TYPE_CHECKING:
    from dragoman.model.agents import Agent
    from dragoman.model.events import Event
    from dragoman.model.times import Timex


CODEBOOK = "1.0"
"""The version of docs/codebook.md by which everything here is coded."""


class Mode(StrEnum):
    """How the words are given (PARC, PolNeAR)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Does the speaker hold the content, or say that it is not so?"""

    ASSERTED = "asserted"
    DENIED = "denied"


class MoveKind(StrEnum):
    """The steps of an exchange."""

    DEMAND = "demand"
    PROPOSAL = "proposal"
    PROMISE = "promise"
    THREAT = "threat"
    INVITATION = "invitation"
    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"
    DENIAL = "denial"
    REPLY = "reply"
    DECISION_PENDING = "decision-pending"
    MEETING = "meeting"


class MoveStatus(StrEnum):
    """What one document alone knows of a move."""

    MADE = "made"
    CONDITIONAL = "conditional"
    PROMISED = "promised"
    PLANNED = "planned"
    AWAITED = "awaited"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CONTESTED = "contested"


class Realis(StrEnum):
    """How a report presents an event: did it happen?"""

    OCCURRED = "occurred"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be settled: a stable ``code``, a ``message`` for the reader, and the words it is about."""

    code: str
    message: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying: who (source), how (cue), what (content), through whom (via).

    ``speakers`` are canonical names, several where they speak jointly. ``via`` are the relayers between speaker
    and publishing outlet, nearest the speaker first. ``content`` are the fragments of what was said, in order;
    ``content_text`` the one string, white space folded. ``said_on`` is EDTF, None where the text does not say.
    ``addressees`` are those told, where the text names them. ``nested`` marks an inner report (A said that B told C).
    ``reader`` names what found it, ``rules`` or ``model``; ``score`` is the model's probability, 0 to 1.
    """

    id: str
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    anonymous: bool
    mode: Mode
    polarity: Polarity
    content_text: str
    said_on: str | None
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    evidence: Anchor
    addressees: tuple[str, ...] = ()
    nested: bool = False
    reader: str = "rules"
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the exchange: ``by`` does ``kind`` towards ``to`` about ``what``.

    ``by`` and ``to`` are canonical names (empty where nobody is named); for a meeting they are the participants.
    ``event_date`` is the day of the act (planned acts: the planned day). ``according_to`` is the only source, where
    a speaker tells it; ``via`` its relayers; ``statement`` the id of the statement that holds it. ``negated`` marks
    an act that its teller says did not happen; ``realis`` says whether it did at all, as the report presents it.
    ``evidence`` are the words it rests on.
    """

    id: str
    kind: MoveKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    status: MoveStatus
    event_date: str | None
    evidence: Anchor
    due: str | None = None
    due_evidence: Anchor | None = None
    condition: str | None = None
    hedge: str | None = None
    place: str | None = None
    according_to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    anonymous: bool = False
    negated: bool = False
    statement: str | None = None
    reader: str = "rules"
    realis: Realis = Realis.OCCURRED


@dataclass(frozen=True)
class Extraction:
    """What a reader finds in the parsed passages of one document, in the order of the text."""

    statements: tuple[Statement, ...]
    moves: tuple[Move, ...]
    doubts: tuple[Doubt, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything that one reader version finds in one document: a pure function of bytes, user's word and version."""

    id: str
    document: str
    reader: str
    statements: tuple[Statement, ...]
    moves: tuple[Move, ...]
    agents: Sequence[Agent]
    timexes: Sequence[Timex]
    doubts: tuple[Doubt, ...]
    events: tuple[Event, ...] = ()
