-- A large shop straight into its tables, as an import of one order file would leave them; every value is derived from
-- its row's number. Variables: orders, customers, seed.
-- Three years; customers are skewed (the product of two even numbers): most buy once or twice, few very often.
insert into order_series values (1, '', true);

insert into order_traits by name
select
    1 as import_id, channel as traits_ref, false as is_cancelled,
    ['organic', 'ads', 'email', 'social', 'partners', 'direct'][channel] as channel,
from range(1, 7) as made (channel);

insert into identifier by name
select number as identifier_id, 'email' as kind, printf('customer.%09d@mail.example.com', number) as value, 1 as import_id
from range(1, getvariable('customers') + 1) as made (number);

insert into person by name
select 1 as import_id, number as person_ref, number as email_ref
from range(1, getvariable('customers') + 1) as made (number);

insert into order_number by name
select number as order_key, 1 as series, printf('SO-%010d', number) as order_id
from range(1, getvariable('orders') + 1) as made (number);

insert into order_version by name
select
    1 as import_id, number as order_key,
    timestamp '2022-01-01' + to_seconds(
        cast(number * 94608000.0 / getvariable('orders') as bigint) // 3600 * 3600
            + hash(number, 1, getvariable('seed')) % 3600
    ) as stamped_at,
    1 + cast(
        floor(
            getvariable('customers') * (hash(number, 2, getvariable('seed')) % 1000000 / 1000000.0)
                * (hash(number, 3, getvariable('seed')) % 1000000 / 1000000.0)
        ) as bigint
    ) as person_ref,
    1 + hash(number, 4, getvariable('seed')) % 6 as traits_ref,
    cast((100 + hash(number, 5, getvariable('seed')) % 1000000) / 100 as decimal(18, 4)) as amount,
from range(1, getvariable('orders') + 1) as made (number);

insert into order_detail_version by name
select
    1 as import_id, number as order_key, 1 as discount,
    case when hash(number, 6, getvariable('seed')) % 3 = 0 then 0.5 else 0 end as refunded_amount,
from range(1, getvariable('orders') + 1, 5) as made (number);

insert into import_journal by name
select
    1 as import_id, 'orders' as kind, 'generated' as file_name, '' as file_hash, '' as reading_hash,
    getvariable('orders') as rows_read, getvariable('orders') as rows_loaded, 0 as rows_rejected, 0 as rows_duplicate,
    min(stamped_at) as first_at, max(stamped_at) as last_at, '{}' as report, '' as source, false as is_utc,
    '{}' as decisions,
from order_version;

update setting set value = cast(getvariable('orders') as text) where name = 'last_order_key';
update setting set value = cast(getvariable('customers') as text) where name = 'last_identifier_id';
update setting set value = '1' where name = 'last_import_id';
