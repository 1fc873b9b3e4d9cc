-- The day of the first visit. Grain: one row.
select min(visited_on) as first_on from visit
