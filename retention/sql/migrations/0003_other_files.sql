-- Files beside orders and sessions: customers, products, spend, suppression, feedback, checkouts, wishlists.
-- Versions: what the files said, append-only; grain: one row of one import. A key's newest import is what holds now.
-- `utc_fields` names the moments that were written in UTC: they follow the shop's zone.
create table customer_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,             -- the first identifier of the row
    content_hash ubigint not null,      -- of all rows of the key
    utc_fields text not null,
    customer_ref bigint,                -- identifier_id
    email_ref bigint,
    phone_ref bigint,
    name text,
    city text,
    country text,
    birthday date,
    consent boolean,                    -- may be written to; empty: the file does not say
    first_order_at timestamp,
    registered_at timestamp,
    points decimal(18, 4),
    points_expire_on date,
);

create table product_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    sku text,
    product text,
    category text,
    cost decimal(18, 4),                -- of one piece, shop currency
    price decimal(18, 4),
    stock decimal(18, 4),
);

create table spend_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    spent_on date not null,
    is_month boolean not null,          -- of the whole month that begins on spent_on
    channel text not null,
    campaign text,
    amount decimal(18, 4) not null,
    currency text,
);

create table suppression_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    customer_ref bigint,
    email_ref bigint,
    phone_ref bigint,
    reason text,
    suppressed_on date,
);

create table feedback_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    utc_fields text not null,
    customer_ref bigint,
    email_ref bigint,
    phone_ref bigint,
    given_at timestamp not null,
    score decimal(18, 4),
    reason text,
    comment text,
    survey text,
    order_id text,
    product text,
);

create table checkout_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    utc_fields text not null,
    customer_ref bigint,
    email_ref bigint,
    phone_ref bigint,
    name text,
    checkout_id text,
    abandoned_at timestamp not null,
    recovered_at timestamp,
    is_recovered boolean not null,
    amount decimal(18, 4),
    currency text,
    items text,
);

create table wishlist_version (
    import_id integer not null,
    file_row bigint not null,
    fact_key text not null,
    content_hash ubigint not null,
    utc_fields text not null,
    customer_ref bigint,
    email_ref bigint,
    phone_ref bigint,
    sku text,
    product text,
    added_at timestamp not null,
);

-- Derived (sql/marts/).
create table product (                  -- grain: one SKU, or one name where there is none
    sku text,
    product text,
    category text,
    cost decimal(18, 4),
    price decimal(18, 4),
    stock decimal(18, 4),
);

create table spend (                    -- grain: one month or day, channel, campaign and currency
    spent_on date not null,
    is_month boolean not null,
    channel text not null,
    campaign text,
    amount decimal(18, 4) not null,
    currency text,
);

create table suppression (              -- grain: one identifier that must not be written to
    identifier_id bigint not null,
    customer_key bigint,
    reason text,
    suppressed_on date,
);

create table feedback (                 -- grain: one answer
    customer_key bigint,
    given_at timestamp not null,
    score decimal(18, 4),
    reason text,
    comment text,
    survey text,
    order_id text,
    product text,
);

create table checkout (                 -- grain: one abandoned checkout
    customer_key bigint,
    checkout_id text,
    abandoned_at timestamp not null,
    recovered_at timestamp,
    is_recovered boolean not null,
    amount decimal(18, 4),
    currency text,
    items text,
);

create table wishlist_item (            -- grain: one customer and product
    customer_key bigint,
    sku text,
    product text,
    category text,
    added_at timestamp not null,
);

create table order_cost (               -- grain: one current order whose lines all have a known cost
    order_key bigint not null,
    cost decimal(18, 4) not null,       -- of all pieces, shop currency
);

alter table customer add column birthday date;
alter table customer add column consent boolean;            -- empty: nobody said
alter table customer add column is_suppressed boolean;
alter table customer add column registered_at timestamp;
alter table customer add column first_order_on date;        -- by a file of customers
alter table customer add column points decimal(18, 4);
alter table customer add column points_expire_on date;
