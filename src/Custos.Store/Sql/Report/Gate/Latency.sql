-- $1 from_time timestamp, $2 to_time timestamp
-- For each endpoint and tier: the time that half, 95 % and 99 % of the decisions took at most, in microseconds.
--
-- A quantile is a time that was measured: the smallest that at least this share of the decisions did not exceed. Its interval assumes
-- nothing about the times: it lies between the ranks n p ± 1.96 sqrt(n p (1 - p)), the lower rounded down, the upper rounded up and one
-- more (Conover, Practical Nonparametric Statistics, 3.2). An end is empty where there are too few decisions to tell it.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: quantile p95 of n by endpoint, tier
WITH
counted AS (
    SELECT e.endpoint, e.tier, d.elapsed_microseconds AS took, count(*) AS times
    FROM decisions d
    JOIN exchanges e ON e.id = d.exchange_id
    WHERE d.decided_at >= $1 AND d.decided_at < $2 /* when filtered: AND {filters of e} */
    GROUP BY e.endpoint, e.tier, took
),
ranked AS (
    SELECT endpoint, tier, took, times,
        sum(times) OVER (PARTITION BY endpoint, tier ORDER BY took) AS upto,
        sum(times) OVER (PARTITION BY endpoint, tier) AS n
    FROM counted
)
SELECT
    endpoint,
    tier,
    CAST(n AS BIGINT) AS n,
    min(took) FILTER (WHERE upto >= n * 0.5) AS p50,
    min(took) FILTER (WHERE upto >= floor(n * 0.5 - 1.959963984540054 * sqrt(n * 0.5 * 0.5))
        AND floor(n * 0.5 - 1.959963984540054 * sqrt(n * 0.5 * 0.5)) >= 1) AS p50_lower95,
    min(took) FILTER (WHERE upto >= ceil(n * 0.5 + 1.959963984540054 * sqrt(n * 0.5 * 0.5)) + 1) AS p50_upper95,
    min(took) FILTER (WHERE upto >= n * 0.95) AS p95,
    min(took) FILTER (WHERE upto >= floor(n * 0.95 - 1.959963984540054 * sqrt(n * 0.95 * 0.05))
        AND floor(n * 0.95 - 1.959963984540054 * sqrt(n * 0.95 * 0.05)) >= 1) AS p95_lower95,
    min(took) FILTER (WHERE upto >= ceil(n * 0.95 + 1.959963984540054 * sqrt(n * 0.95 * 0.05)) + 1) AS p95_upper95,
    min(took) FILTER (WHERE upto >= n * 0.99) AS p99,
    min(took) FILTER (WHERE upto >= floor(n * 0.99 - 1.959963984540054 * sqrt(n * 0.99 * 0.01))
        AND floor(n * 0.99 - 1.959963984540054 * sqrt(n * 0.99 * 0.01)) >= 1) AS p99_lower95,
    min(took) FILTER (WHERE upto >= ceil(n * 0.99 + 1.959963984540054 * sqrt(n * 0.99 * 0.01)) + 1) AS p99_upper95
FROM ranked
GROUP BY endpoint, tier, n
ORDER BY endpoint, tier NULLS LAST
