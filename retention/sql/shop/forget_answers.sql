-- Forgets what another version of the program has counted. Grain: one question. Parameters: $made_by text.
delete from kept_answer where made_by <> $made_by
