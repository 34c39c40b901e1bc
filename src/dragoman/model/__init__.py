"""The values every room shares: frozen, hashable where they can be, free of I/O.

``errors``     the tree of what can go wrong in a call
``anchors``    Anchor, OffsetMap: where words stand, in the canonical and in the original text
``documents``  Document, Passage, Zone, Published, Parsed
``agents``     Agent, Mention, Links
``events``     Event: what is coded in PLOVER's types
``times``      Timex, and the bounds of an EDTF date
``readings``   Statement, Move, Doubt, Reading
``entries``    Entry, Judgement: what the ledger keeps
``exchange``   ExchangeState and its lists: what a brief renders
"""

from dragoman.model.agents import Agent, AgentKind, Links, Mention
from dragoman.model.anchors import Anchor, OffsetMap, Piece
from dragoman.model.documents import Document, Parsed, Passage, Published, Zone, content_id
from dragoman.model.entries import (
    Change,
    DocumentInfo,
    Entry,
    Judgement,
    JudgementKind,
    Tie,
    anchor_of,
    entry_id,
    in_force,
)
from dragoman.model.errors import (
    BadDate,
    BadInput,
    BadTable,
    DragomanError,
    EmptySource,
    NewerRecord,
    NotARecord,
    NotEnglish,
    NoText,
    NotText,
    RecordError,
    SourceError,
    TooLarge,
    UnreadableSource,
)
from dragoman.model.events import Event, EventType
from dragoman.model.exchange import (
    Account,
    Ahead,
    Backing,
    Concern,
    Decision,
    Demand,
    DemandStatus,
    Dispute,
    Evidence,
    ExchangeState,
    Meeting,
    MeetingStatus,
    Mentioned,
    Negotiation,
    Origin,
    Outline,
    Overview,
    Party,
    Position,
    Question,
    Readouts,
    ReplyOwed,
    ReplyStatus,
    Step,
    Verdict,
    Voice,
    Warned,
)
from dragoman.model.readings import (
    CODEBOOK,
    Doubt,
    Extraction,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    Polarity,
    Reading,
    Realis,
    Statement,
)
from dragoman.model.times import Bounds, Timex, TimexType, bounds

__all__ = [
    "CODEBOOK", "Account", "Agent", "AgentKind", "Ahead", "Anchor", "Backing", "BadDate", "BadInput", "BadTable",
    "Bounds", "Change", "Concern", "Decision", "Demand", "DemandStatus", "Dispute", "Document", "DocumentInfo", "Doubt",
    "DragomanError", "EmptySource", "Entry", "Event", "EventType", "Evidence", "ExchangeState", "Extraction",
    "Judgement", "JudgementKind", "Links", "Meeting", "MeetingStatus", "Mention", "Mentioned", "Mode", "Move",
    "MoveKind", "MoveStatus", "Negotiation", "NewerRecord", "NoText", "NotARecord", "NotEnglish", "NotText",
    "OffsetMap", "Origin", "Outline", "Overview", "Parsed", "Party", "Passage", "Piece", "Polarity", "Position",
    "Published", "Question",
    "Reading", "Readouts", "Realis", "RecordError", "ReplyOwed", "ReplyStatus", "SourceError", "Statement", "Step",
    "Tie", "Timex", "TimexType", "TooLarge", "UnreadableSource", "Verdict", "Voice", "Warned", "Zone",
    "anchor_of", "bounds", "content_id", "entry_id", "in_force",
]  # fmt: skip
