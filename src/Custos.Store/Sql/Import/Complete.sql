-- $1 file_hash varchar, $2 table_name varchar
DELETE FROM import_pieces WHERE file_hash = $1 AND table_name = $2
