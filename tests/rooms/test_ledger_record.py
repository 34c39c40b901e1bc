"""The record: what it keeps, what it gives back as of a day, and what it says when a file fails it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, event

from dragoman.ledger import Ledger, sqlite, tables
from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    BadDate,
    BadInput,
    Change,
    Document,
    DocumentInfo,
    Doubt,
    Entry,
    Event,
    EventType,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    NewerRecord,
    NotARecord,
    NotText,
    OffsetMap,
    Passage,
    Piece,
    Polarity,
    Published,
    Reading,
    Realis,
    RecordError,
    Statement,
    Timex,
    TimexType,
    Zone,
    content_id,
    entry_id,
)

TEXT = "Harbour talks resume\n\nThe port union said it would answer by Friday."


def document(
    name: str = "a.txt", *, text: str = TEXT, published: str | None = "2022-01-18", outlet: str | None = "Northern Post"
) -> Document:
    raw = f"{name}: {text}".encode()
    return Document(
        id=content_id("doc", raw),
        file=name,
        raw=raw,
        encoding="utf-8",
        original=raw.decode(),
        text=text,
        offsets=OffsetMap((Piece(0, len(name) + 2, len(text)),)),
        passages=(Passage(Zone.BODY, 0, len(text)),),
        language="en",
        title="Harbour talks resume",
        outlet=outlet,
        published=Published(published, "user", "--published") if published else None,
        doubts=(Doubt("two-dates", "the report names two dates"),),
    )


def told_by(doc: Document, outlet: str, file: str | None = None) -> Document:
    """The same bytes, told to be another outlet's."""
    return replace(doc, id=content_id("doc", doc.raw, outlet), outlet=outlet, file=file or doc.file)


def find(doc: Document, words: str) -> Anchor:
    start = doc.text.index(words)
    return doc.anchor(start, start + len(words))


def reading(doc: Document, *, reader: str = "rules 1") -> Reading:
    said = find(doc, "The port union said it would answer by Friday.")
    content = find(doc, "it would answer by Friday")
    friday = find(doc, "Friday")
    statement = Statement(
        id=content_id("s", doc.id, reader),
        speakers=("Port Union", "Dockers' League"),
        via=("Northern Post",),
        anonymous=False,
        mode=Mode.INDIRECT,
        polarity=Polarity.ASSERTED,
        content_text=content.exact,
        said_on=None,
        source=find(doc, "The port union"),
        cue=find(doc, "said"),
        content=(content,),
        evidence=said,
    )
    move = Move(
        id=content_id("m", doc.id, reader),
        kind=MoveKind.REPLY,
        by=("Port Union",),
        to=(),
        what="answer by Friday",
        status=MoveStatus.PROMISED,
        event_date=None,
        evidence=content,
        due="2022-01-21",
        due_evidence=friday,
        statement=statement.id,
    )
    event = Event(
        id=content_id("e", doc.id, reader),
        type=EventType.CONSULT,
        mode=None,
        root="03",
        realis=Realis.SCHEDULED,
        actor=(find(doc, "The port union"),),
        recipient=(),
        actors=("Port Union",),
        recipients=(),
        place=None,
        date="2022-01-21",
        trigger=find(doc, "answer"),
        evidence=content,
        statement=statement.id,
    )
    return Reading(
        id=content_id("r", doc.id, reader, doc.published.date if doc.published else ""),
        document=doc.id,
        reader=reader,
        statements=(statement,),
        moves=(move,),
        agents=(Agent("Port Union", AgentKind.ORGANISATION, aliases=("the union",)),),
        timexes=(Timex(friday.start, friday.end, TimexType.DATE, "2022-01-21", "2022-01-21", "Friday", "weekday"),),
        doubts=(Doubt("who-is-it", "“it” may be somebody else", find(doc, "it")),),
        events=(event,),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path, now=lambda: datetime(2022, 3, 1, 12, tzinfo=UTC)) as held:
        yield held


def keep(ledger: Ledger, *documents: Document) -> None:
    for doc in documents:
        ledger.append(doc, reading(doc))


def ids(infos: tuple[DocumentInfo, ...]) -> list[str]:
    return [info.id for info in infos]


def shown(entries: tuple[Entry, ...]) -> list[str]:
    """The documents that entries are of, each once, in order."""
    return list(dict.fromkeys(entry.document.id for entry in entries))


def sql(path: Path, *statements: str) -> None:
    """What a person with a database tool might do to the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


# Growing


def test_an_appended_document_comes_back_as_it_was(ledger: Ledger) -> None:
    doc = document()
    assert ledger.append(doc, reading(doc)) == "new"
    assert ledger.document(doc.id) == (doc, reading(doc))


def test_the_original_is_kept_where_decoding_does_not_give_it(ledger: Ledger) -> None:
    doc = replace(document(), encoding="utf-16")
    ledger.append(doc, reading(doc))
    assert ledger.document(doc.id)[0].original == doc.original


def test_the_same_reading_again_changes_nothing(ledger: Ledger) -> None:
    doc = document()
    ledger.append(doc, reading(doc))
    before = ledger.entries(), ledger.counts()
    assert ledger.append(doc, reading(doc)) == "unchanged"
    assert (ledger.entries(), ledger.counts()) == before


def test_another_reader_version_supersedes_and_the_older_reading_stays(ledger: Ledger) -> None:
    doc = document()
    ledger.append(doc, reading(doc))
    assert ledger.append(doc, reading(doc, reader="rules 2")) == "superseded"
    assert ledger.document(doc.id)[1].reader == "rules 2"
    assert {entry.value.id for entry in ledger.entries() if isinstance(entry.value, Statement)} == {
        content_id("s", doc.id, "rules 2")
    }
    assert ledger.counts().readings == 2


def test_going_back_to_an_earlier_reading_makes_it_current_again(ledger: Ledger) -> None:
    doc = document()
    for reader in ("rules 1", "rules 2"):
        ledger.append(doc, reading(doc, reader=reader))
    assert not ledger.has(reading(doc).id)
    assert ledger.append(doc, reading(doc)) == "superseded"
    assert ledger.document(doc.id)[1] == reading(doc)


def test_a_publication_date_told_later_supersedes(ledger: Ledger) -> None:
    undated = document(published=None)
    dated = replace(undated, published=Published("2022-01-18", "user", "--published"))
    keep(ledger, undated)
    assert ids(ledger.undated()) == [undated.id]
    assert ledger.append(dated, reading(dated)) == "superseded"
    assert ledger.undated() == ()
    assert shown(ledger.entries(as_of="2022-01-18")) == [dated.id]


def test_the_same_bytes_under_a_second_name_are_one_document_with_two_names(ledger: Ledger) -> None:
    doc = document("b.txt")
    copy = replace(doc, file="a-copy.txt")
    keep(ledger, doc)
    assert ledger.has(reading(doc).id) and not ledger.has(reading(doc).id, file="a-copy.txt")
    assert ledger.append(copy, reading(copy)) == "unchanged"
    assert ledger.has(reading(doc).id, file="a-copy.txt")
    assert [info.file for info in ledger.documents()] == ["a-copy.txt"]
    assert ledger.document("b.txt") == ledger.document("a-copy.txt")


def test_the_same_bytes_of_two_outlets_are_two_documents_of_one_text(ledger: Ledger) -> None:
    doc = told_by(document("a.txt"), "Northern Post")
    copy = told_by(doc, "Baltic Wire", "b.txt")
    keep(ledger, doc, copy)
    assert {(info.file, info.outlet) for info in ledger.documents()} == {
        ("a.txt", "Northern Post"),
        ("b.txt", "Baltic Wire"),
    }
    assert ledger.document("b.txt")[0] == copy
    assert ledger.check() == ()
    assert ledger.append(doc, reading(doc)) == ledger.append(copy, reading(copy)) == "unchanged"


def test_what_is_told_of_a_file_last_counts_also_of_its_outlet(ledger: Ledger) -> None:
    untold = document("a.txt", outlet=None)
    told, right = told_by(untold, "Nothern Post"), told_by(untold, "Northern Post")
    keep(ledger, untold)
    assert [ledger.append(doc, reading(doc)) for doc in (told, right)] == ["superseded", "superseded"]
    assert ids(ledger.documents()) == shown(ledger.entries()) == [right.id]
    assert ledger.document("a.txt")[0] == right
    assert not ledger.has(reading(told).id, file="a.txt")
    assert ledger.append(told, reading(told)) == "superseded"
    assert ids(ledger.documents()) == [told.id]
    assert ledger.append(told, reading(told)) == "unchanged"
    assert ledger.check() == ()


def test_a_document_goes_by_a_name_that_is_still_its_own(ledger: Ledger) -> None:
    doc = document("a.txt")
    keep(ledger, doc, replace(doc, file="b.txt"), told_by(doc, "Coast Courier"))
    judgement = ledger.judge(JudgementKind.REJECT, (doc.id,), author="Ana Berg")
    assert [tie.words for tie in judgement.ties] == ["b.txt"]


def test_near_copies_are_found_among_the_documents_in_view(ledger: Ledger) -> None:
    body = " ".join(f"The union told port {n} that crane {n * 7} stays shut." for n in range(40))
    wire = document("wire.txt", text=f"{TEXT} {body}", published="2022-01-18")
    copy = document("copy.txt", text=f"{TEXT} {body} The owners gave no answer.", published="2022-01-20")
    other = document("other.txt", text=TEXT + " Rain is forecast for the coast." * 30, published="2022-01-19")
    keep(ledger, copy, wire, other)
    assert {info.file: info.copies for info in ledger.documents()} == {
        "wire.txt": (copy.id,),
        "other.txt": (),
        "copy.txt": (wire.id,),
    }
    assert all(info.copies == () for info in ledger.documents(as_of="2022-01-19"))


def test_a_reading_of_another_document_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="no reading of"):
        ledger.append(document("a.txt"), reading(document("b.txt")))


def test_a_publication_date_that_is_none_is_refused_and_nothing_is_kept(ledger: Ledger) -> None:
    doc = document(published="2022-02-30")
    with pytest.raises(BadDate):
        ledger.append(doc, reading(doc))
    assert ledger.documents() == ()


def test_text_that_no_file_can_hold_is_refused_and_nothing_is_kept(ledger: Ledger) -> None:
    doc = replace(document(), file="\udce9.txt")
    with pytest.raises(NotText, match="half a character"):
        ledger.append(doc, reading(doc))
    assert ledger.documents() == ()


@pytest.mark.parametrize("table", [table.name for table in tables.metadata.sorted_tables])
def test_no_row_is_ever_changed_or_taken_away(ledger: Ledger, path: Path, table: str) -> None:
    old, new = document("a.txt"), document("b.txt")
    keep(ledger, old, new)
    ledger.judge(JudgementKind.SUPERSEDE, (old.id, new.id), author="Ana Berg")
    keep(ledger, told_by(old, "Baltic Wire"))
    ledger.judge(JudgementKind.EDIT, (new.id,), changes=[Change("exchange", ("Halvik",))], author="Ana Berg")
    column = next(iter(tables.metadata.tables[table].c)).name
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="the record only grows"):
            sql(path, statement)


# As of a day


def test_as_of_shows_documents_published_up_to_the_last_day_of_it(ledger: Ledger) -> None:
    early, late = document("a.txt", published="2022-01-18"), document("b.txt", published="2022-02-01")
    keep(ledger, late, early)
    assert shown(ledger.entries(as_of="2022-01-17")) == []
    assert shown(ledger.entries(as_of="2022-01")) == [early.id]
    assert shown(ledger.entries(as_of="2022-02-01")) == [early.id, late.id]
    assert shown(ledger.entries()) == [early.id, late.id]


def test_a_document_of_some_day_of_a_month_is_out_when_the_month_is(ledger: Ledger) -> None:
    keep(ledger, document(published="2022-01"))
    assert ledger.documents(as_of="2022-01-30") == ()
    assert len(ledger.documents(as_of="2022-01-31")) == 1


def test_undated_documents_are_in_no_as_of_view_and_told_apart(ledger: Ledger) -> None:
    undated, dated = document("a.txt", published=None), document("b.txt")
    keep(ledger, undated, dated)
    assert shown(ledger.entries(as_of="2030")) == [dated.id]
    assert shown(ledger.entries()) == [dated.id, undated.id]
    assert ids(ledger.undated()) == [undated.id]
    assert ledger.counts().undated == 1


def test_entries_stand_in_the_order_of_the_text_under_their_ids(ledger: Ledger) -> None:
    doc = document()
    held = reading(doc)
    keep(ledger, doc)
    expected = (*held.agents, *held.statements, *held.moves, *held.doubts)
    entries = ledger.entries()
    assert [entry.value for entry in entries] == list(expected)
    assert [entry.id for entry in entries] == [entry_id(doc.id, value) for value in expected]


def test_events_are_as_of_a_day_too_and_no_entries(ledger: Ledger) -> None:
    early, late = document("a.txt"), document("b.txt", published="2022-01-20")
    keep(ledger, late, early)
    assert [(info.id, event) for info, event in ledger.events()] == [
        (doc.id, *reading(doc).events) for doc in (early, late)
    ]
    assert [held.file for held, _ in ledger.events(as_of="2022-01-19")] == ["a.txt"]
    assert not any(isinstance(entry.value, Event) for entry in ledger.entries())


def test_a_bad_as_of_is_a_bad_date(ledger: Ledger) -> None:
    with pytest.raises(BadDate):
        ledger.entries(as_of="yesterday")


# Judgements


def test_a_corrected_edition_takes_the_place_of_the_old_one_from_its_own_day_on(ledger: Ledger) -> None:
    old, new = document("a.txt", published="2022-01-18"), document("b.txt", published="2022-01-20")
    keep(ledger, old, new)
    made = ledger.judge(JudgementKind.SUPERSEDE, (old.id, new.id), author="Ana Berg", reason="corrected")
    assert shown(ledger.entries(as_of="2022-01-19")) == [old.id]
    assert shown(ledger.entries(as_of="2022-01-20")) == shown(ledger.entries()) == [new.id]
    assert [i.superseded_by for i in ledger.documents()] == [new.id, None]
    assert [i.superseded_by for i in ledger.documents(as_of="2022-01-19")] == [None]
    assert made.made_at == "2022-03-01T12:00:00+00:00"
    assert ledger.judgements() == (made,)


def test_an_undated_edition_between_two_hides_the_first_only_behind_the_third(ledger: Ledger) -> None:
    first, third = document("a.txt", published="2022-01-18"), document("c.txt", published="2022-01-20")
    second = document("b.txt", published=None)
    keep(ledger, first, second, third)
    ledger.judge(JudgementKind.SUPERSEDE, (first.id, second.id), author="Ana Berg")
    ledger.judge(JudgementKind.SUPERSEDE, (second.id, third.id), author="Ana Berg")
    assert shown(ledger.entries(as_of="2022-01-19")) == [first.id]
    assert shown(ledger.entries(as_of="2022-01-20")) == shown(ledger.entries()) == [third.id]


def test_the_same_judgement_again_is_the_one_kept(ledger: Ledger) -> None:
    keep(ledger, document("a.txt"), document("b.txt"))
    made = ledger.judge(JudgementKind.SUPERSEDE, ("a.txt", "b.txt"), author="Ana Berg")
    assert ledger.judge(JudgementKind.SUPERSEDE, ("a.txt", "b.txt"), author="Ole Dahl") == made
    assert ledger.counts().judgements == 1


@pytest.mark.parametrize(
    ("subjects", "said"),
    [
        (("a.txt", "a.txt"), "cannot supersede itself"),
        (("a.txt", "c.txt"), "is superseded by .* already"),
        (("b.txt", "a.txt"), "later edition of it already"),
        (("a.txt", "z.txt"), "no document of the record"),
        (("a.txt",), "1 documents named"),
    ],
)
def test_contradictory_judgements_are_refused(ledger: Ledger, subjects: tuple[str, ...], said: str) -> None:
    keep(ledger, document("a.txt"), document("b.txt"), document("c.txt"))
    ledger.judge(JudgementKind.SUPERSEDE, ("a.txt", "b.txt"), author="Ana Berg")
    with pytest.raises(BadInput, match=said):
        ledger.judge(JudgementKind.SUPERSEDE, subjects, author="Ana Berg")
    assert ledger.counts().judgements == 1


def test_a_judgement_needs_an_author(ledger: Ledger) -> None:
    keep(ledger, document("a.txt"), document("b.txt"))
    with pytest.raises(BadInput, match="--author"):
        ledger.judge(JudgementKind.SUPERSEDE, ("a.txt", "b.txt"), author="")


# Finding a document


def test_a_document_answers_to_its_id_its_start_its_name_and_the_end_of_its_name(ledger: Ledger) -> None:
    doc = document("harbour/01.txt")
    keep(ledger, doc, document("harbour/02.txt", text=TEXT + " "))
    for key in (doc.id, doc.id[:12], doc.id.partition("-")[2][:8], "harbour/01.txt", "01.txt"):
        assert ledger.document(key)[0] == doc


def test_of_two_documents_of_one_name_the_corrected_edition_answers(ledger: Ledger) -> None:
    old, new = document("a.txt"), replace(document("b.txt"), file="a.txt")
    keep(ledger, old, new)
    with pytest.raises(BadInput, match=f"2 documents answer to this.*{min(old.id, new.id)}"):
        ledger.document("a.txt")
    ledger.judge(JudgementKind.SUPERSEDE, (old.id, new.id), author="Ana Berg")
    assert ledger.document("a.txt")[0].id == new.id


@pytest.mark.parametrize("key", ["harbor-talks.txt", "", "%", "doc-_"])
def test_an_unknown_name_is_refused(ledger: Ledger, key: str) -> None:
    keep(ledger, document("harbour-talks.txt"))
    with pytest.raises(BadInput, match="no document of the record"):
        ledger.document(key)


def test_the_nearest_names_are_offered(ledger: Ledger) -> None:
    keep(ledger, document("harbour-talks.txt"))
    with pytest.raises(BadInput, match=r"Did you mean harbour-talks\.txt\?"):
        ledger.document("harbor-talks.txt")


# Checking


def test_a_sound_record_has_no_faults(ledger: Ledger) -> None:
    keep(ledger, document("a.txt"), document("b.txt"))
    assert ledger.check() == ()


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("documents", "bytes = CAST(replace(bytes, 'Friday', 'Monday') AS BLOB)", "the stored bytes are not"),
        ("documents", "bytes = CAST(replace(bytes, 'Friday', 'Monday') AS BLOB)", "the original has 'Monday' there"),
        ("texts", "text = replace(text, 'Friday', 'Monday')", "the canonical text has 'Monday' there"),
        ("texts", "text = replace(text, 'Harbour', 'Port')", "the canonical text has"),
        ("texts", "offsets = '[[0,0,999]]'", "the original has"),
        ("texts", "offsets = '[[0,0,null]]'", "cannot be read back"),
        ("texts", "passages = 'nonsense'", "cannot be read back"),
        ("texts", "reading = 99", "cannot be read back"),
        ("readings", "encoding = 'utf-99'", "cannot be read back"),
        ("entries", "value = replace(value, '\"end\":68', '\"end\":6800')", "no passage of a text of"),
        ("entries", 'value = replace(value, \'"prefix":"\', \'"prefix":"x\')', "the words beside it are others"),
        (
            "entries",
            'value = replace(value, \'"trigger":{"start":51\', \'"trigger":{"start":50\')',
            "'answer' at 50:57: the canonical text has ' answer'",
        ),
        ("entries", "value = '{}'", "cannot be read back"),
    ],
)
def test_check_names_what_is_not_so(ledger: Ledger, path: Path, table: str, change: str, said: str) -> None:
    keep(ledger, document())
    sql(path, f"DROP TRIGGER {table}_no_update", f"UPDATE {table} SET {change}")
    faults = ledger.check()
    assert said in "\n".join(map(str, faults))
    assert {fault.file for fault in faults} == {"a.txt"}


# The file


def test_the_views_read_well_with_plain_sqlite(ledger: Ledger, path: Path) -> None:
    old, new = document("a.txt"), document("b.txt")
    keep(ledger, old, new)
    ledger.judge(JudgementKind.SUPERSEDE, (old.id, new.id), author="Ana Berg", reason="corrected")
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(query: str) -> list[dict[str, object]]:
            return [dict(row) for row in connection.execute(query)]

        (statement,) = rows("SELECT * FROM statements")
        assert (
            statement
            | {
                "speaker": "Port Union; Dockers' League",
                "via": "Northern Post",
                "content": "it would answer by Friday",
                "mode": "indirect",
                "outlet": "Northern Post",
                "published": "2022-01-18",
                "file": "b.txt",
                "quote_start": 22,
            }
            == statement
        )
        (move,) = rows("SELECT * FROM moves")
        assert (
            move
            | {"kind": "reply", "by": "Port Union", "to": None, "status": "promised", "realis": "occurred"}
            | {"due": "2022-01-21"}
            == move
        )
        (event,) = rows("SELECT * FROM events")
        assert (
            event
            | {
                "type": "CONSULT",
                "realis": "scheduled",
                "actor": "Port Union",
                "actor_text": "The port union",
                "recipient": None,
                "event_date": "2022-01-21",
                "trigger_text": "answer",
                "quote": "it would answer by Friday",
                "statement": statement["id"],
                "file": "b.txt",
            }
            == event
        )
        assert [row["code"] for row in rows("SELECT * FROM doubts")] == ["who-is-it"]
        assert [row["superseded_by"] for row in rows("SELECT * FROM current_documents ORDER BY file")] == [new.id, None]
        assert [row["reason"] for row in rows("SELECT * FROM corrections")] == ["corrected"]


def test_full_text_search_finds_documents_and_statements(ledger: Ledger, path: Path) -> None:
    keep(ledger, document())
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT content FROM statements JOIN entries_fts f ON f.rowid = entry WHERE entries_fts MATCH 'answered'"
        ).fetchall()
        assert found == [("it would answer by Friday",)]
        found = connection.execute(
            "SELECT file FROM current_documents JOIN texts_fts f ON f.rowid = reading WHERE texts_fts MATCH 'unions'"
        ).fetchall()
        assert found == [("a.txt",)]


def test_the_tables_in_the_file_are_those_the_queries_name(ledger: Ledger, path: Path) -> None:
    held = MetaData()
    engine = create_engine(f"sqlite:///{path}")
    held.reflect(engine)
    engine.dispose()
    for name, table in tables.metadata.tables.items():
        assert [c.name for c in held.tables[name].c] == [c.name for c in table.c]


DOCS = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_documentation_names_every_table_view_and_column(ledger: Ledger, path: Path) -> None:
    sections = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told = {
        name: {word for row in re.findall(r"^\| (`.*?) \|", body, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)}
        for name, body in sections
    }
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ).fetchall()
        held = {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for (name,) in names}
    assert told == held


def test_the_queries_of_the_documentation_run(ledger: Ledger, path: Path) -> None:
    keep(ledger, document())
    queries = re.findall(r"```sql\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert queries
    with closing(sqlite3.connect(path)) as connection:
        for query in queries:
            connection.execute(query).fetchall()


def test_at_rest_the_record_is_one_file(path: Path) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, document())
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_record_opens_by_url_and_in_memory(path: Path) -> None:
    for where in (f"sqlite:///{path}", "sqlite://"):
        with Ledger.open(where) as ledger:
            keep(ledger, document())
            assert ledger.counts().documents == 1


@pytest.mark.parametrize("where", ["postgresql://host/talks", "://"])
def test_the_url_of_another_database_is_refused(where: str) -> None:
    with pytest.raises(BadInput, match="sqlite:///PATH"):
        Ledger.open(where)


def test_where_nothing_is_there_the_advice_is_to_read_first(path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no record here\. Run `dragoman read"):
        Ledger.open(path, create=False)
    assert not path.exists()
    path.touch()
    with pytest.raises(RecordError, match=r"the record is empty\. Run `dragoman read"):
        Ledger.open(path, create=False)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("The port union said it would answer by Friday. " * 100)
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="no SQLite file"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_database_that_is_not_ours_is_refused_and_left_alone(path: Path) -> None:
    sql(path, "CREATE TABLE cargo (tons INTEGER)")
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="no record of Dragoman's"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened"):
        Ledger.open(tmp_path)


def test_a_file_cut_short_is_told_and_not_written_to(path: Path) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, *(document(f"{n}.txt") for n in range(20)))
    os.truncate(path, path.stat().st_size // 2)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="the file is damaged"), Ledger.open(path) as ledger:
        ledger.entries()
    assert path.read_bytes() == before


# Schemas


def test_a_newer_record_is_refused_with_what_wrote_it(path: Path) -> None:
    Ledger.open(path).close()
    sql(path, "INSERT INTO schema_versions VALUES (99, '9.1.0', '2030-01-01')", "PRAGMA user_version = 99")
    with pytest.raises(NewerRecord, match=r"talks\.db: the record has schema 99, written by Dragoman 9\.1\.0.*Upgrade"):
        Ledger.open(path)


def test_a_newer_record_of_another_shape_is_refused_as_well(path: Path) -> None:
    sql(path, "CREATE TABLE log (x)", f"PRAGMA application_id = {sqlite.APPLICATION_ID}", "PRAGMA user_version = 99")
    with pytest.raises(NewerRecord, match="written by Dragoman of an unknown version"):
        Ledger.open(path)


NEXT = sqlite.Migration(sqlite.migrations()[-1].version + 1, ("CREATE TABLE notes (words TEXT)",))


def test_an_older_record_is_migrated_and_keeps_what_it_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document()
    with Ledger.open(path) as ledger:
        keep(ledger, doc)
    known = sqlite.migrations()
    monkeypatch.setattr(sqlite, "migrations", lambda: (*known, NEXT))
    with Ledger.open(path, create=False) as ledger:
        assert ledger.document(doc.id) == (doc, reading(doc))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT.version,)
        assert connection.execute("SELECT version FROM schema_versions").fetchall() == [
            (step.version,) for step in (*known, NEXT)
        ]


def test_a_migration_that_fails_leaves_the_record_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, document())
    known = sqlite.migrations()
    broken = NEXT._replace(statements=(*NEXT.statements, "CREATE TABLE documents (id TEXT)"))
    monkeypatch.setattr(sqlite, "migrations", lambda: (*known, broken))
    with pytest.raises(RecordError, match="already exists"):
        Ledger.open(path)
    monkeypatch.undo()
    with Ledger.open(path) as ledger:
        assert ledger.counts().documents == 1
        assert ledger.check() == ()


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [step.version for step in sqlite.migrations()] == list(range(1, len(sqlite.migrations()) + 1))


# Trouble


def test_a_lock_that_does_not_end_is_told(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Ledger.open(path, timeout=0.05) as waiting:
        other.execute("BEGIN IMMEDIATE")
        doc = document()
        with pytest.raises(RecordError, match="another process is writing"):
            waiting.append(doc, reading(doc))
        other.execute("ROLLBACK")
        assert waiting.append(doc, reading(doc)) == "new"


def test_a_record_that_may_only_be_read_can_be_read(path: Path) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, document("a.txt"))
    with Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger:
        assert ledger.counts().documents == 1
        doc = document("b.txt")
        with pytest.raises(RecordError, match="may only be read"):
            ledger.append(doc, reading(doc))


def test_a_full_disk_loses_nothing_that_was_kept(path: Path) -> None:
    with Ledger.open(path) as ledger:
        keep(ledger, document("a.txt"))

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # no page more than there are

    event.listen(Engine, "connect", fill)
    try:
        with Ledger.open(path) as ledger:
            big = document("b.txt", text=TEXT + " No date was set." * 50_000)
            with pytest.raises(RecordError, match=r"the disk is full\. The documents kept before are safe"):
                ledger.append(big, reading(big))
            assert [info.file for info in ledger.documents()] == ["a.txt"]
            assert ledger.check() == ()
    finally:
        event.remove(Engine, "connect", fill)


KILLED = """
import os, sys
sys.path.insert(0, {here!r})
import {module} as samples
from dragoman.ledger import Ledger, writes

calls, insert = 0, writes.insert

def dying(table):
    global calls
    calls += 1
    if calls > {after}:
        os.kill(os.getpid(), 9)
    return insert(table)

writes.insert = dying
with Ledger.open({path!r}) as ledger:
    samples.keep(ledger, *samples.flood())
"""


def flood() -> list[Document]:
    """Documents whose rows spill out of SQLite's cache, so that a transaction is on disk before it ends."""
    return [document(f"{n}.txt", text=TEXT + " No date was set." * 80_000) for n in range(3)]


@pytest.mark.skipif(os.name == "nt", reason="kills a process the POSIX way")
@pytest.mark.parametrize("after", [2, 4, 9, 12])
def test_a_killed_process_leaves_whole_documents_and_the_next_run_finishes(path: Path, after: int) -> None:
    here, module = str(Path(__file__).parent), Path(__file__).stem
    code = KILLED.format(here=here, module=module, path=str(path), after=after)
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert died.returncode == -9, died.stderr
    assert path.with_name(f"{path.name}-journal").exists(), "it died in the middle of a transaction"
    with Ledger.open(path) as ledger:
        whole = after // 5  # five inserts make a document
        assert ledger.counts().documents == ledger.counts().readings == whole
        assert ledger.check() == ()
        outcomes = [ledger.append(doc, reading(doc)) for doc in flood()]
        assert outcomes == ["unchanged"] * whole + ["new"] * (3 - whole)
        assert ledger.check() == ()


def test_two_processes_may_write_at_once(path: Path) -> None:
    here, module = str(Path(__file__).parent), Path(__file__).stem
    code = (
        f"import sys; sys.path.insert(0, {here!r}); import {module} as samples\n"
        "from dragoman.ledger import Ledger\n"
        f"with Ledger.open({str(path)!r}) as ledger:\n"
        "    samples.keep(ledger, *(samples.document(f'{sys.argv[1]}-{n}.txt') for n in range(20)))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, name]) for name in ("left", "right")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    with Ledger.open(path) as ledger:
        assert ledger.counts().documents == 40
        assert ledger.check() == ()
