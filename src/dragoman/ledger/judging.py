"""What a judgement is tied to, and which judgements cannot stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from dragoman.ledger import names, reads
from dragoman.ledger.supersession import editions, without
from dragoman.ledger.tables import current_documents, entries, readings
from dragoman.ledger.values import Kind, Value, load
from dragoman.model import BadInput, Change, Doubt, Judgement, JudgementKind, Move, Statement, Tie

DOCUMENT, JUDGEMENT, AGENT, PARTY = "document", "judgement", "agent", "party"

ENTRIES = frozenset({"statement", "move", AGENT, "doubt"})
TELLINGS = frozenset({"statement", "move"})
ITEMS = frozenset({"demand", "reply", "decision", "dispute", "meeting", "warning"})

_SUBJECTS: Mapping[JudgementKind, frozenset[str]] = {
    JudgementKind.ACCEPT: ENTRIES | ITEMS,
    JudgementKind.REJECT: ENTRIES | ITEMS | {DOCUMENT},
    JudgementKind.EDIT: (ENTRIES | ITEMS | {DOCUMENT, PARTY}) - {"doubt"},
    JudgementKind.MERGE: ITEMS | TELLINGS | {PARTY, DOCUMENT},
    JudgementKind.KEEP_APART: ITEMS | TELLINGS | {PARTY, DOCUMENT},
    JudgementKind.SUPERSEDE: frozenset({DOCUMENT}),
    JudgementKind.WITHDRAW: frozenset({JUDGEMENT}),
}
_SEVERAL = frozenset({JudgementKind.MERGE, JudgementKind.KEEP_APART})


def tied(connection: Connection, kind: JudgementKind, subject: str | Tie) -> Tie:
    """What the subject is and where it stands; a tie is taken as it is.

    An id may be an entry's, a judgement's, or a document's (or its file name). Raises BadInput where nothing answers
    to it, and where only an earlier reading holds the entry.
    """
    if isinstance(subject, Tie):
        return subject
    if kind is JudgementKind.WITHDRAW:
        return _judgement_tie(connection, subject)
    if kind is JudgementKind.SUPERSEDE:
        return _document_tie(connection, subject)
    return _entry_tie(connection, subject) or _document_tie(connection, subject)


def _document_tie(connection: Connection, key: str) -> Tie:
    document = names.resolved(connection, key)
    return Tie(DOCUMENT, document, names.file_of(connection, document), document)


def _judgement_tie(connection: Connection, key: str) -> Tie:
    made = {judgement.id: judgement for judgement in reads.judgements_made(connection)}
    if key not in made:
        raise BadInput(key, "the record has no such judgement", "Give an id as `dragoman judge list` prints it.")
    if made[key].kind is JudgementKind.WITHDRAW:
        raise BadInput(key, "a withdrawal is not withdrawn", "Make the judgement again that it took back.")
    return Tie(JUDGEMENT, key, str(made[key].kind))


def _entry_tie(connection: Connection, key: str) -> Tie | None:
    """The tie of the entry with that id; None where no reading ever held one. Raises BadInput."""
    found = connection.execute(
        select(entries.c.kind, entries.c.value, readings.c.document, entries.c.reading)
        .join(readings, readings.c.seq == entries.c.reading)
        .where(entries.c.id == key, entries.c.kind.in_(reads.FOLDED))
        .order_by(entries.c.reading.desc())
    ).first()
    if found is None:
        return None
    query = select(current_documents.c.reading).where(current_documents.c.id == found.document)
    current = connection.execute(query).scalar_one()
    if current != found.reading:
        raise _gone(connection, key, found.document)
    value: Value = load(found.kind, found.value)
    return entry_tie(key, found.document, Kind(found.kind), value)


def entry_tie(id_: str, document: str, kind: Kind, value: Value) -> Tie:
    """The tie of an entry: its words and where they stand, and what was read there."""
    assert isinstance(value, Statement | Move) or kind in (Kind.AGENT, Kind.DOUBT)
    anchor = value.evidence if isinstance(value, Statement | Move) else getattr(value, "anchor", None)
    words = anchor.exact if anchor else value.message if isinstance(value, Doubt) else getattr(value, "name", "")
    start, end = (anchor.start, anchor.end) if anchor else (None, None)
    return Tie(kind.value, id_, words, document, start, end, value)  # type: ignore[arg-type]


def _gone(connection: Connection, key: str, document: str) -> BadInput:
    name = names.file_of(connection, document)
    return BadInput(
        key,
        f"an earlier reading of {name} held this entry, the reading of today does not",
        f"See what it holds now with `dragoman show {name}`; judgements made before still count.",
    )


def refuse_misfit(kind: JudgementKind, ties: Sequence[Tie], changes: Sequence[Change]) -> None:
    """Raise BadInput where the number or the sort of the subjects does not go with the judgement."""
    if kind is JudgementKind.SUPERSEDE and len(ties) != 2:
        raise BadInput(kind, f"{len(ties)} documents named", "Name two: the old one, then its corrected edition.")
    for tie in ties:
        if tie.kind not in _SUBJECTS[kind]:
            known = ", ".join(sorted(_SUBJECTS[kind]))
            raise BadInput(tie.id, f"this is a {tie.kind}, which nobody can {kind}", f"It can be one of: {known}.")
    if kind in _SEVERAL and len({tie.id for tie in ties}) < 2:
        raise BadInput(kind, "one thing alone is named", "Name two or more.")
    kinds = {tie.kind for tie in ties}
    if kind in _SEVERAL and len(kinds) > 1 and not kinds <= TELLINGS:
        named = " and ".join(sorted(f"a {kind}" for kind in kinds))
        raise BadInput(kind, f"{named} are never one", "Name subjects of one sort.")
    if not ties:
        raise BadInput(kind, "nothing is named", "Name at least one subject by its id.")
    if (kind is JudgementKind.EDIT) is not bool(changes):
        raise BadInput(kind, "fields are set by an edit, and by nothing else", 'Write edit ID --set "FIELD=VALUE".')


def refuse_contradiction(
    standing: Sequence[Judgement], kind: JudgementKind, ties: Sequence[Tie], changes: Sequence[Change]
) -> None:
    """Raise BadInput where the judgement contradicts one in force, and name that one."""
    match kind:
        case JudgementKind.SUPERSEDE:
            refuse_second_edition(newer_editions(standing), ties[0].id, ties[1].id)
        case JudgementKind.WITHDRAW:
            _refuse_withdrawn(standing, ties)
        case JudgementKind.MERGE | JudgementKind.KEEP_APART:
            _refuse_join(standing, kind, ties)
        case _:
            for judgement in standing:
                _refuse_opposite(judgement, kind, ties, changes)


def newer_editions(standing: Iterable[Judgement]) -> Mapping[str, str]:
    """From each superseded document to the next edition."""
    return {j.subjects[0]: j.subjects[1] for j in standing if j.kind is JudgementKind.SUPERSEDE}


def standing_editions(standing: Sequence[Judgement]) -> Mapping[str, str]:
    """From each superseded document to the next edition that nobody has taken out."""
    rejected = (tie for j in standing if j.kind is JudgementKind.REJECT for tie in j.ties)
    return without(newer_editions(standing), {tie.id for tie in rejected if tie.kind == DOCUMENT})


def refuse_second_edition(newer: Mapping[str, str], old: str, new: str) -> None:
    """Raise BadInput where the document is superseded already, would supersede itself, or is the later edition."""
    if old == new:
        raise BadInput(old, "a document cannot supersede itself", "Name the old document, then its corrected edition.")
    if old in newer:
        raise BadInput(
            old, f"it is superseded by {newer[old]} already", f"To add a third edition, supersede {newer[old]} by it."
        )
    if old in editions(newer, new):
        raise BadInput(new, f"{old} is a later edition of it already", "Name the old document first, then the new one.")


def _refuse_withdrawn(standing: Sequence[Judgement], ties: Sequence[Tie]) -> None:
    held = {judgement.id for judgement in standing}
    for tie in ties:
        if tie.id not in held:
            raise BadInput(tie.id, "it is withdrawn already", "Nothing is to be done.")


def _refuse_opposite(standing: Judgement, kind: JudgementKind, ties: Sequence[Tie], changes: Sequence[Change]) -> None:
    """A rejection goes with no other judgement of the same subject, an edit with no other value of a field."""
    kinds = {standing.kind, kind}
    if not kinds <= {JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.EDIT}:
        return
    same = next((tie for tie in ties if any(same_subject(tie, other) for other in standing.ties)), None)
    if same is None:
        return
    if JudgementKind.REJECT in kinds and len(kinds) > 1:
        raise _opposed(same, standing, f"{kind} goes against it")
    said = {change.field: change.values for change in standing.changes}
    for change in changes:
        if said.get(change.field, change.values) != change.values:
            raise _opposed(same, standing, f"it says {change.field}={'; '.join(said[change.field])}")


def _refuse_join(standing: Sequence[Judgement], kind: JudgementKind, ties: Sequence[Tie]) -> None:
    """What is kept apart is not merged, also not by way of a third, and the other way round; nor what is rejected."""
    merges = [j for j in standing if j.kind is JudgementKind.MERGE]
    if kind is JudgementKind.MERGE:
        _refuse_merge(standing, ties, _joined(merges, ties))
        return
    for at, tie in enumerate(ties):
        one = _joined(merges, [tie])
        if any(same_subject(other, joined) for other in ties[at + 1 :] for joined in one):
            judgement = next(j for j in merges if any(same_subject(t, tie) for t in j.ties))
            raise _opposed(tie, judgement, "keep-apart goes against it")


def _refuse_merge(standing: Sequence[Judgement], ties: Sequence[Tie], together: Sequence[Tie]) -> None:
    """``together`` are the ties with all that they are merged with already."""
    for judgement in standing:
        if judgement.kind is JudgementKind.REJECT:
            held = [tie for tie in ties if any(same_subject(tie, other) for other in judgement.ties)]
        elif judgement.kind is JudgementKind.KEEP_APART:
            held = [tie for tie in judgement.ties if any(same_subject(tie, other) for other in together)][1:]
        else:
            continue
        if held:
            raise _opposed(held[0], judgement, "a merge goes against it")


def _joined(merges: Sequence[Judgement], ties: Sequence[Tie]) -> list[Tie]:
    """The ties with everything that merges join to them."""
    found, left, grown = list(ties), list(merges), True
    while grown:
        grown = False
        for judgement in list(left):
            if any(same_subject(tie, other) for tie in judgement.ties for other in found):
                found += judgement.ties
                left.remove(judgement)
                grown = True
    return found


def same_subject(one: Tie, other: Tie) -> bool:
    """Are the two ties to one thing: the same id, or the same sort of thing at the same place?"""
    if one.kind != other.kind:
        return False
    placed = one.document is not None and one.start is not None
    return one.id == other.id or (
        placed and (one.document, one.start, one.end) == (other.document, other.start, other.end)
    )


def _opposed(tie: Tie, judgement: Judgement, what: str) -> BadInput:
    return BadInput(
        tie.id,
        f"{judgement.author} judged it on {judgement.made_at[:10]} ({judgement.kind}, {judgement.id}), and {what}",
        f"If that one is wrong, take it back first: `dragoman judge withdraw {judgement.id}`.",
    )
