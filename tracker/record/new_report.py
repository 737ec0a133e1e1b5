"""What somebody reports: one value of one indicator for one period, alone or as columns of a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from tracker.periods import MONTHS_IN, Period


@dataclass(frozen=True, slots=True)
class NewReport:
    """One value of one indicator (full id) for one period.

    ``reported_at`` (naive UTC), ``author`` and the review's fields are for history brought from elsewhere and need
    an administrator; without them the actor reports now.
    """

    indicator: str
    period: Period
    value: float
    evidence: str | None = None
    note: str | None = None
    reported_at: datetime | None = None
    author: str | None = None
    verdict: str | None = None
    reviewed_at: datetime | None = None
    reviewer: str | None = None
    reason: str | None = None


_AFTER_VALUE = {
    "evidence": pa.string(),
    "note": pa.string(),
    "reported_at": pa.timestamp("us"),
    "author": pa.string(),
    "verdict": pa.string(),
    "reviewed_at": pa.timestamp("us"),
    "reviewer": pa.string(),
    "reason": pa.string(),
}
_KINDS = {months: kind for kind, months in MONTHS_IN.items()}


class NewReports(Sequence[NewReport]):
    """Many reports as columns; each becomes an object only where somebody looks at it.

    ``table`` has NewReport's fields as columns of one chunk each, the indicator as a dictionary (which may name
    further ones), the period as ``period_start`` and ``period_end``; a column left out holds nothing.
    """

    __slots__ = ("table",)

    def __init__(self, table: pa.Table) -> None:
        count = table.num_rows
        for name, kind in _AFTER_VALUE.items():
            if name not in table.column_names:
                table = table.append_column(name, pa.nulls(count, kind))
        self.table = table

    @classmethod
    def of(cls, reports: Iterable[NewReport]) -> NewReports:
        """The reports as columns; what is columns already is left as it is."""
        if isinstance(reports, cls):
            return reports
        told = list(reports)
        columns = {
            "indicator": pa.array([one.indicator for one in told], pa.string()).dictionary_encode(),
            "period_start": pa.array([one.period.start for one in told], pa.date32()),
            "period_end": pa.array([one.period.end for one in told], pa.date32()),
            "value": pa.array([one.value for one in told], pa.float64()),
        }
        for name, kind in _AFTER_VALUE.items():
            columns[name] = pa.array([getattr(one, name) for one in told], kind)
        return cls(pa.table(columns))

    def __len__(self) -> int:
        return self.table.num_rows

    def __getitem__(self, n):
        if isinstance(n, slice):
            return NewReports(self.table.take(pa.array(range(*n.indices(len(self))), pa.int64())))
        place = range(len(self))[n]
        return next(iter(NewReports(self.table.slice(place, 1))))

    def __iter__(self) -> Iterator[NewReport]:
        told = {name: self.table[name].to_pylist() for name in self.table.column_names}
        starts, ends = told.pop("period_start"), told.pop("period_end")
        periods = [
            Period(_KINDS[(end.year - start.year) * 12 + end.month - start.month + 1], start, end)
            for start, end in zip(starts, ends, strict=True)
        ]
        further = (told[name] for name in _AFTER_VALUE)
        for row in zip(told["indicator"], periods, told["value"], *further, strict=True):
            yield NewReport(*row)

    def column(self, name: str) -> pa.Array:
        """One column of the table."""
        return self.table[name].combine_chunks()

    def indicators(self) -> pa.Array:
        """The full ids that are spoken of, each once."""
        named = self.column("indicator")
        return named.dictionary.take(pc.unique(named.indices))

    def numbered(self, ids: pa.Array, numbers: pa.Array) -> pa.Array:
        """The ledger's number of each report's indicator, by ids with their numbers."""
        named = self.column("indicator")
        return numbers.take(pc.index_in(named.dictionary, ids)).take(named.indices)

    def joined(self, others: NewReports, order: pa.Array) -> NewReports:
        """These and the others, put into an order."""
        both = pa.concat_tables([self.table, others.table]).unify_dictionaries().combine_chunks()
        return NewReports(both.take(order))

    def with_verdict(self) -> NewReports:
        """Those that bring a verdict."""
        return NewReports(self.table.filter(pc.is_valid(self.table["verdict"])))

    @property
    def bring_history(self) -> bool:
        """Whether one of them has a date, an author or a verdict of its own."""
        return any(self.table[name].null_count < len(self) for name in ("reported_at", "author", "verdict"))
