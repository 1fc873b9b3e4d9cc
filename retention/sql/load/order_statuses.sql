-- Status words of the file with what most of their orders count as. Grain: one word. Reads the loader's table landed.
with by_meaning as (
    select word, meaning, sum(orders) as orders, bool_and(is_status_known) as is_known
    from landed
    where word is not null
    group by word, meaning
),

counted as (
    select word, sum(orders) as orders, arg_max(meaning, (orders, meaning)) as meaning, bool_and(is_known) as is_known
    from by_meaning
    group by word
)

select * from counted
order by orders desc, word
