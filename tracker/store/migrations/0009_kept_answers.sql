-- What the HTTP interface answered to a request with an Idempotency-Key, so that sending it again does nothing twice.
-- Not of the ledger: an answer is forgotten after some days.
create table store.kept_answer (
    token varchar not null, key varchar not null, request_hash varchar not null, status integer not null,
    body varchar not null, answered_at timestamp not null
);
