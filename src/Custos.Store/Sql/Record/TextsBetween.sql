-- $1 after bigint, $2 last bigint, $3 direction varchar
SELECT exchange_id, content FROM contents WHERE sequence > $1 AND sequence <= $2 AND direction = $3 ORDER BY sequence
