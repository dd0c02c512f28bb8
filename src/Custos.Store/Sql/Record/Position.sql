-- No parameters.
SELECT sequence FROM journal_position
