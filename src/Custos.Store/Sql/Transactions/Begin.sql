-- No parameters.
BEGIN TRANSACTION
