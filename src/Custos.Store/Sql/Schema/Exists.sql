-- No parameters.
SELECT count(*) > 0 AS found FROM information_schema.tables WHERE table_name = 'schema_versions'
