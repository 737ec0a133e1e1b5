-- The loaded programs as rows, every version kept under the ledger number of its load.
-- `until_on` is exclusive everywhere; 0001-01-01 and 9999-12-31 stand for "always was" and "still is".
create table store.subject (load bigint not null, no integer not null, id varchar not null);
create table store.program (
    load bigint not null, program varchar not null, kind varchar not null, territory varchar not null,
    start_on date not null, end_on date not null, demonstration boolean not null,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.section (
    load bigint not null, program varchar not null, section varchar not null, place integer not null,
    theme varchar, sensitive boolean not null,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.indicator (
    load bigint not null, no integer not null, id varchar not null, program varchar not null,
    section varchar not null, name varchar not null, place integer not null, since_on date, part_of varchar,
    executor varchar, source_url varchar, source_on date, source_note_kk varchar, source_note_ru varchar,
    source_note_en varchar
);
create table store.terms (
    load bigint not null, no integer not null, version integer not null, from_on date not null,
    until_on date not null, present boolean not null, kind varchar not null, baseline double, target double not null,
    bound varchar not null, start_on date not null, due_on date not null, profile varchar not null,
    direction varchar, frequency varchar not null, grace_days integer not null, weight double not null,
    program_weight double not null, on_track double not null, at_risk double not null, has_plan boolean not null,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null,
    unit_kk varchar, unit_ru varchar, unit_en varchar
);
-- The trajectory between two of its points; for an annual promise one row a year, its target in to_value.
create table store.segment (
    load bigint not null, no integer not null, version integer not null, from_on date not null, to_on date not null,
    from_value double, to_value double not null
);
create table store.ownership (
    load bigint not null, program varchar not null, section varchar not null, no integer, seat varchar not null,
    from_on date not null, until_on date not null
);
create table store.amendment (
    load bigint not null, program varchar not null, section varchar, no integer, measure varchar,
    place integer not null, dated date not null, action varchar not null, cause varchar, successor varchar,
    by_kk varchar, by_ru varchar, by_en varchar, note_kk varchar, note_ru varchar, note_en varchar,
    was varchar not null
);
create table store.measure (
    load bigint not null, no integer not null, measure varchar not null, place integer not null, executor varchar
);
create table store.measure_terms (
    load bigint not null, no integer not null, measure varchar not null, version integer not null,
    from_on date not null, until_on date not null, present boolean not null, action varchar, due_on date,
    budget_mln_kzt double, title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.territory (
    load bigint not null, code varchar not null, place integer not null, level varchar not null, parent varchar,
    from_on date, split_from varchar,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.theme (
    load bigint not null, theme varchar not null, place integer not null,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.executor (
    load bigint not null, executor varchar not null, place integer not null, territory varchar, part_of varchar,
    contact_kk varchar, contact_ru varchar, contact_en varchar,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.body (
    load bigint not null, body varchar not null, place integer not null, kind varchar not null,
    territory varchar not null, title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.seat (
    load bigint not null, seat varchar not null, body varchar not null, place integer not null, office_of varchar,
    title_kk varchar not null, title_ru varchar not null, title_en varchar not null
);
create table store.holder (
    load bigint not null, seat varchar not null, from_on date not null, until_on date not null,
    name_kk varchar not null, name_ru varchar not null, name_en varchar not null
);
