-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, decided_at, exchange_id, direction, verdict, reason_bucket, reason_score, reason_threshold, failure, fallback,
    bundle_id, elapsed_microseconds, deadline_milliseconds, reason_policy, reason_rule, piece_start, piece_length
FROM decisions
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
