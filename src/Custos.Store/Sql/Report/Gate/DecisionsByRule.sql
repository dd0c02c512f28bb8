-- $1 from_time timestamp, $2 to_time timestamp
-- For each rule of each policy: how often it spoke, what it said, and what share of the decisions that is.
--
-- share has Wilson's 95 % interval; it is of all decisions in the direction in which the rule spoke. decided counts the decisions whose
-- verdict the rule was the reason for. An unknown stands in a row of its own for each failure and fallback. Findings that no rule spoke,
-- of directions that no policy looks at, have no policy.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate spoke of decisions by direction, policy, rule, verdict, failure, fallback; rows overlap
WITH decided AS (
    SELECT sequence, direction, reason_policy, reason_rule, verdict
    FROM decisions
    WHERE decided_at >= $1 AND decided_at < $2
        /* when filtered: AND exchange_id IN (SELECT e.id FROM exchanges e WHERE {filters of e}) */
),
directions AS (
    SELECT direction, count(*) AS n
    FROM decided
    GROUP BY direction
),
spoken AS (
    SELECT d.direction, f.policy, f.rule, f.verdict, f.failure, f.fallback, count(*) AS spoke,
        count(*) FILTER (WHERE d.reason_policy = f.policy AND d.reason_rule = f.rule AND d.verdict = f.verdict) AS decided
    FROM decided d
    JOIN decision_findings f ON f.sequence = d.sequence AND f.place > 0
    GROUP BY d.direction, f.policy, f.rule, f.verdict, f.failure, f.fallback
),
shares AS (
    SELECT s.*, n.n AS decisions, CAST(spoke AS DOUBLE PRECISION) / n.n AS share,
        CAST(n.n AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM spoken s
    JOIN directions n ON n.direction = s.direction
)
SELECT direction, policy, rule, verdict, failure, fallback, spoke, decided, decisions, share,
    CASE WHEN spoke = 0 THEN 0
        ELSE (share + z2 / (2 * m) - sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_lower95,
    CASE WHEN spoke = decisions THEN 1
        ELSE (share + z2 / (2 * m) + sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_upper95
FROM shares
ORDER BY direction, policy NULLS LAST, rule NULLS LAST, verdict, failure NULLS FIRST, fallback NULLS FIRST
