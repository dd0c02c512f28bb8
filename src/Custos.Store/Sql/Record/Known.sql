-- $1 first_id uuid, $2 last_id uuid
-- Which of the rows that arrived, whose ids lie between the first and the last, are there already? Ids sort by time, so only what lies near is read.
SELECT a.id
FROM (
    SELECT id FROM exchanges WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM feedback WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM evaluations WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM retrievals WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM spans WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM log_records WHERE id BETWEEN $1 AND $2
    UNION ALL
    SELECT id FROM metric_points WHERE id BETWEEN $1 AND $2
) t
JOIN arrived a ON a.id = t.id
