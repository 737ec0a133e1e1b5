"""Opening: a new file, one held elsewhere, one that is no database; reading while others write."""

from __future__ import annotations

import subprocess
import sys
import threading

import duckdb
import pytest

from tests.small_country import load, record, report
from tracker.errors import BrokenDatabase, DatabaseHeld, EnvironmentFault, NewerDatabase
from tracker.store import open_store
from tracker.store.engine_faults import engine_fault

HOLD = (
    "import sys; from tracker.store import open_store; s = open_store(sys.argv[1]); "
    "print('held', flush=True); input()"
)


def test_what_was_written_is_there_after_reopening(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        head = store.head(), store.head_hash()
    with open_store(tmp_path / "t.duckdb") as store:
        assert (store.head(), store.head_hash()) == head
        with store.cursor() as cursor:
            assert cursor.execute("select value from store.report").fetchall() == [(12.0,)]


def test_a_file_held_by_another_process_is_said_to_be(tmp_path):
    path = tmp_path / "t.duckdb"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=-1, stdout=-1, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DatabaseHeld, match=r"Another process holds the database .*t\.duckdb"):
            open_store(path)
    finally:
        holder.communicate("\n")
    open_store(path).close()


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path):
    (tmp_path / "t.duckdb").write_bytes(b"PK\x03\x04" + b"x" * 5000)
    with pytest.raises(BrokenDatabase, match="is not a tracker database"):
        open_store(tmp_path / "t.duckdb")


def test_a_damaged_file_is_called_damaged_and_not_held(tmp_path):
    path = tmp_path / "t.duckdb"
    open_store(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4116] + bytes(byte ^ 0xFF for byte in whole[4116:4180]) + whole[4180:])
    with pytest.raises(BrokenDatabase, match=r"t\.duckdb is damaged: .* Restore a backup"):
        open_store(path)


def test_a_disk_that_is_full_or_closed_at_the_commit_is_said_to_be():
    # the engine's own words where a transaction's last byte finds no room
    said = duckdb.TransactionException(
        'TransactionContext Error: Failed to commit: Could not write file "/t.duckdb.wal": No space left on device'
    )
    assert str(engine_fault(said, "/t.duckdb")) == "The disk is full: /t.duckdb could not be written."
    said = duckdb.TransactionException(
        'TransactionContext Error: Failed to commit: Cannot open file "/t.duckdb.wal": Permission denied'
    )
    assert str(engine_fault(said, "/t.duckdb")).startswith("The database could not be written: ")
    assert engine_fault(duckdb.ConversionException("Could not convert string"), "/t.duckdb") is None


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EnvironmentFault, match=r"The folder .*nowhere does not exist"):
        open_store(tmp_path / "nowhere" / "t.duckdb")


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "t.duckdb"
    with open_store(path) as store, store.cursor() as cursor:
        cursor.execute("insert into store.migration values (9001, 'later', 'x', now()::timestamp)")
    with pytest.raises(
        NewerDatabase, match=r"written by a newer version of the tracker \(its layout is 9001"
    ):
        open_store(path)


def test_an_older_database_is_brought_forward_step_by_step(tmp_path, monkeypatch):
    from tracker.store import migrate

    path = tmp_path / "t.duckdb"
    steps = migrate.known_migrations()
    monkeypatch.setattr(migrate, "known_migrations", lambda: steps[:1])
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"attach '{path}' as store")
    migrate.migrate(connection)
    assert connection.execute("select version from store.migration").fetchall() == [(1,)]
    connection.close()
    monkeypatch.undo()
    with open_store(path) as store, store.cursor() as cursor:
        assert cursor.execute("select version from store.migration order by 1").fetchall() == [
            (n,) for n, *_ in steps
        ]


def test_a_failed_write_leaves_nothing_and_the_chain_goes_on():
    with open_store() as store:
        load(store)
        head = store.head()
        with pytest.raises(RuntimeError), store.writing() as writing:
            writing.cursor.execute("delete from store.load")
            raise RuntimeError
        with store.cursor() as cursor:
            assert cursor.execute("select max(seq) from store.load").fetchone() == (head,)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        assert store.head() == head + 1


def test_readers_beside_a_writer_get_their_own_rows_and_whole_writes(tmp_path):
    """Every reader sees as many reports as the head it read before, or more: no torn write, nobody else's row."""
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        first = store.head()
        faults, done = [], threading.Event()

        def read(label: int) -> None:
            while not done.is_set():
                head = store.head()
                with store.cursor() as cursor:
                    told, count = cursor.execute(
                        "select $1::int, count(*) from store.report", [label]
                    ).fetchone()
                if told != label or count < head - first:
                    faults.append((label, told, count, head))

        readers = [threading.Thread(target=read, args=(n,)) for n in range(4)]
        for reader in readers:
            reader.start()
        for n in range(30):
            record(store, report("clinics", "2021-Q4", float(n), f"2022-01-10T00:00:{n:02d}"))
        done.set()
        for reader in readers:
            reader.join()
        assert faults == []
