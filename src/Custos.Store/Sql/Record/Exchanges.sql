-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT e.sequence, e.id, e.occurred_at, e.endpoint, e.organisation, e.user_id, e.conversation, e.tier, e.region, e.model,
    input.content AS input, output.content AS output, e.address, e.tool, e.tokens, call.content AS arguments,
    e.parent_id, e.protocol, e.outcome, e.upstream_status, e.streamed, e.stop_reason, e.refused, e.input_tokens, e.cached_tokens, e.output_tokens,
    e.tokens_estimated, e.first_token_microseconds, e.duration_microseconds, e.cost, e.key_id,
    e.source, e.external_key, e.language, e.domain, e.attributes
FROM exchanges e
LEFT JOIN contents input ON input.sequence = e.sequence AND input.direction = 'input'
LEFT JOIN contents output ON output.sequence = e.sequence AND output.direction = 'output'
LEFT JOIN contents call ON call.sequence = e.sequence AND call.direction = 'tool_call'
WHERE e.sequence > $1 AND e.sequence <= $2
ORDER BY e.sequence
