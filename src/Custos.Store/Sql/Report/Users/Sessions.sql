-- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text, $4 gap_minutes integer
-- For each day: how many sessions users began, how many requests they made in one, and how long one lasted.
--
-- A user who asks nothing for longer than the gap begins a new session; a request exactly the gap after the one before still belongs to it.
-- A session counts on the day of its first request, in the time zone that was asked for, and lasts from its first request to its last: one of
-- a single request lasts 0 seconds. Half of the sessions last at most median_seconds, nine tenths at most p90_seconds, both as measured.
-- Requests are ordered by when they were made, however late they arrived. Only those of the period are read, so a session that spans an edge
-- is cut there. Requests without a user and calls of tools, which belong to their parent's request, are left out.
--
-- Parameter: gap_minutes = 30, from 1 to 1440. The minutes without a request after which the next one begins a new session.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: mean requests_per_session, requests_per_session_sd, sessions
WITH
-- Requests in one stretch of the gap's length are closer together than the gap, so they are one session's: few rows are left to sort.
stretches AS (
    SELECT e.user_id, epoch_us(e.occurred_at) // (60000000 * $4) AS stretch,
        count(*) AS requests, min(e.occurred_at) AS first_at, max(e.occurred_at) AS last_at
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.user_id IS NOT NULL AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY e.user_id, stretch
),
begun AS (
    SELECT s.*,
        CASE WHEN epoch_us(first_at) - epoch_us(lag(last_at) OVER (PARTITION BY user_id ORDER BY stretch)) <= 60000000 * $4 THEN 0 ELSE 1 END AS begins
    FROM stretches s
),
numbered AS (
    SELECT b.*, sum(begins) OVER (PARTITION BY user_id ORDER BY stretch) AS session
    FROM begun b
),
sessions AS (
    SELECT min(first_at) AS begun_at, CAST(sum(requests) AS BIGINT) AS requests, epoch_us(max(last_at)) - epoch_us(min(first_at)) AS lasted
    FROM numbered
    GROUP BY user_id, session
),
-- Every zone's clock is a whole number of quarters of an hour from UTC, so a quarter lies on one day.
quarters AS (
    SELECT quarter, CAST(make_timestamp(900000000 * quarter) AT TIME ZONE 'UTC' AT TIME ZONE $3 AS DATE) AS day
    FROM (SELECT DISTINCT epoch_us(begun_at) // 900000000 AS quarter FROM sessions)
)
SELECT q.day, count(*) AS sessions, CAST(sum(s.requests) AS BIGINT) AS requests,
    avg(s.requests) AS requests_per_session,
    -- From whole numbers, so that it does not depend on their order.
    sqrt(CAST(count(*) * sum(s.requests * s.requests) - sum(s.requests) * sum(s.requests) AS DOUBLE PRECISION) / count(*) / nullif(count(*) - 1, 0)) AS requests_per_session_sd,
    quantile_disc(s.lasted, 0.5) / 1000000.0 AS median_seconds, quantile_disc(s.lasted, 0.9) / 1000000.0 AS p90_seconds
FROM sessions s
JOIN quarters q ON q.quarter = epoch_us(s.begun_at) // 900000000
GROUP BY q.day
ORDER BY q.day
