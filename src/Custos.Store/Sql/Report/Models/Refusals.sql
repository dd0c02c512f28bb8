-- $1 from_time timestamp, $2 to_time timestamp
-- For each endpoint: what share of the answered calls the model refused, and where people said what was right, how often it refused wrongly.
--
-- A call is refused when the model or its provider said so (its stop reason, or a refusal in place of an answer), or when the last annotation
-- 'refusal' says true. Calls that came to no answer of the model's are left out. Labels 'should_refuse' tell over-refusal from right refusal:
-- of several on one exchange each labeller's last counts, then the majority; a draw tells nothing. over_refused is refused where it should
-- not have been, of those that should be answered; missed is answered where it should have been refused, of those. policy is the one that the
-- gate gave as its reason on the exchange, of several the first by name; empty where there was none. Shares have Wilson's 95 % interval.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: endpoint, domain, language, model, organisation, policy, protocol, region, tier
-- Compared: rate refused of calls by grouped
WITH
refusing AS (
    SELECT a.exchange_id, arg_max(a.value, (a.made_at, a.version)) = 'true' AS refused
    FROM annotations a
    WHERE a.name = 'refusal'
    GROUP BY a.exchange_id
),
last_labels AS (
    SELECT l.exchange_id, arg_max(l.value, (l.labelled_at, l.label_id)) AS value
    FROM labels l
    WHERE l.name = 'should_refuse'
    GROUP BY l.exchange_id, coalesce(l.labeller, l.label_id)
),
labelled AS (
    SELECT exchange_id, count(*) FILTER (WHERE value) > count(*) FILTER (WHERE NOT value) AS should_refuse
    FROM last_labels
    GROUP BY exchange_id
    HAVING count(*) FILTER (WHERE value) <> count(*) FILTER (WHERE NOT value)
),
policies AS (
    SELECT d.exchange_id, min(d.reason_policy) AS policy
    FROM decisions d
    -- A decision never comes before its exchange.
    WHERE d.reason_policy IS NOT NULL AND d.decided_at >= $1
    GROUP BY d.exchange_id
),
-- What was said of an exchange in one row, so that all exchanges are joined once.
said AS (
    SELECT exchange_id, coalesce(bool_or(refused), false) AS refused, bool_or(should_refuse) AS should_refuse
    FROM (
        SELECT exchange_id, refused, CAST(NULL AS BOOLEAN) AS should_refuse FROM refusing
        UNION ALL
        SELECT exchange_id, NULL, should_refuse FROM labelled
    ) o
    GROUP BY exchange_id
),
answered AS (
    SELECT e.endpoint, e.domain, e.language, e.model, e.organisation, e.protocol, e.region, e.tier, /* when grouped by policy: p.policy, */ s.should_refuse,
        coalesce(e.refused, false) OR coalesce(e.stop_reason IN ('refusal', 'content_filter'), false) OR coalesce(s.refused, false) AS refused
    FROM exchanges e
    LEFT JOIN said s ON s.exchange_id = e.id
    /* when grouped by policy: LEFT JOIN policies p ON p.exchange_id = e.id */
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.outcome = 'completed' AND e.protocol IS NOT NULL /* when filtered: AND {filters of e} */
),
counted AS (
    SELECT /* grouped by */ a.endpoint AS grouped,
        count(*) AS calls, count(*) FILTER (WHERE refused) AS refused,
        count(*) FILTER (WHERE should_refuse) AS should_refuse,
        count(*) FILTER (WHERE should_refuse AND refused) AS rightly_refused,
        count(*) FILTER (WHERE NOT should_refuse) AS should_answer,
        count(*) FILTER (WHERE NOT should_refuse AND refused) AS over_refused
    FROM answered a
    GROUP BY grouped
),
shares AS (
    SELECT c.*, CAST(refused AS DOUBLE PRECISION) / calls AS share, CAST(calls AS DOUBLE PRECISION) AS n,
        CAST(over_refused AS DOUBLE PRECISION) / nullif(should_answer, 0) AS over, CAST(should_answer AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT grouped, calls, refused, share AS share_refused,
    CASE WHEN refused = 0 THEN 0
        ELSE (share + z2 / (2 * n) - sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_refused_lower95,
    CASE WHEN refused = calls THEN 1
        ELSE (share + z2 / (2 * n) + sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_refused_upper95,
    should_answer, over_refused, over AS share_over_refused,
    CASE WHEN should_answer = 0 THEN NULL WHEN over_refused = 0 THEN 0
        ELSE (over + z2 / (2 * m) - sqrt(z2 * (over * (1 - over) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_over_refused_lower95,
    CASE WHEN should_answer = 0 THEN NULL WHEN over_refused = should_answer THEN 1
        ELSE (over + z2 / (2 * m) + sqrt(z2 * (over * (1 - over) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_over_refused_upper95,
    should_refuse, rightly_refused, should_refuse - rightly_refused AS missed
FROM shares
ORDER BY grouped NULLS LAST
