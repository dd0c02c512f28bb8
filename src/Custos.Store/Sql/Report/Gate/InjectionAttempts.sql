-- $1 from_time timestamp, $2 to_time timestamp, $3 policy text
-- For each pattern of the policies against injection: in how many exchanges it was found, of how many users, and what the gate did.
--
-- The policies are those whose name contains the word asked for. A pattern is what a rule rests on: a list, a pattern, a template or a score,
-- as the evidence names it. A pattern found more than once in an exchange counts once; an exchange in which several were found counts for
-- each. stopped counts those on which the policy's own word was to block, hold or redact, flagged the others. share_stopped has Wilson's
-- 95 % interval. users counts those that are known.
--
-- Parameter: policy = injection. The word that the policies' names contain.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: rate stopped of exchanges by policy, rule, kind, pattern; rows overlap
WITH
spoken AS (
    SELECT f.sequence, f.policy, f.rule, f.verdict, unnest(CAST(f.evidence AS JSON[])) AS evidence
    FROM decision_findings f
    WHERE f.place > 0 AND contains(f.policy, $3)
),
found AS (
    SELECT s.policy, s.rule, s.evidence ->> '$.kind' AS kind, coalesce(s.evidence ->> '$.name', s.evidence ->> '$.label', s.evidence ->> '$.counter') AS pattern,
        d.exchange_id, min(d.decided_at) AS found_at, bool_or(s.verdict IN ('block', 'hold', 'redact')) AS stopped
    FROM spoken s
    JOIN decisions d ON d.sequence = s.sequence
    WHERE d.decided_at >= $1 AND d.decided_at < $2
    GROUP BY s.policy, s.rule, kind, pattern, d.exchange_id
),
-- The few exchanges first, because the database would not guess how few they are.
asked AS (
    SELECT e.id, e.user_id
    FROM exchanges e
    WHERE e.id IN (SELECT exchange_id FROM found) /* when filtered: AND {filters of e} */
),
counted AS (
    SELECT f.policy, f.rule, f.kind, f.pattern, count(*) AS exchanges, count(DISTINCT e.user_id) AS users, count(*) FILTER (WHERE f.stopped) AS stopped,
        min(f.found_at) AS first_at, max(f.found_at) AS last_at
    FROM found f
    JOIN asked e ON e.id = f.exchange_id
    GROUP BY f.policy, f.rule, f.kind, f.pattern
),
shares AS (
    SELECT c.*, CAST(stopped AS DOUBLE PRECISION) / exchanges AS share, CAST(exchanges AS DOUBLE PRECISION) AS n,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT policy, rule, kind, pattern, exchanges, users, stopped, exchanges - stopped AS flagged, share AS share_stopped,
    CASE WHEN stopped = 0 THEN 0
        ELSE (share + z2 / (2 * n) - sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_stopped_lower95,
    CASE WHEN stopped = exchanges THEN 1
        ELSE (share + z2 / (2 * n) + sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_stopped_upper95,
    first_at, last_at
FROM shares
ORDER BY exchanges DESC, policy, rule, kind, pattern
