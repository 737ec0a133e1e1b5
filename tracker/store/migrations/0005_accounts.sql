-- Who may come in: accounts, their roles, invitations, sessions, throttles. What must change or be forgotten is no
-- ledger; of every token only its hash is kept. The access log alone is only ever appended, in a chain of its own, so
-- that a sign-in does not move the ledger's head.
create table store.account (
    account varchar not null, name varchar not null, password varchar, password_at timestamp,
    issuer varchar, subject varchar, created_at timestamp not null, created_by varchar not null,
    disabled_at timestamp, signed_in_at timestamp
);
-- A role holds from a day up to another; `seat` is the seat held or acted for, `office` an executor.
create table store.account_role (
    id varchar not null, account varchar not null, role varchar not null, territory varchar, seat varchar,
    office varchar, from_on date not null, until_on date not null, granted_at timestamp not null,
    granted_by varchar not null, revoked_at timestamp, revoked_by varchar
);
create table store.invitation (
    id varchar not null, account varchar not null, token_hash varchar not null, created_at timestamp not null,
    created_by varchar not null, expires_at timestamp not null, used_at timestamp, revoked_at timestamp
);
-- `step` is `open`, or `second_factor` while the code is awaited.
create table store.session (
    id varchar not null, account varchar not null, token_hash varchar not null, step varchar not null,
    way varchar not null, source varchar, opened_at timestamp not null, seen_at timestamp not null,
    ends_at timestamp not null, ended_at timestamp
);
create table store.known_device (
    account varchar not null, token_hash varchar not null, seen_at timestamp not null
);
-- Failures in a row of one name from one place, and the instant from which it may try again.
create table store.sign_in_throttle (
    name_hash varchar not null, source varchar not null, failures integer not null, failed_at timestamp not null,
    free_at timestamp not null
);
-- `last_step` is the newest time step whose code was taken, so that none is taken twice.
create table store.totp (
    account varchar not null, secret varchar not null, made_at timestamp not null, confirmed_at timestamp,
    last_step bigint not null
);
create table store.api_token (
    id varchar not null, account varchar not null, token_hash varchar not null, scope varchar not null,
    created_at timestamp not null, expires_at timestamp not null, revoked_at timestamp
);
create table store.access_entry (
    seq bigint not null, happened_at timestamp not null, kind varchar not null, account varchar, name varchar, role varchar,
    on_behalf_of varchar, what varchar, source varchar, hash varchar not null
);
