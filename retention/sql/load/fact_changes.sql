-- How the file's keys compare with what the newest earlier import says about them. Grain: one row.
-- Places: `table` (a version table). Reads the loader's table incoming.
with newest as (
    select fact_key, arg_max(content_hash, import_id) as content_hash
    from {table}
    group by fact_key
),

mine as (
    select fact_key, any_value(content_hash) as content_hash, sum(row_count) as row_count
    from incoming
    group by fact_key
),

compared as (
    select
        mine.row_count,
        newest.fact_key is not null as is_known,
        coalesce(newest.content_hash = mine.content_hash, false) as is_same,
    from mine
    left join newest on mine.fact_key = newest.fact_key
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
