-- The shop file, version 1.
-- Settings and journal: what was loaded, how it was read, what came of it.
create table setting (
    name text not null,
    value text not null,
);

create table import_journal (
    import_id integer not null,
    kind text not null,                 -- orders, sessions
    file_name text not null,
    file_hash text not null,            -- SHA-256 of the file's bytes
    reading_hash text not null,         -- of mapping and options: the same bytes read otherwise are another import
    rows_read bigint not null,
    rows_loaded bigint not null,
    rows_rejected bigint not null,
    rows_duplicate bigint not null,
    first_at timestamp,
    last_at timestamp,
    covers_to date,                     -- stated by the user: the export runs to this day
    imported_at timestamp,              -- UTC, as the command line or the page says
    report text not null,               -- the whole import report, JSON
);

-- Grain: one row of a file that could not be loaded, with its reason.
create table import_reject (
    import_id integer not null,
    line bigint,
    column_name text,
    value text,
    reason text not null,
);

-- Identifiers (customer ids, e-mails, phones, visitor ids): each text once. Numbers are never used again.
create table identifier (
    identifier_id bigint not null,
    kind text not null,                 -- customer_id, email, phone, visitor
    value text not null,                -- normalised
    import_id integer not null,         -- first seen in
);

-- What the files said, append-only; grain: one order of one import.
create table order_version (
    import_id integer not null,
    order_row bigint not null,          -- row in the file on which the order begins; with import_id the version's key
    order_id text not null,             -- the shop's number, or made from content where the file has none
    is_numbered boolean not null,       -- the file has order numbers
    content_hash ubigint not null,      -- of all fields and lines but the modification stamp
    wall_at timestamp,                  -- the shop's own wall clock as written
    utc_at timestamp,                   -- set instead when the stamp was UTC: the wall clock follows the shop's zone
    updated_at timestamp,
    customer_ref bigint,                -- identifier_id
    email_ref bigint,
    phone_ref bigint,
    name text,
    amount decimal(18, 4) not null,     -- what the customer was charged, shop currency
    discount decimal(18, 4),
    refunded_amount decimal(18, 4),
    refunded_on date,
    status text,                        -- the file's word
    is_paid boolean,
    is_cancelled boolean,
    currency text,
    channel text,
    coupon text,
    country text,
    city text,
    device text,
    payment text,
    delivery text,
    manager text,
);

create table order_line_version (
    import_id integer not null,
    order_row bigint not null,
    line_number integer not null,
    sku text,
    product text,
    category text,
    quantity decimal(18, 4),
    amount decimal(18, 4),
);

-- Grain: one session of one import.
create table session_version (
    import_id integer not null,
    session_row bigint not null,
    session_id text not null,
    visitor_ref bigint,
    customer_ref bigint,
    email_ref bigint,
    wall_at timestamp,
    utc_at timestamp,
    source text,
    medium text,
    campaign text,
    device text,
    country text,
    landing_page text,
    pages integer,
    product_views integer,
    has_cart boolean not null,
    has_checkout boolean not null,
    has_purchase boolean not null,
    order_id text,
    cart_value decimal(18, 4),
    content_hash ubigint not null,
);

-- Grain: one transaction seen in a session export.
create table session_purchase_version (
    import_id integer not null,
    session_id text not null,
    transaction_id text not null,
    wall_at timestamp,
    utc_at timestamp,
    amount decimal(18, 4) not null,
    currency text,
);

-- Status words the user has decided; the defaults stand in the package.
create table status_meaning (
    word text not null,                 -- lower case, trimmed
    meaning text not null,              -- counted, pending, cancelled, refunded, test
);

-- Everything below is derived inside each import's transaction (sql/marts/): never written by hand.
create table coverage (                 -- grain: one row; none while nothing is loaded
    as_of date,                         -- the last day covered by the data
    data_start date,                    -- day of the first loaded order
    first_at timestamp,                 -- first and last loaded order, whatever its status
    last_at timestamp,
    currency text,                      -- the main currency: the only one counted
    other_currency_orders bigint not null,
    unknown_status_orders bigint not null,
    anonymous_orders bigint not null,
    anonymous_revenue_share double,     -- of gross
    shared_identifiers bigint not null, -- stand with too many e-mails: join nobody
    has_orders boolean not null,
    has_sessions boolean not null,
    orders_from_sessions boolean not null,
);

create table identity (                 -- grain: one identifier in use
    identifier_id bigint not null,
    customer_key bigint not null,
);

create table shop_order (               -- grain: one current order, whatever its status
    order_key bigint not null,          -- 1.. in the order of time, id, row
    order_id text not null,
    import_id integer not null,
    order_row bigint not null,
    customer_key bigint,                -- empty: anonymous
    ordered_at timestamp not null,
    ordered_on date not null,
    meaning text not null,              -- counted, pending, cancelled, refunded, test
    is_status_known boolean not null,
    amount decimal(18, 4) not null,
    discount decimal(18, 4),
    refunded decimal(18, 4) not null,   -- given back of this order, >= 0
    refunded_on date,
    currency text,
    is_counted_currency boolean not null,
    email_ref bigint,
    phone_ref bigint,
    customer_ref bigint,
    name text,
    channel text,
    coupon text,
    country text,
    city text,
    device text,
    payment text,
    delivery text,
    manager text,
    product text,                       -- of the line with the largest amount
    category text,
);

create table purchase (                 -- grain: one purchase; stored by customer and number
    customer_key bigint not null,
    purchase_number integer not null,   -- 1..
    purchased_at timestamp not null,
    purchased_on date not null,
    days_since_previous integer,        -- dates, not times; empty for the first
    days_since_first integer not null,
    first_on date not null,             -- the customer's first purchase: the cohort
    amount decimal(18, 4) not null,
    refunded decimal(18, 4) not null,
    order_id text not null,
    is_discounted boolean not null,
    channel text,
    coupon text,
    payment text,
    delivery text,
    manager text,
    product text,
    category text,
);

create table money (                    -- grain: one sale or refund of counted currency; net = gross - refund
    customer_key bigint,
    moved_on date not null,
    gross decimal(18, 4) not null,
    refund decimal(18, 4) not null,
    order_id text not null,
    first_on date,                      -- the customer's first purchase day; empty: never purchased
);

create table customer (                 -- grain: one customer_key, buyers and visitors
    customer_key bigint not null,
    customer_id text,
    email text,
    phone text,
    name text,
    city text,
    country text,
    device text,
    first_at timestamp,
    last_at timestamp,
    purchases integer not null,
    gross_revenue decimal(18, 4) not null,
    refunds decimal(18, 4) not null,
    net_revenue decimal(18, 4) not null,
    first_product text,
    first_category text,
    first_channel text,
    first_coupon text,
    first_had_discount boolean,
    main_category text,
);

create table visit (                    -- grain: one session
    session_id text not null,
    customer_key bigint,
    visited_at timestamp not null,
    visited_on date not null,
    has_cart boolean not null,
    has_checkout boolean not null,
    has_purchase boolean not null,
    source text,
    medium text,
    device text,
    cart_value decimal(18, 4),
);

insert into setting values ('data_version', '0'), ('time_zone', 'UTC'), ('last_identifier_id', '0'), ('last_import_id', '0');
