-- $1 from_time timestamp, $2 to_time timestamp, $3 share number, $4 more_than integer
-- For each of the users with the most tokens, internal accounts apart, who was also filtered more often than the limit: tokens and how often.
--
-- The users with the most tokens are those of the report top-users, ties at the edge included. Filtered is an exchange on which the gate
-- decided to block, hold or redact, or whose model's provider ended the answer with a content filter; each counts once. Decisions count by
-- their exchange's time.
--
-- Parameter: share = 0.05, from 0.000001 to 1. Which share of the users counts as those with the most tokens.
-- Parameter: more_than = 3, from 0 to 1000000. Users of whom more exchanges than this were filtered are told.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
WITH
used AS (
    SELECT e.user_id, count(*) AS requests, CAST(sum(coalesce(e.input_tokens, 0) + coalesce(e.output_tokens, 0)) AS BIGINT) AS tokens,
        count(*) FILTER (WHERE e.stop_reason = 'content_filter') AS ended
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.user_id IS NOT NULL AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY e.user_id
),
ranked AS (
    SELECT u.*, rank() OVER (ORDER BY u.tokens DESC) AS place, count(*) OVER () AS users
    FROM used u
    WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.user_id AND a.internal)
),
top AS (
    SELECT r.*
    FROM ranked r
    WHERE r.place <= ceil(r.users * CAST($3 AS DECIMAL(18, 9)))
),
-- Those whose answer the provider ended are counted already.
stopped AS (
    SELECT e.user_id, count(*) AS stopped
    FROM exchanges e
    WHERE e.stop_reason IS DISTINCT FROM 'content_filter'
        -- A decision never comes before its exchange.
        AND e.id IN (SELECT d.exchange_id FROM decisions d WHERE d.verdict IN ('block', 'hold', 'redact') AND d.decided_at >= $1)
        AND e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY e.user_id
),
filtered AS (
    SELECT t.*, t.ended + coalesce(s.stopped, 0) AS filtered
    FROM top t
    LEFT JOIN stopped s ON s.user_id = t.user_id
)
SELECT place, user_id, requests, tokens, filtered, CAST(filtered AS DOUBLE PRECISION) / requests AS share_filtered
FROM filtered
WHERE filtered > $4
ORDER BY place, user_id
