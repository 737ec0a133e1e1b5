-- Hearings. The newest row of a hearing, of a decision, holds; earlier ones stay and are listed as changes.
-- `head` and `digest` of a state row are those of a freeze: what the figures were taken at and what they came to.
create table store.hearing (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    hearing varchar not null, title varchar not null, level varchar not null, territory varchar not null,
    office varchar not null, programs varchar not null, participants varchar not null, held_on date not null,
    as_of date not null, answer_by date, most integer not null, reason varchar, said_at timestamp not null,
    origin varchar not null, hash varchar not null
);
create table store.hearing_state (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    hearing varchar not null, state varchar not null, code varchar, head bigint, head_hash varchar, digest varchar,
    digests varchar, reason varchar, said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- What the staff did with an agenda made from the figures: add, drop, move, annotate; and with the questions.
create table store.agenda_act (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    hearing varchar not null, indicator varchar not null, act varchar not null, place integer, question varchar,
    words varchar, said_at timestamp not null, origin varchar not null, hash varchar not null
);
create table store.hearing_answer (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    hearing varchar not null, indicator varchar not null, executor varchar not null, words varchar not null,
    evidence varchar, said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- What was answered at the meeting itself, written down item by item.
create table store.hearing_note (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    hearing varchar not null, indicator varchar, question varchar, words varchar not null, said_at timestamp not null,
    origin varchar not null, hash varchar not null
);
create table store.decision (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    decision varchar not null, hearing varchar not null, indicator varchar, words varchar not null, seat varchar,
    executor varchar, due_on date not null, evidence varchar not null, withdrawn boolean not null, reason varchar,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- A word on how a decision goes, by who answers for it: `done` or `under_way`. It closes nothing.
create table store.decision_word (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    decision varchar not null, state varchar not null, words varchar not null, evidence varchar,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
-- Closed by somebody else, against a value (a report's number), a document or a visit.
create table store.decision_closing (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    decision varchar not null, way varchar not null, report_seq bigint, evidence varchar, words varchar,
    said_at timestamp not null, origin varchar not null, hash varchar not null
);
