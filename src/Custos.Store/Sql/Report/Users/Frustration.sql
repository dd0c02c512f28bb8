-- $1 from_time timestamp, $2 to_time timestamp, $3 least_turns integer, $4 share number
-- For each model version: how frustrated its users were, as five signs with stated weights, and how far the signs agree with one another.
--
-- Each sign is there or not in a conversation. rephrased (weight 25): two consecutive inputs that are not the same share at least half of
-- their words, and have three or more. repeated (25): the same words came twice. angry (20): an input of at most 12 words says one of the
-- English words of anger below, or ends in !! or ??, or is all capitals. abandoned (15): the last request came to no answer of the model's,
-- or to a refusal. thumbs_down (15): a thumb down, or one or two stars, on one of its exchanges. frustration is the weighted sum, from 0 to
-- 1, as mean over conversations with its 95 % interval. Words are runs of letters and digits without case, of the first 2,000 characters.
-- alpha is Cronbach's, of the five signs unweighted (Cronbach 1951): near 0 they tell different things, and the sum is a count of troubles
-- rather than one scale; empty where no conversation differs from another. Only exchanges of the period are read; a conversation counts
-- where its first request in the period does. Requests whose text is not kept are no turns; the signs of other languages than English lack
-- anger.
--
-- Parameter: least_turns = 2, from 1 to 1000. Conversations with fewer inputs are left out.
-- Parameter: share = 1, from 0.0001 to 1. Which share of the conversations is read, chosen by a hash of their names: the same ones each time.
-- Filters: domain, endpoint, language, model, organisation, protocol, region, source, tier, user
-- Grouped by: model, domain, endpoint, language, organisation, protocol, region, tier
-- Compared: mean frustration, frustration_sd, conversations by grouped
WITH
-- Materialized, so that the database knows how few they are before it looks for their texts.
asked AS MATERIALIZED (
    SELECT e.sequence, e.conversation, e.occurred_at, /* grouped by */ e.model AS grouped, e.outcome <> 'completed' OR coalesce(e.refused, false) AS unanswered
    FROM exchanges e
    WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.conversation IS NOT NULL AND e.parent_id IS NULL
        AND hash(e.conversation) % 1000000 < $4 * 1000000 /* when filtered: AND {filters of e} */
),
-- Texts lie in the order of their numbers, so that only those of the period are read.
texts AS MATERIALIZED (
    SELECT c.sequence, left(c.content, 2000) AS said
    FROM contents c
    WHERE c.direction = 'input' AND c.sequence IN (SELECT sequence FROM asked)
        AND c.sequence >= (SELECT min(sequence) FROM asked) AND c.sequence <= (SELECT max(sequence) FROM asked)
),
turns AS (
    SELECT a.*, t.said,
        -- As 64-bit hashes: short to sort and to compare.
        list_transform(list_filter(string_split_regex(lower(t.said), '[^\p{L}\p{N}]+'), word -> word <> ''), word -> hash(word)) AS words
    FROM asked a
    JOIN texts t ON t.sequence = a.sequence
),
read AS (
    SELECT t.conversation, t.occurred_at, t.sequence, t.grouped, t.unanswered, len(t.words) AS length, hash(t.words) AS same, list_distinct(t.words) AS words,
        CASE WHEN len(t.words) BETWEEN 1 AND 12 THEN
            regexp_matches(lower(t.said), '\b(useless|stupid|idiot|garbage|ridiculous|terrible|awful|wtf|wrong again|still wrong|not what i (asked|meant|said|wanted)|for the last time|are you kidding|how many times|listen to me|come on)\b')
            OR regexp_matches(t.said, '(!!|\?\?)\s*$')
            OR (len(t.words) >= 2 AND t.said = upper(t.said) AND t.said <> lower(t.said)) ELSE false END AS angry
    FROM turns t
),
followed AS (
    SELECT r.*, lag(r.words) OVER turn AS before, lag(r.same) OVER turn AS same_before
    FROM read r
    WINDOW turn AS (PARTITION BY r.conversation ORDER BY r.occurred_at, r.sequence)
),
marked AS (
    SELECT conversation, occurred_at, sequence, grouped, unanswered, length, same, angry,
        -- At least half of all: common / (both lengths - common) >= 1 / 2.
        CASE WHEN same <> same_before AND len(words) >= 3 AND len(before) >= 3 THEN 3 * len(list_intersect(words, before)) >= len(words) + len(before) END AS rephrased
    FROM followed
),
complaints AS (
    SELECT f.exchange_id, f.external_key, f.source
    FROM feedback f
    WHERE (f.kind = 'thumb' AND f.value < 0) OR (f.kind = 'stars' AND f.value <= 2)
),
thumbs AS (
    SELECT e.conversation
    FROM complaints c
    JOIN exchanges e ON e.id = c.exchange_id AND e.occurred_at >= $1 AND e.occurred_at < $2
    UNION
    SELECT e.conversation
    FROM complaints c
    JOIN exchanges e ON e.external_key = c.external_key AND e.source = c.source AND e.occurred_at >= $1 AND e.occurred_at < $2
    WHERE c.exchange_id IS NULL
),
conversations AS (
    SELECT m.conversation, arg_min(m.grouped, (m.occurred_at, m.sequence)) AS grouped,
        CAST(coalesce(bool_or(m.rephrased), false) AS INTEGER) AS rephrased,
        CAST(count(DISTINCT m.same) FILTER (WHERE m.length > 0) < count(*) FILTER (WHERE m.length > 0) AS INTEGER) AS repeated,
        CAST(coalesce(bool_or(m.angry), false) AS INTEGER) AS angry,
        CAST(coalesce(arg_max(m.unanswered, (m.occurred_at, m.sequence)), false) AS INTEGER) AS abandoned
    FROM marked m
    GROUP BY m.conversation
    HAVING count(*) >= $3
),
signs AS (
    SELECT c.*, CAST(t.conversation IS NOT NULL AS INTEGER) AS thumbs_down
    FROM conversations c
    LEFT JOIN thumbs t ON t.conversation = c.conversation
),
scored AS (
    SELECT s.*, 25 * rephrased + 25 * repeated + 20 * angry + 15 * abandoned + 15 * thumbs_down AS score,
        rephrased + repeated + angry + abandoned + thumbs_down AS troubles
    FROM signs s
),
-- Whole numbers, so that the sums do not depend on their order.
sums AS (
    SELECT grouped, CAST(count(*) AS DOUBLE PRECISION) AS n,
        CAST(sum(rephrased) AS DOUBLE PRECISION) / count(*) AS rephrased, CAST(sum(repeated) AS DOUBLE PRECISION) / count(*) AS repeated,
        CAST(sum(angry) AS DOUBLE PRECISION) / count(*) AS angry, CAST(sum(abandoned) AS DOUBLE PRECISION) / count(*) AS abandoned,
        CAST(sum(thumbs_down) AS DOUBLE PRECISION) / count(*) AS thumbs_down,
        CAST(sum(score) AS DOUBLE PRECISION) / 100 / count(*) AS frustration,
        CAST(count(*) * sum(score * score) - sum(score) * sum(score) AS DOUBLE PRECISION) / 10000 / count(*) / count(*) AS score_variance,
        CAST(count(*) * sum(troubles * troubles) - sum(troubles) * sum(troubles) AS DOUBLE PRECISION) / count(*) / count(*) AS troubles_variance
    FROM scored
    GROUP BY grouped
),
spreads AS (
    SELECT s.*, CASE WHEN n > 1 THEN sqrt(score_variance * n / (n - 1)) END AS frustration_sd
    FROM sums s
)
SELECT grouped, CAST(n AS BIGINT) AS conversations, frustration,
    greatest(0, frustration - 1.959963984540054 * frustration_sd / sqrt(n)) AS frustration_lower95,
    least(1, frustration + 1.959963984540054 * frustration_sd / sqrt(n)) AS frustration_upper95,
    frustration_sd, rephrased, repeated, angry, abandoned, thumbs_down,
    CASE WHEN troubles_variance > 0 THEN 5.0 / 4 * (1 - (rephrased * (1 - rephrased) + repeated * (1 - repeated) + angry * (1 - angry)
        + abandoned * (1 - abandoned) + thumbs_down * (1 - thumbs_down)) / troubles_variance) END AS alpha
FROM spreads
ORDER BY grouped NULLS LAST
