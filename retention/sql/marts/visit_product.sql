-- What visitors looked at, put into the cart or bought. Grain: one product at one price at one step of one session.
-- A session that several files hold in part counts what the fullest of them holds.
with fullest as (
    select
        sessions.session_id, products.step, products.sku, products.product, products.category, products.price,
        max(products.pieces) as pieces, max(products.times) as times,
    from session_product_version as products
    inner join session_version as sessions
        on products.import_id = sessions.import_id and products.session_row = sessions.session_row
    group by sessions.session_id, products.step, products.sku, products.product, products.category, products.price
),

joined as (
    select fullest.session_id, visit.customer_key, visit.visited_on, fullest.* exclude (session_id)
    from fullest
    inner join visit on fullest.session_id = visit.session_id
)

select * from joined
order by customer_key, visited_on
