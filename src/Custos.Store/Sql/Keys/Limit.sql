-- $1 requests_per_minute integer, $2 tokens_per_minute integer, $3 id varchar
UPDATE api_keys SET requests_per_minute = $1, tokens_per_minute = $2 WHERE id = $3 AND revoked_at IS NULL
