-- $1 name varchar, $2 version varchar, $3 sequence bigint
INSERT INTO annotation_positions (name, version, sequence) VALUES ($1, $2, $3)
ON CONFLICT (name, version) DO UPDATE SET sequence = excluded.sequence
