-- Schema 5: what was worked out from a large record is kept until the record says something else.
-- It can be thrown away: DELETE FROM kept_views.
CREATE TABLE kept_views (
    view         TEXT NOT NULL PRIMARY KEY,
    stamp        TEXT NOT NULL,
    value        BLOB NOT NULL
) WITHOUT ROWID;
