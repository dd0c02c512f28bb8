-- No parameters.
-- What judges said of texts: one row for each opinion, one for each vote that it rests on. Null costs and tokens are not known.
CREATE TABLE opinions (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    formed_at TIMESTAMP NOT NULL,
    exchange_id UUID NOT NULL,
    decision_id UUID,
    direction VARCHAR NOT NULL,
    judge VARCHAR NOT NULL,
    judge_version VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    no_answer VARCHAR,
    elapsed_microseconds BIGINT NOT NULL
);

CREATE TABLE opinion_votes (
    sequence BIGINT NOT NULL,
    opinion_id UUID NOT NULL,
    place INTEGER NOT NULL,
    answer VARCHAR NOT NULL,
    no_answer VARCHAR,
    said VARCHAR,
    repaired BOOLEAN NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost DOUBLE PRECISION,
    duration_microseconds BIGINT NOT NULL
);
