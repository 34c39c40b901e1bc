"""A record of many exchanges at a glance, as a sheet for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from dragoman.brief.displayable import displayable
from dragoman.brief.lines import Line, known
from dragoman.brief.sheet import Section, Sheet
from dragoman.brief.wording import counted, day, listed, parties
from dragoman.model import Ahead, BadDate, Outline, Overview, bounds

_SHOWN = 40
"""Exchanges, the latest told of, and things to come, that the sheet for people lists; the JSON has all."""

_LISTS = {
    "demands": ("demand or proposal", "demands and proposals"),
    "replies": ("reply", "replies"),
    "decisions": ("decision", "decisions"),
    "disputes": ("contested question", "contested questions"),
    "meetings": ("meeting", "meetings"),
    "warnings": ("warning", "warnings"),
}
"""What one and several items of a list are called."""

_KINDS = {"reply": "reply owed", "meeting": "meeting", "decision": "decision pending"}


def compose_overview(overview: Overview, *, most: int | None = _SHOWN) -> Sheet:
    """The sheet of an overview, every string of it safe to look at; its labels (E1) are those of exchanges.

    ``most`` is how many exchanges and things to come it lists; None for all.
    """
    overview = displayable(overview)
    labels = {outline.name: f"E{n}" for n, outline in enumerate(overview.outlines[:most], 1)}
    sections = (
        Section("next", "What comes next", "In the exchanges, by its day.", _coming(overview, labels)[:most]),
        Section(
            "late",
            "Past its day",
            "Owed or planned for a day that has passed, the latest first.",
            _late(overview, labels),
        ),
        Section(
            "exchanges",
            "Exchanges",
            "Each as it stood when it was last told of, the latest first.",
            tuple(_line(outline, labels) for outline in overview.outlines[:most]),
        ),
    )
    view = f"As of {overview.as_of}" if overview.as_of else "With everything in the record"
    return Sheet(
        title="The exchanges of the record",
        as_of=f"{view}, without what unnamed sources tell" if overview.named_only else view,
        read=_read(overview),
        exchanges="One whole with --exchange NAME; the whole record as one with --exchange all.",
        summary=_summary(overview.outlines),
        sections=tuple(section for section in sections if section.lines),
        statements=_left_out(overview.outlines[most:] if most else ()),
        sources={},
        items={},
        leads={label: name for name, label in labels.items()},
    )


def overview_json(overview: Overview) -> str:
    """The overview as one JSON object; ends with a newline."""
    return json.dumps(asdict(overview), ensure_ascii=True, indent=2) + "\n"


def _read(overview: Overview) -> str:
    days = [o.first for o in overview.outlines if o.first] + [o.last for o in overview.outlines if o.last]
    span = f" from {min(days)} to {max(days)}" if days else ""
    apart = overview.documents - sum(outline.documents for outline in overview.outlines)
    without = f"; {apart:,} of no exchange" if apart else ""
    return f"{counted(overview.documents, 'report')}{span}{without}"


def _summary(outlines: Sequence[Outline]) -> tuple[str, ...]:
    totals = {name: sum(n for o in outlines for held, _, n in o.counts if held == name) for name in _LISTS}
    return (
        counted(len(outlines), "exchange"),
        *(counted(totals[name], *words) for name, words in _LISTS.items() if totals[name]),
    )


def _left_out(outlines: Sequence[Outline]) -> str:
    more = counted(len(outlines), "further exchange")
    return f"{more}, last told of on {outlines[0].last} or before: see --format json." if outlines else ""


def _line(outline: Outline, labels: Mapping[str, str]) -> Line:
    span = f"{day(outline.first)} to {day(outline.last)}" if outline.first != outline.last else day(outline.last)
    told = f"{counted(outline.documents, 'report')}, {span}"
    parts = tuple(Line(question, status="contested") for question in outline.contested)
    return Line(told, outline.name, labels[outline.name], facts=tuple(_standing(outline)), parts=parts)


def _standing(outline: Outline) -> Iterable[str]:
    for name, words in _LISTS.items():
        held = {status: number for of, status, number in outline.counts if of == name}
        if held:
            detail = ", ".join(f"{number} {status}" for status, number in held.items() if status)
            yield counted(sum(held.values()), *words) + (f" ({detail})" if detail else "")


def _coming(overview: Overview, labels: Mapping[str, str]) -> tuple[Line, ...]:
    ahead = [(last, o, a) for last, o, a in _dated(overview) if not overview.today or last >= overview.today]
    return tuple(_ahead(o, a, labels) for _, o, a in sorted(ahead, key=lambda row: row[0]))


def _late(overview: Overview, labels: Mapping[str, str]) -> tuple[Line, ...]:
    late = [(last, o, a) for last, o, a in _dated(overview) if overview.today and last < overview.today]
    return tuple(_ahead(o, a, labels) for _, o, a in sorted(late, key=lambda row: row[0], reverse=True))


def _dated(overview: Overview) -> Iterable[tuple[str, Outline, Ahead]]:
    """What the exchanges wait for that somebody gave a day for, with the last day that can be meant."""
    for outline in overview.outlines:
        for ahead in outline.ahead:
            try:
                last = bounds(ahead.date).last.isoformat() if ahead.date else None
            except BadDate:
                last = None
            if last:
                yield last, outline, ahead


def _ahead(outline: Outline, ahead: Ahead, labels: Mapping[str, str]) -> Line:
    who = listed(ahead.by) if ahead.kind == "meeting" else parties(ahead.by, ahead.to)
    facts = known(("", day(ahead.date)), ("", f"in {outline.name}"))
    what = f"{_KINDS[ahead.kind]}: {ahead.what}" if ahead.what else _KINDS[ahead.kind]
    return Line(what, who, status=ahead.status, facts=facts, see=labels.get(outline.name, ""))
