-- Grain: one import, oldest first.
select * from import_journal order by import_id
