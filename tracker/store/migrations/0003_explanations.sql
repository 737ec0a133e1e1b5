-- The owner's words on a lagging indicator, and the requests for them. Earlier ones stay.
create table store.explanation (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, seat varchar, cause varchar not null, words varchar, corrective_action varchar not null,
    expected_on date not null, help_needed varchar, explained_at timestamp not null, origin varchar not null,
    hash varchar not null
);
create table store.explanation_request (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, asked_by varchar, asked_of varchar, words varchar, asked_at timestamp not null,
    origin varchar not null, hash varchar not null
);
