-- $1 from_time timestamp, $2 to_time timestamp
-- For each team: the GPU hours that its jobs reserved, used and left idle, and the money that the bill charges for them, to the cent.
--
-- Each line of the bill is shared among the jobs that ran on its cluster while it was billed, by GPU time: a job weighs the larger of what it
-- reserved and what it used, and as much of it as lies within the line's time. Cents are given out by the largest remainder, among equal
-- remainders by the job's name, so the amounts sum to the bill exactly. idle is what was reserved and not used, and the money for it, which is
-- part of the amount. A line that no job can be charged with stands apart, as charged to nobody. Jobs without a team stand in a row without one.
-- A line counts where its time begins; hours are those within the period. A job that still runs counts up to the period's end. Hours stand in
-- the row of each currency. A job that has not begun has no row.
--
-- Filters: cluster, experiment, run, scientist, team
-- Grouped by: team, cluster, experiment, run, scientist
-- Compared: sum amount_cents by grouped, currency, charged_to
WITH
-- GPU time in whole milliseconds, so that shares are exact.
jobs_told AS (
    SELECT j.*, coalesce(j.ended_at, greatest(j.started_at, $2)) AS until,
        CAST(round(1000 * coalesce(j.gpu_seconds_reserved, 0)) AS HUGEINT) AS reserved,
        CAST(round(1000 * coalesce(j.gpu_seconds_used, 0)) AS HUGEINT) AS used
    FROM jobs j
    WHERE j.started_at IS NOT NULL
),
weighed AS (
    SELECT t.*, greatest(reserved, used) AS charged, greatest(reserved - used, 0) AS idle, CAST(epoch_us(until) - epoch_us(started_at) AS HUGEINT) AS lasted
    FROM jobs_told t
),
lines AS (
    SELECT line_id, billed_from, billed_to, cluster, amount_cents, currency
    FROM bills
    WHERE billed_from >= $1 AND billed_from < $2
),
-- A job that lasted no time lies within a line as a whole or not at all.
within AS (
    SELECT l.line_id, l.currency, l.amount_cents, w.job_id, w.cluster, w.run, w.experiment, w.team, w.scientist, w.charged AS charged_in_all, w.idle,
        CASE WHEN w.lasted = 0 THEN w.charged
            ELSE w.charged * (epoch_us(least(w.until, l.billed_to)) - epoch_us(greatest(w.started_at, l.billed_from))) // w.lasted END AS weight
    FROM lines l
    JOIN weighed w ON w.cluster = l.cluster AND w.started_at < l.billed_to
        AND (w.until > l.billed_from OR (w.lasted = 0 AND w.started_at >= l.billed_from))
),
shared AS (
    SELECT v.*, sum(weight) OVER (PARTITION BY line_id) AS weights
    FROM within v
    WHERE weight > 0
),
floored AS (
    SELECT s.*, CAST(abs(amount_cents) AS HUGEINT) * weight // weights AS cents, CAST(abs(amount_cents) AS HUGEINT) * weight % weights AS remainder
    FROM shared s
),
given AS (
    SELECT f.*, sign(amount_cents) * (cents + CASE WHEN row_number() OVER (PARTITION BY line_id ORDER BY remainder DESC, job_id)
        <= abs(amount_cents) - sum(cents) OVER (PARTITION BY line_id) THEN 1 ELSE 0 END) AS amount
    FROM floored f
),
money AS (
    SELECT /* grouped by */ g.team AS grouped, g.currency, 'jobs' AS charged_to, CAST(sum(g.amount) AS BIGINT) AS amount_cents,
        CAST(sum(round(CAST(g.amount AS DOUBLE PRECISION) * CAST(g.idle AS DOUBLE PRECISION) / CAST(g.charged_in_all AS DOUBLE PRECISION))) AS BIGINT) AS idle_cents
    FROM given g
    WHERE TRUE /* when filtered: AND {filters of g} */
    GROUP BY grouped, g.currency
    UNION ALL
    SELECT NULL, l.currency, 'nobody', CAST(sum(l.amount_cents) AS BIGINT), NULL
    FROM lines l
    WHERE NOT EXISTS (SELECT 1 FROM shared s WHERE s.line_id = l.line_id) /* when filtered: AND FALSE */
    GROUP BY l.currency
),
hours AS (
    SELECT /* grouped by */ w.team AS grouped, count(*) AS jobs,
        sum(w.part * CAST(w.reserved AS DOUBLE PRECISION)) / 3600000 AS reserved, sum(w.part * CAST(w.used AS DOUBLE PRECISION)) / 3600000 AS used,
        sum(w.part * CAST(w.charged AS DOUBLE PRECISION)) / 3600000 AS charged, sum(w.part * CAST(w.idle AS DOUBLE PRECISION)) / 3600000 AS idle
    FROM (
        SELECT x.*, CASE WHEN x.lasted = 0 THEN 1
            ELSE CAST(epoch_us(least(x.until, $2)) - epoch_us(greatest(x.started_at, $1)) AS DOUBLE PRECISION) / CAST(x.lasted AS DOUBLE PRECISION) END AS part
        FROM weighed x
        WHERE x.started_at < $2 AND (x.until > $1 OR (x.lasted = 0 AND x.started_at >= $1))
    ) w
    WHERE TRUE /* when filtered: AND {filters of w} */
    GROUP BY grouped
)
SELECT coalesce(h.grouped, m.grouped) AS grouped, m.currency, coalesce(m.charged_to, 'jobs') AS charged_to, h.jobs,
    round(h.reserved, 6) AS gpu_hours_reserved, round(h.used, 6) AS gpu_hours_used, round(h.charged, 6) AS gpu_hours_charged, round(h.idle, 6) AS gpu_hours_idle,
    m.amount_cents, m.idle_cents
FROM hours h
FULL JOIN money m ON m.grouped IS NOT DISTINCT FROM h.grouped AND m.charged_to = 'jobs'
ORDER BY charged_to, grouped NULLS LAST, m.currency NULLS LAST
