-- $1 from_time timestamp, $2 to_time timestamp
-- For each model version: how fast it wrote, how long its first token took, and what its calls cost.
--
-- Only calls that came to an answer count. tokens_per_second is all tokens written over all the time from the first token to the end, of the
-- calls whose times and tokens are known and that streamed; its interval is that of the logarithm of the ratio by the delta method. The
-- first token's times are measured ones: the smallest that at least half, or 95 %, of the calls did not exceed. Costs are summed over the
-- calls whose cost is known; share_priced says how many those are, and nothing is guessed for the others.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: model, domain, endpoint, language, organisation, protocol, region, tier
-- Compared: mean cost_per_call, cost_per_call_sd, priced by grouped
WITH
calls AS (
    SELECT /* grouped by */ e.model AS grouped, e.input_tokens, CAST(e.output_tokens AS BIGINT) AS output_tokens, e.first_token_microseconds AS waited,
        CASE WHEN e.output_tokens > 0 AND e.duration_microseconds > e.first_token_microseconds
            THEN e.duration_microseconds - e.first_token_microseconds END AS wrote,
        -- In billionths, as a whole number.
        CASE WHEN abs(e.cost) < 1e9 THEN CAST(round(e.cost * 1e9) AS BIGINT) END AS cost
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.outcome = 'completed' AND e.protocol IS NOT NULL /* when filtered: AND {filters of e} */
),
counted AS (
    SELECT grouped, count(*) AS calls,
        CAST(sum(input_tokens) AS BIGINT) AS tokens_read,
        CAST(sum(output_tokens) AS BIGINT) AS tokens_written,
        count(wrote) AS timed,
        CAST(sum(output_tokens) FILTER (WHERE wrote IS NOT NULL) AS DOUBLE PRECISION) AS tokens,
        CAST(sum(wrote) AS DOUBLE PRECISION) / 1000000 AS seconds,
        -- Sums of whole numbers, so that they do not depend on their order. A product that may be beyond 64 bits has twice as many, which takes longer.
        CAST(sum(output_tokens * output_tokens) FILTER (WHERE wrote IS NOT NULL) AS DOUBLE PRECISION) AS tokens_squared,
        (coalesce(CAST(sum(CASE WHEN wrote < 3000000000 THEN wrote * wrote END) AS DOUBLE PRECISION), 0)
            + coalesce(CAST(sum(CASE WHEN wrote >= 3000000000 THEN CAST(wrote AS HUGEINT) * wrote END) AS DOUBLE PRECISION), 0)) / 1e12 AS seconds_squared,
        (coalesce(CAST(sum(CASE WHEN wrote < 3000000000 THEN wrote * output_tokens END) AS DOUBLE PRECISION), 0)
            + coalesce(CAST(sum(CASE WHEN wrote >= 3000000000 THEN CAST(wrote AS HUGEINT) * output_tokens END) AS DOUBLE PRECISION), 0)) / 1e6 AS tokens_seconds,
        quantile_disc(waited, [0.5, 0.95]) AS first_tokens,
        count(cost) AS priced, CAST(sum(cost) AS DOUBLE PRECISION) / 1e9 AS cost,
        (coalesce(CAST(sum(CASE WHEN abs(cost) < 3000000000 THEN cost * cost END) AS DOUBLE PRECISION), 0)
            + coalesce(CAST(sum(CASE WHEN abs(cost) >= 3000000000 THEN CAST(cost AS HUGEINT) * cost END) AS DOUBLE PRECISION), 0)) / 1e18 AS cost_squared
    FROM calls
    GROUP BY grouped
),
-- The standard error of the logarithm of tokens over seconds: of what the tokens deviate from the ratio times the seconds.
rates AS (
    SELECT c.*, tokens / nullif(seconds, 0) AS speed, cost / nullif(priced, 0) AS cost_per_call,
        sqrt(greatest(0, tokens_squared - 2 * tokens / nullif(seconds, 0) * tokens_seconds + power(tokens / nullif(seconds, 0), 2) * seconds_squared)
            / nullif(timed - 1, 0) / timed) / (tokens / timed) AS error,
        sqrt(greatest(0, cost_squared - cost * cost / nullif(priced, 0)) / nullif(priced - 1, 0)) AS cost_per_call_sd
    FROM counted c
)
SELECT grouped, calls, tokens_read, tokens_written, timed, speed AS tokens_per_second,
    speed * exp(-1.959963984540054 * error) AS tokens_per_second_lower95,
    speed * exp(1.959963984540054 * error) AS tokens_per_second_upper95,
    first_tokens[1] AS first_token_p50, first_tokens[2] AS first_token_p95, priced, CAST(priced AS DOUBLE PRECISION) / calls AS share_priced, cost, cost_per_call, cost_per_call_sd,
    cost_per_call - 1.959963984540054 * cost_per_call_sd / sqrt(priced) AS cost_per_call_lower95,
    cost_per_call + 1.959963984540054 * cost_per_call_sd / sqrt(priced) AS cost_per_call_upper95
FROM rates
ORDER BY grouped NULLS LAST
