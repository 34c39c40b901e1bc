"""The brief for programs: JSON in the shape of ``brief.schema.json``, version 1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.model import (
    Account,
    Backing,
    Concern,
    Decision,
    Demand,
    Dispute,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Meeting,
    Negotiation,
    Party,
    Readouts,
    ReplyOwed,
    Step,
    Verdict,
    Voice,
    Warned,
)

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_Object = dict[str, Any]


def as_json(state: ExchangeState) -> str:
    """The state as one JSON object, keys in a fixed order, texts as they are; ends with a newline."""
    text = json.dumps(_brief(state), ensure_ascii=False, indent=2)
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", text) + "\n"


def _brief(state: ExchangeState) -> _Object:
    return {
        "as_of": state.as_of,
        "documents": documents_json(state.documents),
        "parties": [_party(p) for p in state.parties],
        "demands": [_demand(d) for d in state.demands],
        "replies": [_reply(r) for r in state.replies],
        "decisions": [_decision(d) for d in state.decisions],
        "disputes": [_dispute(d) for d in state.disputes],
        "meetings": [_meeting(m) for m in state.meetings],
        "warnings": [_warning(w) for w in state.warnings],
        "statements": [_statement(v) for v in state.statements],
        "rests_on_unnamed": list(state.rests_on_unnamed),
        "gone_quiet": list(state.gone_quiet),
        "doubts": [_doubt(c) for c in state.doubts],
        "backing": [_backing(b) for b in state.backing],
        "judged": [_verdict(v) for v in state.judged],
        "named_only": state.named_only,
        "upcoming": list(state.upcoming),
        "one_sided": list(state.one_sided),
        "questions": [{"about": q.about, "text": q.text, "rule": q.rule} for q in state.questions],
        "readouts": [_readouts(r) for r in state.readouts],
        "exchanges": [_negotiation(n) for n in state.negotiations],
        "exchange": state.negotiation,
    }


def _readouts(readouts: Readouts) -> _Object:
    only = [{"by": m.by, "what": m.what, "evidence": evidence_json(m.evidence)} for m in readouts.only]
    return {"meeting": readouts.meeting, "sides": list(readouts.sides), "only": only}


def _negotiation(found: Negotiation) -> _Object:
    return {"name": found.name, "parties": list(found.parties), "documents": list(found.documents)}


def _backing(backing: Backing) -> _Object:
    origins = [{"name": o.name, "through": o.through or None, "anonymous": o.anonymous} for o in backing.origins]
    return {"subject": backing.subject, "reports": backing.reports, "origins": origins}


def _verdict(verdict: Verdict) -> _Object:
    return {
        "subject": verdict.subject,
        "kind": verdict.kind,
        "judgement": verdict.judgement,
        "author": verdict.author,
        "made_at": verdict.made_at,
        "reason": verdict.reason,
    }


def _names(names: Sequence[str]) -> str | list[str] | None:
    """A name, a list where several, None where nobody."""
    if not names:
        return None
    return names[0] if len(names) == 1 else list(names)


def evidence_json(places: Iterable[Evidence]) -> list[_Object]:
    """Passages as plain values."""
    return [
        {
            "document": e.document,
            "start": e.start,
            "end": e.end,
            "quote": e.quote,
            "prefix": e.prefix,
            "suffix": e.suffix,
        }
        for e in places
    ]


def documents_json(documents: Iterable[DocumentInfo]) -> list[_Object]:
    """Documents as plain values."""
    return [_document(document) for document in documents]


def item_json(kind: str, item: Any) -> _Object:
    """An item of one of the lists (``demand``, ``reply``, ...) as plain values."""
    return _ITEMS[kind](item)


def _document(document: DocumentInfo) -> _Object:
    published = document.published
    return {
        "id": document.id,
        "file": document.file,
        "title": document.title,
        "outlet": document.outlet,
        "published": published.date if published else None,
        "published_evidence": {"source": published.source, "text": published.evidence} if published else None,
        "url": document.url,
        "agency": document.agency,
        "copies": list(document.copies),
    }


def _party(party: Party) -> _Object:
    return {
        "id": party.id,
        "name": party.name,
        "kind": str(party.kind),
        "of": party.of,
        "aliases": list(party.aliases),
        "wikidata": party.wikidata,
    }


def _history(steps: Iterable[Step]) -> list[_Object]:
    return [
        {
            "status": step.status,
            "on": step.on,
            "rule": step.rule,
            "according_to": list(step.according_to),
            "via": list(step.via),
            "anonymous": step.anonymous,
            "evidence": evidence_json(step.evidence),
        }
        for step in steps
    ]


def _accounts(accounts: Iterable[Account]) -> list[_Object]:
    return [
        {
            "holder": account.holder,
            "via": list(account.via),
            "anonymous": account.anonymous,
            "position": str(account.position),
            "said_on": account.said_on,
            "evidence": evidence_json(account.evidence),
        }
        for account in accounts
    ]


def _demand(demand: Demand) -> _Object:
    return {
        "id": demand.id,
        "by": _names(demand.by),
        "to": _names(demand.to),
        "matter": demand.matter,
        "form": demand.form,
        "status": str(demand.status),
        "since": demand.since,
        "hedge": demand.hedge,
        "history": _history(demand.history),
        "evidence": evidence_json(demand.evidence),
    }


def _reply(reply: ReplyOwed) -> _Object:
    return {
        "id": reply.id,
        "from": _names(reply.by),
        "to": _names(reply.to),
        "about": reply.about,
        "form": reply.form,
        "status": str(reply.status),
        "due": reply.due,
        "due_by": _names(reply.due_by),
        "overdue": reply.overdue,
        "since": reply.since,
        "accounts": _accounts(reply.accounts),
        "history": _history(reply.history),
        "evidence": evidence_json(reply.evidence),
    }


def _decision(decision: Decision) -> _Object:
    return {
        "id": decision.id,
        "by": _names(decision.by),
        "about": decision.about,
        "status": decision.status,
        "condition": decision.condition,
        "evidence": evidence_json(decision.evidence),
    }


def _dispute(dispute: Dispute) -> _Object:
    return {
        "id": dispute.id,
        "question": dispute.question,
        "about": dispute.about,
        "accounts": _accounts(dispute.accounts),
    }


def _meeting(meeting: Meeting) -> _Object:
    return {
        "id": meeting.id,
        "participants": list(meeting.participants),
        "date": meeting.date,
        "place": meeting.place,
        "status": str(meeting.status),
        "history": _history(meeting.history),
        "evidence": evidence_json(meeting.evidence),
    }


def _warning(warned: Warned) -> _Object:
    return {
        "id": warned.id,
        "by": _names(warned.by),
        "to": _names(warned.to),
        "what": warned.what,
        "condition": warned.condition,
        "said_on": warned.said_on,
        "evidence": evidence_json(warned.evidence),
    }


def _statement(voice: Voice) -> _Object:
    return {
        "id": voice.id,
        "speaker": _names(voice.speakers),
        "via": list(voice.via),
        "anonymous": voice.anonymous,
        "mode": voice.mode,
        "polarity": voice.polarity,
        "content": voice.content,
        "said_on": voice.said_on,
        "evidence": evidence_json(voice.evidence),
    }


def _doubt(concern: Concern) -> _Object:
    return {"code": concern.code, "message": concern.message, "evidence": evidence_json(concern.evidence)}


_ITEMS: dict[str, Callable[[Any], _Object]] = {
    "demand": _demand,
    "reply": _reply,
    "decision": _decision,
    "dispute": _dispute,
    "meeting": _meeting,
    "warning": _warning,
}
