-- $1 day varchar, $2 source varchar, $3 signal varchar, $4 received bigint, $5 stored bigint, $6 duplicates bigint
INSERT INTO intake (day, source, signal, received, stored, duplicates) VALUES (CAST($1 AS DATE), $2, $3, $4, $5, $6)
ON CONFLICT (day, source, signal) DO UPDATE SET received = received + excluded.received, stored = stored + excluded.stored, duplicates = duplicates + excluded.duplicates
