-- How the file's orders or sessions compare with what earlier imports hold. Grain: one row.
-- Places: `version` (order_version, session_version), `id` (order_id, session_id). Reads the loader's table incoming.
with compared as (
    select
        incoming.row_count,
        exists (select 1 from {version} as v where v.{id} = incoming.{id}) as is_known,
        exists (
            select 1 from {version} as v
            where v.{id} = incoming.{id} and v.content_hash = incoming.content_hash
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
