-- Items of rows that hold a whole order, typed. Grain: one item. Reads `item_text`.
-- Places (fixed SQL): {quantity}, {unit_price}, {line_total} read the texts as numbers.
-- Amount: the line's total, else pieces times price, else the price.
with numbers as (
    select
        row_number, item_number, sku, regexp_replace(product, '\\([|;:])', '\1', 'g') as product, category,
        {quantity} as quantity, {unit_price} as unit_price, {line_total} as line_total, is_understood,
    from item_text
),

priced as (
    select
        row_number, item_number, sku, product, category, quantity,
        try_cast(coalesce(
            line_total,
            cast(coalesce(quantity, 1) as decimal(19, 4)) * cast(unit_price as decimal(19, 4))
        ) as decimal(18, 4)) as amount,
        is_understood,
    from numbers
)

select * from priced
