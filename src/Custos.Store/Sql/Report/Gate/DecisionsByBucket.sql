-- $1 from_time timestamp, $2 to_time timestamp
-- For each bucket: how many decisions scored it, what share of them it flagged, and what became of them.
--
-- share_flagged has Wilson's 95 % interval. blocked and held count the decisions whose reason this bucket was; unknown counts the
-- decisions that scored this bucket but ran into their deadline or an error elsewhere. share_certified is the share of scores that
-- were held against a certified threshold. The row without a bucket counts the decisions for which no bucket was scored in time.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate flagged of decisions by bucket; rows overlap
WITH decided AS (
    SELECT sequence, verdict, reason_bucket
    FROM decisions
    WHERE decided_at >= $1 AND decided_at < $2
        /* when filtered: AND exchange_id IN (SELECT e.id FROM exchanges e WHERE {filters of e}) */
),
scored AS (
    SELECT
        b.bucket,
        count(*) AS decisions,
        count(*) FILTER (WHERE b.score >= b.threshold) AS flagged,
        count(*) FILTER (WHERE d.verdict = 'block' AND d.reason_bucket = b.bucket) AS blocked,
        count(*) FILTER (WHERE d.verdict = 'hold' AND d.reason_bucket = b.bucket) AS held,
        count(*) FILTER (WHERE d.verdict = 'unknown') AS unknown,
        count(*) FILTER (WHERE b.certified) AS certified
    FROM decided d
    JOIN decision_buckets b ON b.sequence = d.sequence
    GROUP BY b.bucket
),
shares AS (
    SELECT
        s.*,
        CAST(flagged AS DOUBLE PRECISION) / decisions AS share,
        CAST(decisions AS DOUBLE PRECISION) AS n,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM scored s
),
unscored AS (
    SELECT count(*) AS decisions, count(*) FILTER (WHERE verdict = 'unknown') AS unknown
    FROM decided d
    WHERE NOT EXISTS (SELECT 1 FROM decision_buckets b WHERE b.sequence = d.sequence)
)
SELECT
    bucket,
    decisions,
    flagged,
    share AS share_flagged,
    CASE WHEN flagged = 0 THEN 0
        ELSE (share + z2 / (2 * n) - sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_flagged_lower95,
    CASE WHEN flagged = decisions THEN 1
        ELSE (share + z2 / (2 * n) + sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_flagged_upper95,
    blocked,
    held,
    unknown,
    CAST(certified AS DOUBLE PRECISION) / decisions AS share_certified
FROM shares
UNION ALL
SELECT NULL, decisions, NULL, NULL, NULL, NULL, 0, 0, unknown, NULL
FROM unscored
WHERE decisions > 0
ORDER BY bucket NULLS LAST
