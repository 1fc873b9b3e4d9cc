-- The zone by its name, where the database knows it too. Grain: one zone, or none. Parameters: $zone.
select name
from pg_timezone_names()
where name = $zone
