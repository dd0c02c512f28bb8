-- $1 from_time timestamp, $2 to_time timestamp, $3 share number
-- For each of the users with the most tokens, internal accounts apart: how many tokens and requests, and what part of all tokens that is.
--
-- Users are ranked by tokens read and written together; an exchange whose tokens are not known counts none. The share is of the users who
-- made a request in the period and are not internal, rounded up, so that one user is told at least. Users with exactly as many tokens as the
-- last of them are told too. A user without an account is not internal. The tier
-- is the one of the user's last request; tiers says how many different ones there were.
--
-- Parameter: share = 0.01, from 0.000001 to 1. Which share of the users is told.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: sum tokens
WITH
used AS (
    SELECT e.user_id, count(*) AS requests, CAST(sum(coalesce(e.input_tokens, 0) + coalesce(e.output_tokens, 0)) AS BIGINT) AS tokens
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.user_id IS NOT NULL AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY e.user_id
),
ranked AS (
    SELECT u.*, rank() OVER (ORDER BY u.tokens DESC) AS place, count(*) OVER () AS users, sum(u.tokens) OVER () AS tokens_of_all
    FROM used u
    WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.user_id AND a.internal)
),
top AS (
    SELECT r.*
    FROM ranked r
    WHERE r.place <= ceil(r.users * CAST($3 AS DECIMAL(18, 9)))
),
-- Only for those who are told, because it asks for each user's last request.
tiers AS (
    SELECT e.user_id, arg_max(e.tier, (e.occurred_at, e.sequence)) AS tier, count(DISTINCT e.tier) AS tiers
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL AND e.user_id IN (SELECT user_id FROM top) /* when filtered: AND {filters of e} */
    GROUP BY e.user_id
)
SELECT t.place, t.user_id, a.tier, a.tiers, t.requests, t.tokens, CAST(t.tokens AS DOUBLE PRECISION) / nullif(t.tokens_of_all, 0) AS part_of_all, t.users AS users_in_all
FROM top t
JOIN tiers a ON a.user_id = t.user_id
ORDER BY t.place, t.user_id
