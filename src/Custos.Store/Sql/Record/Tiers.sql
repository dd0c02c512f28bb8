-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, tier, microseconds
FROM decision_tiers
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence, place
