-- Keeps an answer if the data are still those that it was counted from, and while there is room for it.
-- Grain: one question. Parameters: $made_by, $question, $answer texts; $data_version, $most numbers.
insert into kept_answer
select $made_by, $data_version, $question, $answer
where
    $data_version = (select cast(value as bigint) from setting where name = 'data_version')
    and (select count(*) from kept_answer) < $most
    and not exists (select 1 from kept_answer where question = $question)
