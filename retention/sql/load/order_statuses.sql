-- Status words of the file with what they count as. Grain: one word. Reads the loader's table landed.
with counted as (
    select word, count(*) as orders, mode(meaning) as meaning, bool_and(is_status_known) as is_known
    from landed
    where word is not null
    group by word
)

select * from counted
order by orders desc, word
