-- Identifiers that the shop does not know yet, numbered on from the last one in the order of the file.
-- Grain: one new identifier. Parameters: $import_id. Reads the loader's temporary view incoming_identity.
with seen as (
    select 'customer_id' as kind, 1 as rank, customer_id as value, file_row from incoming_identity
    union all
    select 'email', 2, email, file_row from incoming_identity
    union all
    select 'phone', 3, phone, file_row from incoming_identity
    union all
    select 'visitor', 4, visitor_id, file_row from incoming_identity
),

firsts as (
    select kind, value, min(rank) as rank, min(file_row) as file_row
    from seen
    where value is not null
    group by kind, value
),

unknown as (
    select firsts.*
    from firsts
    left join identifier on firsts.kind = identifier.kind and firsts.value = identifier.value
    where identifier.identifier_id is null
),

numbered as (
    select
        (select cast(value as bigint) from setting where name = 'last_identifier_id')
            + row_number() over (order by file_row, rank, value) as identifier_id,
        kind, value, $import_id as import_id,
    from unknown
)

select * from numbered
