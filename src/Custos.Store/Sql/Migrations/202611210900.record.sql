-- No parameters.
-- What the gate records. Times are UTC, to the microsecond. The big tables have no primary key: the journal's position, kept in the
-- same transaction, is what makes every event arrive exactly once, and an index over 100 million rows would cost more than it tells.
CREATE TABLE schema_versions (
    version BIGINT PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);

CREATE TABLE journal_position (
    sequence BIGINT NOT NULL
);

INSERT INTO journal_position VALUES (0);

CREATE TABLE exchanges (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    endpoint VARCHAR NOT NULL,
    organisation VARCHAR,
    user_id VARCHAR,
    conversation VARCHAR,
    tier VARCHAR,
    region VARCHAR,
    model VARCHAR
);

-- The texts, apart from what is counted, so that counting never reads them. Direction is input or output.
CREATE TABLE contents (
    sequence BIGINT NOT NULL,
    exchange_id UUID NOT NULL,
    direction VARCHAR NOT NULL,
    content VARCHAR NOT NULL
);

-- Verdict is allow, block, hold or unknown. A block or hold has its reason; an unknown has its failure and fallback.
CREATE TABLE decisions (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    exchange_id UUID NOT NULL,
    direction VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason_bucket VARCHAR,
    reason_score DOUBLE PRECISION,
    reason_threshold DOUBLE PRECISION,
    failure VARCHAR,
    fallback VARCHAR,
    bundle_id VARCHAR NOT NULL,
    elapsed_microseconds BIGINT NOT NULL,
    deadline_milliseconds INTEGER NOT NULL
);

CREATE TABLE decision_buckets (
    sequence BIGINT NOT NULL,
    decision_id UUID NOT NULL,
    place INTEGER NOT NULL,
    bucket VARCHAR NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    certified BOOLEAN NOT NULL
);

CREATE TABLE api_keys (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    salt VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

-- What users reported, and what moderators did about it; imported.
CREATE TABLE report_events (
    report_id VARCHAR NOT NULL,
    user_id VARCHAR,
    created_at TIMESTAMP NOT NULL,
    reason VARCHAR,
    status VARCHAR
);

CREATE TABLE moderation_actions (
    report_id VARCHAR NOT NULL,
    action_type VARCHAR NOT NULL,
    action_at TIMESTAMP NOT NULL
);
