-- The ledger: what was loaded, reported and reviewed, in one sequence and one hash chain.
-- No primary keys and no sequences: writes are numbered by the one writing process, audits find what a
-- constraint would have refused, and the same tables can move to another store.
create table store.load (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    kind varchar not null, id varchar not null, file varchar, sha256 varchar not null, body varchar not null,
    rows_digest varchar not null, correction varchar, hash varchar not null
);
create table store.report (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, period_start date not null, period_end date not null, value double not null,
    reported_at timestamp not null, author varchar not null, evidence varchar, note varchar, origin varchar not null,
    again boolean not null, hash varchar not null
);
create table store.measure_report (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, measure varchar not null, period_start date not null, period_end date not null,
    state varchar not null, stage varchar, accepted_on date, in_use_on date,
    reported_at timestamp not null, author varchar not null, evidence varchar, note varchar, origin varchar not null,
    hash varchar not null
);
-- A review repeats its report's figures: reports never change, and joining back costs 0.3 s over the country.
create table store.review (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    report_seq bigint not null, no integer not null, period_end date not null, value double not null,
    reported_at timestamp not null, verdict varchar not null, reason varchar, reviewer varchar not null,
    reviewed_at timestamp not null, conflict boolean not null, origin varchar not null, hash varchar not null
);
