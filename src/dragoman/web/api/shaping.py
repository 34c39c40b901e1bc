"""Values of the model in the shapes of the interface, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from dragoman.brief.displayable import visible
from dragoman.ledger import Found
from dragoman.model import Anchor, DocumentInfo, Entry, Event, Evidence, Move, Party, Statement
from dragoman.model.changes import Difference, StateDiff
from dragoman.web.api.shapes import (
    LIMIT,
    AgentShape,
    CauseShape,
    ChangesShape,
    DifferenceShape,
    DocumentShape,
    EventShape,
    MoveShape,
    OfficeShape,
    Page,
    Shape,
    StatementShape,
)
from dragoman.web.snapshots import Snapshot

BOUND = 20
"""Words, steps and accounts of one item."""

BOUND_INSIDE = 5
"""Words of one step or account."""

_T = TypeVar("_T")
_Out = TypeVar("_Out")
_Shape = TypeVar("_Shape", bound=Shape)


def cut(values: Sequence[_T], limit: int, offset: int, shape: Callable[[_T], Any] = lambda value: value) -> Page[Any]:
    """A page of the values, shaped."""
    shown = [shape(value) for value in values[offset : offset + limit]]
    more = offset + limit < len(values)
    return Page(values=shown, total=len(values), offset=offset, next=offset + limit if more else None)


def page_of(found: Found[_T], offset: int, shape: Callable[[_T], _Out]) -> Page[_Out]:
    """The page that the ledger found, shaped."""
    after = offset + len(found.hits)
    more = bool(found.hits) and (found.more or after < found.total)
    return Page(
        values=[shape(hit) for hit in found.hits], total=found.total, offset=offset, next=after if more else None
    )


def bounded(item: _T, most: int = BOUND) -> _T:
    """The item with some of its words, steps and accounts; ``/items/{id}/evidence`` has all words."""
    changes: dict[str, Any] = {}
    for name in ("evidence", "history", "accounts"):
        held: tuple[Any, ...] = getattr(item, name, ())
        if held:
            changes[name] = tuple(part if name == "evidence" else bounded(part, BOUND_INSIDE) for part in held[:most])
    return replace(item, **changes) if changes else item  # type: ignore[type-var]  # frozen values of the model


def changes_shape(diff: StateDiff, limit: int, offset: int) -> ChangesShape:
    """What changed, a page of the differences."""
    page = cut(diff.differences, limit, offset, _difference)
    revision = diff.revision
    corrected = [{"document": old, "superseded_by": new} for old, new in revision.corrected.items()]
    return ChangesShape.model_validate(
        {
            **dict(page),
            "from": diff.before.as_of,
            "to": diff.after.as_of,
            "published": list(diff.published[:LIMIT]),
            "corrected": corrected[:LIMIT],
            "reread": sorted(revision.reread)[:LIMIT],
            "judgements": [judgement.id for judgement in revision.judgements[:LIMIT]],
        }
    )


def _difference(difference: Difference) -> DifferenceShape:
    causes = (shaped(CauseShape, reason, evidence=list(reason.evidence[:BOUND])) for reason in difference.reasons)
    return shaped(
        DifferenceShape,
        difference,
        change=difference.turn,
        causes=list(causes),
        before=bounded(difference.before),
        after=bounded(difference.after),
    )


def shaped(shape: type[_Shape], value: object, **more: Any) -> _Shape:
    """The shape filled from the fields of the value that have its names, and with what is given besides."""
    return shape(**{name: getattr(value, name) for name in shape.model_fields if name not in more}, **more)


def document_shape(info: DocumentInfo, snippet: str | None) -> DocumentShape:
    """A document without its text, with the words found in it."""
    published = info.published
    return shaped(
        DocumentShape,
        info,
        published=published.date if published else None,
        published_source=published.source if published else None,
        published_evidence=published.evidence if published else None,
        recorded_at=info.recorded,
        snippet=snippet,
    )


def entry_shape(entry: Entry) -> StatementShape | MoveShape:
    """A statement or a move; nothing else is searched for."""
    if isinstance(entry.value, Statement):
        return statement_shape(entry.document.id, entry.value)
    assert isinstance(entry.value, Move)
    return move_shape(entry.document.id, entry.value)


def statement_shape(document: str, value: Statement) -> StatementShape:
    """A statement of the document."""
    words = _evidence(document, value.evidence)
    return shaped(StatementShape, value, document=document, content=value.content_text, evidence=words)


def move_shape(document: str, value: Move) -> MoveShape:
    """A move of the document."""
    return shaped(MoveShape, value, document=document, evidence=_evidence(document, value.evidence))


def event_shape(document: str, value: Event) -> EventShape:
    """A coded event of the document."""
    return shaped(
        EventShape,
        value,
        document=document,
        actor=[anchor.exact for anchor in value.actor],
        recipient=[anchor.exact for anchor in value.recipient],
        trigger=_evidence(document, value.trigger),
        evidence=_evidence(document, value.evidence),
    )


def agent_shape(party: Party, snapshot: Snapshot) -> AgentShape:
    """A party with the offices that documents name."""
    offices = [shaped(OfficeShape, office) for office in snapshot.offices.get(visible(party.name), ())]
    return shaped(AgentShape, party, offices=offices)


def _evidence(document: str, anchor: Anchor) -> Evidence:
    return Evidence(document, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)
