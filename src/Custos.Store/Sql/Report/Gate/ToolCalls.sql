-- $1 from_time timestamp, $2 to_time timestamp
-- For each tool: how often a model called it, and what share of the calls was not authorised.
--
-- A call is not authorised when a policy does not list the tool, or the arguments are not as its schema says: when the rule 'tools' of a
-- policy spoke. The share has Wilson's 95 % interval. stopped counts the calls that were blocked or held for any reason, these among them.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate unauthorised of calls by tool
WITH called AS (
    SELECT d.sequence, e.tool, d.verdict,
        EXISTS (SELECT 1 FROM decision_findings f WHERE f.sequence = d.sequence AND f.place > 0 AND f.rule = 'tools') AS denied
    FROM decisions d
    JOIN exchanges e ON e.id = d.exchange_id
    WHERE d.direction = 'tool_call'
        AND d.decided_at >= $1 AND d.decided_at < $2 /* when filtered: AND {filters of e} */
),
counted AS (
    SELECT tool, count(*) AS calls, count(*) FILTER (WHERE denied) AS unauthorised, count(*) FILTER (WHERE verdict IN ('block', 'hold')) AS stopped
    FROM called
    GROUP BY tool
),
shares AS (
    SELECT c.*, CAST(unauthorised AS DOUBLE PRECISION) / calls AS share, CAST(calls AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT tool, calls, unauthorised, share AS share_unauthorised,
    CASE WHEN unauthorised = 0 THEN 0
        ELSE (share + z2 / (2 * m) - sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_unauthorised_lower95,
    CASE WHEN unauthorised = calls THEN 1
        ELSE (share + z2 / (2 * m) + sqrt(z2 * (share * (1 - share) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_unauthorised_upper95,
    stopped
FROM shares
ORDER BY tool
