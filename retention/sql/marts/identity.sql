-- Who is who: connected components over the identifiers that stand together on a current order,
-- a row of a customer list or an abandoned checkout.
-- Grain: one usable identifier. A component's key is its oldest identifier's number, so keys survive new data.
-- An identifier that stands with more than 20 different e-mails joins nobody (definitions, section 2).
with recursive pairs as (
    select distinct customer_ref, email_ref, phone_ref, visitor_ref from person_now
    union
    select customer_ref, email_ref, phone_ref, null from fact_person
),

stands_with as (
    select customer_ref as identifier_id, email_ref from pairs
    union
    select phone_ref, email_ref from pairs
),

shared as (
    select identifier_id
    from stands_with
    where identifier_id is not null and email_ref is not null
    group by identifier_id
    having count(*) > 20
),

usable as (
    select
        case when customer_ref not in (select identifier_id from shared) then customer_ref end as customer_ref,
        email_ref,
        case when phone_ref not in (select identifier_id from shared) then phone_ref end as phone_ref,
        visitor_ref,
    from pairs
),

nodes as (
    select distinct unnest([customer_ref, email_ref, phone_ref, visitor_ref]) as identifier_id from usable
),

one_way as (
    select customer_ref as one, email_ref as other from usable
    union
    select customer_ref, phone_ref from usable
    union
    select email_ref, phone_ref from usable
    union
    select coalesce(customer_ref, email_ref, phone_ref), visitor_ref from usable
),

edges as (
    select one, other from one_way where one is not null and other is not null
    union
    select other, one from one_way where one is not null and other is not null
),

component (identifier_id, customer_key) using key (identifier_id) as (
    select distinct one, one from edges
    union
    (
        select edges.other, min(changed.customer_key)
        from component as changed
        inner join edges on changed.identifier_id = edges.one
        inner join recurring.component as known on edges.other = known.identifier_id
        where changed.customer_key < known.customer_key
        group by edges.other
    )
),

alone as (
    select identifier_id, identifier_id as customer_key
    from nodes
    where identifier_id is not null and identifier_id not in (select one from edges)
),

everybody as (
    select * from component
    union all
    select * from alone
)

select * from everybody
