-- The purchases of an order segment by product or category, with the money of the matching lines.
-- Grain: one purchase. Parameters: place `matching` (the segment's orders). Columns: those of purchase; gross (of the
--   matching lines, money).
with matching as (
    {matching}
),
chosen as (
    select purchase.*, matching.gross from purchase join matching on matching.order_key = purchase.order_key
)
select * from chosen
