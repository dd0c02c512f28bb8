-- No parameters.
-- A row that is there already, in every column, is not added again.
INSERT INTO moderation_actions
SELECT DISTINCT s.report_id, s.action_type, s.action_at
FROM staged_moderation_actions s
WHERE NOT EXISTS (
    SELECT 1
    FROM moderation_actions a
    WHERE a.report_id = s.report_id
        AND a.action_type = s.action_type
        AND a.action_at = s.action_at
)
