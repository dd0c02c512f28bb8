-- $1 from_time timestamp or null, $2 to_time timestamp or null
-- For each endpoint and tier: the time that half, 95 % and 99 % of the decisions took at most, in microseconds.
--
-- A quantile is a time that was measured: the smallest that at least this share of the decisions did not exceed. Its interval assumes
-- nothing about the times: it lies between the ranks n p ± 1.96 sqrt(n p (1 - p)), the lower rounded down, the upper rounded up and one
-- more (Conover, Practical Nonparametric Statistics, 3.2). An end is empty where there are too few decisions to tell it.
WITH decided AS (
    SELECT e.endpoint, e.tier, d.elapsed_microseconds AS took
    FROM decisions d
    JOIN exchanges e ON e.id = d.exchange_id
    WHERE (CAST($1 AS TIMESTAMP) IS NULL OR d.decided_at >= CAST($1 AS TIMESTAMP))
        AND (CAST($2 AS TIMESTAMP) IS NULL OR d.decided_at < CAST($2 AS TIMESTAMP))
),
ranked AS (
    SELECT
        endpoint,
        tier,
        took,
        row_number() OVER (PARTITION BY endpoint, tier ORDER BY took) AS place,
        count(*) OVER (PARTITION BY endpoint, tier) AS n
    FROM decided
)
SELECT
    endpoint,
    tier,
    n,
    min(took) FILTER (WHERE place >= n * 0.5) AS p50,
    max(took) FILTER (WHERE place = floor(n * 0.5 - 1.959963984540054 * sqrt(n * 0.5 * 0.5))) AS p50_lower95,
    max(took) FILTER (WHERE place = ceil(n * 0.5 + 1.959963984540054 * sqrt(n * 0.5 * 0.5)) + 1) AS p50_upper95,
    min(took) FILTER (WHERE place >= n * 0.95) AS p95,
    max(took) FILTER (WHERE place = floor(n * 0.95 - 1.959963984540054 * sqrt(n * 0.95 * 0.05))) AS p95_lower95,
    max(took) FILTER (WHERE place = ceil(n * 0.95 + 1.959963984540054 * sqrt(n * 0.95 * 0.05)) + 1) AS p95_upper95,
    min(took) FILTER (WHERE place >= n * 0.99) AS p99,
    max(took) FILTER (WHERE place = floor(n * 0.99 - 1.959963984540054 * sqrt(n * 0.99 * 0.01))) AS p99_lower95,
    max(took) FILTER (WHERE place = ceil(n * 0.99 + 1.959963984540054 * sqrt(n * 0.99 * 0.01)) + 1) AS p99_upper95
FROM ranked
GROUP BY endpoint, tier, n
ORDER BY endpoint, tier NULLS LAST
