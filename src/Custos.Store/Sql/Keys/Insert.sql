-- $1 id varchar, $2 name varchar, $3 salt varchar, $4 hash varchar, $5 created_at timestamp, $6 requests_per_minute integer, $7 tokens_per_minute integer
INSERT INTO api_keys (id, name, salt, hash, created_at, requests_per_minute, tokens_per_minute) VALUES ($1, $2, $3, $4, $5, $6, $7)
