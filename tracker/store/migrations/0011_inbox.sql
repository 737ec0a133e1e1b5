-- Files taken from the folder that the server watches, by their content: the same file is taken once.
create table store.inbox_file (
    sha256 varchar not null, name varchar not null, workbook varchar not null, territory varchar not null,
    added integer not null, taken_at timestamp not null
);
