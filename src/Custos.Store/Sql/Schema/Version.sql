-- No parameters.
SELECT max(version) AS version FROM schema_versions
