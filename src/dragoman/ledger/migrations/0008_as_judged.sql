-- Schema 8: the views of statements, moves and doubts show what people left of them, under the names that they gave.

-- Documents that count no more: taken out by a person, or superseded by a later edition that is not taken out.
CREATE VIEW documents_left_out AS
WITH RECURSIVE
rejected (document) AS (
    SELECT subject FROM judgements_in_force WHERE kind = 'reject' AND subject_kind = 'document'
),
later (document, edition) AS (
    SELECT document, superseded_by FROM corrections
    UNION
    SELECT l.document, c.superseded_by FROM later l JOIN corrections c ON c.document = l.edition
)
SELECT document, 'rejected' AS why FROM rejected
UNION
SELECT document, 'superseded' FROM later
WHERE edition NOT IN (SELECT document FROM rejected) AND edition NOT IN (SELECT document FROM hidden_documents);

-- Names of agents that people merged into others. Of two merges of one name the later counts.
CREATE VIEW merged_names AS
WITH RECURSIVE
merged (name, into_name, made) AS (
    SELECT o.words, f.words, j.seq
    FROM judgements_in_force o
    JOIN judgements_in_force f ON f.judgement = o.judgement AND f.position = 0
    JOIN judgements j ON j.id = o.judgement
    WHERE o.kind = 'merge' AND o.subject_kind = 'party' AND o.position > 0 AND o.words <> f.words
),
latest (name, into_name, made) AS (
    SELECT m.name, m.into_name, max(m.made) FROM merged m
    WHERE NOT EXISTS (SELECT 1 FROM merged e WHERE e.name = m.into_name AND e.into_name = m.name AND e.made < m.made)
    GROUP BY m.name
),
led (name, into_name) AS (
    SELECT name, into_name FROM latest
    UNION
    SELECT led.name, l.into_name FROM led JOIN latest l ON l.name = led.into_name
)
SELECT name, into_name FROM led WHERE into_name NOT IN (SELECT name FROM latest);

-- Which entry of the current reading a judgement is about: the one with its id, else of its kind the one that shares
-- half of its words' place at least, else the only one on the very words; none where the reading has it no more.
CREATE VIEW judgements_of_entries AS
WITH
subjects AS MATERIALIZED (
    SELECT j.judgement, n.seq AS made, j.kind, j.subject_kind, j.subject, j.position, j.document, j.start, j."end",
           j.words, s.value, (SELECT max(r.seq) FROM readings r WHERE r.document = j.document) AS reading
    FROM judgements_in_force j
    JOIN judgements n ON n.id = j.judgement
    JOIN judgement_subjects s ON s.judgement = j.judgement AND s.position = j.position
    WHERE j.kind IN ('accept', 'edit', 'reject') AND j.subject_kind IN ('statement', 'move', 'agent', 'doubt')
),
places AS (
    SELECT s.judgement, s.position, s.start, s."end", s.words, e.seq, e.id = s.subject AS same,
           json_extract(e.value, '$.kind') IS json_extract(s.value, '$.kind')
           AND json_extract(e.value, '$.content_text') IS json_extract(s.value, '$.content_text') AS alike,
           coalesce(json_extract(e.value, '$.evidence.start'), json_extract(e.value, '$.anchor.start')) AS a,
           coalesce(json_extract(e.value, '$.evidence.end'), json_extract(e.value, '$.anchor.end')) AS z,
           coalesce(json_extract(e.value, '$.evidence.exact'), json_extract(e.value, '$.anchor.exact')) AS exact
    FROM subjects s CROSS JOIN entries e ON e.reading = s.reading AND e.kind = s.subject_kind
),
shares AS (
    SELECT judgement, position, seq, same, alike, start IS NOT NULL AND exact = words AS worded,
           coalesce(1.0 * (min(z, "end") - max(a, start)) / max(z - a, "end" - start, 1), 0) AS share
    FROM places
),
ranked AS (
    SELECT judgement, position, seq, same, share, worded,
           sum(worded) OVER (PARTITION BY judgement, position) AS as_worded,
           row_number() OVER (
               PARTITION BY judgement, position
               ORDER BY same DESC, max(share, 0.5) DESC, share >= 0.5 AND alike DESC, share >= 0.5 DESC,
                        worded DESC, seq
           ) AS rank
    FROM shares
)
SELECT s.judgement, s.made, s.kind, s.subject_kind, s.subject, s.document, s.start, s.value, s.reading, r.seq AS entry
FROM subjects s
LEFT JOIN ranked r ON r.judgement = s.judgement AND r.position = s.position AND r.rank = 1
                  AND (r.same OR r.share >= 0.5 OR (r.worded AND r.as_worded = 1));

-- The entries that somebody judged, a row each: what was said of it, and the fields that were accepted and set.
-- What was accepted or edited and is read no more has no entry; it counts all the same.
CREATE VIEW judged_entries AS
WITH
told AS MATERIALIZED (
    SELECT *, coalesce(CAST(entry AS TEXT), document || ':' || subject_kind || ':' || coalesce(start, subject)) AS thing
    FROM judgements_of_entries
),
settings AS MATERIALIZED (
    SELECT judgement, field,
           CASE WHEN field IN ('speakers', 'via', 'by', 'to', 'according_to')
                THEN json_group_array(value) FILTER (WHERE value <> '')
                WHEN field IN ('anonymous', 'negated') THEN json(iif(max(value) = 'yes', 'true', 'false'))
                ELSE json_quote(nullif(group_concat(value, '; '), '')) END AS value
    FROM judgement_changes
    GROUP BY judgement, field
),
changes AS MATERIALIZED (
    SELECT thing, json_group_object(field, json(value)) AS fields
    FROM (SELECT t.thing, s.field, s.value, max(t.made)
          FROM told t JOIN settings s ON s.judgement = t.judgement
          WHERE t.kind = 'edit'
          GROUP BY t.thing, s.field)
    GROUP BY thing
),
accepted AS MATERIALIZED (
    SELECT thing, max(made) AS made,
           CASE subject_kind
           WHEN 'statement' THEN json_object(
               'speakers', json_extract(value, '$.speakers'), 'via', json_extract(value, '$.via'),
               'anonymous', json_extract(value, '$.anonymous'), 'mode', json_extract(value, '$.mode'),
               'polarity', json_extract(value, '$.polarity'), 'said_on', json_extract(value, '$.said_on'))
           WHEN 'move' THEN json_object(
               'by', json_extract(value, '$.by'), 'to', json_extract(value, '$.to'),
               'kind', json_extract(value, '$.kind'), 'what', json_extract(value, '$.what'),
               'status', json_extract(value, '$.status'), 'event_date', json_extract(value, '$.event_date'),
               'due', json_extract(value, '$.due'), 'condition', json_extract(value, '$.condition'),
               'hedge', json_extract(value, '$.hedge'), 'place', json_extract(value, '$.place'),
               'according_to', json_extract(value, '$.according_to'), 'via', json_extract(value, '$.via'),
               'anonymous', json_extract(value, '$.anonymous'), 'negated', json_extract(value, '$.negated'),
               'realis', json_extract(value, '$.realis'))
           ELSE '{}' END AS fields
    FROM told
    WHERE kind = 'accept'
    GROUP BY thing
)
SELECT entry, reading, kind, id, value, judged, rejected, accepted, changed
FROM (SELECT t.entry, t.reading, t.subject_kind AS kind, t.subject AS id, t.value,
             min((t.kind <> 'accept') * 1000000000 + t.made) AS first,  -- its id and value are those of the row
             replace(group_concat(DISTINCT t.kind), ',', '; ') AS judged,
             total(t.kind = 'reject') > 0 AS rejected,
             coalesce(a.fields, '{}') AS accepted, coalesce(c.fields, '{}') AS changed
      FROM told t
      LEFT JOIN accepted a ON a.thing = t.thing
      LEFT JOIN changes c ON c.thing = t.thing
      GROUP BY t.thing);

-- Entries as people left them: without those rejected, the others with the fields that were accepted or set; and the
-- moves of a statement whose speakers were set, with those. (What IN asks is looked up; a join might be a scan a row.)
CREATE VIEW entries_as_judged AS
WITH
rulings AS MATERIALIZED (SELECT * FROM judged_entries WHERE entry IS NOT NULL),
respoken AS MATERIALIZED (
    SELECT e.reading, e.id AS statement, json_extract(e.value, '$.speakers') AS before,
           json_extract(r.accepted, '$.speakers') AS in_between,
           coalesce(json_extract(r.changed, '$.speakers'), json_extract(r.accepted, '$.speakers')) AS after
    FROM rulings r JOIN entries e ON e.seq = r.entry
    WHERE r.kind = 'statement' AND after IS NOT NULL
),
followed AS (
    SELECT seq, reading, kind, id,
           coalesce(CASE WHEN kind = 'move'
                          AND json_extract(value, '$.statement') IN (SELECT statement FROM respoken) THEN
               (SELECT json_patch(json_patch(value,
                    iif(json_extract(value, '$.by') IN (t.before, t.in_between),
                        json_object('by', json(t.after)), '{}')),
                    iif(json_extract(value, '$.according_to') IN (t.before, t.in_between),
                        json_object('according_to', json(t.after)), '{}'))
                FROM respoken t WHERE t.statement = json_extract(value, '$.statement') AND t.reading = entries.reading)
           END, value) AS value
    FROM entries
    WHERE seq NOT IN (SELECT entry FROM rulings WHERE rejected)
)
SELECT f.seq AS entry, f.reading, f.kind, f.id,
       CASE WHEN f.seq IN (SELECT entry FROM rulings) THEN
           (SELECT judged FROM rulings r WHERE r.entry = f.seq)
       END AS judged,
       CASE WHEN f.seq IN (SELECT entry FROM rulings) THEN
           (SELECT json_patch(json_patch(f.value, r.accepted), r.changed)
            FROM rulings r WHERE r.entry = f.seq)
       ELSE f.value END AS value
FROM followed f;

DROP VIEW statements;
CREATE VIEW statements AS
WITH names AS MATERIALIZED (SELECT * FROM merged_names)
SELECT (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.speakers') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS speaker,
       (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.via') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS via,
       json_extract(e.value, '$.anonymous') AS anonymous,
       json_extract(e.value, '$.mode') AS mode,
       json_extract(e.value, '$.polarity') AS polarity,
       json_extract(e.value, '$.content_text') AS content,
       json_extract(e.value, '$.said_on') AS said_on,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.evidence.exact') AS quote,
       json_extract(e.value, '$.evidence.start') AS quote_start,
       json_extract(e.value, '$.evidence.end') AS quote_end,
       json_extract(e.value, '$.reader') AS reader,
       e.judged, e.id, d.id AS document, e.entry
FROM entries_as_judged e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'statement' AND d.id NOT IN (SELECT document FROM documents_left_out);

DROP VIEW moves;
CREATE VIEW moves AS
WITH names AS MATERIALIZED (SELECT * FROM merged_names)
SELECT json_extract(e.value, '$.kind') AS kind,
       (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.by') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS "by",
       (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.to') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS "to",
       json_extract(e.value, '$.what') AS what,
       json_extract(e.value, '$.status') AS status,
       json_extract(e.value, '$.realis') AS realis,
       json_extract(e.value, '$.event_date') AS event_date,
       json_extract(e.value, '$.due') AS due,
       json_extract(e.value, '$.condition') AS condition,
       json_extract(e.value, '$.hedge') AS hedge,
       json_extract(e.value, '$.place') AS place,
       (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.according_to') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS according_to,
       (SELECT group_concat(name, '; ') FROM (
            SELECT coalesce(m.into_name, n.value) AS name FROM json_each(e.value, '$.via') n
            LEFT JOIN names m ON m.name = n.value GROUP BY 1 ORDER BY min(n.key))) AS via,
       json_extract(e.value, '$.anonymous') AS anonymous,
       json_extract(e.value, '$.negated') AS negated,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.evidence.exact') AS quote,
       json_extract(e.value, '$.evidence.start') AS quote_start,
       json_extract(e.value, '$.evidence.end') AS quote_end,
       json_extract(e.value, '$.reader') AS reader,
       json_extract(e.value, '$.statement') AS statement,
       e.judged, e.id, d.id AS document, e.entry
FROM entries_as_judged e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'move' AND d.id NOT IN (SELECT document FROM documents_left_out);

DROP VIEW doubts;
CREATE VIEW doubts AS
SELECT json_extract(e.value, '$.code') AS code,
       json_extract(e.value, '$.message') AS message,
       d.published, d.outlet, d.file,
       json_extract(e.value, '$.anchor.exact') AS quote,
       json_extract(e.value, '$.anchor.start') AS quote_start,
       json_extract(e.value, '$.anchor.end') AS quote_end,
       e.judged, e.id, d.id AS document, e.entry
FROM entries_as_judged e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'doubt' AND d.id NOT IN (SELECT document FROM documents_left_out);

DROP VIEW events;
CREATE VIEW events AS
SELECT json_extract(e.value, '$.type') AS type,
       json_extract(e.value, '$.mode') AS mode,
       json_extract(e.value, '$.root') AS root,
       json_extract(e.value, '$.realis') AS realis,
       (SELECT group_concat(json_extract(a.value, '$.exact'), '; ') FROM json_each(e.value, '$.actor') a) AS actor_text,
       (SELECT group_concat(a.value, '; ') FROM json_each(e.value, '$.actors') a) AS actor,
       (SELECT group_concat(json_extract(r.value, '$.exact'), '; ')
        FROM json_each(e.value, '$.recipient') r) AS recipient_text,
       (SELECT group_concat(r.value, '; ') FROM json_each(e.value, '$.recipients') r) AS recipient,
       json_extract(e.value, '$.place') AS place,
       json_extract(e.value, '$.date') AS event_date,
       json_extract(e.value, '$.trigger.exact') AS trigger_text,
       d.published, d.outlet, d.file,
       e.words AS quote,
       json_extract(e.value, '$.evidence.start') AS quote_start,
       json_extract(e.value, '$.evidence.end') AS quote_end,
       json_extract(e.value, '$.reader') AS reader,
       json_extract(e.value, '$.statement') AS statement,
       e.id, d.id AS document, e.seq AS entry
FROM entries e
JOIN current_documents d ON d.reading = e.reading
WHERE e.kind = 'event' AND d.id NOT IN (SELECT document FROM documents_left_out);
