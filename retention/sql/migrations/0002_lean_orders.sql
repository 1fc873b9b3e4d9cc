-- The shop file, version 2: every text once, orders as numbers, sources, and what an import decided.
-- Nothing that was loaded is lost; everything derived is filled anew after the migration.
alter table import_journal add column source text default '';
alter table import_journal add column is_utc boolean default false;   -- stamps of the file are in UTC
alter table import_journal add column decisions text default '{}';    -- settings the import changed: [before, after]

update import_journal
set is_utc = import_id in (select import_id from order_version where utc_at is not null);

-- Grain: one series of order numbers: two sources may use the same numbers for different orders.
create table order_series (
    series integer not null,
    source text not null,               -- site, marketplace, store, app …; empty: not said
    is_numbered boolean not null,       -- false: numbers made from the content of orders
);

-- Grain: one order ever seen; the only place of its number. Keys are never used again.
create table order_number (
    order_key bigint not null,
    series integer not null,
    order_id text not null,
);

insert into order_number
select row_number() over (order by min(import_id), min(order_row), order_id) as order_key,
    case when bool_or(is_numbered) then 1 else 2 end as series, order_id
from (
    select import_id, order_row, order_id, is_numbered from order_version
    union all
    select import_id, 0, transaction_id, true from session_purchase_version
) as seen
group by order_id
order by order_key;

insert into order_series
select distinct series, '' as source, series = 1 as is_numbered from order_number;

insert into setting
select 'last_order_key', cast(coalesce(max(order_key), 0) as text) from order_number;

-- Grain: one combination of who orders say they are from, of one import. Import 0: derived from sessions.
create table person (
    import_id integer not null,
    person_ref bigint not null,
    customer_ref bigint,                -- identifier_id
    email_ref bigint,
    phone_ref bigint,
    visitor_ref bigint,
    name text,
    city text,
    country text,
);

insert into person
select import_id, row_number() over (order by import_id, min(order_row)) as person_ref,
    customer_ref, email_ref, phone_ref, null as visitor_ref, name, city, country
from order_version
group by import_id, customer_ref, email_ref, phone_ref, name, city, country
order by person_ref;

-- Grain: one combination of what orders have in common, of one import. Import 0: derived from sessions.
create table order_traits (
    import_id integer not null,
    traits_ref bigint not null,
    status text,                        -- the file's word
    is_paid boolean,
    is_cancelled boolean,
    currency text,
    channel text,
    coupon text,
    device text,
    payment text,
    delivery text,
    manager text,
);

insert into order_traits
select import_id, row_number() over (order by import_id, min(order_row)) as traits_ref,
    status, is_paid, is_cancelled, currency, channel, coupon, device, payment, delivery, manager
from order_version
group by import_id, status, is_paid, is_cancelled, currency, channel, coupon, device, payment, delivery, manager
order by traits_ref;

alter table order_version rename to order_version_1;
alter table order_line_version rename to order_line_version_1;

-- What the files said, append-only; grain: one order of one import.
create table order_version (
    import_id integer not null,
    order_key bigint not null,
    stamped_at timestamp not null,      -- as written: the shop's wall clock, or UTC where the journal says so
    person_ref bigint,
    traits_ref bigint not null,
    amount decimal(18, 4) not null,     -- what the customer was charged, shop currency
);

insert into order_version
select old.import_id, number.order_key, coalesce(old.wall_at, old.utc_at) as stamped_at,
    person.person_ref, traits.traits_ref, old.amount
from order_version_1 as old
inner join order_number as number on old.order_id = number.order_id
inner join person
    on old.import_id = person.import_id
    and old.customer_ref is not distinct from person.customer_ref
    and old.email_ref is not distinct from person.email_ref
    and old.phone_ref is not distinct from person.phone_ref
    and old.name is not distinct from person.name
    and old.city is not distinct from person.city
    and old.country is not distinct from person.country
inner join order_traits as traits
    on old.import_id = traits.import_id
    and old.status is not distinct from traits.status
    and old.is_paid is not distinct from traits.is_paid
    and old.is_cancelled is not distinct from traits.is_cancelled
    and old.currency is not distinct from traits.currency
    and old.channel is not distinct from traits.channel
    and old.coupon is not distinct from traits.coupon
    and old.device is not distinct from traits.device
    and old.payment is not distinct from traits.payment
    and old.delivery is not distinct from traits.delivery
    and old.manager is not distinct from traits.manager
order by old.import_id, number.order_key;

-- What few orders have. Grain: one order of one import with a discount, a refund or a modification stamp.
create table order_detail_version (
    import_id integer not null,
    order_key bigint not null,
    discount decimal(18, 4) not null,
    refunded_amount decimal(18, 4) not null,
    refunded_on date,
    updated_at timestamp,
);

insert into order_detail_version
select old.import_id, number.order_key, coalesce(old.discount, 0), coalesce(old.refunded_amount, 0),
    old.refunded_on, old.updated_at
from order_version_1 as old
inner join order_number as number on old.order_id = number.order_id
where coalesce(old.discount, 0) <> 0 or coalesce(old.refunded_amount, 0) <> 0
    or old.refunded_on is not null or old.updated_at is not null
order by old.import_id, number.order_key;

create table order_line_version (
    import_id integer not null,
    order_key bigint not null,
    line_number integer not null,
    sku text,
    product text,
    category text,
    quantity decimal(18, 4),
    amount decimal(18, 4),
);

insert into order_line_version
select line.import_id, number.order_key, line.line_number, line.sku, line.product, line.category,
    line.quantity, line.amount
from order_line_version_1 as line
inner join order_version_1 as old on line.import_id = old.import_id and line.order_row = old.order_row
inner join order_number as number on old.order_id = number.order_id
order by line.import_id, number.order_key, line.line_number;

drop table order_version_1;
drop table order_line_version_1;

-- Derived, as all below: filled inside each import's transaction (sql/marts/), never by hand.
drop table shop_order;
drop table purchase;
drop table money;

-- Grain: one combination of order_traits: what it means for the numbers.
create table order_meaning (
    traits_ref bigint not null,
    meaning text not null,              -- counted, pending, cancelled, refunded, test
    is_status_known boolean not null,
    is_counted_currency boolean not null,
);

-- What few current orders have. Grain: one current order with a discount, a refund or lines.
create table order_detail (
    order_key bigint not null,
    discount decimal(18, 4) not null,
    refunded decimal(18, 4) not null,   -- given back of this order, >= 0
    refunded_on date,
    product text,                       -- of the line with the largest amount
    category text,
);

-- Grain: one current order, whatever its status; stored by customer and time, anonymous orders last.
create table current_order (
    order_key bigint not null,
    import_id integer not null,         -- of the newest version
    customer_key bigint,                -- empty: anonymous
    person_ref bigint,
    traits_ref bigint not null,
    ordered_at timestamp not null,
    amount decimal(18, 4) not null,
    purchase_number integer,            -- 1..; empty: not a purchase
    days_since_previous integer,        -- dates, not times; empty for the first purchase
    first_on date,                      -- the customer's first purchase: the cohort
);

-- Grain: one movement of money that is not the amount of a purchase: refunds, anonymous and refunded sales.
create table other_money (
    customer_key bigint,
    moved_on date not null,
    gross decimal(18, 4) not null,
    refund decimal(18, 4) not null,
    order_key bigint not null,
    first_on date,                      -- the customer's first purchase day; empty: never purchased
);

alter table customer add column first_source text;
alter table customer add column sources integer default 0;          -- how many sources the purchases came from

-- What everybody reads. A join costs nothing where its columns are not asked for: the database sees by the grouping
-- that each key stands once on its right side.
create view shop_order as
select
    orders.order_key, orders.import_id, orders.customer_key,
    orders.ordered_at, cast(orders.ordered_at as date) as ordered_on,
    known.meaning, known.is_status_known, orders.amount, coalesce(detail.discount, 0) as discount,
    coalesce(detail.refunded, 0) as refunded, detail.refunded_on,
    upper(trim(traits.currency)) as currency, known.is_counted_currency,
    people.email_ref, people.phone_ref, people.customer_ref, people.name, lower(trim(traits.status)) as status,
    traits.channel, traits.coupon, people.country, people.city, traits.device, traits.payment, traits.delivery,
    traits.manager, detail.product, detail.category, orders.person_ref, orders.traits_ref,
    orders.purchase_number, orders.days_since_previous, orders.first_on,
from current_order as orders
left join (
    select traits_ref, any_value(meaning) as meaning, any_value(is_status_known) as is_status_known,
        any_value(is_counted_currency) as is_counted_currency,
    from order_meaning
    group by traits_ref
) as known on orders.traits_ref = known.traits_ref
left join (
    select traits_ref, any_value(status) as status, any_value(currency) as currency, any_value(channel) as channel,
        any_value(coupon) as coupon, any_value(device) as device, any_value(payment) as payment,
        any_value(delivery) as delivery, any_value(manager) as manager,
    from order_traits
    group by traits_ref
) as traits on orders.traits_ref = traits.traits_ref
left join (
    select person_ref, any_value(customer_ref) as customer_ref, any_value(email_ref) as email_ref,
        any_value(phone_ref) as phone_ref, any_value(name) as name, any_value(city) as city,
        any_value(country) as country,
    from person
    group by person_ref
) as people on orders.person_ref = people.person_ref
left join (
    select order_key, any_value(discount) as discount, any_value(refunded) as refunded,
        any_value(refunded_on) as refunded_on, any_value(product) as product, any_value(category) as category,
    from order_detail
    group by order_key
) as detail on orders.order_key = detail.order_key;

-- The same with the numbers that people know orders by.
create view named_order as
select shop_order.*, number.order_id, series.source,
from shop_order
inner join order_number as number on shop_order.order_key = number.order_key
inner join order_series as series on number.series = series.series;

create view purchase as
select
    customer_key, purchase_number, ordered_at as purchased_at, ordered_on as purchased_on, days_since_previous,
    ordered_on - first_on as days_since_first, first_on, amount, refunded, order_key,
    discount > 0 or coupon is not null as is_discounted,
    channel, coupon, payment, delivery, manager, product, category,
from shop_order
where purchase_number is not null;

create view money as
select
    customer_key, cast(ordered_at as date) as moved_on, amount as gross, cast(0 as decimal(18, 4)) as refund,
    order_key, first_on
from current_order
where purchase_number is not null
union all
select customer_key, moved_on, gross, refund, order_key, first_on
from other_money;
