-- What import kept of the rhythm of the shop. Grain: one row, none for another day. Parameters: $as_of date; $horizon
--   days. Columns: those of metrics/churn_window.
select gaps, tenths from known_window where as_of = $as_of and horizon = $horizon
