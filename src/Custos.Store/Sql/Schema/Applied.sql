-- $1 version bigint, $2 name varchar, $3 applied_at timestamp
INSERT INTO schema_versions (version, name, applied_at) VALUES ($1, $2, $3)
