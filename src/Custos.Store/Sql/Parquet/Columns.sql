-- $1 file varchar
SELECT * FROM read_parquet($1) LIMIT 0
