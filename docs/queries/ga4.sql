-- Visits of Google Analytics 4 out of its BigQuery export, one row an event, or one an item of an event.
-- Put in your project, your property's number and the days (the day before yesterday is the last complete one), run it
-- in BigQuery and save the result as CSV. The first time at least 12 months, then the last 90 days each month.
select
  event_date, event_timestamp, event_name, user_pseudo_id, user_id,
  (select value.int_value from unnest(event_params) where key = 'ga_session_id') as ga_session_id,
  (select value.string_value from unnest(event_params) where key = 'page_location') as page_location,
  traffic_source.source as traffic_source_source,
  traffic_source.medium as traffic_source_medium,
  traffic_source.name as traffic_source_name,
  device.category as device_category,
  geo.country as geo_country,
  ecommerce.transaction_id,
  ecommerce.purchase_revenue,
  (select value.string_value from unnest(event_params) where key = 'currency') as currency,
  item.item_id, item.item_name, item.item_category, item.price as item_price, item.quantity as item_quantity
from `PROJECT.analytics_PROPERTY.events_*`
left join unnest(items) as item
where _table_suffix between '20260101' and '20261031'
  and event_name in (
    'session_start', 'page_view', 'view_item', 'add_to_wishlist', 'add_to_cart', 'remove_from_cart', 'begin_checkout',
    'add_shipping_info', 'add_payment_info', 'purchase'
  )
