"""The brief as sections of lines in the order an analyst asks, before it becomes text, Markdown or HTML.

Nothing is concluded here: statuses, disputes and doubts are the state's; this chooses order, words and labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.brief.displayable import displayable
from dragoman.brief.lines import (
    Line,
    decision_line,
    demand_line,
    dispute_line,
    known,
    meeting_line,
    reference,
    reply_line,
    warning_line,
)
from dragoman.brief.outlook import coming, exchanges_held, from_one_side, open_questions, side_by_side
from dragoman.brief.wording import chain, counted, independence, judged
from dragoman.model import (
    Concern,
    DemandStatus,
    DocumentInfo,
    ExchangeState,
    Meeting,
    MeetingStatus,
    ReplyStatus,
    Verdict,
)

_OUTLETS = 8
_REPLIES = (
    ReplyStatus.CONTESTED,
    ReplyStatus.AWAITED,
    ReplyStatus.PROMISED,
    ReplyStatus.DECLINED,
    ReplyStatus.DELIVERED,
)
_DEMANDS = (
    DemandStatus.CONTESTED,
    DemandStatus.MADE,
    DemandStatus.PARTLY_MET,
    DemandStatus.REJECTED,
    DemandStatus.ACCEPTED,
    DemandStatus.DELIVERED,
    DemandStatus.WITHDRAWN,
)
_MEETINGS = (
    MeetingStatus.PLANNED,
    MeetingStatus.PROPOSED,
    MeetingStatus.UNKNOWN,
    MeetingStatus.CANCELLED,
    MeetingStatus.HELD,
)
_DECISIONS = ("pending", "taken")
_MAIN = {
    "contested": ("Contested", "Accounts that cannot all be true."),
    "replies": ("Replies owed and given", "Overdue only against a date that somebody gave."),
    "demands": ("Demands and proposals", "Who wants what of whom, and how it stands."),
    "decisions": ("Decisions", "What a party is said to have before it."),
    "meetings": ("Meetings", "What comes next; then what was held or came to nothing."),
    "warnings": ("Warnings and threats", ""),
}
"""Title and explanation of the sections that list items, by name."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; ``name`` is its anchor in a page, ``about`` tells the reader what it lists."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A report under the number by which the lines cite it."""

    number: int
    document: DocumentInfo


@dataclass(frozen=True)
class Sheet:
    """The whole brief: what was read, a summary in counts, the sections that hold something, the sources.

    ``exchanges`` says which of a record's exchanges it shows, or which there are. ``items`` leads from the label of a
    line (``R2``) to the id of the state's item that it tells of, ``leads`` from it to the name of an exchange.
    """

    title: str
    as_of: str
    read: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    statements: str
    sources: Mapping[str, Source]
    items: Mapping[str, str]
    exchanges: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)


def compose(state: ExchangeState) -> Sheet:
    """The sheet of a state, every string of it safe to look at."""
    state = displayable(state)
    labels = labels_of(state)
    main = tuple(section for section in _main_sections(state, labels) if section.lines)
    lines = {line.label: line for section in main for line in section.lines}
    by_id = {id_: lines[label] for id_, label in labels.items() if label in lines}
    cross = (
        *_outlook(state, by_id),
        _unnamed(state, labels, lines),
        _quiet(state, labels, lines),
        _doubts(state.doubts),
    )
    return Sheet(
        title="Where the exchange stands",
        as_of=_view(state),
        read=_read(state.documents),
        exchanges=exchanges_held(state.negotiations, state.negotiation),
        summary=_summary(state),
        sections=main + tuple(section for section in cross if section.lines),
        statements=_statements(state),
        sources={d.id: Source(n, d) for n, d in enumerate(state.documents, 1)},
        items={label: id_ for id_, label in labels.items()},
    )


# ---------------------------------------------------------------- order and labels
def _ordered(items: Iterable[Any], order: Sequence[str]) -> list[Any]:
    """The items by the rank of their status, otherwise as the state has them."""
    return sorted(items, key=lambda item: order.index(item.status))


def labels_of(state: ExchangeState) -> dict[str, str]:
    """Ids of items to their labels: C1 (contested), R1 (reply), D1 (demand), X1 (decision), M1, W1."""
    lists: tuple[tuple[str, Iterable[Any]], ...] = (
        ("C", state.disputes),
        ("R", _ordered(state.replies, _REPLIES)),
        ("D", _ordered(state.demands, _DEMANDS)),
        ("X", _ordered(state.decisions, _DECISIONS)),
        ("M", _meetings_by_day(state.meetings)),
        ("W", state.warnings),
    )
    return {item.id: f"{letter}{n}" for letter, items in lists for n, item in enumerate(items, 1)}


def _meetings_by_day(meetings: Iterable[Meeting]) -> list[Meeting]:
    return _ordered(sorted(meetings, key=lambda m: m.date or "9999"), _MEETINGS)


# ---------------------------------------------------------------- head
def _view(state: ExchangeState) -> str:
    """What of the record it shows."""
    day = f"As of {state.as_of}" if state.as_of else "With everything in the record"
    return f"{day}, without what unnamed sources tell" if state.named_only else day


def _read(documents: Sequence[DocumentInfo]) -> str:
    if not documents:
        return "No report had been published by then."
    days = sorted(d.published.date for d in documents if d.published)
    outlets = Counter(d.outlet or "outlet unknown" for d in documents)
    ranked = sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))
    names = [f"{name} ({n})" for name, n in ranked[:_OUTLETS]]
    if len(ranked) > _OUTLETS:
        names.append(f"{len(ranked) - _OUTLETS} more")
    span = (f" of {days[0]}" if days[0] == days[-1] else f" from {days[0]} to {days[-1]}") if days else ""
    undated = len(documents) - len(days)
    without = f"; {undated} without a date" if undated else ""
    return f"{counted(len(documents), 'report')}{span}{without}: {', '.join(names)}"


def _summary(state: ExchangeState) -> tuple[str, ...]:
    rows = (
        (len(state.disputes), "contested question", "contested questions", ""),
        (len(state.replies), "reply", "replies", _statuses(state.replies, _REPLIES)),
        (len(state.demands), "demand or proposal", "demands and proposals", _statuses(state.demands, _DEMANDS)),
        (len(state.decisions), "decision", "decisions", _statuses(state.decisions, _DECISIONS)),
        (len(state.meetings), "meeting", "meetings", _statuses(state.meetings, _MEETINGS)),
        (len(state.warnings), "warning", "warnings", ""),
    )
    return tuple(counted(n, one, many) + detail for n, one, many, detail in rows if n)


def _statuses(items: Iterable[Any], order: Sequence[str]) -> str:
    found = Counter(str(item.status) for item in items)
    shown = ", ".join(f"{found[status]} {status}" for status in order if found[status])
    return f" ({shown})" if shown else ""


def _statements(state: ExchangeState) -> str:
    if not state.statements:
        return ""
    return f"{counted(len(state.statements), 'statement')} read, listed by “dragoman statements”."


# ---------------------------------------------------------------- sections
def _main_sections(state: ExchangeState, labels: Mapping[str, str]) -> tuple[Section, ...]:
    told_in_dispute = {d.about: labels[d.id] for d in state.disputes if d.about}
    backed = {backing.subject: independence(backing) for backing in state.backing}
    words = _judged(state.judged)

    def shown(line: Line, id_: str) -> Line:
        rests_on = known(("", backed.get(id_)))
        return replace(line, label=labels[id_], facts=(*line.facts, *rests_on, *words.get(id_, ())))

    rows: tuple[tuple[str, Iterable[Any], Callable[[Any], Line]], ...] = (
        ("contested", state.disputes, lambda d: dispute_line(d, labels)),
        ("replies", _ordered(state.replies, _REPLIES), lambda r: reply_line(r, told_in_dispute)),
        ("demands", _ordered(state.demands, _DEMANDS), lambda d: demand_line(d, told_in_dispute)),
        ("decisions", _ordered(state.decisions, _DECISIONS), decision_line),
        ("meetings", _meetings_by_day(state.meetings), meeting_line),
        ("warnings", state.warnings, warning_line),
    )
    return tuple(
        Section(name, *_MAIN[name], tuple(shown(line(item), item.id) for item in items)) for name, items, line in rows
    )


def _judged(verdicts: Iterable[Verdict]) -> Mapping[str, tuple[str, ...]]:
    """What people said of each item, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for verdict in verdicts:
        found[verdict.subject] = (*found.get(verdict.subject, ()), judged(verdict))
    return found


# ---------------------------------------------------------------- across the sections
def _outlook(state: ExchangeState, lines: Mapping[str, Line]) -> tuple[Section, ...]:
    """What comes next and stays open; ``lines`` are those of the items by id."""
    return (
        Section("next", "What comes next", "By its day.", coming(state, lines)),
        Section("questions", "Open questions", "What no report read here says.", open_questions(state, lines)),
        Section(
            "readouts",
            "Readouts side by side",
            "What only one side's own account of a meeting mentions.",
            side_by_side(state, lines),
        ),
        Section("one-sided", "Known from one side only", "Nobody else says so.", from_one_side(state, lines)),
    )


def _unnamed(state: ExchangeState, labels: Mapping[str, str], lines: Mapping[str, Line]) -> Section:
    tellers = _unnamed_tellers(state)
    disputed = (d.id for d in state.disputes if tellers[d.id])
    found = tuple(
        reference(lines[labels[id_]], *known(("told by ", "; ".join(tellers.get(id_, ())))))
        for id_ in dict.fromkeys((*disputed, *state.rests_on_unnamed))
        if id_ in labels
    )
    return Section("unnamed", "Rests on unnamed sources", "Told by unnamed people only, or so in one account.", found)


def _unnamed_tellers(state: ExchangeState) -> dict[str, tuple[str, ...]]:
    """Ids of items to the unnamed sources in their accounts and steps, with chains."""
    items: tuple[Any, ...] = (*state.disputes, *state.replies, *state.demands, *state.meetings)
    return {
        item.id: tuple(
            dict.fromkeys(
                [chain((a.holder,), a.via, anonymous=True) for a in getattr(item, "accounts", ()) if a.anonymous]
                + [chain(s.according_to, s.via, anonymous=True) for s in getattr(item, "history", ()) if s.anonymous]
            )
        )
        for item in items
    }


def _quiet(state: ExchangeState, labels: Mapping[str, str], lines: Mapping[str, Line]) -> Section:
    published = {d.id: d.published.date for d in state.documents if d.published}
    found = tuple(
        reference(line, *known(("last heard of in a report of ", _last_heard(line, published))))
        for line in (lines[labels[id_]] for id_ in state.gone_quiet if id_ in labels)
    )
    return Section("quiet", "Gone quiet", "Open, and not spoken of lately.", found)


def _last_heard(line: Line, published: Mapping[str, str]) -> str:
    places = [*line.evidence, *(e for part in line.parts for e in part.evidence)]
    return max((published.get(place.document, "") for place in places), default="")


def _doubts(concerns: Sequence[Concern]) -> Section:
    lines = tuple(Line(c.message, facts=(c.code,), evidence=c.evidence) for c in concerns)
    return Section("doubts", "Doubts", "What could not be settled, and was left open.", lines)
