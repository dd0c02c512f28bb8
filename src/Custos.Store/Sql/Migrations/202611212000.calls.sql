-- No parameters.
-- Model calls that went through Custos: how each ended, how long it took, what it cost. A tool call has its own row below its parent's.
ALTER TABLE exchanges ADD COLUMN parent_id UUID;
ALTER TABLE exchanges ADD COLUMN protocol VARCHAR;
ALTER TABLE exchanges ADD COLUMN outcome VARCHAR;
ALTER TABLE exchanges ADD COLUMN upstream_status INTEGER;
ALTER TABLE exchanges ADD COLUMN streamed BOOLEAN;
ALTER TABLE exchanges ADD COLUMN stop_reason VARCHAR;
ALTER TABLE exchanges ADD COLUMN refused BOOLEAN;
ALTER TABLE exchanges ADD COLUMN input_tokens INTEGER;
ALTER TABLE exchanges ADD COLUMN cached_tokens INTEGER;
ALTER TABLE exchanges ADD COLUMN output_tokens INTEGER;
ALTER TABLE exchanges ADD COLUMN tokens_estimated BOOLEAN;
ALTER TABLE exchanges ADD COLUMN first_token_microseconds BIGINT;
ALTER TABLE exchanges ADD COLUMN duration_microseconds BIGINT;
ALTER TABLE exchanges ADD COLUMN cost DOUBLE PRECISION;
ALTER TABLE exchanges ADD COLUMN key_id VARCHAR;

-- Which stretch of the exchange's text was decided on, in UTF-16 units; null for the whole.
ALTER TABLE decisions ADD COLUMN piece_start INTEGER;
ALTER TABLE decisions ADD COLUMN piece_length INTEGER;
