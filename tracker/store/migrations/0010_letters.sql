-- Letters that remind: where they go, in which language, how often (`weekly`, `asked`, `never`). A recipient is an
-- account (`account:branch-akmola`) or an office without one (`branch:KZ-11`). An address that somebody typed for
-- themselves gets nothing but a question until it is confirmed there. Beside the ledger, shown to the account alone.
create table store.letter_wish (
    recipient varchar not null, address varchar not null, language varchar not null, often varchar not null,
    confirmed_at timestamp, asked_at timestamp, changed_at timestamp not null, changed_by varchar not null
);
insert into store.letter_wish
select recipient, address, language, case when weekly then 'weekly' else 'asked' end, changed_at, null, changed_at,
    'administrator' from store.digest_subscription;
drop table store.digest_subscription;
-- The link of one letter, of which only the hash is kept; it speaks for one recipient at one address.
create table store.letter_link (
    token_hash varchar not null, recipient varchar not null, address_hash varchar not null, made_at timestamp not null
);
