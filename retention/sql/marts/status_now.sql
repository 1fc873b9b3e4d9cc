-- What each status word of the loaded orders means: the user's decision, else the platform's, else the usual one
-- (definitions, section 3); empty: nobody knows. Grain: one word of one import. Columns: import_id, word, meaning.
with met as (
    select distinct import_id, lower(trim(status)) as word
    from order_traits
    where status is not null
),

keyed as (
    select import_id, word, status_key(word) as key from met
),

decided as (
    select status_key(word) as key, arg_max(meaning, rowid) as meaning from status_meaning group by all
),

known as (
    select
        keyed.import_id, keyed.word,
        coalesce(decided.meaning, import_status.meaning, status_default.meaning) as meaning,
    from keyed
    left join decided on keyed.key = decided.key
    left join import_status on keyed.import_id = import_status.import_id and keyed.key = import_status.word
    left join status_default on keyed.key = status_default.word
)

select * from known
