-- What was found of each program file when it was last judged, so that of a country's files only those are read
-- again that were touched, and those that had asked for what was touched; and the bytes of the files in force.
-- Like `judged` before it: not of the ledger, it can be made anew at any time and proves nothing.
drop table store.judged;
create table store.judged (
    fingerprint varchar not null, counts varchar not null, warnings varchar not null, digests varchar not null
);
create table store.judged_file (
    name varchar not null, judge varchar not null, sha256 varchar not null, top varchar not null, id varchar not null,
    offered varchar not null, unread varchar not null, asked varchar not null, found varchar not null,
    counted varchar not null
);
