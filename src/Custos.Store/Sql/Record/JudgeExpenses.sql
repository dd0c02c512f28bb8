-- $1 from_time timestamp
SELECT o.judge, coalesce(sum(coalesce(v.input_tokens, 0) + coalesce(v.output_tokens, 0)), 0)::BIGINT AS tokens, coalesce(sum(v.cost), 0.0)::DOUBLE PRECISION AS money
FROM opinions o
JOIN opinion_votes v ON v.sequence = o.sequence
WHERE o.formed_at >= CAST($1 AS TIMESTAMP)
GROUP BY o.judge
ORDER BY o.judge
