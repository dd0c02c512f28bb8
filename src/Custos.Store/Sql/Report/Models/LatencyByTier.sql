-- $1 from_time timestamp, $2 to_time timestamp
-- For each user tier: the time that half, 95 % and 99 % of the model calls took at most, in microseconds.
--
-- A quantile is a time that was measured: the smallest that at least this share of the calls did not exceed. Its interval assumes nothing
-- about the times: it lies between the ranks n p ± 1.96 sqrt(n p (1 - p)), the lower rounded down, the upper rounded up and one more
-- (Conover, Practical Nonparametric Statistics, 3.2). An end is empty where there are too few calls to tell it. A call counts in the tier
-- that its user had then. Calls that did not come to an answer, and those whose time is not known, are left out.
--
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: tier, domain, endpoint, language, model, organisation, protocol, region
-- Compared: quantile p95 of calls by grouped
WITH
-- Counted in some hundred bins of about half a percent first, so that only the bins that hold a wanted rank need to be sorted; the largest time lies in bin 8,733.
calls AS NOT MATERIALIZED (
    SELECT /* grouped by */ e.tier AS grouped, e.duration_microseconds AS took, CAST(floor(ln(e.duration_microseconds + 1) * 200) AS INTEGER) AS bin
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.outcome = 'completed' AND e.duration_microseconds >= 0 /* when filtered: AND {filters of e} */
),
bins AS (
    SELECT grouped, bin, count(*) AS n
    FROM calls
    GROUP BY grouped, bin
),
placed AS (
    SELECT grouped, bin, n, sum(n) OVER (PARTITION BY grouped ORDER BY bin) AS upto, sum(n) OVER (PARTITION BY grouped) AS total
    FROM bins
),
ranks AS (
    SELECT t.grouped, s.share, r.which, CASE r.which
        WHEN 'at' THEN ceil(t.total * s.share)
        WHEN 'lower' THEN floor(t.total * s.share - 1.959963984540054 * sqrt(t.total * s.share * (1 - s.share)))
        ELSE ceil(t.total * s.share + 1.959963984540054 * sqrt(t.total * s.share * (1 - s.share))) + 1 END AS wanted
    FROM (SELECT DISTINCT grouped, total FROM placed) t
    CROSS JOIN (VALUES (0.5), (0.95), (0.99)) s(share)
    CROSS JOIN (VALUES ('at'), ('lower'), ('upper')) r(which)
),
found AS (
    SELECT r.grouped, r.share, r.which, p.bin, CAST(r.wanted - (p.upto - p.n) AS BIGINT) AS place
    FROM ranks r
    JOIN placed p ON p.grouped IS NOT DISTINCT FROM r.grouped AND r.wanted > p.upto - p.n AND r.wanted <= p.upto
),
wanted AS (
    SELECT bitstring_agg(bin, 0, 9000) AS bins FROM found
),
-- Each call is grouped again, with its time where its bin is wanted: that costs less than a join of all calls with the few bins.
kept AS (
    SELECT c.grouped, c.bin, CASE WHEN get_bit(w.bins, c.bin) = 1 THEN c.took END AS took, count(*) AS times
    FROM calls c
    CROSS JOIN wanted w
    GROUP BY 1, 2, 3
),
sorted AS (
    SELECT grouped, bin, took, sum(times) OVER (PARTITION BY grouped, bin ORDER BY took) AS upto
    FROM kept
    WHERE took IS NOT NULL
),
told AS (
    SELECT f.grouped, f.share, f.which, min(s.took) AS took
    FROM found f
    JOIN sorted s ON s.grouped IS NOT DISTINCT FROM f.grouped AND s.bin = f.bin AND s.upto >= f.place
    GROUP BY f.grouped, f.share, f.which
)
SELECT t.grouped, CAST(t.total AS BIGINT) AS calls,
    max(q.took) FILTER (WHERE q.share = 0.5 AND q.which = 'at') AS p50,
    max(q.took) FILTER (WHERE q.share = 0.5 AND q.which = 'lower') AS p50_lower95,
    max(q.took) FILTER (WHERE q.share = 0.5 AND q.which = 'upper') AS p50_upper95,
    max(q.took) FILTER (WHERE q.share = 0.95 AND q.which = 'at') AS p95,
    max(q.took) FILTER (WHERE q.share = 0.95 AND q.which = 'lower') AS p95_lower95,
    max(q.took) FILTER (WHERE q.share = 0.95 AND q.which = 'upper') AS p95_upper95,
    max(q.took) FILTER (WHERE q.share = 0.99 AND q.which = 'at') AS p99,
    max(q.took) FILTER (WHERE q.share = 0.99 AND q.which = 'lower') AS p99_lower95,
    max(q.took) FILTER (WHERE q.share = 0.99 AND q.which = 'upper') AS p99_upper95
FROM (SELECT DISTINCT grouped, total FROM placed) t
JOIN told q ON q.grouped IS NOT DISTINCT FROM t.grouped
GROUP BY t.grouped, t.total
ORDER BY t.grouped NULLS LAST
