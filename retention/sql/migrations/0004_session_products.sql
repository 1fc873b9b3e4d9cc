-- What visits looked at. Grain: one product at one price at one step of one session of one import.
create table session_product_version (
    import_id integer not null,
    session_row bigint not null,        -- with import_id the key of session_version
    step text not null,                 -- view, wishlist, cart, remove, checkout, purchase
    sku text,
    product text,
    category text,
    price decimal(18, 4),               -- of one piece
    pieces decimal(18, 4),
    times integer,                      -- how often in this session
);

-- Derived: what visitors looked at, put into the cart or bought, however many files held the session.
create table visit_product (            -- grain: one product at one step of one session
    session_id text not null,
    customer_key bigint,
    visited_on date not null,
    step text not null,
    sku text,
    product text,
    category text,
    price decimal(18, 4),
    pieces decimal(18, 4),
    times integer,
);
