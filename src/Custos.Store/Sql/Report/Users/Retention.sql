-- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text
-- For each model version and week: how many users it had, and what share of them used it again in the week after.
--
-- Weeks begin on Monday, in the time zone that was asked for. A user returned who used the same model version at any time of the next week.
-- Nobody can tell that of a week whose next one the period does not hold in whole, nor of one that the period itself begins or ends within:
-- returned and the share are empty there. The share has Wilson's 95 % interval. A user who changes tier counts in each.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: model, domain, endpoint, language, organisation, protocol, region, tier
-- Compared: rate returned of users_told by grouped
WITH
-- Every zone's clock is a whole number of quarters of an hour from UTC, so a quarter lies in one week.
quarters AS (
    SELECT quarter, CAST(date_trunc('week', make_timestamp(900000000 * quarter) AT TIME ZONE 'UTC' AT TIME ZONE $3) AS DATE) AS week
    FROM (SELECT DISTINCT epoch_us(e.occurred_at) // 900000000 AS quarter FROM exchanges e WHERE e.occurred_at >= $1 AND e.occurred_at < $2)
),
active AS (
    SELECT DISTINCT /* grouped by */ e.model AS grouped, e.user_id, q.week
    FROM exchanges e
    JOIN quarters q ON q.quarter = epoch_us(e.occurred_at) // 900000000
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.user_id IS NOT NULL AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
),
followed AS (
    SELECT a.grouped, a.week, lead(a.week) OVER (PARTITION BY a.grouped, a.user_id ORDER BY a.week) = a.week + 7 AS returned
    FROM active a
),
counted AS (
    SELECT grouped, week, count(*) AS users, count(*) FILTER (WHERE returned) AS returned,
        week >= CAST($1 AS TIMESTAMP) AT TIME ZONE 'UTC' AT TIME ZONE $3 AND week + 14 <= CAST($2 AS TIMESTAMP) AT TIME ZONE 'UTC' AT TIME ZONE $3 AS told
    FROM followed
    GROUP BY grouped, week
),
shares AS (
    SELECT c.*, CAST(returned AS DOUBLE PRECISION) / users AS share, CAST(users AS DOUBLE PRECISION) AS n,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT grouped, week, users, CASE WHEN told THEN users END AS users_told, CASE WHEN told THEN returned END AS returned, CASE WHEN told THEN share END AS share,
    CASE WHEN NOT told THEN NULL WHEN returned = 0 THEN 0
        ELSE (share + z2 / (2 * n) - sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_lower95,
    CASE WHEN NOT told THEN NULL WHEN returned = users THEN 1
        ELSE (share + z2 / (2 * n) + sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_upper95
FROM shares
ORDER BY grouped NULLS LAST, week
