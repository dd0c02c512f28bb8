-- No parameters.
CREATE TEMPORARY TABLE staged_report_events (
    report_id VARCHAR,
    user_id VARCHAR,
    created_at TIMESTAMP,
    reason VARCHAR,
    status VARCHAR
)
