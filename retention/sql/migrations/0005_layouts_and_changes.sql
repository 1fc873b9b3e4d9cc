-- What the user said about a file's columns, found again by the header of the next month's file.
-- Grain: one import whose reading the user decided; the latest import of a fingerprint counts, so that undo brings
-- back what was said before.
create table remembered_layout (
    import_id integer not null,
    fingerprint text not null,          -- of the folded header names in their order
    file_name text not null,
    header text not null,               -- JSON list of the header texts
    said text not null,                 -- JSON: kind, mapping {field: "#3", or "" for none}, day_first, encoding, …
);

-- Earlier orders that an import changed. Grain: one order whose newest version came with that import.
create table order_change (
    import_id integer not null,
    order_id text not null,
    ordered_on date not null,
    amount_before decimal(18, 4) not null,
    amount_after decimal(18, 4) not null,
    refunded_before decimal(18, 4) not null,
    refunded_after decimal(18, 4) not null,
    meaning_before text not null,       -- counted, pending, cancelled, refunded, test
    meaning_after text not null,
);
