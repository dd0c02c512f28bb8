-- $1 sequence bigint
UPDATE journal_position SET sequence = $1
