-- Schema 4: who speaks, acts or is acted on in which entry, so that a party's entries are found without reading all.

CREATE TABLE entry_names (
    name         TEXT NOT NULL,
    entry        INTEGER NOT NULL REFERENCES entries (seq),
    PRIMARY KEY (name, entry)
) WITHOUT ROWID;

CREATE TRIGGER entry_names_kept AFTER INSERT ON entries WHEN new.kind IN ('statement', 'move')
BEGIN
    INSERT OR IGNORE INTO entry_names (name, entry)
    SELECT value, new.seq FROM json_each(new.value, '$.speakers')
    UNION SELECT value, new.seq FROM json_each(new.value, '$.by')
    UNION SELECT value, new.seq FROM json_each(new.value, '$.to')
    UNION SELECT value, new.seq FROM json_each(new.value, '$.according_to');
END;

INSERT OR IGNORE INTO entry_names (name, entry)
SELECT n.value, e.seq FROM entries e, json_each(e.value, '$.speakers') n WHERE e.kind = 'statement'
UNION SELECT n.value, e.seq FROM entries e, json_each(e.value, '$.by') n WHERE e.kind = 'move'
UNION SELECT n.value, e.seq FROM entries e, json_each(e.value, '$.to') n WHERE e.kind = 'move'
UNION SELECT n.value, e.seq FROM entries e, json_each(e.value, '$.according_to') n WHERE e.kind = 'move';

CREATE TRIGGER entry_names_no_update BEFORE UPDATE ON entry_names
BEGIN SELECT RAISE(ABORT, 'the record only grows: entry_names is never updated'); END;
CREATE TRIGGER entry_names_no_delete BEFORE DELETE ON entry_names
BEGIN SELECT RAISE(ABORT, 'the record only grows: nothing leaves entry_names'); END;

-- Moves by their kind.
CREATE INDEX entries_moves ON entries (json_extract(value, '$.kind')) WHERE kind = 'move';

-- Every outlet, without reading all readings.
CREATE INDEX readings_outlet ON readings (outlet);
