-- $1 ids list of varchar, $2 first_id uuid, $3 last_id uuid
-- Which of these events, whose ids lie between the first and the last, are there already, and under which number?
WITH arrived AS (
    SELECT CAST(unnest($1) AS UUID) AS id
)
SELECT a.id, t.sequence FROM arrived a JOIN exchanges t ON t.id = a.id WHERE t.id BETWEEN $2 AND $3
UNION ALL
SELECT a.id, t.sequence FROM arrived a JOIN feedback t ON t.id = a.id WHERE t.id BETWEEN $2 AND $3
UNION ALL
SELECT a.id, t.sequence FROM arrived a JOIN evaluations t ON t.id = a.id WHERE t.id BETWEEN $2 AND $3
UNION ALL
SELECT a.id, t.sequence FROM arrived a JOIN retrievals t ON t.id = a.id WHERE t.id BETWEEN $2 AND $3
