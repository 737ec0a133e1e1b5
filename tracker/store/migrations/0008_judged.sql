-- What the program files were found to be when they were last read whole, so that files nobody touched need not be
-- parsed and judged again. Not of the ledger: it can be made anew at any time and proves nothing.
create table store.judged (fingerprint varchar not null, counts varchar not null, warnings varchar not null);
