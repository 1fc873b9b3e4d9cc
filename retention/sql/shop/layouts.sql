-- Remembered layouts, the latest of each header first. Grain: one fingerprint.
with latest as (
    select fingerprint, max(import_id) as import_id from remembered_layout group by fingerprint
),

joined as (
    select
        layout.fingerprint, layout.import_id, layout.file_name, layout.header, layout.said, journal.imported_at,
    from remembered_layout as layout
    inner join latest on layout.fingerprint = latest.fingerprint and layout.import_id = latest.import_id
    left join import_journal as journal on layout.import_id = journal.import_id
)

select * from joined
order by import_id desc
