-- Grain: one rejected row of the import $import_id, in the order of the file.
select line, column_name, value, reason from import_reject where import_id = $import_id order by line
