-- $1 from_time timestamp or null, $2 to_time timestamp or null
SELECT min(sequence), max(sequence)
FROM decisions
WHERE (CAST($1 AS TIMESTAMP) IS NULL OR decided_at >= CAST($1 AS TIMESTAMP))
    AND (CAST($2 AS TIMESTAMP) IS NULL OR decided_at < CAST($2 AS TIMESTAMP))
