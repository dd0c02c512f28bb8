-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT e.sequence, e.id, e.occurred_at, e.endpoint, e.organisation, e.user_id, e.conversation, e.tier, e.region, e.model,
    input.content AS input, output.content AS output
FROM exchanges e
LEFT JOIN contents input ON input.sequence = e.sequence AND input.direction = 'input'
LEFT JOIN contents output ON output.sequence = e.sequence AND output.direction = 'output'
WHERE e.sequence > $1 AND e.sequence <= $2
ORDER BY e.sequence
