-- No parameters.
-- What comes from outside: model calls that others saw, and what was said, measured and looked up around them. A row that came from outside
-- says from where; its id is derived from its own key, so that the same row sent again is known.
ALTER TABLE exchanges ADD COLUMN source VARCHAR;
ALTER TABLE exchanges ADD COLUMN external_key VARCHAR;
ALTER TABLE exchanges ADD COLUMN language VARCHAR;
ALTER TABLE exchanges ADD COLUMN domain VARCHAR;
ALTER TABLE exchanges ADD COLUMN attributes VARCHAR;

-- What users said of answers. Kind is thumb (1 or -1), stars (1 to 5), text or rewrite; consent is none, store or train.
CREATE TABLE feedback (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    given_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    exchange_id UUID,
    external_key VARCHAR,
    user_id VARCHAR,
    kind VARCHAR NOT NULL,
    value DOUBLE PRECISION,
    content VARCHAR,
    consent VARCHAR NOT NULL,
    redacted BOOLEAN NOT NULL
);

-- What an evaluator said of an answer.
CREATE TABLE evaluations (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    evaluated_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    exchange_id UUID,
    external_key VARCHAR,
    name VARCHAR NOT NULL,
    score DOUBLE PRECISION,
    label VARCHAR,
    explanation VARCHAR
);

-- What was looked up in a knowledge base, and whether the answer used it.
CREATE TABLE retrievals (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    retrieved_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    exchange_id UUID,
    external_key VARCHAR,
    organisation VARCHAR,
    knowledge_base VARCHAR,
    documents INTEGER NOT NULL,
    top_score DOUBLE PRECISION,
    cited INTEGER,
    newest_document_at TIMESTAMP,
    answered BOOLEAN
);

-- Spans that are no model call.
CREATE TABLE spans (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    started_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    trace_id VARCHAR NOT NULL,
    span_id VARCHAR NOT NULL,
    parent_span_id VARCHAR,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    service VARCHAR,
    status VARCHAR NOT NULL,
    duration_microseconds BIGINT NOT NULL,
    attributes VARCHAR
);

CREATE TABLE log_records (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    logged_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    trace_id VARCHAR,
    span_id VARCHAR,
    severity VARCHAR,
    event_name VARCHAR,
    body VARCHAR,
    service VARCHAR,
    attributes VARCHAR
);

-- Value is a gauge's or a sum's; count and sum are a histogram's, with its buckets or quantiles as JSON.
CREATE TABLE metric_points (
    sequence BIGINT NOT NULL,
    id UUID NOT NULL,
    measured_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    unit VARCHAR,
    service VARCHAR,
    count BIGINT,
    sum DOUBLE PRECISION,
    value DOUBLE PRECISION,
    buckets VARCHAR,
    attributes VARCHAR
);

-- What became of every row that came from outside, by the UTC day on which it came: received = stored + duplicates + rejections.
CREATE TABLE intake (
    day DATE NOT NULL,
    source VARCHAR NOT NULL,
    signal VARCHAR NOT NULL,
    received BIGINT NOT NULL,
    stored BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    PRIMARY KEY (day, source, signal)
);

CREATE TABLE intake_rejections (
    day DATE NOT NULL,
    source VARCHAR NOT NULL,
    signal VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    PRIMARY KEY (day, source, signal, reason)
);
