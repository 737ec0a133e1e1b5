"""What a row's hash covers is one text, whether it is written value by value or for whole columns."""

from __future__ import annotations

import math
import struct
from datetime import date, datetime

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.small_country import NOW, load
from tracker.store import open_store
from tracker.store.chain import hashes_of, hashes_of_many
from tracker.store.ledger import _ARROW, append, verify

KINDS = {"seq": "BIGINT", "no": "INTEGER", "value": "DOUBLE", "made": "TIMESTAMP", "day": "DATE", "yes": "BOOLEAN",
         "said": "VARCHAR"}  # fmt: skip
# every bit pattern that is a number, and those that people write
doubles = st.one_of(
    st.integers(0, 2**64 - 1).map(lambda bits: struct.unpack("<d", struct.pack("<Q", bits))[0]).filter(math.isfinite),
    st.decimals(-10**9, 10**9, places=3).map(float),
    st.integers(-(10**18), 10**18).map(float),
    st.sampled_from([0.0, -0.0, 1e15, 1e16, 1e17, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 2.0**53, 0.1 + 0.2]),
)  # fmt: skip
ROW = st.tuples(
    st.integers(-(2**63), 2**63 - 1),
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.none() | doubles,
    st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1)) | st.dates(date(1900, 1, 1), date(2300, 1, 1))
        .map(lambda day: datetime(day.year, day.month, day.day)),
    st.none() | st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.none() | st.booleans(),
    st.none() | st.text() | st.text(alphabet="әғқңөұүһі ӘҒҚ№'=:\x1f\x00\U0001f9ee\u0301"),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(ROW, min_size=1, max_size=40), st.sampled_from(["", "a" * 64]))
@example(
    [
        (1, None, None, None, None, None, None),
        (2, 0, -0.0, datetime(2022, 1, 1), date(2022, 1, 1), False, ""),
    ],
    "",
)
def test_whole_columns_are_hashed_as_their_values_are(rows, previous):
    columns = [list(column) for column in zip(*rows, strict=True)]
    whole = [pa.array(cells, _ARROW[kind]) for kind, cells in zip(KINDS.values(), columns, strict=True)]
    assert hashes_of_many("report", whole, previous).to_pylist() == hashes_of("report", columns, previous)


def test_many_rows_at_once_make_the_chain_that_one_by_one_make():
    count = 11_000  # more than is hashed at once
    values = [n / 7 - 100 for n in range(count)]
    columns = {
        "recorded_at": pa.repeat(pa.scalar(NOW), count), "actor": ["administrator"] * count,
        "on_behalf_of": pa.nulls(count), "key": [None] * count, "no": [1] * count,
        "period_start": [date(2022, 1, 1)] * count, "period_end": [date(2022, 3, 31)] * count, "value": values,
        "reported_at": [NOW.replace(microsecond=n) for n in range(count)], "author": ["ә"] * count,
        "evidence": [None] * count, "note": [str(n) for n in range(count)], "origin": ["import"] * count,
        "again": [n > 0 for n in range(count)],
    }  # fmt: skip
    heads = []
    for at_once in (count, 5_500):
        with open_store() as store:
            load(store)
            for start in range(0, count, at_once):
                with store.writing() as writing:
                    part = {name: cells[start : start + at_once] for name, cells in columns.items()}
                    sequence = append(writing, "report", part)
                assert len(sequence) == at_once and sequence[-1] == store.head()
            found = verify(store)
            assert found.first_bad is None and found.rows == store.head()
            heads.append(found.head)
    assert heads[0] == heads[1]
