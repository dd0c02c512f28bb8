-- $1 from_time timestamp, $2 to_time timestamp, $3 least_ratings integer, $4 most integer
-- For each of the prompts whose ratings vary most: by how much, around which mean, of how many ratings.
--
-- The spread is the sample's standard deviation. A rater who rated a prompt more than once counts with the last rating; ratings without a
-- rater count one by one. Prompts with fewer ratings than asked for are left out: of two ratings
-- nobody can tell much. Prompts that vary just as much as the last one are told too; among equals the one with more ratings stands first.
--
-- Parameter: least_ratings = 3, from 2 to 1000000. Prompts with fewer ratings than this are left out.
-- Parameter: most = 100, from 1 to 1000000. How many prompts are told, ties at the edge apart.
-- Filters: prompt_id, rater
WITH
last_of_rater AS (
    SELECT r.prompt_id, arg_max(r.rating, (r.rated_at, r.rating_id)) AS rating
    FROM ratings r
    WHERE r.rated_at >= $1 AND r.rated_at < $2 /* when filtered: AND {filters of r} */
    GROUP BY r.prompt_id, r.rater, CASE WHEN r.rater IS NULL THEN r.rating_id END
),
spread AS (
    SELECT prompt_id, count(*) AS ratings, avg(rating) AS mean_rating, stddev_samp(rating) AS standard_deviation, min(rating) AS lowest, max(rating) AS highest
    FROM last_of_rater
    GROUP BY prompt_id
    HAVING count(*) >= $3
),
ranked AS (
    -- Rounded, so that spreads which are equal but for the last digits of a sum are equal.
    SELECT s.*, rank() OVER (ORDER BY round(standard_deviation, 9) DESC) AS place
    FROM spread s
)
SELECT place, prompt_id, ratings, round(mean_rating, 9) AS mean_rating, round(standard_deviation, 9) AS standard_deviation, lowest, highest
FROM ranked
WHERE place <= $4
ORDER BY place, ratings DESC, prompt_id
