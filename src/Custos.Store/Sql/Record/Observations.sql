-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, asked, answered
FROM decision_observations
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence, place
