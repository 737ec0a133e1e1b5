-- What a branch sends beside its figures. Files lie beside the database under their content hash; here stands whose
-- they are. `shown_sha256` is the copy without metadata, the only one that is ever handed out.
create table store.evidence (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, report_seq bigint, measure varchar, period_end date,
    sha256 varchar not null, shown_sha256 varchar not null, kind varchar not null, bytes bigint not null, name varchar,
    taken_at timestamp, latitude double, longitude double, author varchar not null, origin varchar not null,
    hash varchar not null
);
-- One tap instead of a figure: no_change, as_planned, blocked (by a cause, at an office, since a day). `report_seq` is
-- the report it became; a blocked one has none while nothing was ever reported.
create table store.progress_word (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    no integer not null, period_end date not null, report_seq bigint, word varchar not null, cause varchar,
    office varchar, since_on date, words varchar, author varchar not null, origin varchar not null,
    hash varchar not null
);
-- Links that open the light report page without an account. The token itself is nowhere; its hash gives nobody access.
create table store.personal_link (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    link varchar not null, token_sha256 varchar not null, territory varchar not null, seat varchar, purpose varchar,
    expires_at timestamp not null, origin varchar not null, hash varchar not null
);
-- What became of a link: `bound` to the browser it was first used in, `revoked`.
create table store.personal_link_event (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    link varchar not null, event varchar not null, browser_sha256 varchar, origin varchar not null,
    hash varchar not null
);
-- Every use, also those refused. Not of the ledger: a look at a page says nothing about the program.
create table store.personal_link_use (
    used_at timestamp not null, link varchar not null, outcome varchar not null, path varchar not null
);
-- How a branch's own table is read: its columns and its titles, matched once. The newest for the same headings holds.
create table store.matching (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    territory varchar not null, headings varchar not null, columns varchar not null, titles varchar not null,
    origin varchar not null, hash varchar not null
);
-- Workbooks handed out, with the ledger head they were made at.
create table store.workbook (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    workbook varchar not null, territory varchar not null, executor varchar, language varchar not null,
    head bigint not null, lines integer not null, origin varchar not null, hash varchar not null
);
-- A cell of a returned workbook that says something else than what came in since it was made. `open` until somebody of
-- the branch decides: `kept` what is held, or `taken` what the workbook says, which is then a report of its own.
create table store.workbook_conflict (
    seq bigint not null, recorded_at timestamp not null, actor varchar not null, on_behalf_of varchar, key varchar,
    workbook varchar not null, no integer not null, period_start date not null, period_end date not null,
    value double not null, evidence varchar, note varchar, held_seq bigint not null, state varchar not null,
    author varchar not null, origin varchar not null, hash varchar not null
);
