-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, answer, no_answer, said, repaired, input_tokens, output_tokens, cost, duration_microseconds
FROM opinion_votes
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence, place
