-- Schema 7: what was worked out from single readings, and parts of views by what they rest on.
-- They can be thrown away: DELETE FROM kept_gists; DELETE FROM kept_parts.
CREATE TABLE kept_gists (
    reading      INTEGER NOT NULL PRIMARY KEY,
    program      TEXT NOT NULL,
    parties      TEXT NOT NULL,
    value        TEXT NOT NULL
);

CREATE TABLE kept_parts (
    view         TEXT NOT NULL,
    key          TEXT NOT NULL,
    value        TEXT NOT NULL,
    PRIMARY KEY (view, key)
) WITHOUT ROWID;
