-- The shop file, version 9: what pages have counted is kept until the data change, so that the next start need not count
-- it again.

-- Grain: one question. Never filled by an import; emptied with every change of the data.
create table kept_answer (
    made_by text not null,              -- fingerprint of the program
    data_version bigint not null,
    question text not null,
    answer text not null,
);
