"""The ledger: appending rows to its one sequence and one hash chain, and proving that nobody touched them.

Each row's hash covers the hash before it and every column of the row as text with its length, so a changed, missing or
reordered row breaks the chain at that row. The rows that a load compiles a program into are covered by the
load's ``rows_digest``.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from tracker.errors import UsageError
from tracker.store.chain import FIELD, fields, hashes_of, hashes_of_many
from tracker.store.connection import LEDGER_TABLES, Store, Writing, first_row

_VERIFY_BATCH = 50_000
_MANY = 1_000  # rows from which on columns are hashed whole
_AT_ONCE = 10_000  # so that hashing and taking in go side by side, and little waits between them
_ARROW = {
    "VARCHAR": pa.string(),
    "TIMESTAMP": pa.timestamp("us"),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
}


def append(writing: Writing, table: str, columns: Mapping[str, Sequence | pa.Array]) -> range:
    """Append rows, given column by column without ``seq`` and ``hash``, in the order given; returns their sequence."""
    count = len(next(iter(columns.values())))
    sequence = range(writing.head + 1, writing.head + 1 + count)
    if count >= _MANY:
        _append_many(writing, table, columns)
    elif count:
        filled = [
            list(sequence),
            *(cells.to_pylist() if isinstance(cells, pa.Array) else cells for cells in columns.values()),
        ]
        hashes = hashes_of(table, filled, writing.head_hash)
        insert(writing.cursor, table, dict(zip(["seq", *columns, "hash"], [*filled, hashes], strict=True)))
        writing.head, writing.head_hash = sequence[-1], hashes[-1]
    return sequence


def _append_many(writing: Writing, table: str, columns: Mapping[str, Sequence | pa.Array]) -> None:
    """Hash the rows part by part; while one part is hashed, the engine takes in the one before."""
    described = writing.cursor.execute(f"describe store.{table}").fetchall()
    kinds = {name: _ARROW[kind] for name, kind, *_ in described if name != "hash"}
    count = len(next(iter(columns.values())))
    with ThreadPoolExecutor(1) as engine:
        taken = []
        for start in range(0, count, _AT_ONCE):
            part = {name: cells[start : start + _AT_ONCE] for name, cells in columns.items()}
            part["seq"] = pa.arange(writing.head + 1, writing.head + 1 + min(_AT_ONCE, count - start))
            rows = pa.table({name: _as_arrow(part[name], kind) for name, kind in kinds.items()})
            hashes = hashes_of_many(table, [column.chunk(0) for column in rows.columns], writing.head_hash)
            taken.append(engine.submit(_insert, writing.cursor, table, rows.append_column("hash", hashes)))
            writing.head, writing.head_hash = writing.head + rows.num_rows, hashes[-1].as_py()
        for one in taken:
            one.result()


def _as_arrow(cells: Sequence | pa.Array, kind: pa.DataType) -> pa.Array:
    return cells.cast(kind) if isinstance(cells, pa.Array) else pa.array(cells, kind)


def insert(cursor: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Sequence]) -> None:
    """Insert rows given column by column; through Arrow from a handful on (row by row costs 0.75 s a thousand)."""
    if len(next(iter(columns.values()))) <= 4:
        names = ", ".join(columns)
        places = ", ".join(f"${n + 1}" for n in range(len(columns)))
        for row in zip(*columns.values(), strict=True):
            cursor.execute(f"insert into store.{table} ({names}) values ({places})", list(row))
        return
    _insert(cursor, table, pa.table({name: pa.array(values) for name, values in columns.items()}))


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    names = ", ".join(rows.column_names)
    cursor.register("arriving_rows", rows)
    try:
        cursor.execute(f"insert into store.{table} ({names}) select {names} from arriving_rows")
    finally:
        cursor.unregister("arriving_rows")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk over the ledger found: rows read, the head (``seq:hash``), and the first bad row or None."""

    rows: int
    head: str
    first_bad: str | None


def verify(store: Store, since: str | None = None) -> Verdict:
    """Walk the chain and the compiled rows; ``since`` is a head printed earlier, which must still be in the chain.

    Raises UsageError for a ``since`` that is no head.
    """
    from_seq, from_hash = _parse_head(since)
    previous, expected, rows = from_hash, from_seq + 1, 0
    last = store.head()  # what others append meanwhile is for the next walk
    with store.cursor() as cursor:
        if from_seq and not _holds(cursor, from_seq, from_hash):
            return Verdict(
                0, f"{store.head()}:{store.head_hash()}", f"{from_seq}: the ledger no longer holds this head"
            )
        for table, seq, values, stored in _rows_in_order(cursor, from_seq, last):
            if seq != expected:
                return Verdict(rows, f"{expected - 1}:{previous}", f"{expected}: row missing or out of order")
            computed = hashes_of(table, [[seq], *[[v] for v in values]], previous)[0]
            if computed != stored:
                return Verdict(rows, f"{expected - 1}:{previous}", f"{seq}: {table} row was changed")
            previous, expected, rows = stored, seq + 1, rows + 1
        if expected <= last:
            return Verdict(rows, f"{expected - 1}:{previous}", f"{expected}: row missing or out of order")
        bad = _first_bad_load(cursor, last)
    return Verdict(rows, f"{expected - 1}:{previous}", bad)


def _parse_head(since: str | None) -> tuple[int, str]:
    if not since:
        return 0, ""
    seq, _, digest = since.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise UsageError(
            "{head} is no ledger head: a head is what verify-ledger prints last, a number, a colon and "
            "64 letters and digits.",
            head=since,
        )
    return int(seq), digest


def _holds(cursor: duckdb.DuckDBPyConnection, seq: int, digest: str) -> bool:
    return any(
        first_row(cursor, f"select 1 from store.{t} where seq = $1 and hash = $2", [seq, digest])
        for t in LEDGER_TABLES
    )


def _rows_in_order(cursor: duckdb.DuckDBPyConnection, after: int, last: int):
    """Ledger rows after one sequence up to another, all tables merged: (table, seq, other values, stored hash)."""

    def one(table: str):
        walker = cursor.cursor()
        try:
            walker.execute(
                f"select * from store.{table} where seq > $1 and seq <= $2 order by seq", [after, last]
            )
            while batch := walker.fetchmany(_VERIFY_BATCH):
                for seq, *values, stored in batch:
                    yield seq, table, values, stored
        finally:
            walker.close()

    for seq, table, values, stored in heapq.merge(*(one(t) for t in LEDGER_TABLES), key=lambda row: row[0]):
        yield table, seq, values, stored


def digest_of_rows(cursor: duckdb.DuckDBPyConnection, load: int) -> str:
    """SHA-256 over every compiled row of one load, table by table, in an order of their own text."""
    from tracker.store.program_rows import COMPILED_TABLES

    total = hashlib.sha256()
    for table in COMPILED_TABLES:
        rows = cursor.execute(
            f"select * exclude (load) from store.{table} where load = $1", [load]
        ).fetchall()
        if rows:
            columns = [fields(column) for column in zip(*rows, strict=True)]
            for line in sorted(map(FIELD.join, zip(*columns, strict=True))):
                total.update(f"{table}{FIELD}{line}\n".encode())
    return total.hexdigest()


def _first_bad_load(cursor: duckdb.DuckDBPyConnection, last: int) -> str | None:
    for seq, kind, name, stored in cursor.execute(
        "select seq, kind, id, rows_digest from store.load where seq <= $1 order by seq", [last]
    ).fetchall():
        if digest_of_rows(cursor, seq) != stored:
            return f"{seq}: the rows of {kind} {name} were changed"
    return None


def hash_at(store: Store, seq: int) -> str:
    """The chain's hash at a sequence number, empty where the ledger holds no such row."""
    with store.cursor() as cursor:
        for table in LEDGER_TABLES:
            found = first_row(cursor, f"select hash from store.{table} where seq = $1", [seq])
            if found:
                return found[0]
    return ""
