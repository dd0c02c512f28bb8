-- $1 day varchar, $2 source varchar, $3 signal varchar, $4 reason varchar, $5 rows bigint
INSERT INTO intake_rejections (day, source, signal, reason, rows) VALUES (CAST($1 AS DATE), $2, $3, $4, $5)
ON CONFLICT (day, source, signal, reason) DO UPDATE SET rows = rows + excluded.rows
