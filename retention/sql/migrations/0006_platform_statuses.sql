-- Status words that mean something else on the platform of one file than everywhere. Grain: one word of one import.
create table import_status (
    import_id integer not null,
    word text not null,                 -- its key: lower case, ё as е, blanks for hyphens
    meaning text not null,              -- counted, pending, cancelled, refunded, test
);
