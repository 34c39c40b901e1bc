"""What a person should look at first, and what people decided as data to train on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter

from dragoman.ledger import Ledger
from dragoman.model import (
    Document,
    Doubt,
    Entry,
    Evidence,
    ExchangeState,
    Judgement,
    JudgementKind,
    Move,
    Passage,
    ReplyStatus,
    Statement,
    Tie,
    in_force,
)
from dragoman.model.edits import edited

_DISPUTE, _OPEN_REPLY, _REPLY, _DEMAND, _MEETING, _ELSE = 4.0, 3.0, 2.0, 1.5, 1.0, 0.5
"""How much it matters what an entry says, by what rests on it."""

_PLAIN: Final = 0.2
"""The doubt about an entry that shows no sign of doubt."""

_VALUE: TypeAdapter[Any] = TypeAdapter(Statement | Move)

_Places: TypeAlias = Mapping[str, Sequence[tuple[int, int, float, str]]]


@dataclass(frozen=True, slots=True)
class Question:
    """An entry to be looked at, with what hangs on it and what is uncertain about it, in words."""

    entry: Entry
    matters: str
    doubts: tuple[str, ...]
    weight: float


def queue(entries: Iterable[Entry], state: ExchangeState, *, most: int) -> tuple[Question, ...]:
    """The statements and moves to look at, ``most`` of them: those first that matter most and are least certain.

    The weight is how much hangs on an entry (a dispute, an open reply, ...) times the sum of the signs of doubt. What
    somebody judged is asked no more. A pure function of the two.
    """
    done = {verdict.subject for verdict in state.judged}
    held = tuple(entries)
    places, doubted = _places(state), _doubted(held)
    asked = (
        _question(entry, entry.value, places, doubted)
        for entry in held
        if isinstance(entry.value, Statement | Move) and entry.id not in done
    )
    return tuple(nsmallest(most, asked, key=lambda q: (-q.weight, q.entry.document.id, q.entry.id)))


def _places(state: ExchangeState) -> _Places:
    """By document, the passages that items of the state rest on: start, end, how much they matter, for what."""
    found: dict[str, list[tuple[int, int, float, str]]] = defaultdict(list)
    for evidence, weight, why in _rests(state):
        found[evidence.document].append((evidence.start, evidence.end, weight, why))
    return found


def _rests(state: ExchangeState) -> Iterator[tuple[Evidence, float, str]]:
    for dispute in state.disputes:
        yield from ((e, _DISPUTE, "a contested question") for a in dispute.accounts for e in a.evidence)
    for reply in state.replies:
        open_ = reply.status in (ReplyStatus.AWAITED, ReplyStatus.PROMISED, ReplyStatus.CONTESTED)
        weight, why = (_OPEN_REPLY, "a reply still owed") if open_ else (_REPLY, "a reply")
        yield from ((e, weight, why) for e in reply.evidence)
    for demand in state.demands:
        yield from ((e, _DEMAND, "a demand or proposal") for e in demand.evidence)
    for meeting in state.meetings:
        yield from ((e, _MEETING, "a meeting") for e in meeting.evidence)


def _doubted(entries: Iterable[Entry]) -> Mapping[str, Sequence[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.value, Doubt) and entry.value.anchor:
            found[entry.document.id].append((entry.value.anchor.start, entry.value.anchor.end))
    return found


def _question(
    entry: Entry, value: Statement | Move, places: _Places, doubted: Mapping[str, Sequence[tuple[int, int]]]
) -> Question:
    start, end = value.evidence.start, value.evidence.end
    resting = [(weight, why) for s, e, weight, why in places.get(entry.document.id, ()) if s < end and start < e]
    weight, why = max(resting, default=(_ELSE, ""))
    signs = dict(_signs(value))
    if any(s < end and start < e for s, e in doubted.get(entry.document.id, ())):
        signs["a doubt stands on these words"] = 0.8
    return Question(entry, why, tuple(signs), round(weight * (_PLAIN + sum(signs.values())), 3))


def _signs(value: Statement | Move) -> Iterator[tuple[str, float]]:
    """What makes an entry uncertain, and how much."""
    who = value.speakers if isinstance(value, Statement) else value.by
    if not who:
        yield (
            ("nobody is named as its speaker" if isinstance(value, Statement) else "nobody is named as its maker"),
            1.0,
        )
    if value.anonymous:
        yield "its source is unnamed", 0.4
    if isinstance(value, Statement):
        if value.score is not None:
            yield f"the model gives it {value.score:.2f}", 1 - value.score
        if value.nested:
            yield "it stands inside what somebody else says", 0.3
        return
    if not value.to:
        yield "nobody is named as its addressee", 0.5
    if value.hedge:
        yield f"it is hedged: {value.hedge}", 0.3
    if value.negated:
        yield "it is told as not having happened", 0.3


# ---------------------------------------------------------------- training data
def training_rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """A row for each statement or move that a person accepted, rejected or edited, the judgements in force alone.

    ``text`` is the paragraph with the words, ``start`` and ``end`` where they stand in it (code points, half open),
    ``read`` what the machine had read, and ``right`` what it should have: the same where accepted, null where rejected.
    """
    documents: dict[str, Document] = {}
    for judgement in in_force(ledger.judgements()):
        for tie in judgement.ties:
            if tie.document and tie.start is not None and tie.end is not None and _of_entry(judgement, tie):
                if tie.document not in documents:
                    documents = {tie.document: ledger.document(tie.document)[0]}  # one in memory at a time
                yield _row(judgement, tie, documents[tie.document], tie.start, tie.end)


def _of_entry(judgement: Judgement, tie: Tie) -> bool:
    kinds = (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.EDIT)
    return judgement.kind in kinds and isinstance(tie.value, Statement | Move)


def _row(judgement: Judgement, tie: Tie, document: Document, start: int, end: int) -> dict[str, Any]:
    around = _paragraph(document, start, end)
    right = None if judgement.kind is JudgementKind.REJECT else edited(tie.kind, tie.value, judgement.changes)
    return {
        "id": judgement.id,
        "kind": tie.kind,
        "judgement": judgement.kind.value,
        "document": document.id,
        "text": document.text[around[0] : around[1]],
        "start": start - around[0],
        "end": end - around[0],
        "offset": around[0],
        "read": _plain(tie.value),
        "right": _plain(right) if right is not None else None,
        "author": judgement.author,
        "made_at": judgement.made_at,
        "reason": judgement.reason,
    }


def _paragraph(document: Document, start: int, end: int) -> tuple[int, int]:
    """From where to where the paragraphs reach that hold the words."""
    holding: list[Passage] = [p for p in document.passages if p.start < end and start < p.end]
    return min((p.start for p in holding), default=start), max((p.end for p in holding), default=end)


def _plain(value: Any) -> Any:
    return _VALUE.dump_python(value, mode="json")
