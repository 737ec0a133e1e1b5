"""What a row's hash covers, as text: made in Python for a few rows, by the engine for many.

The hash before it, the table's name, then each column as the length of its canonical text, a colon, the text: exact
for floats, ISO for days, microseconds for instants, nothing for null, an equals sign before a text. Python needs 20
microseconds to write a row so, the engine 2; the walk along the chain cannot be had in parallel and stays in Python.
Both forms are held equal by a test, and ``tracker verify-ledger`` proves with the first what the second wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import duckdb
import pyarrow as pa

FIELD = "\x1f"

_AS_TEXT = {
    "VARCHAR": "'=' || {0}",
    "TIMESTAMP": "strftime({0}, '%Y-%m-%dT%H:%M:%S.%f')",
    "DATE": "strftime({0}, '%Y-%m-%d')",
    "BOOLEAN": "case when {0} then 'True' when not {0} then 'False' end",
}


def fields(values: Iterable) -> list[str]:
    """One column as it is hashed."""
    # days and instants repeat down a column, and their ISO form is costly
    known: dict[object, str] = {}
    found = []
    for value in values:
        kind = type(value)
        if kind is str:
            found.append(f"{len(value) + 1}:={value}")
        elif kind is float:
            text = repr(value)
            found.append(f"{len(text)}:{text}")
        else:
            place = (kind, value)
            field = known.get(place)
            if field is None:
                text = _text(value)
                field = known[place] = f"{len(text)}:{text}"
            found.append(field)
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def hashes_of(table: str, columns: Sequence[Sequence], previous: str) -> list[str]:
    """The hash of each row of a ledger table, all columns from ``seq`` on given, after a ``previous`` hash."""
    hashes = []
    for row in zip(*map(fields, columns), strict=True):
        line = FIELD.join((previous, table, *row))
        previous = hashlib.sha256(line.encode()).hexdigest()
        hashes.append(previous)
    return hashes


def hashes_by_engine(
    cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, kinds: dict[str, str], previous: str
) -> list[str]:
    """The same for many rows; ``kinds`` are the columns' types in the engine's words, in the table's order."""
    cursor.register("to_hash", rows)
    try:
        texts = cursor.execute(f"select encode({_line(table, kinds)}) as line from to_hash").to_arrow_table()
    finally:
        cursor.unregister("to_hash")
    hashes, before, sha256 = [], previous.encode(), hashlib.sha256
    for line in texts["line"].to_pylist():
        digest = sha256(before + line).hexdigest()
        hashes.append(digest)
        before = digest.encode()
    return hashes


def _line(table: str, kinds: dict[str, str]) -> str:
    parts = [f"'{table}'"]
    for name, kind in kinds.items():
        text = _AS_TEXT.get(kind, "cast({0} as varchar)").format(f'"{name}"')
        parts.append(f"coalesce(length({text}) || ':' || ({text}), '0:')")
    return "chr(31) || " + " || chr(31) || ".join(parts)
