-- $1 exchange uuid
SELECT EXISTS (SELECT 1 FROM exchanges WHERE id = $1)
