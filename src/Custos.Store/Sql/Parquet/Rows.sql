-- $1 file varchar, $2 columns list of varchar
SELECT CAST(COLUMNS(name -> list_contains($2, name)) AS VARCHAR) FROM read_parquet($1)
