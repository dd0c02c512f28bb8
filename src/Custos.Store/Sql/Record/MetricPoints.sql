-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, measured_at, source, name, kind, unit, service, count, sum, value, buckets, attributes
FROM metric_points
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
