-- $1 file_hash varchar, $2 table_name varchar
-- How far has this file come?
SELECT count(*), CAST(coalesce(sum(rows), 0) AS BIGINT), CAST(coalesce(sum(added), 0) AS BIGINT), CAST(coalesce(sum(conflicts), 0) AS BIGINT)
FROM import_pieces
WHERE file_hash = $1 AND table_name = $2
