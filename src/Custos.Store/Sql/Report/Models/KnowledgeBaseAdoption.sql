-- $1 from_time timestamp, $2 to_time timestamp
-- For each organisation: what share of its requests and of its users used a knowledge base.
--
-- A request uses a knowledge base when a retrieval names its exchange, by id or by the key that its sender gave it; however many do, it counts
-- once. A user counts as using one with the first such request. Organisations without a request in the period are not told, and calls of tools
-- belong to their parent's request. Shares have Wilson's 95 % interval.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: organisation, domain, endpoint, language, model, protocol, region, tier
-- Compared: rate requests_with of requests by grouped
WITH
-- Those with a retrieval apart, and once each: a join that keeps every request would cost twice as much.
used AS (
    SELECT /* grouped by */ e.organisation AS grouped, e.user_id
    FROM exchanges e
    WHERE e.id IN (SELECT r.exchange_id FROM retrievals r)
        AND e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    UNION ALL
    SELECT /* grouped by */ e.organisation AS grouped, e.user_id
    FROM exchanges e
    WHERE (e.external_key, e.source) IN (SELECT (r.external_key, r.source) FROM retrievals r WHERE r.exchange_id IS NULL AND r.external_key IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM retrievals r WHERE r.exchange_id = e.id)
        AND e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
),
parts AS (
    SELECT /* grouped by */ e.organisation AS grouped, e.user_id, count(*) AS requests, 0 AS requests_with
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.parent_id IS NULL /* when filtered: AND {filters of e} */
    GROUP BY grouped, e.user_id
    UNION ALL
    SELECT grouped, user_id, 0, count(*)
    FROM used
    GROUP BY grouped, user_id
),
users AS (
    SELECT grouped, user_id, sum(requests) AS requests, sum(requests_with) AS requests_with
    FROM parts
    GROUP BY grouped, user_id
),
counted AS (
    SELECT grouped, CAST(sum(requests) AS BIGINT) AS requests, CAST(sum(requests_with) AS BIGINT) AS requests_with,
        count(user_id) AS users, count(user_id) FILTER (WHERE requests_with > 0) AS users_with
    FROM users
    GROUP BY grouped
),
shares AS (
    SELECT c.*, CAST(requests_with AS DOUBLE PRECISION) / requests AS used, CAST(requests AS DOUBLE PRECISION) AS n,
        CAST(users_with AS DOUBLE PRECISION) / nullif(users, 0) AS adopted, CAST(users AS DOUBLE PRECISION) AS m,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT grouped, requests, requests_with, used AS share_of_requests,
    CASE WHEN requests_with = 0 THEN 0 ELSE (used + z2 / (2 * n) - sqrt(z2 * (used * (1 - used) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_of_requests_lower95,
    CASE WHEN requests_with = requests THEN 1 ELSE (used + z2 / (2 * n) + sqrt(z2 * (used * (1 - used) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_of_requests_upper95,
    users, users_with, adopted AS share_of_users,
    CASE WHEN users = 0 THEN NULL WHEN users_with = 0 THEN 0
        ELSE (adopted + z2 / (2 * m) - sqrt(z2 * (adopted * (1 - adopted) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_of_users_lower95,
    CASE WHEN users = 0 THEN NULL WHEN users_with = users THEN 1
        ELSE (adopted + z2 / (2 * m) + sqrt(z2 * (adopted * (1 - adopted) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_of_users_upper95
FROM shares
ORDER BY grouped NULLS LAST
