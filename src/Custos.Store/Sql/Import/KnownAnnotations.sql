-- $1 keys list of varchar
-- Which rows are there already, of those whose key begins so?
SELECT t.* FROM annotations t WHERE t.exchange_id IN (SELECT CAST(key AS UUID) FROM unnest($1) k(key))
