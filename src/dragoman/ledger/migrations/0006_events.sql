-- Schema 6: coded events are entries too, and moves show how their report presents them.

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
WHERE e.kind = 'event' AND d.superseded_by IS NULL;

DROP VIEW moves;
CREATE VIEW moves AS
SELECT json_extract(e.value, '$.kind') AS kind,
       (SELECT group_concat(b.value, '; ') FROM json_each(e.value, '$.by') b) AS "by",
       (SELECT group_concat(t.value, '; ') FROM json_each(e.value, '$.to') t) AS "to",
       e.words AS what,
       json_extract(e.value, '$.status') AS status,
       json_extract(e.value, '$.realis') AS realis,
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
