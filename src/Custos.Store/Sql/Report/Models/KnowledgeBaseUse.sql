-- $1 from_time timestamp, $2 to_time timestamp
-- For each knowledge base: how often it found anything, how often the question stayed unanswered, what was cited, and how fresh it was.
--
-- A retrieval hits when it found a document. Unanswered is of the retrievals of which that is known; cited is of the hits of which it is known
-- how many documents the answer cites. median_age_days is how old the newest document found was at the time, of the hits that tell it: half
-- were at most so old. A document dated after the retrieval has age 0. organisations counts those that used it. Shares have Wilson's
-- 95 % interval.
--
-- Filters: knowledge_base, organisation, source
-- Grouped by: knowledge_base, organisation, source
-- Compared: rate hits of retrievals by grouped
WITH
counted AS (
    SELECT /* grouped by */ r.knowledge_base AS grouped, count(*) AS retrievals, count(DISTINCT r.organisation) AS organisations,
        count(*) FILTER (WHERE r.documents > 0) AS hits,
        count(r.answered) AS answer_known, count(*) FILTER (WHERE NOT r.answered) AS unanswered,
        count(r.cited) FILTER (WHERE r.documents > 0) AS citing_known, count(*) FILTER (WHERE r.documents > 0 AND r.cited > 0) AS citing,
        count(r.newest_document_at) FILTER (WHERE r.documents > 0) AS dated,
        quantile_disc(greatest(0, epoch_us(r.retrieved_at) - epoch_us(r.newest_document_at)), 0.5)
            FILTER (WHERE r.documents > 0 AND r.newest_document_at IS NOT NULL) / 86400000000.0 AS median_age_days
    FROM retrievals r
    WHERE r.retrieved_at >= $1 AND r.retrieved_at < $2 /* when filtered: AND {filters of r} */
    GROUP BY grouped
),
shares AS (
    SELECT c.*, CAST(hits AS DOUBLE PRECISION) / retrievals AS hit, CAST(retrievals AS DOUBLE PRECISION) AS n,
        CAST(unanswered AS DOUBLE PRECISION) / nullif(answer_known, 0) AS open, CAST(answer_known AS DOUBLE PRECISION) AS m,
        CAST(citing AS DOUBLE PRECISION) / nullif(citing_known, 0) AS cited, CAST(citing_known AS DOUBLE PRECISION) AS k,
        -- The square of the normal distribution's 97.5 % point, 1.959963984540054.
        CAST(3.841458820694124 AS DOUBLE PRECISION) AS z2
    FROM counted c
)
SELECT grouped, organisations, retrievals, hits, hit AS share_hit,
    CASE WHEN hits = 0 THEN 0 ELSE (hit + z2 / (2 * n) - sqrt(z2 * (hit * (1 - hit) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_hit_lower95,
    CASE WHEN hits = retrievals THEN 1 ELSE (hit + z2 / (2 * n) + sqrt(z2 * (hit * (1 - hit) / n + z2 / (4 * n * n)))) / (1 + z2 / n) END AS share_hit_upper95,
    answer_known, unanswered, open AS share_unanswered,
    CASE WHEN answer_known = 0 THEN NULL WHEN unanswered = 0 THEN 0
        ELSE (open + z2 / (2 * m) - sqrt(z2 * (open * (1 - open) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_unanswered_lower95,
    CASE WHEN answer_known = 0 THEN NULL WHEN unanswered = answer_known THEN 1
        ELSE (open + z2 / (2 * m) + sqrt(z2 * (open * (1 - open) / m + z2 / (4 * m * m)))) / (1 + z2 / m) END AS share_unanswered_upper95,
    citing_known, citing, cited AS share_citing,
    CASE WHEN citing_known = 0 THEN NULL WHEN citing = 0 THEN 0
        ELSE (cited + z2 / (2 * k) - sqrt(z2 * (cited * (1 - cited) / k + z2 / (4 * k * k)))) / (1 + z2 / k) END AS share_citing_lower95,
    CASE WHEN citing_known = 0 THEN NULL WHEN citing = citing_known THEN 1
        ELSE (cited + z2 / (2 * k) + sqrt(z2 * (cited * (1 - cited) / k + z2 / (4 * k * k)))) / (1 + z2 / k) END AS share_citing_upper95,
    dated, median_age_days
FROM shares
ORDER BY grouped NULLS LAST
