-- Orders of the import $import_id that stand in one of $steps of the bridge, with their contacts. Grain: one order.
-- Places: `landed` (load/landed over the orders of that import).
with mine as (
    select * from ({landed}) where step in (select unnest($steps))
),

joined as (
    select
        number.order_id, mine.ordered_on, mine.amount, mine.refunded, mine.currency, mine.word as status, mine.step,
        emails.value as email, phones.value as phone,
    from mine
    inner join order_number as number on mine.order_key = number.order_key
    left join identifier as emails on mine.email_ref = emails.identifier_id
    left join identifier as phones on mine.phone_ref = phones.identifier_id
)

select * from joined
order by ordered_on desc, order_id
