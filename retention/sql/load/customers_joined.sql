-- Customers known before this import who turned out to be somebody else who was known before. Grain: one row.
-- A customer's key is the oldest identifier's number, so a key that now belongs to another key was joined to it.
with counted as (
    select count(*) as customers
    from buyer_before
    inner join identity on buyer_before.customer_key = identity.identifier_id
    where identity.customer_key <> buyer_before.customer_key
)

select * from counted
