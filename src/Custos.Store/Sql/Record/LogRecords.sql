-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, logged_at, source, trace_id, span_id, severity, event_name, body, service, attributes
FROM log_records
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
