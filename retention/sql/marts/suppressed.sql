-- Who must not be written to: whoever owns a listed identifier, and whoever would be written to at one that many share.
-- Grain: one customer.
with contacts as (
    select customer_key, unnest([email_ref, phone_ref]) as identifier_id from contact
    union all
    select customer_key, unnest([email_ref, phone_ref]) from card
),

refused as (
    select customer_key from suppression where customer_key is not null
    union
    select contacts.customer_key
    from contacts
    inner join suppression on contacts.identifier_id = suppression.identifier_id
)

select * from refused
