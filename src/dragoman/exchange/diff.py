"""What changed between two states of an exchange, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from dragoman.exchange.ties import item_evidence
from dragoman.exchange.verdicts import LISTS
from dragoman.model import Evidence, ExchangeState, Judgement, MeetingStatus
from dragoman.model.changes import Cause, Difference, Item, Reason, Revision, StateDiff, Turn

_RETOLD = frozenset({"id", "evidence", "history", "accounts"})
"""Fields that grow when a thing is told again; what of them is a change is looked at by itself."""

_NOTHING = Revision()


def diff(before: ExchangeState, after: ExchangeState, revision: Revision = _NOTHING) -> StateDiff:
    """Every item that is new, changed, told again or gone in the later state, with the causes and their words.

    An item is the same in both if it has the same id, or rests on words in common, or says the same of the same
    parties (its report was corrected). A pure function of the three.
    """
    known = {document.id for document in before.documents}
    published = tuple(document.id for document in after.documents if document.id not in known)
    seen = _Seen(frozenset(published), frozenset(revision.corrected.values()), revision, frozenset(after.gone_quiet))
    found = [
        difference
        for kind, name in LISTS.items()
        for one, other in _pairs(getattr(before, name), getattr(after, name))
        if (difference := _difference(kind, one, other, seen, before))
    ]
    return StateDiff(before, after, tuple(found), published, revision)


class _Seen:
    """What the later state has seen: new documents, new editions, revisions, what went quiet."""

    def __init__(
        self, published: frozenset[str], editions: frozenset[str], revision: Revision, quiet: frozenset[str]
    ) -> None:
        self.published = published
        self.editions = editions
        self.revision = revision
        self.quiet = quiet


# ---------------------------------------------------------------- which items are one
def _pairs(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[Any | None, Any | None]]:
    """Each item of either state with the one that it was or became; those of the later state first, in its order."""
    left = {item.id: item for item in before}
    partners: dict[str, Any] = {}
    for find in (_by_id, _by_words, _by_content):
        index = find(left.values())
        for item in after:
            if item.id not in partners:
                same = next((o for key in _keys(find, item) if (o := index.get(key)) and o.id in left), None)
                if same is not None:
                    partners[item.id] = left.pop(same.id)
    yield from ((partners.get(item.id), item) for item in after)
    yield from ((item, None) for item in left.values())


def _by_id(items: Iterable[Any]) -> Mapping[Any, Any]:
    return {item.id: item for item in items}


def _by_words(items: Iterable[Any]) -> Mapping[Any, Any]:
    return {words: item for item in items for words in item_evidence(item)}


def _by_content(items: Iterable[Any]) -> Mapping[Any, Any]:
    return {_content(item): item for item in items}


def _keys(find: Any, item: Any) -> Iterable[Any]:
    if find is _by_id:
        return (item.id,)
    return item_evidence(item) if find is _by_words else (_content(item),)


def _content(item: Any) -> tuple[Any, ...]:
    """What an item says, without how it stands and where that is told."""
    named = ("by", "to", "matter", "about", "question", "what", "participants", "date", "place")
    return tuple(getattr(item, field, None) for field in named)


# ---------------------------------------------------------------- what changed, and why
def _difference(
    kind: str, before: Any | None, after: Any | None, seen: _Seen, earlier: ExchangeState
) -> Difference | None:
    if before is None or after is None:
        turn = Turn.NEW if before is None else Turn.GONE
        return Difference(kind, turn, before, after, (), _reasons(before, after, seen, told_anew=True))
    changed = _fields(before, after)
    if after.id in seen.quiet and before.id not in earlier.gone_quiet:
        changed += ("gone_quiet",)
    if not changed and set(item_evidence(before)) == set(item_evidence(after)):
        return None
    turn = Turn.CHANGED if changed else Turn.TOLD_AGAIN
    return Difference(kind, turn, before, after, changed, _reasons(before, after, seen, told_anew=bool(changed)))


def _fields(before: Item, after: Item) -> tuple[str, ...]:
    """The fields in which two states of an item differ, being told again aside."""
    plain = tuple(
        f.name for f in fields(after) if f.name not in _RETOLD and getattr(before, f.name) != getattr(after, f.name)
    )
    return plain + (("accounts",) if _positions(before) != _positions(after) else ())


def _positions(item: Any) -> set[tuple[str, tuple[str, ...], str]]:
    return {(account.holder, account.via, account.position) for account in getattr(item, "accounts", ())}


def _reasons(before: Item | None, after: Item | None, seen: _Seen, *, told_anew: bool) -> tuple[Reason, ...]:
    """The causes of a difference; where none can be shown, it is what else was told, or the passing of days."""
    held = set(item_evidence(before)) if before else set()
    holds = set(item_evidence(after)) if after else set()
    added, lost = sorted(holds - held), sorted(held - holds)
    found = [*_judged(before, after, seen.revision.judgements)]
    corrected = [e for e in added if e.document in seen.editions] + [
        e for e in lost if e.document in seen.revision.corrected
    ]
    if corrected:
        found.append(Reason(Cause.CORRECTION, tuple(corrected)))
    new = tuple(e for e in added if e.document in seen.published and e not in corrected)
    if new:
        found.append(Reason(Cause.NEW_FACT if told_anew else Cause.NEW_REPORT, new))
    reread = tuple(e for e in (*added, *lost) if e.document in seen.revision.reread and e not in corrected)
    if reread or (not found and any(e.document in seen.revision.reread for e in holds)):
        found.append(Reason(Cause.NEW_READING, reread))
    return tuple(found) or (_otherwise(before, after, seen),)


def _otherwise(before: Item | None, after: Item | None, seen: _Seen) -> Reason:
    """Nothing was told of the item, yet it stands otherwise."""
    quiet = after is not None and after.id in seen.quiet
    passed = getattr(after, "status", None) is MeetingStatus.UNKNOWN
    overdue = getattr(after, "overdue", False) and not getattr(before, "overdue", False)
    return Reason(Cause.DAY if before and (quiet or passed or overdue) else Cause.CONTEXT)


def _judged(before: Item | None, after: Item | None, judgements: Iterable[Judgement]) -> Iterator[Reason]:
    words = {e for item in (before, after) if item for e in item_evidence(item)}
    ids = {item.id for item in (before, after) if item}
    names = {name for item in (before, after) if item for name in _names(item)}
    for judgement in judgements:
        if any(tie.id in ids or tie.words in names or _meets(tie, words) for tie in judgement.ties):
            yield Reason(Cause.JUDGEMENT, (), judgement.id)


def _names(item: Any) -> Iterator[str]:
    """The agents that an item names."""
    for field in ("by", "to", "participants"):
        yield from getattr(item, field, ())


def _meets(tie: Any, words: Iterable[Evidence]) -> bool:
    """Is the tie to the document of one of the passages, or to words that meet one of them?"""
    return any(
        tie.document == e.document and (tie.start is None or (tie.start < e.end and e.start < (tie.end or 0)))
        for e in words
    )
