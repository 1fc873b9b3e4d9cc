-- Grain: one setting.
select name, value from setting order by name
