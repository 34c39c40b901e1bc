"""One exchange in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.exchange.standing import PENDING
from dragoman.exchange.ties import item_evidence
from dragoman.exchange.verdicts import LISTS
from dragoman.model import Ahead, ExchangeState, MeetingStatus, Negotiation, Outline, ReplyStatus

_CONTESTED = 3
"""Questions, the latest, that an outline names."""

_AHEAD = 12
"""Things to come, the latest told of, that it names."""

_OWED = (ReplyStatus.AWAITED, ReplyStatus.PROMISED)
_PLANNED = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)


def outline(state: ExchangeState, negotiation: Negotiation) -> Outline:
    """The outline of the exchange that a state shows alone."""
    days = [document.published.date for document in state.documents if document.published]
    place = {document.id: number for number, document in enumerate(state.documents)}
    latest = sorted(state.disputes, key=lambda d: -max(place[e.document] for e in item_evidence(d)))
    return Outline(
        name=negotiation.name,
        parties=negotiation.parties,
        documents=len(state.documents),
        first=min(days, default=None),
        last=max(days, default=None),
        counts=_counts(state),
        contested=tuple(dict.fromkeys(dispute.question for dispute in latest))[:_CONTESTED],
        ahead=tuple(_ahead(state))[-_AHEAD:],
    )


def _counts(state: ExchangeState) -> tuple[tuple[str, str, int], ...]:
    found = Counter(
        (name, str(getattr(item, "status", ""))) for name in LISTS.values() for item in getattr(state, name)
    )
    return tuple((name, status, number) for (name, status), number in found.items())


def _ahead(state: ExchangeState) -> Iterator[Ahead]:
    """What is owed, planned and pending, each list in the order in which it was first told of."""
    for owed in state.replies:
        if owed.status in _OWED:
            yield Ahead("reply", owed.by, owed.to, owed.about, str(owed.status), owed.due)
    for decision in state.decisions:
        if decision.status == PENDING:
            yield Ahead("decision", decision.by, (), decision.about, decision.status, None)
    for meeting in state.meetings:
        if meeting.status in _PLANNED:
            yield Ahead("meeting", meeting.participants, (), meeting.place or "", str(meeting.status), meeting.date)
