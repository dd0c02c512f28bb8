-- $1 keys list of varchar
-- Which rows are there already, of those whose key begins so?
SELECT t.* FROM bills t WHERE t.line_id IN (SELECT key FROM unnest($1) k(key))
