-- $1 from_time timestamp, $2 to_time timestamp, $3 more_than integer, $4 hours integer
-- For each user who was blocked more often than the limit in any stretch of some hours: how often, when it was worst, and how often at all.
--
-- An exchange that was blocked more than once (its input and its answer, or pieces of it) counts once, at its first block. The stretch may
-- begin at any moment, and both of its ends belong to it: blocks exactly 24 hours apart lie within the same 24 hours. most_from and most_to
-- are the first and the last block of the stretch that held the most, of several the earliest. Only blocks of the period are read, so a
-- stretch that spans an edge is cut there. Blocks without a user are left out.
--
-- Parameter: more_than = 3, from 0 to 1000000. Users with more blocks than this in one stretch are told.
-- Parameter: hours = 24, from 1 to 8784. How long the stretch is.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Compared: count users
WITH
blocks AS (
    SELECT d.exchange_id, min(d.decided_at) AS blocked_at
    FROM decisions d
    WHERE d.verdict = 'block' AND d.decided_at >= $1 AND d.decided_at < $2
    GROUP BY d.exchange_id
),
blocked AS (
    SELECT e.user_id, b.blocked_at
    FROM blocks b
    JOIN exchanges e ON e.id = b.exchange_id /* when filtered: AND {filters of e} */
),
stretches AS (
    SELECT user_id, blocked_at AS until,
        count(*) OVER stretch AS blocks,
        min(blocked_at) OVER stretch AS since,
        count(*) OVER (PARTITION BY user_id) AS blocks_in_all
    FROM blocked
    WINDOW stretch AS (PARTITION BY user_id ORDER BY blocked_at RANGE BETWEEN to_hours($4) PRECEDING AND CURRENT ROW)
)
SELECT user_id, max(blocks) AS most_blocks, min_by(since, (-blocks, until)) AS most_from, min_by(until, (-blocks, until)) AS most_to,
    max(blocks_in_all) AS blocks_in_all, 1 AS users
FROM stretches
GROUP BY user_id
-- Not before the join: the database would take the exchanges for fewer than the blocks, and join them the wrong way round.
HAVING max(blocks) > $3 AND count(user_id) > 0
ORDER BY most_blocks DESC, blocks_in_all DESC, user_id
