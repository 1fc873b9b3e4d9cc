-- Which customer a person of the current orders is. Grain: one person; anonymous ones have none.
with joined as (
    select
        person.person_ref,
        coalesce(by_customer.customer_key, by_email.customer_key, by_phone.customer_key, by_visitor.customer_key)
            as customer_key,
    from person_now as person
    left join identity as by_customer on person.customer_ref = by_customer.identifier_id
    left join identity as by_email on person.email_ref = by_email.identifier_id
    left join identity as by_phone on person.phone_ref = by_phone.identifier_id
    left join identity as by_visitor on person.visitor_ref = by_visitor.identifier_id
),

known as (
    select * from joined where customer_key is not null
)

select * from known
