-- Grain: one loaded file, by its content.
select distinct file_hash from import_journal
