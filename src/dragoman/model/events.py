"""Coded events: who did what to whom, in the types of PLOVER with the root codes of CAMEO."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.anchors import Anchor
from dragoman.model.readings import Realis


class EventType(StrEnum):
    """PLOVER's sixteen types, and the three acts of speech that PLOVER leaves out (CAMEO roots 01 and 02)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    DENIAL = "DENIAL"
    APPEAL = "APPEAL"


@dataclass(frozen=True, slots=True)
class Event:
    """``actor`` does something of this ``type`` to ``recipient``.

    ``mode`` refines the type in PLOVER's terms, None where nothing does; ``root`` is the two-digit CAMEO root.
    ``actor`` and ``recipient`` are the words that name each side, one anchor a party; ``actors`` and ``recipients``
    the canonical names of those that are known agents. ``place`` are the words of the place, ``date`` is EDTF, both
    None where the sentence does not say. ``realis`` is how the sentence presents the event, whoever says so;
    ``statement`` the id of the statement that reports it. ``trigger`` is the word that the coding rests on,
    ``evidence`` the clause around it.
    """

    id: str
    type: EventType
    mode: str | None
    root: str
    realis: Realis
    actor: tuple[Anchor, ...]
    recipient: tuple[Anchor, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    date: str | None
    trigger: Anchor
    evidence: Anchor
    statement: str | None = None
    reader: str = "rules"
