-- $1 from_time timestamp, $2 to_time timestamp
-- For each judge, its version and the direction: how many texts it judged, what share it said yes to, how often it could not tell, and what it took.
--
-- The share of yes is of those that it could tell, with Wilson's 95 % interval; empty where there are none. votes, tokens and cost are of all
-- its votes, repaired ones with both answers; a cost that is not known counts as nothing. p50 and p95 are measured latencies, in microseconds.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate yes of yes + no by judge, judge_version, direction
WITH judged AS (
    SELECT o.judge, o.judge_version, o.direction, o.answer, o.elapsed_microseconds AS took,
        (SELECT count(*) FROM opinion_votes v WHERE v.sequence = o.sequence) AS votes,
        (SELECT coalesce(sum(coalesce(v.input_tokens, 0) + coalesce(v.output_tokens, 0)), 0) FROM opinion_votes v WHERE v.sequence = o.sequence) AS tokens,
        (SELECT coalesce(sum(v.cost), 0) FROM opinion_votes v WHERE v.sequence = o.sequence) AS cost
    FROM opinions o
    WHERE o.formed_at >= $1 AND o.formed_at < $2
        /* when filtered: AND o.exchange_id IN (SELECT e.id FROM exchanges e WHERE {filters of e}) */
),
ranked AS (
    SELECT j.*,
        row_number() OVER (PARTITION BY judge, judge_version, direction ORDER BY took) AS place,
        count(*) OVER (PARTITION BY judge, judge_version, direction) AS n
    FROM judged j
),
counted AS (
    SELECT judge, judge_version, direction, n,
        count(*) FILTER (WHERE answer = 'yes') AS yes,
        count(*) FILTER (WHERE answer <> 'unknown') AS told,
        CAST(sum(votes) AS BIGINT) AS votes,
        CAST(sum(tokens) AS BIGINT) AS tokens,
        CAST(sum(cost) AS DOUBLE PRECISION) AS cost,
        min(took) FILTER (WHERE place >= n * 0.5) AS p50,
        min(took) FILTER (WHERE place >= n * 0.95) AS p95
    FROM ranked
    GROUP BY judge, judge_version, direction, n
),
shares AS (
    SELECT c.*, CASE WHEN told > 0 THEN CAST(yes AS DOUBLE PRECISION) / told END AS share, CAST(nullif(told, 0) AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT judge, judge_version, direction, n AS opinions, yes, told - yes AS no, n - told AS unknown, share AS share_yes,
    CASE WHEN told = 0 THEN NULL WHEN yes = 0 THEN 0
        ELSE (share + z2 / (2 * m) - sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_yes_lower95,
    CASE WHEN told = 0 THEN NULL WHEN yes = told THEN 1
        ELSE (share + z2 / (2 * m) + sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_yes_upper95,
    votes, tokens, cost, p50, p95
FROM shares
ORDER BY judge, judge_version, direction
