-- The items packed into cells, as text. Grain: one item. Reads `raw`.
-- Places (fixed SQL of ingest/items.py): {cells} the columns, {prices} a list of prices that go with them or null,
-- {cut}, {kept}, {whole} and one pattern a field: texts.
with cells as (
    select
        row_number,
        list_filter(
            string_split(regexp_replace(concat_ws(chr(31), {cells}), {cut}, {kept}, 'g'), chr(31)),
            lambda item: trim(item, e' \t\r\n,;|') <> ''
        ) as items,
        {prices} as prices,
    from {rows}
),

listed as (
    select
        row_number,
        unnest(items) as item,
        generate_subscripts(items, 1) as item_number,
        case when len(prices) = len(items) then prices end as prices,
    from cells
),

taken as (
    select
        row_number,
        item_number,
        coalesce(nullif(regexp_extract(item, {product}, 1), ''), trim(item)) as product,
        nullif(regexp_extract(item, {sku}, 1), '') as sku,
        nullif(regexp_extract(item, {category}, 1), '') as category,
        nullif(regexp_extract(item, {quantity}, 1), '') as quantity,
        coalesce(prices[item_number], nullif(regexp_extract(item, {unit_price}, 1), '')) as unit_price,
        nullif(regexp_extract(item, {line_total}, 1), '') as line_total,
        regexp_matches(item, {whole}) as is_understood,
    from listed
)

select * from taken
