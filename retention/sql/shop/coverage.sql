-- Grain: one row, or none in an empty shop.
select * from coverage
