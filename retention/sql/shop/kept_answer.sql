-- An answer that is still true. Grain: one question, or none. Parameters: $made_by, $question texts; $data_version.
select answer
from kept_answer
where question = $question and made_by = $made_by and data_version = $data_version
