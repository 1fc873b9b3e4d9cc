-- Identifiers that no loaded version holds any more. Grain: one identifier.
with used as (
    select unnest([customer_ref, email_ref, phone_ref]) as identifier_id from person
    union
    select unnest([visitor_ref, customer_ref, email_ref]) from session_version
    union
    select unnest([customer_ref, email_ref, phone_ref]) from customer_version
    union
    select unnest([customer_ref, email_ref, phone_ref]) from suppression_version
    union
    select unnest([customer_ref, email_ref, phone_ref]) from feedback_version
    union
    select unnest([customer_ref, email_ref, phone_ref]) from checkout_version
    union
    select unnest([customer_ref, email_ref, phone_ref]) from wishlist_version
)

select identifier_id
from identifier
where identifier_id not in (select identifier_id from used where identifier_id is not null)
