-- Identifiers known from sessions only. A visitor who once bought or logged in is that customer before and after
-- (the latest one, if several share the device); any other visitor is a person without purchases. A login that no
-- order holds is the customer who bought with it, else the one its visitor is.
-- Where a tracker numbers its visitors only, that number counts as a login if an order holds it.
-- Grain: one identifier that no current order holds. Reads the temporary tables session_now and session_buyer.
with sessions as (
    select
        sessions.visited_at, sessions.visitor_ref, sessions.customer_ref, sessions.email_ref,
        case when customers.value is distinct from visitors.value then sessions.customer_ref end as login_ref,
        coalesce(by_customer.customer_key, by_email.customer_key, session_buyer.customer_key) as known_key,
    from session_now as sessions
    left join identifier as customers on sessions.customer_ref = customers.identifier_id
    left join identifier as visitors on sessions.visitor_ref = visitors.identifier_id
    left join identity as by_customer on sessions.customer_ref = by_customer.identifier_id
    left join identity as by_email on sessions.email_ref = by_email.identifier_id
    left join session_buyer on sessions.session_id = session_buyer.session_id
),

known_visitor as (
    select visitor_ref, arg_max(known_key, visited_at) as customer_key
    from sessions
    where known_key is not null and visitor_ref is not null
    group by visitor_ref
),

logins as (
    select login_ref as identifier_id, * from sessions where login_ref is not null
    union all
    select email_ref, * from sessions where email_ref is not null
),

login as (
    select
        logins.identifier_id,
        coalesce(
            arg_max(logins.known_key, logins.visited_at),
            arg_max(known_visitor.customer_key, logins.visited_at),
            min(logins.login_ref), min(logins.email_ref)
        ) as customer_key,
    from logins
    left join known_visitor on logins.visitor_ref = known_visitor.visitor_ref
    where logins.identifier_id not in (select identifier_id from identity)
    group by logins.identifier_id
),

visitor as (
    select
        sessions.visitor_ref as identifier_id,
        coalesce(
            arg_max(coalesce(sessions.known_key, by_login.customer_key, by_email.customer_key), sessions.visited_at),
            sessions.visitor_ref
        ) as customer_key,
    from sessions
    left join login as by_login on sessions.login_ref = by_login.identifier_id
    left join login as by_email on sessions.email_ref = by_email.identifier_id
    where sessions.visitor_ref is not null and sessions.visitor_ref not in (select identifier_id from identity)
    group by sessions.visitor_ref
),

added as (
    select * from login
    union all
    select * from visitor
)

select * from added
