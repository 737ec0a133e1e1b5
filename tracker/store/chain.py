"""What a row's hash covers, as text: row by row for a few, column by column for many.

The hash before it, the table's name, then each column as the length of its canonical text, a colon, the text: exact
for floats, ISO for days, microseconds for instants, nothing for null, an equals sign before a text. Written value by
value a row takes 20 microseconds, of which 1 walks the chain, which cannot be had in parallel; written for whole
columns, what repeats but once, it takes 2. ``tracker verify-ledger`` proves with the first what the second wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

FIELD = "\x1f"

_NULL = "0:"
# Between these two every writer of the shortest text writes a number without an exponent.
_SMALL, _LARGE = 1e-3, 1e9


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


def hashes_of_many(table: str, columns: Sequence[pa.Array], previous: str) -> pa.Array:
    """The same for many rows, the columns typed as the table has them."""
    written = pc.binary_join_element_wise("", table, *map(_fields_of_many, columns), FIELD)
    before, sha256 = previous.encode(), hashlib.sha256
    hashes = [
        before := sha256(before + line).hexdigest().encode() for line in written.cast(pa.binary()).to_pylist()
    ]
    return pa.array(hashes, pa.binary()).cast(pa.string())


def _fields_of_many(values: pa.Array) -> pa.Array | pa.Scalar:
    """One column as it is hashed: as :func:`fields` writes it, which is asked once for what repeats."""
    kind = values.type
    if pa.types.is_floating(kind):
        return _with_length(_numbers(values))
    if values.null_count == len(values) or _is_one(values):
        return pa.scalar(fields([values[0].as_py()])[0])
    if pa.types.is_string(kind):
        written = pc.binary_join_element_wise(
            pc.add(pc.utf8_length(values), 1).cast(pa.string()), values, ":="
        )
    elif pa.types.is_integer(kind):
        return _with_length(values.cast(pa.string()))
    else:
        distinct = values.dictionary_encode()
        written = pa.array(fields(distinct.dictionary.to_pylist()), pa.string()).take(distinct.indices)
    return pc.fill_null(written, _NULL)


def _numbers(values: pa.Array) -> pa.Array:
    """Numbers as ``repr`` writes them; Arrow's text of those that people write lacks but a whole one's zero."""
    written, size = values.cast(pa.string()), pc.abs(values)
    with_zero = pc.binary_join_element_wise(written, ".0", "")
    written = pc.if_else(pc.equal(pc.floor(values), values), with_zero, written)
    alike = pc.or_(pc.equal(size, 0.0), pc.and_(pc.greater_equal(size, _SMALL), pc.less(size, _LARGE)))
    others = pc.fill_null(pc.invert(alike), False)
    told = values.filter(others).to_pylist()
    return pc.replace_with_mask(written, others, pa.array(map(repr, told), pa.string())) if told else written


def _with_length(texts: pa.Array) -> pa.Array:
    """ASCII texts, each with its length before it."""
    written = pc.binary_join_element_wise(pc.binary_length(texts).cast(pa.string()), texts, ":")
    return pc.fill_null(written, _NULL)


def _is_one(values: pa.Array) -> bool:
    return not values.null_count and pc.all(pc.equal(values, values[0])).as_py()
