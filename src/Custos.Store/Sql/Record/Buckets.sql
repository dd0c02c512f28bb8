-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, bucket, score, threshold, certified
FROM decision_buckets
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence, place
