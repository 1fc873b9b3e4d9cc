-- Grain: one row. Columns: orders (all loaded ones, whatever their status).
select count(*) as orders from current_order
