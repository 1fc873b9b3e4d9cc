-- Who the file's orders say they are from. Grain: one combination of this import. Parameters: $import_id.
with joined as (
    select
        $import_id as import_id, people.person_ref, ids.identifier_id as customer_ref,
        emails.identifier_id as email_ref, phones.identifier_id as phone_ref, people.name, people.city,
        people.country,
    from incoming_person as people
    left join identifier as ids on ids.kind = 'customer_id' and people.customer_id = ids.value
    left join identifier as emails on emails.kind = 'email' and people.email = emails.value
    left join identifier as phones on phones.kind = 'phone' and people.phone = phones.value
)

select * from joined
