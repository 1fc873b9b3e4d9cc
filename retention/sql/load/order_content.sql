-- What orders say that the file and earlier imports both hold: all fields and lines but the modification stamp.
-- Grain: one order of one import. Parameters: $import_id, $last_key (the last order key in use before).
with overlap as (
    select order_key from order_version where import_id = $import_id and order_key <= $last_key
),

lines as (
    select
        line.import_id, line.order_key,
        sum(cast(hash(line.sku, line.product, line.category, line.quantity, line.amount) as hugeint)) as lines,
    from order_line_version as line
    inner join overlap on line.order_key = overlap.order_key
    group by line.import_id, line.order_key
),

contents as (
    select
        version.import_id, version.order_key,
        hash(
            version.stamped_at, version.amount, people.customer_ref, people.email_ref, people.phone_ref, people.name,
            people.city, people.country, traits.status, traits.is_paid, traits.is_cancelled, traits.currency,
            traits.channel, traits.coupon, traits.device, traits.payment, traits.delivery, traits.manager,
            coalesce(detail.discount, 0), coalesce(detail.refunded_amount, 0), detail.refunded_on,
            coalesce(lines.lines, 0)
        ) as content,
    from order_version as version
    inner join overlap on version.order_key = overlap.order_key
    inner join order_traits as traits on version.traits_ref = traits.traits_ref
    left join person as people on version.person_ref = people.person_ref
    left join order_detail_version as detail
        on version.import_id = detail.import_id and version.order_key = detail.order_key
    left join lines on version.import_id = lines.import_id and version.order_key = lines.order_key
)

select * from contents
