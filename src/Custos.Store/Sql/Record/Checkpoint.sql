-- No parameters.
CHECKPOINT
