-- No parameters.
-- A row that is there already, in every column, is not added again.
INSERT INTO report_events
SELECT DISTINCT s.report_id, s.user_id, s.created_at, s.reason, s.status
FROM staged_report_events s
WHERE NOT EXISTS (
    SELECT 1
    FROM report_events r
    WHERE r.report_id = s.report_id
        AND r.created_at = s.created_at
        AND r.user_id IS NOT DISTINCT FROM s.user_id
        AND r.reason IS NOT DISTINCT FROM s.reason
        AND r.status IS NOT DISTINCT FROM s.status
)
