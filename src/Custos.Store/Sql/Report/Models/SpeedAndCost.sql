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
    SELECT /* grouped by */ e.model AS grouped, e.input_tokens, e.output_tokens, e.cost, e.first_token_microseconds AS waited,
        CASE WHEN e.output_tokens > 0 AND e.duration_microseconds > e.first_token_microseconds
            THEN e.duration_microseconds - e.first_token_microseconds END AS wrote
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
        var_samp(CAST(output_tokens AS DOUBLE PRECISION)) FILTER (WHERE wrote IS NOT NULL) AS tokens_variance,
        var_samp(wrote / 1000000.0) AS seconds_variance,
        covar_samp(CAST(output_tokens AS DOUBLE PRECISION), wrote / 1000000.0) AS covariance,
        quantile_disc(waited, 0.5) AS first_token_p50,
        quantile_disc(waited, 0.95) AS first_token_p95,
        count(cost) AS priced, sum(cost) AS cost, avg(cost) AS cost_per_call, stddev_samp(cost) AS cost_per_call_sd
    FROM calls
    GROUP BY grouped
),
-- The standard error of the logarithm of tokens over seconds.
rates AS (
    SELECT c.*, tokens / nullif(seconds, 0) AS speed,
        sqrt(greatest(0, tokens_variance / power(tokens / timed, 2) + seconds_variance / power(seconds / timed, 2)
            - 2 * covariance / (tokens / timed * seconds / timed)) / timed) AS error
    FROM counted c
)
SELECT grouped, calls, tokens_read, tokens_written, timed, speed AS tokens_per_second,
    speed * exp(-1.959963984540054 * error) AS tokens_per_second_lower95,
    speed * exp(1.959963984540054 * error) AS tokens_per_second_upper95,
    first_token_p50, first_token_p95, priced, CAST(priced AS DOUBLE PRECISION) / calls AS share_priced, cost, cost_per_call, cost_per_call_sd,
    cost_per_call - 1.959963984540054 * cost_per_call_sd / sqrt(priced) AS cost_per_call_lower95,
    cost_per_call + 1.959963984540054 * cost_per_call_sd / sqrt(priced) AS cost_per_call_upper95
FROM rates
ORDER BY grouped NULLS LAST
