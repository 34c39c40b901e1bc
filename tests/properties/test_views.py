"""The views of a record show what its entries are after everything that people judged, whatever they judged."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.exchange import judged
from dragoman.ledger import Ledger
from dragoman.ledger.sqlite import migrations
from dragoman.model import (
    BadInput,
    Change,
    Document,
    Doubt,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Passage,
    Polarity,
    Published,
    Reading,
    Statement,
    Tie,
    Zone,
    anchor_of,
    content_id,
    in_force,
)
from dragoman.model.edits import editable

TEXT = "The harbour stays shut until the crews are paid, the union said on Tuesday; nobody answered."
PLACES = ((0, 11), (12, 22), (23, 40), (41, 55))
NAMES = ("Berg", "A. Berg", "Lund", "Dockers' Union")
EDITS = (
    ("statement", "speakers", ("Vik", "Moe")),
    ("statement", "via", ()),
    ("statement", "anonymous", ("yes",)),
    ("statement", "said_on", ("2022-01-17",)),
    ("statement", "said_on", ()),
    ("move", "by", ("Vik",)),
    ("move", "status", ("rejected",)),
    ("move", "due", ()),
    ("move", "what", ("a quay; and a crane",)),
    ("move", "negated", ("yes",)),
)


def document(name: str) -> Document:
    raw = f"{name}{TEXT}".encode()
    return Document(
        id=content_id("doc", raw),
        file=name,
        raw=raw,
        encoding="utf-8",
        original=raw.decode(),
        text=raw.decode(),
        offsets=OffsetMap.identity(len(raw)),
        passages=(Passage(Zone.BODY, 0, len(raw)),),
        language="en",
        published=Published("2022-01-18", "user", "--published"),
    )


DOCUMENTS = [document(name) for name in ("a", "b", "c")]
names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


@st.composite
def readings(draw: st.DrawFn, document: Document, reader: str) -> Reading:
    """A reading whose entries stand on the four places, their edges a little other with another reader."""
    edge = draw(st.integers(0, 2))
    number = count()

    def anchor() -> Any:
        start, end = draw(st.sampled_from(PLACES))
        return document.anchor(start + edge, end)

    def named() -> str:
        return content_id("x", document.id, reader, str(next(number)))

    statements = [
        Statement(
            named(),
            draw(names),
            draw(names),
            draw(st.booleans()),
            Mode.INDIRECT,
            draw(st.sampled_from(Polarity)),
            draw(st.sampled_from(["it stays shut", "it opens"])),
            draw(st.none() | st.just("2022-01-16")),
            None,
            None,
            (),
            anchor(),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    moves = [
        Move(
            named(),
            draw(st.sampled_from([MoveKind.DEMAND, MoveKind.REPLY])),
            draw(names),
            draw(names),
            draw(st.sampled_from(["a quay", "a crane"])),
            MoveStatus.MADE,
            None,
            anchor(),
            due=draw(st.none() | st.just("2022-01-21")),
            according_to=draw(names),
            negated=draw(st.booleans()),
            statement=draw(st.none() | st.sampled_from([s.id for s in statements])),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    doubts = tuple(Doubt("unsure", f"doubt {n}", anchor()) for n in range(draw(st.integers(0, 2))))
    return Reading(
        named(),
        document.id,
        reader,
        statements=tuple(statements),
        moves=tuple(moves),
        agents=(),
        timexes=(),
        doubts=doubts,
    )


def judge(ledger: Ledger, draw: Any) -> None:
    """A judgement of any kind about anything, unless the ledger refuses it."""
    kind = draw(st.sampled_from(JudgementKind))
    made, entries = in_force(ledger.judgements()), ledger.entries()
    subjects: list[Any] = []
    changes: list[Change] = []
    if kind is JudgementKind.WITHDRAW:
        subjects = [draw(st.sampled_from(made)).id] if made else []
    elif kind is JudgementKind.SUPERSEDE:
        subjects = draw(st.permutations([d.id for d in DOCUMENTS]))[:2]
    elif kind in (JudgementKind.MERGE, JudgementKind.KEEP_APART):
        pair = draw(st.permutations(NAMES))[:2]
        subjects = [Tie("party", f"party-{name}", name) for name in pair]
    elif kind is JudgementKind.REJECT and draw(st.booleans()):
        subjects = [draw(st.sampled_from([*DOCUMENTS])).id]
    else:
        sort, field, values = draw(st.sampled_from(EDITS))
        sorts = (sort,) if kind is JudgementKind.EDIT else ("statement", "move", "doubt")
        of_sort = [e.id for e in entries if type(e.value).__name__.lower() in sorts]
        subjects = [draw(st.sampled_from(of_sort))] if of_sort else []
        changes = [Change(field, values)] if kind is JudgementKind.EDIT else []
    try:
        ledger.judge(kind, subjects, author="Ana Berg", changes=changes)
    except BadInput:
        return


def in_views(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            *connection.execute(
                "SELECT document, id, speaker, via, anonymous, polarity, content, said_on, quote_start FROM statements"
            ),
            *connection.execute(
                'SELECT document, id, kind, "by", "to", what, status, due, according_to, negated, quote_start '
                "FROM moves"
            ),
            *connection.execute("SELECT document, id, message, quote_start FROM doubts"),
            *connection.execute(
                "SELECT j.id, json_extract(j.value, '$.evidence.start') FROM judged_entries j "
                "JOIN current_documents d ON d.reading = j.reading "
                "WHERE d.id NOT IN (SELECT document FROM documents_left_out) AND j.entry IS NULL AND NOT j.rejected"
            ),
        ]


def in_entries(ledger: Ledger) -> list[tuple[Any, ...]]:
    """The same of the entries as the brief reads them, less the doubts about judgements."""
    entries = judged(ledger.entries(), ledger.judgements())
    live, read = {e.document.id for e in entries}, {e.id for e in ledger.entries()}
    found: list[tuple[Any, ...]] = []
    for entry in entries:
        v, document = entry.value, entry.document
        if document.superseded_by in live:
            continue
        if entry.id not in read and not (isinstance(v, Doubt) and v.code.startswith("judged")):
            anchor = anchor_of(v)
            found.append((entry.id, anchor.start if anchor and not isinstance(v, Doubt) else None))
            continue
        match v:
            case Statement():
                told = (v.anonymous, v.polarity, v.content_text, v.said_on, v.evidence.start)
                found.append((document.id, entry.id, cell(v.speakers), cell(v.via), *told))
            case Move():
                sides = v.kind, cell(v.by), cell(v.to), v.what, v.status, v.due, cell(v.according_to)
                found.append((document.id, entry.id, *sides, v.negated, v.evidence.start))
            case Doubt(code="unsure"):
                found.append((document.id, entry.id, v.message, v.anchor.start if v.anchor else None))
    return found


def cell(names: tuple[str, ...]) -> str | None:
    return "; ".join(names) or None


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_views_are_the_entries_as_people_left_them(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talks.db"
        with Ledger.open(path) as ledger:
            for reader in ("rules 1", "rules 2"):
                for each in DOCUMENTS:
                    ledger.append(each, data.draw(readings(each, reader)))
                for _ in range(data.draw(st.integers(0, 5))):
                    judge(ledger, data.draw)
                assert sorted(in_views(path), key=repr) == sorted(in_entries(ledger), key=repr)


def test_every_field_that_can_be_accepted_is_in_the_view() -> None:
    sql = "".join(statement for step in migrations() for statement in step.statements)
    for kind in ("statement", "move"):
        told = sql.split(f"WHEN '{kind}' THEN json_object(")[-1].split("WHEN")[0].split("ELSE")[0]
        assert set(re.findall(r"\$\.(\w+)", told)) == set(editable(kind))
