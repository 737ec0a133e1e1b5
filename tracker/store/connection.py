"""Opening the store: one engine in memory, the ledger's file attached beside it as ``store``.

Owns the process's one DuckDB connection and its write lock. Every unit of work takes a cursor of its own
(:meth:`Store.cursor`): a connection object shared between threads hands one thread another's rows.
Must never hold arithmetic of progress, a role check or a page's wording.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from tracker.errors import BrokenDatabase, DatabaseHeld, EnvironmentFault
from tracker.store.engine_faults import engine_fault
from tracker.store.migrate import migrate

ASSESS_SQL = Path(__file__).parents[1] / "assess"
# Files that both engine versions in use can open.
STORAGE = "storage_version 'v1.5.0'"
MEMORY = "400MB"
# A hundred thousand reports make 21 MB of log. Working them into the file takes as long as recording them, and nobody
# need wait for it: the log is worked in when it is full and when the file is closed, and replayed after a kill.
LOG = "64MB"
LEDGER_TABLES = (
    "load",
    "report",
    "measure_report",
    "review",
    "explanation",
    "explanation_request",
    "visit",
    "post",
    "review_visit",
    "dispute_answer",
    "recommendation",
    "recommendation_word",
    "hearing",
    "hearing_state",
    "agenda_act",
    "hearing_answer",
    "hearing_note",
    "decision",
    "decision_word",
    "decision_closing",
    "evidence",
    "progress_word",
    "personal_link",
    "personal_link_event",
    "matching",
    "workbook",
    "workbook_conflict",
)


class Store:
    """An open database. Use :func:`open_store`; close it, or use it in a ``with`` block."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self._connection = connection
        self.path = path
        self._write_lock = threading.RLock()
        self.snapshot_lock = threading.RLock()
        self.snapshots: dict[tuple, Any] = {}  # what tracker.assess.keeping holds
        self.loads: dict[int, int] = {}  # what tracker.store.loads holds
        self.unmoved: Any = None  # what tracker.assess.unmoved holds
        self.touched: dict[tuple[int, int], Any] = {}  # what tracker.assess.snapshot holds
        self._writes = 0
        self._head, self._head_hash = self._read_head()

    def _read_head(self) -> tuple[int, str]:
        newest = " union all ".join(
            f"(select seq, hash from store.{t} order by seq desc limit 1)" for t in LEDGER_TABLES
        )
        with self.cursor() as cursor:
            row = first_row(cursor, f"select seq, hash from ({newest}) order by seq desc limit 1")
        return row or (0, "")

    def head(self) -> int:
        """The newest ledger sequence, 0 while the ledger is empty."""
        return self._head

    def head_hash(self) -> str:
        """The newest hash of the chain, empty while the ledger is empty."""
        return self._head_hash

    def writes(self) -> int:
        """How many transactions were committed since it was opened, those beside the ledger as well."""
        return self._writes

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one unit of work; it sees every write acknowledged before it began."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction on the ledger, one writer at a time; it commits whole or not at all."""
        with self._write_lock, self.cursor() as cursor:
            writing = Writing(cursor, self._head, self._head_hash)
            cursor.execute("begin transaction")
            try:
                yield writing
                cursor.execute("commit")
            except BaseException as error:
                _roll_back(cursor)
                fault = engine_fault(error, self.path)
                if fault is not None:
                    raise fault from error
                if isinstance(error, duckdb.IOException):
                    raise EnvironmentFault(
                        "The database could not be written: {reason}", reason=str(error)
                    ) from error
                raise
            self._head, self._head_hash = writing.head, writing.head_hash
            self._writes += 1

    def close(self) -> None:
        """Write everything through to the file and let go of it; a second call does nothing."""
        with self._write_lock:
            # what no checkpoint could write stays in the write-ahead log, which the next opening replays
            with suppress(duckdb.Error):
                self._connection.execute("checkpoint store")
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Writing:
    """What a write transaction works with: its cursor and the chain's head as it moves on."""

    __slots__ = ("cursor", "head", "head_hash")

    def __init__(self, cursor: duckdb.DuckDBPyConnection, head: int, head_hash: str) -> None:
        self.cursor = cursor
        self.head = head
        self.head_hash = head_hash


def first_row(cursor: duckdb.DuckDBPyConnection, sql: str, values: list | dict | None = None) -> tuple | None:
    """The first row of a query or None, with the rest of the answer read, so that the cursor is free again.

    Version 2 of the engine refuses further work on a cursor whose last answer was not read to its end.
    """
    found = cursor.execute(sql, values or []).fetchall()
    return found[0] if found else None


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    # the engine may have rolled back by itself; the first error is the one to report
    with suppress(duckdb.Error):
        cursor.execute("rollback")


def open_store(
    url: str | Path = ":memory:", *, wait_seconds: float = 0, must_hold_ledger: bool = False
) -> Store:
    """Open the database at a path (made if absent, upgraded if older), or ``:memory:`` for one that is not kept.

    Raises DatabaseHeld when another process holds the file after ``wait_seconds``, NewerDatabase for a file
    of a newer version, BrokenDatabase for one that is no database of ours (``must_hold_ledger``: or an empty one),
    EnvironmentFault for what the disk refuses.
    """
    path = None if str(url) == ":memory:" else Path(url).expanduser().absolute()
    if path is not None and not path.parent.is_dir():
        raise EnvironmentFault(
            "The folder {folder} does not exist, so no database can be kept there.", folder=str(path.parent)
        )
    deadline = time.monotonic() + wait_seconds
    while True:
        connection = duckdb.connect(":memory:", config=_settings(path))
        try:
            _attach(connection, path)
            break
        except DatabaseHeld:
            connection.close()
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)
        except BaseException:
            connection.close()
            raise
    try:
        migrate(connection, must_hold_ledger=must_hold_ledger)
        for file in sorted(ASSESS_SQL.glob("*.sql")):
            connection.execute(file.read_text("utf-8"))
        return Store(connection, path)
    except BaseException:
        connection.close()
        raise


def _settings(path: Path | None) -> dict[str, str]:
    """What does not fit into memory goes beside the database, not into the folder a command was typed in.

    Without a bound the engine may take four fifths of the machine, and keeps what one question needed once.
    """
    return {
        "memory_limit": MEMORY,
        "checkpoint_threshold": LOG,
        "temp_directory": f"{path}.spill"
        if path is not None
        else str(Path(tempfile.gettempdir()) / "tracker.spill"),
    }


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    place = ":memory:" if path is None else str(path).replace("'", "''")
    new = path is not None and not path.exists()
    try:
        connection.execute(f"attach '{place}' as store" + (f" ({STORAGE})" if new else ""))
    except duckdb.Error as error:
        fault = engine_fault(error, path)
        if fault is not None:
            raise fault from error
        if isinstance(error, duckdb.IOException):
            raise EnvironmentFault(
                "The database {path} could not be opened: {reason}", path=str(path), reason=str(error)
            ) from error
        raise BrokenDatabase(
            "The database {path} could not be read: {reason}", path=str(path), reason=str(error)
        ) from error
