"""A person's judgement into the record: ids as a brief shows them, tied to the words they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from dragoman.exchange import LISTS, item_tie
from dragoman.ledger import Ledger
from dragoman.model import (
    BadInput,
    Change,
    ExchangeState,
    Judgement,
    JudgementKind,
    Tie,
    in_force,
)
from dragoman.pipeline.states import state_of

_ABOUT_PARTIES = frozenset({JudgementKind.MERGE, JudgementKind.KEEP_APART, JudgementKind.EDIT})


def judge(
    ledger: Ledger,
    kind: JudgementKind,
    subjects: Sequence[str],
    *,
    author: str,
    reason: str | None = None,
    changes: Sequence[Change] = (),
    as_of: str | None = None,
) -> Judgement:
    """Keep a judgement about anything that a brief, ``statements``, ``moves`` or ``documents`` show by an id or a name.

    ``as_of`` is the day of the brief in which an item of the exchange was seen, if its id is not in the brief of all.
    Raises BadInput as ``Ledger.judge``, and where a brief has no such item.
    """
    wanted = [key for key in subjects if _is_item(key) or kind in _ABOUT_PARTIES]
    state = state_of(ledger, as_of=as_of) if wanted else ExchangeState(as_of)
    ties = [_tie(state, kind, key) or _judged_before(ledger, state, key) for key in subjects]
    return ledger.judge(kind, ties, author=author, reason=reason, changes=changes)


class SubjectRow(TypedDict):
    """What a judgement is about, as plain values."""

    kind: str
    id: str
    words: str
    document: str | None
    start: int | None
    end: int | None


class JudgementRow(TypedDict):
    """A judgement as plain values; ``in_force`` is false where it was withdrawn, and for withdrawals."""

    id: str
    kind: str
    author: str
    made_at: str
    reason: str | None
    in_force: bool
    subjects: list[SubjectRow]
    changes: dict[str, list[str]]


def judgement_rows(judgements: Iterable[Judgement]) -> list[JudgementRow]:
    """A row for each judgement, in the order in which they were made."""
    made = tuple(judgements)
    standing = {judgement.id for judgement in in_force(made)}
    return [_row(judgement, judgement.id in standing) for judgement in made]


def _row(judgement: Judgement, in_force: bool) -> JudgementRow:
    return JudgementRow(
        id=judgement.id,
        kind=str(judgement.kind),
        author=judgement.author,
        made_at=judgement.made_at,
        reason=judgement.reason,
        in_force=in_force,
        subjects=[_subject(tie) for tie in judgement.ties],
        changes={change.field: list(change.values) for change in judgement.changes},
    )


def _subject(tie: Tie) -> SubjectRow:
    return SubjectRow(kind=tie.kind, id=tie.id, words=tie.words, document=tie.document, start=tie.start, end=tie.end)


def changes_of(settings: Iterable[str]) -> tuple[Change, ...]:
    """``field=value`` as changes; several names are joined by ``;``. Raises BadInput where there is no ``=``."""
    return tuple(map(_change, settings))


def _change(setting: str) -> Change:
    field, sign, value = setting.partition("=")
    if not sign:
        raise BadInput(setting, "this sets nothing", "Write FIELD=VALUE, such as status=rejected.")
    values = (part.strip() for part in value.split(";"))
    field = field.strip().replace("-", "_")
    return Change("speakers" if field == "speaker" else field, tuple(part for part in values if part))


def _is_item(key: str) -> bool:
    return key.partition("-")[0] in LISTS and "-" in key


def _tie(state: ExchangeState, kind: JudgementKind, key: str) -> Tie | None:
    """The tie of an item of the exchange or of a party that the state shows; None for anything else."""
    if _is_item(key):
        sort = key.partition("-")[0]
        return next((item_tie(sort, item) for item in getattr(state, LISTS[sort]) if item.id == key), None)
    if kind in _ABOUT_PARTIES:
        named = (p for p in state.parties if key in (p.id, p.name))
        return next((Tie("party", party.id, party.name) for party in named), None)
    return None


def _judged_before(ledger: Ledger, state: ExchangeState, key: str) -> str | Tie:
    """The key itself for what the ledger knows; the tie of an item that a judgement in force took out of the state."""
    if not _is_item(key):
        return key
    held = (tie for judgement in in_force(ledger.judgements()) for tie in judgement.ties if tie.id == key)
    tie = next(held, None)
    if tie:
        return tie
    day = f" of {state.as_of}" if state.as_of else ""
    what = f"the brief{day} has no such {key.partition('-')[0]}"
    raise BadInput(key, what, "Take the id from `dragoman brief --format json`.")
