-- $1 from_time timestamp, $2 to_time timestamp
-- For each UTC day, source and signal: how many rows came from outside, and what became of them.
--
-- Received = stored + duplicates + rejected: what is missing is the last column, which is 0. The day is that of the arrival; a row that carries
-- others, for instance a span with its events, counts once. A duplicate has the key of a row that is stored already, whatever else it says.
--
-- Filters: signal, source
-- Compared: rate rejected of received by source, signal
SELECT
    i.day,
    i.source,
    i.signal,
    i.received,
    i.stored,
    i.duplicates,
    CAST(coalesce(r.rows, 0) AS BIGINT) AS rejected,
    CAST(i.received - i.stored - i.duplicates - coalesce(r.rows, 0) AS BIGINT) AS unaccounted
FROM intake i
LEFT JOIN (
    SELECT day, source, signal, sum(rows) AS rows
    FROM intake_rejections
    GROUP BY day, source, signal
) r ON r.day = i.day AND r.source = i.source AND r.signal = i.signal
WHERE i.day >= $1 AND i.day < $2 /* when filtered: AND {filters of i} */
ORDER BY i.day, i.source, i.signal
