-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, started_at, source, trace_id, span_id, parent_span_id, name, kind, service, status, duration_microseconds, attributes
FROM spans
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
