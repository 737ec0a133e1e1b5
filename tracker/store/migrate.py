"""Migrations: numbered .sql files, each run with its record in one transaction, in order.

A file older than this version is upgraded on opening; a newer one is refused in words.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from tracker import clock
from tracker.errors import BrokenDatabase, NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"


def known_migrations() -> list[tuple[int, str, str]]:
    """Version, name and SQL text of every migration of this version, in order."""
    files = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    return [(int(file.name[:4]), file.stem, file.read_text("utf-8")) for file in files]


def migrate(connection: duckdb.DuckDBPyConnection, *, must_hold_ledger: bool = False) -> None:
    """Bring the attached store to this version. Raises NewerDatabase, BrokenDatabase for somebody else's file."""
    tables = {
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'store'"
        ).fetchall()
    }
    if (tables or must_hold_ledger) and "migration" not in tables:
        raise BrokenDatabase("The file is a database, but not one of the tracker's: it holds no ledger.")
    connection.execute(
        "create table if not exists store.migration "
        "(version integer not null, name varchar not null, sha256 varchar not null, applied_at timestamp not null)"
    )
    applied = dict(connection.execute("select version, sha256 from store.migration").fetchall())
    known = known_migrations()
    newer = max(applied, default=0)
    if newer > known[-1][0]:
        raise NewerDatabase(
            "The database was written by a newer version of the tracker (its layout is {theirs}, this version knows "
            "{ours}). Install that version, or restore a backup made with this one.",
            theirs=newer,
            ours=known[-1][0],
        )
    for version, name, sql in known:
        digest = hashlib.sha256(sql.encode()).hexdigest()
        if version in applied:
            if applied[version] != digest:
                raise BrokenDatabase(
                    "The database was made by a changed step {name}; it cannot be trusted with this version.",
                    name=name,
                )
            continue
        connection.execute("begin transaction")
        connection.execute(sql)
        connection.execute(
            "insert into store.migration values ($1, $2, $3, $4)", [version, name, digest, clock.now()]
        )
        connection.execute("commit")
