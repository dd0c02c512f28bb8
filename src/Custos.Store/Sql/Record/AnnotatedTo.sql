-- $1 name varchar, $2 version varchar
SELECT coalesce(max(sequence), 0) FROM annotation_positions WHERE name = $1 AND version = $2
