-- Currencies of the loaded orders, the most frequent first. Grain: one currency.
select currency, count(*) as orders
from shop_order
where currency is not null
group by currency
order by orders desc, currency
