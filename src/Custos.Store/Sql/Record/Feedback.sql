-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, given_at, source, exchange_id, external_key, user_id, kind, value, content, consent, redacted
FROM feedback
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
