"""People's judgements over what was read: entries as people left them.

A judgement is tied to words (``model.Tie``), so it finds its entry in the reading of any later version: the one with
the same id, else the one of its kind that stands on the same words, or on most of them. What was accepted stays as it
was accepted, what was rejected stays away, what was edited keeps the edit; where a newer reading has it otherwise, or
not at all, a doubt says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any, TypeVar

from dragoman.model import (
    Agent,
    Anchor,
    DocumentInfo,
    Doubt,
    Entry,
    Judgement,
    JudgementKind,
    Move,
    Statement,
    Tie,
    anchor_of,
    content_id,
    in_force,
)
from dragoman.model.edits import EXCHANGE, editable, edited

READ_OTHERWISE, READ_NO_MORE = "judged-read-otherwise", "judged-read-no-more"
"""Codes of the doubts of judgements that the reading of today does not bear out."""

_CLASSES: Mapping[type, str] = {Statement: "statement", Move: "move", Agent: "agent", Doubt: "doubt"}
ENTRY_KINDS = frozenset(_CLASSES.values())
ON_ENTRIES = (JudgementKind.ACCEPT, JudgementKind.EDIT, JudgementKind.REJECT)
"""In the order in which they are applied to one document: an edit is made to what was accepted."""

_DONE = {JudgementKind.ACCEPT: "accepted", JudgementKind.EDIT: "edited", JudgementKind.REJECT: "rejected"}
_COMMON = 0.5
"""Share of the longer passage that two passages have in common when they are one place, read a little differently."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Ruling:
    """One judgement about one subject."""

    judgement: Judgement
    tie: Tie


def judged(entries: Iterable[Entry], judgements: Iterable[Judgement]) -> tuple[Entry, ...]:
    """The entries as people left them, doubts added where the reading of today disagrees with a judgement.

    Judgements about documents that the entries do not hold say nothing here, so an as-of view is none of their
    business. A pure function of the two sets.
    """
    standing = in_force(judgements)
    kept = tuple(entries)
    if not standing:
        return kept
    out = {ruling.tie.id for ruling in rulings(standing, {JudgementKind.REJECT}, {"document"})}
    kept = tuple(entry for entry in kept if entry.document.id not in out)
    kept = _ruled(kept, rulings(standing, ON_ENTRIES, ENTRY_KINDS))
    return _renamed(kept, _names(standing), _facts(standing))


def moved(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """The exchange that a person put a document in, by the document's id."""
    placed = rulings(in_force(judgements), {JudgementKind.EDIT}, {"document"})
    return {r.tie.id: change.values[0] for r in placed for change in r.judgement.changes if change.field == EXCHANGE}


def rulings(
    standing: Iterable[Judgement], kinds: Container[JudgementKind], subjects: Container[str]
) -> tuple[Ruling, ...]:
    """The judgements of these kinds, one for each of their subjects of those sorts."""
    return tuple(Ruling(j, tie) for j in standing if j.kind in kinds for tie in j.ties if tie.kind in subjects)


# ---------------------------------------------------------------- entries
def _ruled(entries: tuple[Entry, ...], given: Sequence[Ruling]) -> tuple[Entry, ...]:
    by_document: dict[str | None, list[Ruling]] = defaultdict(list)
    for ruling in given:
        by_document[ruling.tie.document].append(ruling)
    if not by_document:
        return entries
    documents: dict[str, list[Entry]] = {}
    for entry in entries:
        documents.setdefault(entry.document.id, []).append(entry)
    left = (_document(held, by_document[id_]) if id_ in by_document else held for id_, held in documents.items())
    return tuple(chain.from_iterable(left))


def _document(entries: list[Entry], given: list[Ruling]) -> list[Entry]:
    """The entries of one document after everything that was judged of it, in their order, doubts about it last.

    Moves follow what was judged of their statements, and then what was judged of themselves.
    """
    info = entries[0].document
    for ruling in sorted(given, key=lambda r: (r.tie.kind == "move", ON_ENTRIES.index(r.judgement.kind))):
        found = _found(ruling.tie, entries)
        doubt = _disagreement(ruling, found)
        entries = _with_ruling(entries, ruling, found, info)
        if doubt:
            entries.append(
                Entry(content_id("dbt", info.id, doubt.code, ruling.judgement.id, ruling.tie.id), info, doubt)
            )
    return entries


def _with_ruling(entries: list[Entry], ruling: Ruling, found: Entry | None, info: DocumentInfo) -> list[Entry]:
    kind, tie = ruling.judgement.kind, ruling.tie
    if kind is JudgementKind.REJECT:
        return [entry for entry in entries if entry is not found]
    read = found or Entry(tie.id, info, _value(tie))
    value: Any = read.value
    if kind is JudgementKind.ACCEPT and not _agree(tie, value):
        value = _as_accepted(tie, value)
    if kind is JudgementKind.EDIT:
        value = edited(tie.kind, value, ruling.judgement.changes)
    left = replace(read, value=value)
    after = [left if entry is found else entry for entry in entries] if found else [*entries, left]
    if isinstance(value, Statement) and isinstance(read.value, Statement):
        return [_followed(entry, read.value, value) for entry in after]
    return after


def _as_accepted(tie: Tie, value: Any) -> Any:
    """What is read today, on the words where it stands today, with the fields as they were accepted."""
    accepted: Any = tie.value
    return replace(value, **{field: getattr(accepted, field) for field in editable(tie.kind)})


def _followed(entry: Entry, before: Statement, after: Statement) -> Entry:
    """A move that the statement holds, told by whoever now speaks."""
    move = entry.value
    if not isinstance(move, Move) or move.statement != before.id or before.speakers == after.speakers:
        return entry
    names = {"by": move.by, "according_to": move.according_to}
    changed: dict[str, Any] = {field: after.speakers for field, held in names.items() if held == before.speakers}
    return replace(entry, value=replace(move, **changed))


def _value(tie: Tie) -> Statement | Move | Agent | Doubt:
    assert tie.value is not None, "the ledger ties an entry to what was read"
    return tie.value


def _found(tie: Tie, entries: Sequence[Entry]) -> Entry | None:
    """The entry of today that the tie holds on to; None where there is none, or more than one might be it."""
    same = [entry for entry in entries if _CLASSES[type(entry.value)] == tie.kind]
    by_id = next((entry for entry in same if entry.id == tie.id), None)
    if by_id or tie.start is None:
        return by_id
    alike = sorted(same, key=lambda entry: not _alike(tie.value, entry.value))
    place = tie.start, tie.end
    there = (e for e in alike if (anchor := anchor_of(e.value)) and (anchor.start, anchor.end) == place)
    return next(there, None) or _nearest(alike, tie)


def _alike(one: object, other: object) -> bool:
    """Two moves of one kind, or statements with the same words."""
    if isinstance(one, Move) and isinstance(other, Move):
        return one.kind is other.kind
    return isinstance(one, Statement) and isinstance(other, Statement) and one.content_text == other.content_text


def _nearest(entries: Sequence[Entry], tie: Tie) -> Entry | None:
    """The entry that stands on most of the tie's words; else the only one with the very words, if the text moved."""
    shares = [(entry, _share(anchor, tie)) for entry in entries if (anchor := anchor_of(entry.value))]
    best = max(shares, key=lambda pair: pair[1], default=None)
    if best and best[1] >= _COMMON:
        return best[0]
    worded = [entry for entry, _ in shares if (anchor := anchor_of(entry.value)) and anchor.exact == tie.words]
    return worded[0] if len(worded) == 1 else None


def _share(anchor: Anchor, tie: Tie) -> float:
    start, end = tie.start or 0, tie.end or 0
    common = min(anchor.end, end) - max(anchor.start, start)
    return common / max(anchor.end - anchor.start, end - start, 1)


# ---------------------------------------------------------------- disagreement
def _agree(tie: Tie, value: object) -> bool:
    return not _differences(tie, value)


def _differences(tie: Tie, value: object) -> tuple[str, ...]:
    """The fields in which the reading of today differs from what was judged."""
    if type(value) is not type(tie.value):
        return ()
    return tuple(field for field in editable(tie.kind) if getattr(value, field) != getattr(tie.value, field))


def _disagreement(ruling: Ruling, found: Entry | None) -> Doubt | None:
    """The doubt that a judgement leaves where the reading of today does not have what was judged."""
    judgement, tie = ruling.judgement, ruling.tie
    anchor = anchor_of(_value(tie))
    who = f"{judgement.author} {_DONE[judgement.kind]} this {tie.kind} on {judgement.made_at[:10]} ({judgement.id})"
    if found is None:
        gone = f"{who}; the reading of today does not have it any more"
        return None if judgement.kind is JudgementKind.REJECT else Doubt(READ_NO_MORE, gone, anchor)
    fields = _differences(tie, found.value)
    if judgement.kind is JudgementKind.EDIT:
        said = {change.field for change in judgement.changes}
        now = edited(tie.kind, found.value, judgement.changes)
        fields = tuple(f for f in fields if f in said and getattr(now, f) != getattr(found.value, f))
    if not fields:
        return None
    read = "; ".join(f"{field}: {_shown(getattr(found.value, field))}" for field in fields)
    return Doubt(READ_OTHERWISE, f"{who}; the reading of today has {read}", anchor_of(found.value) or anchor)


def _shown(value: object) -> str:
    return ", ".join(value) or "nobody" if isinstance(value, tuple) else str(value)


# ---------------------------------------------------------------- agents
def _names(standing: Iterable[Judgement]) -> Mapping[str, str]:
    """From each name that was merged into another to the name that stands for both."""
    into: dict[str, str] = {}
    for judgement in standing:
        if judgement.kind is JudgementKind.MERGE and all(tie.kind == "party" for tie in judgement.ties):
            first, *others = (tie.words for tie in judgement.ties)
            into.update({name: first for name in others if _last(into, first) != name})
    return {name: _last(into, name) for name in into}


def apart(judgements: Iterable[Judgement]) -> frozenset[frozenset[str]]:
    """The pairs of names that people said to be of different agents."""
    parting = (j for j in in_force(judgements) if j.kind is JudgementKind.KEEP_APART)
    named = ([tie.words for tie in j.ties if tie.kind == "party"] for j in parting)
    return frozenset(frozenset(pair) for names in named for pair in combinations(names, 2))


def _last(into: Mapping[str, str], name: str) -> str:
    while name in into:
        name = into[name]
    return name


def _facts(standing: Iterable[Judgement]) -> Mapping[str, tuple[Judgement, ...]]:
    """What people said of parties, by name."""
    found: dict[str, tuple[Judgement, ...]] = {}
    for ruling in rulings(standing, {JudgementKind.EDIT}, {"party"}):
        found[ruling.tie.words] = (*found.get(ruling.tie.words, ()), ruling.judgement)
    return found


def _renamed(
    entries: tuple[Entry, ...], names: Mapping[str, str], facts: Mapping[str, tuple[Judgement, ...]]
) -> tuple[Entry, ...]:
    if not names and not facts:
        return entries
    return tuple(replace(entry, value=_under_name(entry.value, names, facts)) for entry in entries)


def _under_name(
    value: Statement | Move | Agent | Doubt, names: Mapping[str, str], facts: Mapping[str, tuple[Judgement, ...]]
) -> Statement | Move | Agent | Doubt:
    def named(held: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.get(name, name) for name in held))

    match value:
        case Statement():
            speakers, via, told = named(value.speakers), named(value.via), named(value.addressees)
            return replace(value, speakers=speakers, via=via, addressees=told)
        case Move():
            by, to, tellers, via = map(named, (value.by, value.to, value.according_to, value.via))
            return replace(value, by=by, to=to, according_to=tellers, via=via)
        case Agent():
            return _renamed_agent(value, names, facts)
    return value


def _renamed_agent(agent: Agent, names: Mapping[str, str], facts: Mapping[str, tuple[Judgement, ...]]) -> Agent:
    name = names.get(agent.name, agent.name)
    aliases = dict.fromkeys((*agent.aliases, *((agent.name,) if name != agent.name else ())))
    of = names.get(agent.of, agent.of) if agent.of else None
    agent = replace(agent, name=name, aliases=tuple(aliases), of=None if of == name else of)
    for judgement in facts.get(name, ()):
        agent = edited("party", agent, judgement.changes)
    return agent
