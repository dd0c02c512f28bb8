-- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text
-- For each day: how many reports users made, and how many of them a moderator acted on within 24 hours.
--
-- Days are those of the time zone that was asked for. A report that is told more than once counts once, at its earliest time; the period is that of creation. Of several actions on a report
-- the first at or after its creation counts; exactly 24 hours later is within. An action from before the report was made cannot be its
-- answer: it is left out, and acted_before counts the reports that have one. The share has Wilson's 95 % interval.
--
-- Filters: reason, user
-- Compared: rate actioned_within_24h of reports
WITH reports AS (
    SELECT report_id, min(created_at) AS created_at
    FROM report_events r
    /* when filtered: WHERE {filters of r} */
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
    WHERE r.created_at >= $1 AND r.created_at < $2
    GROUP BY r.report_id, r.created_at
),
days AS (
    SELECT
        CAST(created_at AT TIME ZONE 'UTC' AT TIME ZONE $3 AS DATE) AS created_on,
        count(*) AS reports,
        count(*) FILTER (WHERE first_action_at <= created_at + INTERVAL '24' HOUR) AS actioned,
        count(*) FILTER (WHERE early_actions > 0) AS acted_before,
        CAST(count(*) AS DOUBLE PRECISION) AS n,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM answered
    GROUP BY created_on
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
