-- $1 name text
-- Is there a time zone of this name?
SELECT count(*) > 0
FROM pg_timezone_names()
WHERE name = $1
