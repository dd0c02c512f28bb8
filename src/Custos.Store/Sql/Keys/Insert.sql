-- $1 id varchar, $2 name varchar, $3 salt varchar, $4 hash varchar, $5 created_at timestamp
INSERT INTO api_keys (id, name, salt, hash, created_at) VALUES ($1, $2, $3, $4, $5)
