-- $1 from_time timestamp or null, $2 to_time timestamp or null
-- For each UTC day: how many reports users made, and how many of them a moderator acted on within 24 hours.
--
-- A report that is told more than once counts once, at its earliest time; the period is that of creation. Of several actions on a report
-- the first at or after its creation counts; exactly 24 hours later is within. An action from before the report was made cannot be its
-- answer: it is left out, and acted_before counts the reports that have one. The share has Wilson's 95 % interval.
WITH reports AS (
    SELECT report_id, min(created_at) AS created_at
    FROM report_events
    GROUP BY report_id
),
answered AS (
    SELECT
        r.report_id,
        r.created_at,
        min(CASE WHEN a.action_at >= r.created_at THEN a.action_at END) AS first_action_at,
        count(CASE WHEN a.action_at < r.created_at THEN 1 END) AS early_actions
    FROM reports r
    LEFT JOIN moderation_actions a ON a.report_id = r.report_id
    WHERE (CAST($1 AS TIMESTAMP) IS NULL OR r.created_at >= CAST($1 AS TIMESTAMP))
        AND (CAST($2 AS TIMESTAMP) IS NULL OR r.created_at < CAST($2 AS TIMESTAMP))
    GROUP BY r.report_id, r.created_at
),
days AS (
    SELECT
        CAST(created_at AS DATE) AS created_on,
        count(*) AS reports,
        count(*) FILTER (WHERE first_action_at <= created_at + INTERVAL '24' HOUR) AS actioned,
        count(*) FILTER (WHERE early_actions > 0) AS acted_before,
        CAST(count(*) AS DOUBLE PRECISION) AS n,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM answered
    GROUP BY CAST(created_at AS DATE)
)
SELECT
    created_on,
    reports,
    actioned AS actioned_within_24h,
    actioned / n AS share,
    CASE WHEN actioned = 0 THEN 0
        ELSE (actioned / n + z2 / (2 * n) - sqrt(z2 * (actioned / n * (1 - actioned / n) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_lower95,
    CASE WHEN actioned = reports THEN 1
        ELSE (actioned / n + z2 / (2 * n) + sqrt(z2 * (actioned / n * (1 - actioned / n) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_upper95,
    acted_before
FROM days
ORDER BY created_on
