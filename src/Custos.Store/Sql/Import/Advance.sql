-- $1 file_hash varchar, $2 table_name varchar, $3 piece bigint, $4 rows bigint, $5 added bigint, $6 duplicates bigint, $7 conflicts bigint
INSERT INTO import_pieces (file_hash, table_name, piece, rows, added, duplicates, conflicts) VALUES ($1, $2, $3, $4, $5, $6, $7)
