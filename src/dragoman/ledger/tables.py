"""The record's tables as SQLAlchemy knows them: what the queries name. The SQL that makes them is in ``migrations``."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text, column, table

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("content", Text),
)

files = Table(
    "files",
    metadata,
    Column("document", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("recorded_at", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
    Column("published_source", Text),
    Column("published_evidence", Text),
    Column("published_last", Text),
    Column("encoding", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("agency", Text),
)

retellings = Table(
    "retellings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("passages", Text, nullable=False),
    Column("offsets", Text, nullable=False),
    Column("doubts", Text, nullable=False),
    Column("original", Text),
)

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("value", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("reason", Text),
)

judgement_subjects = Table(
    "judgement_subjects",
    metadata,
    Column("judgement", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("kind", Text),
    Column("words", Text),
    Column("document", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("value", Text),
)

judgement_changes = Table(
    "judgement_changes",
    metadata,
    Column("judgement", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
)

schema_versions = Table(
    "schema_versions",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("program", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
)

current_documents = table(
    "current_documents",
    column("id", Text),
    column("file", Text),
    column("title", Text),
    column("outlet", Text),
    column("agency", Text),
    column("published", Text),
    column("url", Text),
    column("published_source", Text),
    column("published_evidence", Text),
    column("published_last", Text),
    column("language", Text),
    column("encoding", Text),
    column("reader", Text),
    column("recorded_at", Text),
    column("reading_id", Text),
    column("reading", Integer),
)
"""The view: one row a document, with its current reading (``reading`` is the reading's seq)."""

corrections = table("corrections", column("document", Text), column("superseded_by", Text))
"""The view: which document a person said to be superseded by which."""

judgements_in_force = table(
    "judgements_in_force", column("kind", Text), column("subject_kind", Text), column("subject", Text)
)
"""The view: what nobody has withdrawn, a row a subject."""

retold = table("retold", column("document", Text), column("file", Text), column("told", Text))
"""The view: a document's name that stands for another document now."""

hidden_documents = table("hidden_documents", column("document", Text))
"""The view: documents all of whose names stand for others."""

derived = MetaData()
"""Tables worked out from the others: they can be thrown away and made again."""

sketches = Table(
    "sketches", derived, Column("reading", Integer, primary_key=True), Column("sketch", LargeBinary, nullable=False)
)

sketch_keys = Table(
    "sketch_keys", derived, Column("key", Integer, primary_key=True), Column("reading", Integer, primary_key=True)
)

near_copies = Table(
    "near_copies",
    derived,
    Column("reading", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("share", Float, nullable=False),
)

kept_views = Table(
    "kept_views",
    derived,
    Column("view", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

kept_gists = Table(
    "kept_gists",
    derived,
    Column("reading", Integer, primary_key=True),
    Column("program", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("value", Text, nullable=False),
)

kept_parts = Table(
    "kept_parts",
    derived,
    Column("view", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
