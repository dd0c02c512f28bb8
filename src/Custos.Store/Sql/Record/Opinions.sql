-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, formed_at, exchange_id, decision_id, direction, judge, judge_version, model, answer, no_answer, elapsed_microseconds
FROM opinions
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
