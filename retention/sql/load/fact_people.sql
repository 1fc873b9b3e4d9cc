-- The file's rows with the numbers of the identifiers that they name. Grain: one row of the file.
-- Reads the loader's table incoming.
with joined as (
    select
        incoming.*,
        ids.identifier_id as customer_ref, emails.identifier_id as email_ref, phones.identifier_id as phone_ref,
    from incoming
    left join identifier as ids on ids.kind = 'customer_id' and incoming.customer_id = ids.value
    left join identifier as emails on emails.kind = 'email' and incoming.email = emails.value
    left join identifier as phones on phones.kind = 'phone' and incoming.phone = phones.value
)

select * from joined
