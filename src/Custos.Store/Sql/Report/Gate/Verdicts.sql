-- $1 from_time timestamp, $2 to_time timestamp
-- For each direction: how many decisions came to which verdict; each failure with its fallback apart.
--
-- share has Wilson's 95 % interval and is of the direction's decisions. An unknown is never counted among the verdict that its fallback names.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate decisions of decisions_of_direction by direction, verdict, failure, fallback; rows overlap
WITH decided AS (
    SELECT direction, verdict, failure, fallback
    FROM decisions
    WHERE decided_at >= $1 AND decided_at < $2
        /* when filtered: AND exchange_id IN (SELECT e.id FROM exchanges e WHERE {filters of e}) */
),
counted AS (
    SELECT direction, verdict, failure, fallback, count(*) AS decisions, sum(count(*)) OVER (PARTITION BY direction) AS n
    FROM decided
    GROUP BY direction, verdict, failure, fallback
),
shares AS (
    SELECT c.*, CAST(decisions AS DOUBLE PRECISION) / n AS share, CAST(n AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT direction, verdict, failure, fallback, decisions, share,
    (share + z2 / (2 * m) - sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) AS share_lower95,
    CASE WHEN decisions = n THEN 1
        ELSE (share + z2 / (2 * m) + sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_upper95,
    CAST(n AS BIGINT) AS decisions_of_direction
FROM shares
ORDER BY direction, verdict, failure NULLS FIRST, fallback NULLS FIRST
