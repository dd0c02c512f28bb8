-- No parameters.
CREATE TEMPORARY TABLE staged_moderation_actions (
    report_id VARCHAR,
    action_type VARCHAR,
    action_at TIMESTAMP
)
