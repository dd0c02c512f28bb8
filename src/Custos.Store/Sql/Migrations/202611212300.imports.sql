-- No parameters.
-- What was recorded elsewhere and is brought by 'custos import'; a row is known by its key, which the comment names.

-- Key rating_id. What a rater thought of the answer to a prompt.
CREATE TABLE ratings (
    rating_id VARCHAR NOT NULL,
    rated_at TIMESTAMP NOT NULL,
    prompt_id VARCHAR NOT NULL,
    rater VARCHAR,
    rating DOUBLE PRECISION NOT NULL
);

-- Key comparison_id. Winner is a, b or tie.
CREATE TABLE comparisons (
    comparison_id VARCHAR NOT NULL,
    compared_at TIMESTAMP NOT NULL,
    prompt_id VARCHAR,
    domain VARCHAR,
    model_a VARCHAR NOT NULL,
    model_b VARCHAR NOT NULL,
    winner VARCHAR NOT NULL
);

-- Key label_id. What a person says of an exchange; for refusals the name is should_refuse.
CREATE TABLE labels (
    label_id VARCHAR NOT NULL,
    labelled_at TIMESTAMP NOT NULL,
    exchange_id UUID NOT NULL,
    name VARCHAR NOT NULL,
    value BOOLEAN NOT NULL,
    labeller VARCHAR
);

-- Key user_id.
CREATE TABLE accounts (
    user_id VARCHAR NOT NULL,
    organisation VARCHAR,
    internal BOOLEAN NOT NULL
);

-- Key job_id and cluster. Times are null for what has not begun or ended.
CREATE TABLE jobs (
    job_id VARCHAR NOT NULL,
    cluster VARCHAR,
    run VARCHAR,
    experiment VARCHAR,
    team VARCHAR,
    scientist VARCHAR,
    started_at TIMESTAMP,
    ended_at TIMESTAMP,
    gpus_reserved DOUBLE PRECISION NOT NULL,
    gpu_seconds_reserved DOUBLE PRECISION NOT NULL,
    gpu_seconds_used DOUBLE PRECISION,
    state VARCHAR
);

-- Key line_id. Money is in whole cents.
CREATE TABLE bills (
    line_id VARCHAR NOT NULL,
    billed_from TIMESTAMP NOT NULL,
    billed_to TIMESTAMP NOT NULL,
    cluster VARCHAR,
    amount_cents BIGINT NOT NULL,
    currency VARCHAR NOT NULL
);

-- Key exchange_id, name and version. What 'custos annotate' found out about an exchange: refusal, language.
CREATE TABLE annotations (
    exchange_id UUID NOT NULL,
    made_at TIMESTAMP NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR,
    score DOUBLE PRECISION,
    version VARCHAR NOT NULL
);

-- How far a file has come that was not imported to its end: gone once it was.
CREATE TABLE import_pieces (
    file_hash VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    piece BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    added BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    conflicts BIGINT NOT NULL
);

-- How far 'custos annotate' has come: every exchange up to this number bears the annotation.
CREATE TABLE annotation_positions (
    name VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (name, version)
);
