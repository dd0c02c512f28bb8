-- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text, $4 model_a text, $5 model_b text, $6 days integer
-- For each domain and day: how often people preferred one model to another over the days up to that one.
--
-- The win rate is of the comparisons of the two models in the days up to this one, as many as was asked for, pooled: every comparison weighs
-- the same, and a tie counts as half a win. It does not matter which model was shown as a. The interval is Wilson's, with half-wins for ties,
-- which makes it a little wide where there are many. Days are those of the time zone that was asked for, from the domain's first to its last
-- with a comparison; days is how many of them the rate rests on, fewer at the beginning.
--
-- Parameter: model_a. The model whose win rate is told.
-- Parameter: model_b. The model that it is compared with.
-- Parameter: days = 7, from 1 to 366. How many days the rate is of.
-- Filters: domain
-- Compared: mean win_rate_of_day, win_rate_of_day_sd, comparisons_of_day by domain
WITH
met AS (
    SELECT c.domain, CAST(c.compared_at AT TIME ZONE 'UTC' AT TIME ZONE $3 AS DATE) AS day,
        CASE WHEN c.winner = 'tie' THEN 0.5 WHEN (c.winner = 'a') = (c.model_a = $4) THEN 1 ELSE 0 END AS won
    FROM comparisons c
    WHERE c.compared_at >= $1 AND c.compared_at < $2
        AND ((c.model_a = $4 AND c.model_b = $5) OR (c.model_a = $5 AND c.model_b = $4)) /* when filtered: AND {filters of c} */
),
days AS (
    SELECT domain, day, count(*) AS n, count(*) FILTER (WHERE won = 1) AS wins, count(*) FILTER (WHERE won = 0.5) AS ties
    FROM met
    GROUP BY domain, day
),
calendar AS (
    SELECT domain, CAST(unnest(generate_series(min(day), max(day), INTERVAL '1' DAY)) AS DATE) AS day
    FROM days
    GROUP BY domain
),
rolling AS (
    SELECT c.domain, c.day, coalesce(d.n, 0) AS comparisons_of_day,
        sum(coalesce(d.n, 0)) OVER stretch AS n, sum(coalesce(d.wins, 0)) OVER stretch AS wins, sum(coalesce(d.ties, 0)) OVER stretch AS ties, count(*) OVER stretch AS days,
        (d.wins + 0.5 * d.ties) / d.n AS of_day, (d.wins + 0.25 * d.ties) / d.n AS squares_of_day
    FROM calendar c
    LEFT JOIN days d ON d.domain IS NOT DISTINCT FROM c.domain AND d.day = c.day
    WINDOW stretch AS (PARTITION BY c.domain ORDER BY c.day ROWS BETWEEN $6 - 1 PRECEDING AND CURRENT ROW)
),
shares AS (
    SELECT r.*, CAST(wins + 0.5 * ties AS DOUBLE PRECISION) / nullif(n, 0) AS share, CAST(n AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM rolling r
)
SELECT domain, day, comparisons_of_day, of_day AS win_rate_of_day,
    CASE WHEN comparisons_of_day > 1
        THEN sqrt(greatest(0, squares_of_day - of_day * of_day) * comparisons_of_day / (comparisons_of_day - 1)) END AS win_rate_of_day_sd, days, CAST(n AS BIGINT) AS comparisons, CAST(wins AS BIGINT) AS wins, CAST(ties AS BIGINT) AS ties,
    share AS win_rate,
    CASE WHEN n = 0 THEN NULL WHEN share = 0 THEN 0
        ELSE (share + z2 / (2 * m) - sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS win_rate_lower95,
    CASE WHEN n = 0 THEN NULL WHEN share = 1 THEN 1
        ELSE (share + z2 / (2 * m) + sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS win_rate_upper95
FROM shares
ORDER BY domain NULLS LAST, day
