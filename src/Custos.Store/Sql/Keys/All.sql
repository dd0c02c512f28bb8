-- No parameters.
SELECT id, name, salt, hash, created_at, revoked_at, requests_per_minute, tokens_per_minute FROM api_keys ORDER BY created_at, id
