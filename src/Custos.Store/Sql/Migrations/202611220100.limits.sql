-- No parameters.
-- What a key may ask of models in a minute; empty for the server's own limit.
ALTER TABLE api_keys ADD COLUMN requests_per_minute INTEGER;
ALTER TABLE api_keys ADD COLUMN tokens_per_minute INTEGER;
