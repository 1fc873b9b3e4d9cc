-- Identifiers that stand together on a customer list or an abandoned checkout, as the newest file of each row says.
-- Grain: one combination of identifiers.
with listed as (
    select customer_ref, email_ref, phone_ref
    from customer_version
    where (fact_key, import_id) in (select (fact_key, max(import_id)) from customer_version group by fact_key)
),

left_at_checkout as (
    select customer_ref, email_ref, phone_ref
    from checkout_version
    where (fact_key, import_id) in (select (fact_key, max(import_id)) from checkout_version group by fact_key)
),

together as (
    select * from listed
    union
    select * from left_at_checkout
)

select * from together
