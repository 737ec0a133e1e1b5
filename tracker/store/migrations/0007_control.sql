-- Party control at work: visits and posts, which verdict rests on which visit, answers to a dispute, recommendations
-- and what was said on them. `said_at` is when a thing became known; `photographs` and `evidence` hold links and
-- hashes of stored files, a line each.
create table store.visit (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, measure varchar, visited_on date not null, place varchar not null, found varchar not null,
    words varchar, photographs varchar, report_seq bigint, visitor varchar not null, conflict boolean not null,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- A post stands from its opening (`post` is null) until a later row names that opening's number in `post`.
create table store.post (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    post bigint, no integer not null, measure varchar, what varchar not null, keeper varchar not null,
    words varchar, said_at timestamp not null, origin varchar not null, hash varchar not null
);
create table store.review_visit (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    review_seq bigint not null, visit_seq bigint not null, origin varchar not null, hash varchar not null
);
create table store.dispute_answer (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    report_seq bigint not null, no integer not null, words varchar not null, evidence varchar,
    author varchar not null, said_at timestamp not null, origin varchar not null, hash varchar not null
);
create table store.recommendation (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    territory varchar not null, no integer, occasion varchar not null, visit_seq bigint, sitting varchar,
    words varchar not null, to_seat varchar, to_executor varchar, due_on date not null, author varchar not null,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
create table store.recommendation_word (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    recommendation bigint not null, what varchar not null, words varchar, evidence varchar, author varchar not null,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- Reminders are no part of the ledger: addresses change and are nobody else's business.
create table store.digest_subscription (
    recipient varchar not null, address varchar not null, language varchar not null, weekly boolean not null,
    changed_at timestamp not null
);
create table store.digest_sent (
    recipient varchar not null, sent_at timestamp not null, outcome varchar not null, code integer,
    lines integer not null
);
