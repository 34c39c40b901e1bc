"""What changed between two days, as a sheet for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.brief.displayable import displayable
from dragoman.brief.lines import (
    Line,
    decision_line,
    demand_line,
    dispute_line,
    known,
    meeting_line,
    reply_line,
    warning_line,
)
from dragoman.brief.record import documents_json, evidence_json, item_json
from dragoman.brief.sheet import Section, Sheet, Source, labels_of
from dragoman.brief.wording import counted, source_name
from dragoman.model import DocumentInfo, Judgement
from dragoman.model.changes import Difference, Reason, StateDiff, Turn

_SECTIONS = (
    (Turn.NEW, "New", "Not in the earlier brief."),
    (Turn.CHANGED, "Changed", "In both, and not alike."),
    (Turn.TOLD_AGAIN, "Told again", "Nothing new but further reports."),
    (Turn.GONE, "Gone", "Not in the later brief any more."),
)
_STATUS, _QUIET = "status", "gone_quiet"


def compose_changes(diff: StateDiff) -> Sheet:
    """The sheet of a comparison: what is new, changed, told again and gone, each with why and on what words."""
    diff = replace(diff, before=displayable(diff.before), after=displayable(diff.after))
    diff = replace(diff, differences=displayable(diff.differences))
    labels = labels_of(diff.after)
    documents = {d.id: d for d in (*diff.after.documents, *diff.before.documents)}
    made = {judgement.id: judgement for judgement in displayable(diff.revision.judgements)}
    sections = tuple(
        Section(turn.replace(" ", "-"), title, about, _lines(diff, turn, labels, made))
        for turn, title, about in _SECTIONS
    )
    return Sheet(
        title="What changed",
        as_of=f"From {diff.before.as_of or 'the beginning'} to {diff.after.as_of or 'now'}",
        read=_read(diff, documents),
        summary=_summary(diff),
        sections=tuple(section for section in sections if section.lines),
        statements="",
        sources=_sources(sections, documents),
        items={label: id_ for id_, label in labels.items()},
    )


def changes_json(diff: StateDiff) -> str:
    """The comparison as one JSON object; ends with a newline."""
    documents = {d.id: d for d in (*diff.after.documents, *diff.before.documents)}
    revision = diff.revision
    return (
        json.dumps(
            {
                "from": diff.before.as_of,
                "to": diff.after.as_of,
                "published": list(diff.published),
                "corrected": [{"document": old, "superseded_by": new} for old, new in revision.corrected.items()],
                "reread": sorted(revision.reread & set(documents)),
                "judgements": [_judgement(judgement) for judgement in revision.judgements],
                "differences": [_difference(difference) for difference in diff.differences],
                "documents": documents_json(documents.values()),
            },
            indent=2,
        )
        + "\n"
    )


# ---------------------------------------------------------------- the sheet
def _read(diff: StateDiff, documents: Mapping[str, DocumentInfo]) -> str:
    """What happened to the documents."""
    revision = diff.revision
    corrected = (
        f"{source_name(documents[old])} by {source_name(documents[new])}"
        for old, new in revision.corrected.items()
        if old in documents and new in documents
    )
    reread = len(revision.reread & set(documents))
    parts = [counted(len(diff.published), "new report")] + [f"corrected: {pair}" for pair in corrected]
    parts += [f"{counted(reread, 'report')} read anew"] if reread else []
    parts += [counted(len(revision.judgements), "judgement")] if revision.judgements else []
    return "; ".join(parts)


def _summary(diff: StateDiff) -> tuple[str, ...]:
    found = Counter(difference.turn for difference in diff.differences)
    return tuple(f"{found[turn]:,} {turn}" for turn, _, _ in _SECTIONS if found[turn]) or ("nothing changed",)


def _lines(diff: StateDiff, turn: Turn, labels: Mapping[str, str], made: Mapping[str, Judgement]) -> tuple[Line, ...]:
    return tuple(_line(difference, labels, made) for difference in diff.differences if difference.turn is turn)


def _line(difference: Difference, labels: Mapping[str, str], made: Mapping[str, Judgement]) -> Line:
    item: Any = difference.item
    line = _plain(difference.kind, item)
    words = dict.fromkeys(e for reason in difference.reasons for e in reason.evidence)
    return Line(
        line.what,
        line.who,
        labels.get(item.id, "") if difference.after else "",
        _status(difference, line.status),
        facts=(*_changed(difference), *(_why(reason, made) for reason in difference.reasons)),
        evidence=tuple(words),
    )


def _plain(kind: str, item: Any) -> Line:
    match kind:
        case "demand":
            return demand_line(item, {})
        case "reply":
            return reply_line(item, {})
        case "decision":
            return decision_line(item)
        case "dispute":
            return replace(dispute_line(item, {}), who="contested")
        case "meeting":
            return meeting_line(item)
    return warning_line(item)


def _status(difference: Difference, now: str) -> str:
    if _STATUS in difference.fields:
        return f"{getattr(difference.before, _STATUS)} → {now}"
    return now


def _changed(difference: Difference) -> tuple[str, ...]:
    """The fields that differ, with both values where they are words."""
    shown = (field for field in difference.fields if field not in (_STATUS, _QUIET))
    told = tuple(_values(field, difference) for field in shown)
    return told + known(("", "gone quiet" if _QUIET in difference.fields else None))


def _values(field: str, difference: Difference) -> str:
    if field == "accounts":
        return "who says so"
    before, after = (_plain_value(getattr(item, field)) for item in (difference.before, difference.after))
    return f"{field.replace('_', ' ')}: {before} → {after}"


def _plain_value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")) or "nothing"


def _why(reason: Reason, made: Mapping[str, Judgement]) -> str:
    judgement = made.get(reason.judgement or "")
    if judgement is None:
        return f"why: {reason.cause}"
    because = f" ({judgement.reason})" if judgement.reason else ""
    return f"why: {reason.cause}, {judgement.kind} by {judgement.author} on {judgement.made_at[:10]}{because}"


def _sources(sections: Sequence[Section], documents: Mapping[str, DocumentInfo]) -> Mapping[str, Source]:
    """The reports that the lines cite, numbered in the order of their publication."""
    cited = {e.document for section in sections for line in section.lines for e in line.evidence}
    wanted = sorted((d for d in documents.values() if d.id in cited), key=_by_date)
    return {document.id: Source(number, document) for number, document in enumerate(wanted, 1)}


def _by_date(document: DocumentInfo) -> tuple[str, str]:
    return document.published.date if document.published else "", document.id


# ---------------------------------------------------------------- JSON
def _difference(difference: Difference) -> dict[str, Any]:
    before, after = (item and item_json(difference.kind, item) for item in (difference.before, difference.after))
    return {
        "kind": difference.kind,
        "change": str(difference.turn),
        "fields": list(difference.fields),
        "causes": [_reason(reason) for reason in difference.reasons],
        "before": before,
        "after": after,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"cause": str(reason.cause), "judgement": reason.judgement, "evidence": evidence_json(reason.evidence)}


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "kind": str(judgement.kind),
        "subjects": list(judgement.subjects),
        "author": judgement.author,
        "made_at": judgement.made_at,
        "reason": judgement.reason,
    }
