-- How the file's sessions compare with what earlier imports hold. Grain: one row. Reads the loader's view incoming.
with compared as (
    select
        incoming.row_count,
        exists (select 1 from session_version as v where v.session_id = incoming.session_id) as is_known,
        exists (
            select 1 from session_version as v
            where v.session_id = incoming.session_id and v.content_hash = incoming.content_hash
        ) as is_same,
    from incoming
),

counted as (
    select
        count(*) filter (where not is_known) as new,
        count(*) filter (where is_known and not is_same) as updated,
        count(*) filter (where is_same) as unchanged,
        cast(coalesce(sum(row_count) filter (where is_same), 0) as bigint) as unchanged_rows,
    from compared
)

select * from counted
