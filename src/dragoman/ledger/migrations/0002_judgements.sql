-- Schema 2: judgements hold on to places in documents, can change fields, and can be withdrawn.

-- What a subject is and where it stands. Judgements of schema 1 are about documents and leave these empty.
-- value is what was read there when it was judged (JSON, as in entries).
ALTER TABLE judgement_subjects ADD COLUMN kind TEXT;
ALTER TABLE judgement_subjects ADD COLUMN words TEXT;
ALTER TABLE judgement_subjects ADD COLUMN document TEXT;
ALTER TABLE judgement_subjects ADD COLUMN start INTEGER;
ALTER TABLE judgement_subjects ADD COLUMN "end" INTEGER;
ALTER TABLE judgement_subjects ADD COLUMN value TEXT;

-- What an edit says of a field; several rows where the field holds several names, in order.
CREATE TABLE judgement_changes (
    judgement    TEXT NOT NULL REFERENCES judgements (id),
    position     INTEGER NOT NULL,
    field        TEXT NOT NULL,
    value        TEXT NOT NULL,
    PRIMARY KEY (judgement, position)
) WITHOUT ROWID;
CREATE TRIGGER judgement_changes_no_update BEFORE UPDATE ON judgement_changes
BEGIN SELECT RAISE(ABORT, 'the record only grows: judgement_changes is never updated'); END;
CREATE TRIGGER judgement_changes_no_delete BEFORE DELETE ON judgement_changes
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves judgement_changes'); END;

-- An entry is looked up by its id when it is judged.
CREATE INDEX entries_id ON entries (id);

-- The judgements that nobody has withdrawn, a row a subject.
CREATE VIEW judgements_in_force AS
SELECT j.kind, s.kind AS subject_kind, s.words, s.subject, s.document, s.start, s."end",
       j.author, j.made_at, j.reason, j.id AS judgement, s.position
FROM judgements j
JOIN judgement_subjects s ON s.judgement = j.id
WHERE j.kind <> 'withdraw'
  AND NOT EXISTS (SELECT 1 FROM judgements w JOIN judgement_subjects ws ON ws.judgement = w.id
                  WHERE w.kind = 'withdraw' AND ws.subject = j.id);

DROP VIEW corrections;

CREATE VIEW corrections AS
SELECT o.subject AS document, n.subject AS superseded_by, o.author, o.made_at, o.reason, o.judgement
FROM judgements_in_force o
JOIN judgements_in_force n ON n.judgement = o.judgement AND n.position = 1
WHERE o.kind = 'supersede' AND o.position = 0;
