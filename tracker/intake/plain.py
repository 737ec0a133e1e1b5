"""Rows that are plainly right, told for whole columns at once: most of a large file, which then costs little.

Whatever is at fault or unusual in any way is left to :mod:`tracker.intake.rows`, row by row, and so is a row that
shares its indicator and period with another. Owns no rule: what it takes for right the row's own rules would take
for right with the same values, which a test holds for any sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tracker.errors import InputError
from tracker.intake.headings import Columns
from tracker.intake.instants import parse_period
from tracker.intake.known import FREQUENCIES, KnownIndicators
from tracker.intake.numbers import PLAIN_AND_SHORT
from tracker.periods import Period
from tracker.record.new_report import NewReports

_PRINTABLE = bytes(range(0x20, 0x7F))
_LONGEST_KEY = 2**22  # more than there are days


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain rows as reports with their places (from 0), the places of all others, how many rows were empty."""

    reports: NewReports
    at: pa.Array
    others: list[int]
    skipped: int


def plain_rows(columns: Columns, known: KnownIndicators, today: date) -> Plain:
    """Take the plain rows of a sheet of values (one without a column of history) out of the others."""
    told = {name: columns.whole(name).array for name in ("value", "evidence", "note", "state", "measure")}
    says = [pc.is_valid(told[name]) for name in ("value", "state", "note", "evidence")]
    filled = pc.or_(pc.or_(says[0], says[1]), pc.or_(says[2], says[3]))
    named = columns.whole("indicator").array.dictionary_encode()
    of = known.facts(named)
    starts, ends = _periods(columns.whole("period").array, of["frequency"])
    value = _values(told["value"])
    fits = [
        filled,
        pc.is_null(told["measure"]),
        pc.is_null(told["state"]),
        pc.less_equal(starts, pa.scalar(today, pa.date32())),
        pc.greater(ends, of["start"]),
        pc.or_kleene(of["any_sign"], pc.greater_equal(value, 0.0)),
        pc.or_kleene(pc.invert(of["milestone"]), pc.is_in(value, pa.array([0.0, 1.0]))),
        pc.is_valid(value),
        _is_tidy(told["evidence"]),
        _is_tidy(told["note"]),
        _stands_alone(named.indices, ends),
    ]
    plain = fits[0]
    for fit in fits[1:]:
        plain = pc.and_kleene(plain, fit)
    plain = pc.fill_null(plain, False)
    reports = pa.table(
        {
            "indicator": named,
            "period_start": starts,
            "period_end": ends,
            "value": value,
            "evidence": told["evidence"],
            "note": told["note"],
        }
    )
    others = pc.indices_nonzero(pc.and_(filled, pc.invert(plain))).to_pylist()
    at = pc.indices_nonzero(plain).cast(pa.int64())
    skipped = len(filled) - len(at) - len(others)
    if len(at) < len(filled):
        reports = reports.filter(plain).combine_chunks()
    return Plain(NewReports(reports), at, others, skipped)


def _periods(texts: pa.Array, frequency: pa.Array) -> tuple[pa.Array, pa.Array]:
    """First and last day of each row's period, null where it cannot be read; each text is read once a frequency."""
    texts = texts.dictionary_encode()
    asked = pc.add(pc.multiply(texts.indices, len(FREQUENCIES)), frequency)
    distinct = pc.drop_null(pc.unique(asked))
    read = []
    for code in distinct.to_pylist():
        number, of = divmod(code, len(FREQUENCIES))
        read.append(_period(texts.dictionary[number].as_py(), FREQUENCIES[of]))
    found = pc.index_in(asked, distinct)
    starts = pa.array([period and period.start for period in read], pa.date32())
    ends = pa.array([period and period.end for period in read], pa.date32())
    return starts.take(found), ends.take(found)


def _period(text: str, frequency: str) -> Period | None:
    try:
        return parse_period(text, frequency)
    except InputError:
        return None


def _values(texts: pa.Array) -> pa.Array:
    """The numbers of plain digits, null for all others; few enough digits to be read alike by whoever reads them."""
    plain = pc.match_substring_regex(texts, PLAIN_AND_SHORT)
    return pc.if_else(plain, texts, None).cast(pa.float64())


def _is_tidy(texts: pa.Array) -> pa.Array | pa.Scalar:
    """Whether a text is kept as it stands: nothing in it that is not printed, no apostrophe before it."""
    tidy = pc.fill_null(pc.invert(pc.starts_with(texts, "'")), True)
    # what is left of all texts together without plain letters is short, and its distinct letters are few
    odd = set(_bytes_of(texts).translate(None, _PRINTABLE).decode())
    unprinted = "".join(letter for letter in odd if not letter.isprintable())
    if not unprinted:
        return tidy
    letters = "".join(f"\\x{{{ord(letter):x}}}" for letter in unprinted)
    return pc.and_(tidy, pc.fill_null(pc.invert(pc.match_substring_regex(texts, f"[{letters}]")), True))


def _bytes_of(texts: pa.Array) -> bytes:
    """All texts of a column, one behind the other."""
    if texts.null_count == len(texts):
        return b""
    _, offsets, data = texts.buffers()
    ends = memoryview(offsets).cast("i")
    return bytes(memoryview(data)[ends[texts.offset] : ends[texts.offset + len(texts)]])


def _stands_alone(indicator: pa.Array, ends: pa.Array) -> pa.Array | pa.Scalar:
    """Whether no other row speaks of the same indicator and period."""
    key = pc.add(
        pc.multiply(indicator.cast(pa.int64()), _LONGEST_KEY), ends.cast(pa.int32()).cast(pa.int64())
    )
    counted = pc.value_counts(pc.drop_null(key))
    repeated = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    return pc.invert(pc.is_in(key, repeated)) if len(repeated) else pa.scalar(True)
