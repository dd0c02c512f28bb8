-- No parameters.
-- What policies add to a decision: who spoke, on what evidence, in which tiers, and what it observed of other traffic.
ALTER TABLE exchanges ADD COLUMN address VARCHAR;
ALTER TABLE exchanges ADD COLUMN tool VARCHAR;
ALTER TABLE exchanges ADD COLUMN tokens INTEGER;

ALTER TABLE decisions ADD COLUMN reason_policy VARCHAR;
ALTER TABLE decisions ADD COLUMN reason_rule VARCHAR;

-- reason_bucket, reason_score and reason_threshold are of the first score that the reason rests on, where it rests on any.
UPDATE decisions SET reason_policy = 'thresholds', reason_rule = reason_bucket WHERE reason_bucket IS NOT NULL;

-- What each policy said that did not simply allow, the most severe first. Place 0 is the decision's own verdict, with all its stretches.
-- Evidence is a JSON array: kind score (label, score, threshold, certified), phrase, pattern, template or identifier (name, entry, view,
-- start, length), count (counter, value, low, high) or call (path, problem). Stretches is a JSON array of [start, length], for a redaction.
CREATE TABLE decision_findings (
    sequence BIGINT NOT NULL,
    decision_id UUID NOT NULL,
    place INTEGER NOT NULL,
    policy VARCHAR,
    rule VARCHAR,
    verdict VARCHAR NOT NULL,
    failure VARCHAR,
    fallback VARCHAR,
    evidence VARCHAR NOT NULL,
    stretches VARCHAR
);

CREATE TABLE decision_tiers (
    sequence BIGINT NOT NULL,
    decision_id UUID NOT NULL,
    place INTEGER NOT NULL,
    tier VARCHAR NOT NULL,
    microseconds BIGINT NOT NULL
);

-- What the clock and other traffic added, so that the decision can be made again.
CREATE TABLE decision_observations (
    sequence BIGINT NOT NULL,
    decision_id UUID NOT NULL,
    place INTEGER NOT NULL,
    asked VARCHAR NOT NULL,
    answered VARCHAR NOT NULL
);
