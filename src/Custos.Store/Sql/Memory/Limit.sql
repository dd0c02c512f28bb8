-- No parameters.
-- {bytes} is put in as digits, because SET takes none. RESET would not do: it changes what is shown and not what holds (DuckDB 1.5).
SET memory_limit = '{bytes}B'
