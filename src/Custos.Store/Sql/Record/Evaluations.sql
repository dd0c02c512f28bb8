-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, evaluated_at, source, exchange_id, external_key, name, score, label, explanation
FROM evaluations
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
