-- $1 after_sequence bigint, $2 last_sequence bigint, $3 characters bigint
-- Up to which number may be read at once? Up to the last, or as far as the texts together have so many characters; one text at least.
SELECT CASE WHEN count(*) FILTER (WHERE behind >= $3) = 0 THEN CAST($2 AS BIGINT) ELSE max(sequence) FILTER (WHERE behind < $3) END
FROM (
    SELECT sequence, sum(length(content)) OVER (ORDER BY sequence, direction ROWS UNBOUNDED PRECEDING) - length(content) AS behind
    FROM contents
    WHERE sequence > $1 AND sequence <= $2
) texts
