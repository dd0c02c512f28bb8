-- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text, $4 days integer
-- For each organisation and day: how many requests it made, and the mean of the days up to that one.
--
-- Days are those of the time zone that was asked for; one with 23 or 25 hours is a day like any other. Only days that lie in the period as a
-- whole are told, from the first on which anybody asked anything to the last; a day without a request counts as 0. The mean is of as many
-- days as was asked for, this one the last of them, and empty where the days told are fewer. Calls of tools belong to their parent's request.
--
-- Parameter: days = 7, from 1 to 366. How many days the mean is of.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: organisation, domain, endpoint, language, model, protocol, region, tier
-- Compared: count requests by grouped
WITH
counted AS (
    SELECT /* grouped by */ e.organisation AS grouped, epoch_us(e.occurred_at) // 900000000 AS quarter, count(*) AS requests
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY grouped, quarter
),
-- Every zone's clock is a whole number of quarters of an hour from UTC, so a quarter lies on one day.
quarters AS (
    SELECT quarter, CAST(make_timestamp(900000000 * quarter) AT TIME ZONE 'UTC' AT TIME ZONE $3 AS DATE) AS day
    FROM (SELECT DISTINCT quarter FROM counted)
),
days AS (
    SELECT c.grouped, q.day, CAST(sum(c.requests) AS BIGINT) AS requests
    FROM counted c
    JOIN quarters q ON q.quarter = c.quarter
    WHERE q.day >= CAST($1 AS TIMESTAMP) AT TIME ZONE 'UTC' AT TIME ZONE $3 AND q.day + 1 <= CAST($2 AS TIMESTAMP) AT TIME ZONE 'UTC' AT TIME ZONE $3
    GROUP BY c.grouped, q.day
),
calendar AS (
    SELECT CAST(unnest(generate_series(min(day), max(day), INTERVAL '1' DAY)) AS DATE) AS day
    FROM days
),
filled AS (
    SELECT g.grouped, c.day, coalesce(d.requests, 0) AS requests
    FROM (SELECT DISTINCT grouped FROM days) g
    CROSS JOIN calendar c
    LEFT JOIN days d ON d.grouped IS NOT DISTINCT FROM g.grouped AND d.day = c.day
)
SELECT grouped, day, requests,
    CASE WHEN row_number() OVER (PARTITION BY grouped ORDER BY day) >= $4
        THEN avg(requests) OVER (PARTITION BY grouped ORDER BY day ROWS BETWEEN $4 - 1 PRECEDING AND CURRENT ROW) END AS rolling_mean
FROM filled
ORDER BY grouped NULLS LAST, day
