"""A reading as JSON: what ``extract --format readings`` writes, in the shape of ``reading.schema.json``."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import PurePath
from typing import Any, TypeAlias

from dragoman.exchange import fold
from dragoman.model import (
    CODEBOOK,
    Account,
    Anchor,
    Dispute,
    Document,
    Doubt,
    Event,
    Move,
    OffsetMap,
    Reading,
    Statement,
)
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.tables import folded

Json: TypeAlias = dict[str, Any]

SCHEMA_VERSION = 1
"""Raised when a key changes its meaning or goes; a new key alone leaves it."""


def reading_schema() -> Json:
    """The JSON Schema (2020-12) of what ``as_json`` returns."""
    text = files("dragoman.pipeline").joinpath("reading.schema.json").read_text(encoding="utf-8")
    schema: Json = json.loads(text)
    return schema


def output_name(file: str) -> str:
    """The name of a reading's file: the document's path with separators as ``_``, ending in ``.json``; of standard
    input (``-``), ``stdin.json``.

    >>> output_name("iran-nuclear-2004-06/02.txt")
    'iran-nuclear-2004-06_02.json'
    """
    path = PurePath(file.replace("\\", "/"))
    parts = [part for part in path.with_suffix("").parts if part not in ("/", "..")]
    return ("stdin" if parts == ["-"] else "_".join(parts)) + ".json"


def as_json(document: Document, reading: Reading) -> Json:
    """The reading in plain values. Texts are canonical, white space folded; ``anchors`` count code points of the
    **original** text, half open. Disputes are those that this document alone gives rise to.
    """
    state = fold(entries_of(document, reading))
    return {
        "schema_version": SCHEMA_VERSION,
        "file": document.file,
        "published": document.published.date if document.published else None,
        "reader": reading.reader,
        "codebook": CODEBOOK,
        "statements": [_statement(document.offsets, reading.reader, statement) for statement in reading.statements],
        "moves": [_move(document.offsets, reading.reader, move) for move in reading.moves],
        "events": [_event(document.offsets, reading, event) for event in reading.events],
        "disputes": [_dispute(dispute) for dispute in state.disputes],
        "doubts": [_doubt(document.offsets, doubt) for doubt in reading.doubts],
    }


def _statement(offsets: OffsetMap, version: str, statement: Statement) -> Json:
    return {
        **_speaker(statement.speakers),
        "speaker_text": _text(statement.source),
        "cue_text": _text(statement.cue),
        "via": list(statement.via),
        "anonymous": statement.anonymous,
        "mode": str(statement.mode),
        "polarity": str(statement.polarity),
        "content_text": statement.content_text,
        "said_on": statement.said_on,
        "nested": statement.nested,
        "evidence": _text(statement.evidence),
        "anchors": {
            "source": _span(offsets, statement.source),
            "cue": _span(offsets, statement.cue),
            "content": [_span(offsets, fragment) for fragment in statement.content],
            "evidence": _span(offsets, statement.evidence),
        },
        "reader": {"name": statement.reader, "version": version, **_score(statement.score)},
    }


def _score(score: float | None) -> Json:
    return {} if score is None else {"score": score}


def _speaker(names: tuple[str, ...]) -> Json:
    """One name, or the joint speakers in one string with the list beside it; null where nobody is named."""
    if len(names) > 1:
        return {"speaker": f"{', '.join(names[:-1])} and {names[-1]}", "speakers": list(names)}
    return {"speaker": names[0] if names else None}


def _move(offsets: OffsetMap, version: str, move: Move) -> Json:
    return {
        "kind": str(move.kind),
        "by": _names(move.by),
        "to": _names(move.to),
        "what": move.what,
        "status": str(move.status),
        "realis": str(move.realis),
        "event_date": move.event_date,
        "due": move.due,
        "due_evidence": _text(move.due_evidence),
        "condition": move.condition,
        "hedge": move.hedge,
        "place": move.place,
        "according_to": _names(move.according_to),
        "via": list(move.via),
        "evidence": _text(move.evidence),
        "anchors": {
            "evidence": _span(offsets, move.evidence),
            "due_evidence": _span(offsets, move.due_evidence),
        },
        "reader": {"name": move.reader, "version": version},
    }


def _event(offsets: OffsetMap, reading: Reading, event: Event) -> Json:
    said = next((n for n, statement in enumerate(reading.statements) if statement.id == event.statement), None)
    return {
        "type": str(event.type),
        "mode": event.mode,
        "root": event.root,
        "realis": str(event.realis),
        "actor": _names(event.actors),
        "actor_text": _names(tuple(folded(anchor.exact) for anchor in event.actor)),
        "recipient": _names(event.recipients),
        "recipient_text": _names(tuple(folded(anchor.exact) for anchor in event.recipient)),
        "place": folded(event.place) if event.place else None,
        "event_date": event.date,
        "statement": said,
        "trigger_text": _text(event.trigger),
        "evidence": _text(event.evidence),
        "anchors": {
            "actor": [_span(offsets, anchor) for anchor in event.actor],
            "recipient": [_span(offsets, anchor) for anchor in event.recipient],
            "trigger": _span(offsets, event.trigger),
            "evidence": _span(offsets, event.evidence),
        },
        "reader": {"name": event.reader, "version": reading.reader},
    }


def _names(names: tuple[str, ...]) -> str | list[str] | None:
    """The codebook's form of names: one as a string, several as a list, none as null."""
    return list(names) if len(names) > 1 else names[0] if names else None


def _dispute(dispute: Dispute) -> Json:
    return {"question": dispute.question, "accounts": [_account(account) for account in dispute.accounts]}


def _account(account: Account) -> Json:
    return {
        "holder": account.holder,
        "via": list(account.via),
        "position": str(account.position),
        "evidence": " ".join(folded(evidence.quote) for evidence in account.evidence),
    }


def _doubt(offsets: OffsetMap, doubt: Doubt) -> Json:
    return {
        "code": doubt.code,
        "message": doubt.message,
        "evidence": _text(doubt.anchor),
        "anchors": {"evidence": _span(offsets, doubt.anchor)},
    }


def _text(anchor: Anchor | None) -> str | None:
    return folded(anchor.exact) if anchor else None


def _span(offsets: OffsetMap, anchor: Anchor | None) -> list[int] | None:
    """The anchor's place in the original text."""
    return list(offsets.to_original(anchor.start, anchor.end)) if anchor else None
