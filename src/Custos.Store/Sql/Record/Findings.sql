-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, place, policy, rule, verdict, failure, fallback, evidence, stretches
FROM decision_findings
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence, place
