-- Earlier orders that the import $import_id changed. Grain: one order.
select * exclude (import_id) from order_change where import_id = $import_id order by ordered_on, order_id
