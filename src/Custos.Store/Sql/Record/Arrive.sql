-- No parameters.
-- The ids of rows that arrived, for "Which of them are known?"; this connection alone sees them.
CREATE OR REPLACE TEMP TABLE arrived (
    id UUID NOT NULL
)
