-- Counts data_version up, within the writer's transaction.
update setting set value = cast(cast(value as bigint) + 1 as text) where name = 'data_version';
