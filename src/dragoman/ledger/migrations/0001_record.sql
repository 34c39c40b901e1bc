-- Schema 1 of the record, for SQLite. A released migration is never edited: the next change is the next file.

-- Which schema the file has had, written by which program, when.
CREATE TABLE schema_versions (
    version      INTEGER PRIMARY KEY,
    program      TEXT NOT NULL,
    recorded_at  TEXT NOT NULL
);

-- The bytes as they came. One row a document, whatever it was called and however often it was read.
CREATE TABLE documents (
    id           TEXT NOT NULL PRIMARY KEY,
    size         INTEGER NOT NULL,
    recorded_at  TEXT NOT NULL,
    bytes        BLOB NOT NULL
) WITHOUT ROWID;

-- Every name that a document was read under.
CREATE TABLE files (
    document     TEXT NOT NULL REFERENCES documents (id),
    file         TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    PRIMARY KEY (document, file)
) WITHOUT ROWID;
CREATE INDEX files_file ON files (file);

-- What one reader version made of one document. The reading with the highest seq is the current one.
-- published_last is the last day that published can mean: from that day on the document is sure to be out.
-- fingerprint is the hash of all that the reading holds.
CREATE TABLE readings (
    seq                 INTEGER PRIMARY KEY,
    id                  TEXT NOT NULL,
    document            TEXT NOT NULL REFERENCES documents (id),
    reader              TEXT NOT NULL,
    title               TEXT,
    outlet              TEXT,
    url                 TEXT,
    published           TEXT,
    published_source    TEXT,
    published_evidence  TEXT,
    published_last      TEXT,
    encoding            TEXT NOT NULL,
    language            TEXT NOT NULL,
    fingerprint         TEXT NOT NULL,
    recorded_at         TEXT NOT NULL
);
CREATE INDEX readings_document ON readings (document, seq);
CREATE INDEX readings_id ON readings (id);
CREATE INDEX readings_published ON readings (published_last);

-- The long columns of a reading, apart, so that lists of documents need not walk over them.
-- doubts are those of the intake, before any reader saw the text; original is kept only where decoding the bytes does not give it.
CREATE TABLE texts (
    reading      INTEGER PRIMARY KEY REFERENCES readings (seq),
    text         TEXT NOT NULL,
    passages     TEXT NOT NULL,
    offsets      TEXT NOT NULL,
    doubts       TEXT NOT NULL,
    original     TEXT
);

-- What was read: statements, moves, agents, time expressions, doubts; value is the whole of it as JSON.
CREATE TABLE entries (
    seq          INTEGER PRIMARY KEY,
    reading      INTEGER NOT NULL REFERENCES readings (seq),
    kind         TEXT NOT NULL,
    id           TEXT NOT NULL,
    words        TEXT NOT NULL,
    value        TEXT NOT NULL
);
CREATE INDEX entries_reading ON entries (reading);

-- What people decided, and about which ids, in order.
CREATE TABLE judgements (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    author       TEXT NOT NULL,
    made_at      TEXT NOT NULL,
    reason       TEXT
);
CREATE TABLE judgement_subjects (
    judgement    TEXT NOT NULL REFERENCES judgements (id),
    position     INTEGER NOT NULL,
    subject      TEXT NOT NULL,
    PRIMARY KEY (judgement, position)
) WITHOUT ROWID;
CREATE INDEX judgement_subjects_subject ON judgement_subjects (subject);

-- The record only grows.
CREATE TRIGGER schema_versions_no_update BEFORE UPDATE ON schema_versions
BEGIN SELECT RAISE(ABORT, 'the record only grows: schema_versions is never updated'); END;
CREATE TRIGGER schema_versions_no_delete BEFORE DELETE ON schema_versions
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves schema_versions'); END;
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'the record only grows: documents is never updated'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves documents'); END;
CREATE TRIGGER files_no_update BEFORE UPDATE ON files
BEGIN SELECT RAISE(ABORT, 'the record only grows: files is never updated'); END;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves files'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings
BEGIN SELECT RAISE(ABORT, 'the record only grows: readings is never updated'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves readings'); END;
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'the record only grows: texts is never updated'); END;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves texts'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the record only grows: entries is never updated'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves entries'); END;
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'the record only grows: judgements is never updated'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves judgements'); END;
CREATE TRIGGER judgement_subjects_no_update BEFORE UPDATE ON judgement_subjects
BEGIN SELECT RAISE(ABORT, 'the record only grows: judgement_subjects is never updated'); END;
CREATE TRIGGER judgement_subjects_no_delete BEFORE DELETE ON judgement_subjects
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves judgement_subjects'); END;

-- Full-text search, kept in step by the insert itself.
CREATE VIRTUAL TABLE texts_fts USING fts5(text, content='texts', content_rowid='reading', tokenize='porter unicode61');
CREATE TRIGGER texts_search AFTER INSERT ON texts
BEGIN INSERT INTO texts_fts (rowid, text) VALUES (new.reading, new.text); END;
CREATE VIRTUAL TABLE entries_fts USING fts5(words, content='entries', content_rowid='seq', tokenize='porter unicode61');
CREATE TRIGGER entries_search AFTER INSERT ON entries
BEGIN INSERT INTO entries_fts (rowid, words) VALUES (new.seq, new.words); END;

-- For people. What is current is worked out here, never stored.
CREATE VIEW corrections AS
SELECT o.subject AS document, n.subject AS superseded_by, j.author, j.made_at, j.reason, j.id AS judgement
FROM judgements j
JOIN judgement_subjects o ON o.judgement = j.id AND o.position = 0
JOIN judgement_subjects n ON n.judgement = j.id AND n.position = 1
WHERE j.kind = 'supersede';

CREATE VIEW current_documents AS
SELECT r.document AS id,
       (SELECT min(f.file) FROM files f WHERE f.document = r.document) AS file,
       r.title, r.outlet, r.published, r.url,
       (SELECT c.superseded_by FROM corrections c WHERE c.document = r.document) AS superseded_by,
       r.published_source, r.published_evidence, r.published_last, r.language, r.encoding, r.reader,
       r.recorded_at, r.id AS reading_id, r.seq AS reading,
       (SELECT t.text FROM texts t WHERE t.reading = r.seq) AS text
FROM readings r
WHERE NOT EXISTS (SELECT 1 FROM readings later WHERE later.document = r.document AND later.seq > r.seq);

CREATE VIEW statements AS
SELECT (SELECT group_concat(s.value, '; ') FROM json_each(e.value, '$.speakers') s) AS speaker,
       (SELECT group_concat(v.value, '; ') FROM json_each(e.value, '$.via') v) AS via,
       json_extract(e.value, '$.anonymous') AS anonymous,
       json_extract(e.value, '$.mode') AS mode,
       json_extract(e.value, '$.polarity') AS polarity,
       e.words AS content,
       json_extract(e.value, '$.said_on') AS said_on,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.evidence.exact') AS quote,
       json_extract(e.value, '$.evidence.start') AS quote_start,
       json_extract(e.value, '$.evidence.end') AS quote_end,
       json_extract(e.value, '$.reader') AS reader,
       e.id, d.id AS document, e.seq AS entry
FROM entries e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'statement' AND d.superseded_by IS NULL;

CREATE VIEW moves AS
SELECT json_extract(e.value, '$.kind') AS kind,
       (SELECT group_concat(b.value, '; ') FROM json_each(e.value, '$.by') b) AS "by",
       (SELECT group_concat(t.value, '; ') FROM json_each(e.value, '$.to') t) AS "to",
       e.words AS what,
       json_extract(e.value, '$.status') AS status,
       json_extract(e.value, '$.event_date') AS event_date,
       json_extract(e.value, '$.due') AS due,
       json_extract(e.value, '$.condition') AS condition,
       json_extract(e.value, '$.hedge') AS hedge,
       json_extract(e.value, '$.place') AS place,
       (SELECT group_concat(a.value, '; ') FROM json_each(e.value, '$.according_to') a) AS according_to,
       json_extract(e.value, '$.anonymous') AS anonymous,
       json_extract(e.value, '$.negated') AS negated,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.evidence.exact') AS quote,
       json_extract(e.value, '$.evidence.start') AS quote_start,
       json_extract(e.value, '$.evidence.end') AS quote_end,
       json_extract(e.value, '$.reader') AS reader,
       json_extract(e.value, '$.statement') AS statement,
       e.id, d.id AS document, e.seq AS entry
FROM entries e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'move' AND d.superseded_by IS NULL;

CREATE VIEW doubts AS
SELECT json_extract(e.value, '$.code') AS code,
       e.words AS message,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.anchor.exact') AS quote,
       json_extract(e.value, '$.anchor.start') AS quote_start,
       json_extract(e.value, '$.anchor.end') AS quote_end,
       e.id, d.id AS document, e.seq AS entry
FROM entries e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'doubt' AND d.superseded_by IS NULL;
