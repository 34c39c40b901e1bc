-- Schema 3: one text may be two documents, and near copies of one text are known.

-- The hash of the bytes. Documents of earlier schemas leave it empty: their id is that hash.
ALTER TABLE documents ADD COLUMN content TEXT;

-- A file whose bytes were told of again as another publisher's: from now on its name stands for the document told.
CREATE TABLE retellings (
    seq          INTEGER PRIMARY KEY,
    file         TEXT NOT NULL,
    document     TEXT NOT NULL REFERENCES documents (id),
    told         TEXT NOT NULL REFERENCES documents (id),
    recorded_at  TEXT NOT NULL
);
CREATE INDEX retellings_document ON retellings (document);
CREATE TRIGGER retellings_no_update BEFORE UPDATE ON retellings
BEGIN SELECT RAISE(ABORT, 'the record only grows: retellings is never updated'); END;
CREATE TRIGGER retellings_no_delete BEFORE DELETE ON retellings
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves retellings'); END;

-- The agency that the report credits.
ALTER TABLE readings ADD COLUMN agency TEXT;

-- Worked out from texts: near copies, and what finds them (a sketch of the text's words, and keys that texts with
-- like sketches share). It can be thrown away and made again.
CREATE TABLE sketches (
    reading      INTEGER PRIMARY KEY REFERENCES readings (seq),
    sketch       BLOB NOT NULL
);
CREATE TABLE sketch_keys (
    key          INTEGER NOT NULL,
    reading      INTEGER NOT NULL REFERENCES readings (seq),
    PRIMARY KEY (key, reading)
) WITHOUT ROWID;
CREATE TABLE near_copies (
    reading      INTEGER NOT NULL REFERENCES readings (seq),
    other        INTEGER NOT NULL REFERENCES readings (seq),
    share        REAL NOT NULL,
    PRIMARY KEY (reading, other)
) WITHOUT ROWID;

-- The names that stand for another document now, and the documents that have no other name left.
CREATE VIEW retold AS
SELECT x.document, x.file, x.told
FROM retellings x
WHERE NOT EXISTS (SELECT 1 FROM retellings y
                  WHERE y.file = x.file AND y.seq > x.seq AND (y.told = x.document OR y.document = x.document));

CREATE VIEW hidden_documents AS
SELECT DISTINCT o.document
FROM retold o
WHERE NOT EXISTS (SELECT 1 FROM files f
                  WHERE f.document = o.document
                    AND NOT EXISTS (SELECT 1 FROM retold k WHERE k.document = f.document AND k.file = f.file));

DROP VIEW current_documents;
CREATE VIEW current_documents AS
SELECT r.document AS id,
       (SELECT min(f.file) FROM files f
        WHERE f.document = r.document
          AND NOT EXISTS (SELECT 1 FROM retold o WHERE o.document = f.document AND o.file = f.file)) AS file,
       r.title, r.outlet, r.agency, r.published, r.url,
       (SELECT c.superseded_by FROM corrections c WHERE c.document = r.document) AS superseded_by,
       r.published_source, r.published_evidence, r.published_last, r.language, r.encoding, r.reader,
       r.recorded_at, r.id AS reading_id, r.seq AS reading,
       (SELECT t.text FROM texts t WHERE t.reading = r.seq) AS text
FROM readings r
WHERE NOT EXISTS (SELECT 1 FROM readings later WHERE later.document = r.document AND later.seq > r.seq)
  AND NOT EXISTS (SELECT 1 FROM hidden_documents h WHERE h.document = r.document);
