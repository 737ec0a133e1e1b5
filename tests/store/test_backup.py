"""A backup is consistent while others write, proved on writing, and answers as the original did."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from tests.small_country import ADMINISTRATOR, load, record, report
from tracker.errors import BrokenDatabase, InputError
from tracker.queries import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.store import open_store
from tracker.store.backup import backup, restore
from tracker.store.ledger import verify


def figures(path):
    with open_store(path) as store:
        return assessed(store, ADMINISTRATOR, Ask(date(2022, 4, 15)), Scope())


def test_a_restored_copy_assesses_to_the_same_figures(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        record(
            store, report("clinics", "2021-Q4", 12.0, "2022-01-10", verdict="verified", reviewer="control-1")
        )
        copied = backup(store, tmp_path / "copy.duckdb")
        assert copied.verdict.head == f"{store.head()}:{store.head_hash()}"
    restore(tmp_path / "copy.duckdb", tmp_path / "new.duckdb")
    assert figures(tmp_path / "new.duckdb") == figures(tmp_path / "t.duckdb")


def test_a_backup_taken_while_another_thread_writes_holds_together(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        started, done = threading.Event(), threading.Event()

        def write() -> None:
            n = 0
            while not done.is_set():
                record(
                    store,
                    report("clinics", "2021-Q4", float(n), f"2022-01-10T00:{n // 60 % 60:02d}:{n % 60:02d}"),
                )
                n += 1
                started.set()

        writer = threading.Thread(target=write)
        writer.start()
        started.wait()
        copied = [backup(store, tmp_path / f"copy{n}.duckdb") for n in range(3)]
        done.set()
        writer.join()
        assert all(copy.verdict.first_bad is None for copy in copied)
        rows = [copy.verdict.rows for copy in copied]
        assert rows == sorted(rows) and rows[-1] <= store.head()


def test_nothing_is_overwritten_unasked(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        backup(store, tmp_path / "copy.duckdb")
        with pytest.raises(InputError, match="is there already"):
            backup(store, tmp_path / "copy.duckdb")
    before = (tmp_path / "t.duckdb").read_bytes()
    with pytest.raises(InputError, match="is there already"):
        restore(tmp_path / "copy.duckdb", tmp_path / "t.duckdb")
    assert (tmp_path / "t.duckdb").read_bytes() == before
    restore(tmp_path / "copy.duckdb", tmp_path / "t.duckdb", overwrite=True)


def test_a_changed_backup_is_refused_and_the_database_stays(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        backup(store, tmp_path / "copy.duckdb")
    with open_store(tmp_path / "copy.duckdb") as copy, copy.cursor() as cursor:
        cursor.execute("update store.report set value = 20")
    with pytest.raises(InputError, match=r"does not hold together at .*report row was changed"):
        restore(tmp_path / "copy.duckdb", tmp_path / "t.duckdb", overwrite=True)
    with open_store(tmp_path / "t.duckdb") as store:
        assert verify(store).first_bad is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.duckdb", "t.duckdb"]


def test_a_backup_onto_the_database_itself_is_refused(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        with pytest.raises(InputError, match="is the database itself"):
            backup(store, tmp_path / "t.duckdb", overwrite=True)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        head = store.head()
    with open_store(tmp_path / "t.duckdb") as store:
        assert store.head() == head


def test_a_file_of_somebody_elses_is_no_backup_and_is_not_taken_over(tmp_path):
    import duckdb

    foreign = tmp_path / "foreign.duckdb"
    connection = duckdb.connect(str(foreign))
    connection.execute("create table t (a integer)")
    connection.close()
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
    (tmp_path / "text.duckdb").write_text("hello")
    with pytest.raises(InputError, match=r"/text\.duckdb is not a tracker database"):
        restore(tmp_path / "text.duckdb", tmp_path / "t.duckdb", overwrite=True)
    with pytest.raises(InputError, match="not one of the tracker's"):
        restore(foreign, tmp_path / "t.duckdb", overwrite=True)
    with pytest.raises(BrokenDatabase, match="not one of the tracker's"):
        open_store(foreign)
    assert figures(tmp_path / "t.duckdb")
