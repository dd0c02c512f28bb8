-- $1 keys list of varchar
-- Which rows are there already, of those whose key begins so?
SELECT t.* FROM labels t WHERE t.label_id IN (SELECT key FROM unnest($1) k(key))
