"""What the store knows about the indicators a file names: kind, start, measures, the last words held.

Owns the questions intake asks the store. Must not decide whether a row is at fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from tracker.periods import MONTHS_IN, Frequency
from tracker.store import Store

TOTALS = ("cumulative", "annual")  # kinds whose value counts up from nothing


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator as its newest terms have it; ``unit`` and ``target`` judge what is merely doubtful."""

    no: int
    start: date
    kind: str
    frequency: str
    unit: str | None
    target: float
    measures: frozenset[str]


_KNOWN = """
with loads as (from loads_at($head::bigint)),
measures as (select load, no, list(measure) as measures from store.measure where $measures group by load, no)
select i.id, i.no, p.start_on as start, t.kind, t.frequency, t.unit_ru as unit, t.target,
    coalesce(m.measures, []) as measures
from store.indicator i semi join wanted on wanted.id = i.id semi join loads on loads.load = i.load
join store.program p on p.load = i.load
join (from terms_of_newest($head::bigint)) t on t.load = i.load and t.no = i.no
left join measures m on m.load = i.load and m.no = i.no
"""
_NEAREST = """
select i.id from store.indicator i semi join (from loads_at($head::bigint)) l on l.load = i.load
where greatest(jaro_winkler_similarity(i.id, $id), jaro_winkler_similarity(i.name, $id)) >= 0.85
order by greatest(jaro_winkler_similarity(i.id, $id), jaro_winkler_similarity(i.name, $id)) desc, i.id limit 1
"""


FREQUENCIES: tuple[Frequency, ...] = tuple(MONTHS_IN)


class KnownIndicators(Mapping[str, KnownIndicator]):
    """The indicators of a file that the store holds, by full id; ``table`` has the same as columns."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    @cached_property
    def _each(self) -> dict[str, KnownIndicator]:
        rows = zip(*(column.to_pylist() for column in self.table.columns), strict=True)
        return {name: KnownIndicator(*facts, frozenset(measures)) for name, *facts, measures in rows}

    def __getitem__(self, name: str) -> KnownIndicator:
        return self._each[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._each)

    def __len__(self) -> int:
        return self.table.num_rows

    def facts(self, named: pa.DictionaryArray) -> dict[str, pa.Array]:
        """What a row's rules ask of its indicator, null where there is none: ``frequency`` as a place in FREQUENCIES,
        ``start``, whether it is a ``milestone``, whether its value may have ``any_sign``.
        """
        kind = self.table["kind"]
        of = {
            "frequency": pc.index_in(self.table["frequency"], pa.array(FREQUENCIES)),
            "start": self.table["start"],
            "milestone": pc.equal(kind, "milestone"),
            "any_sign": pc.invert(pc.is_in(kind, pa.array(TOTALS))),
        }
        place = pc.index_in(named.dictionary, self.table["id"]).take(named.indices)
        return {name: column.combine_chunks().take(place) for name, column in of.items()}


def known_indicators(
    store: Store, ids: Iterable[str] | pa.Array, *, measures: bool = False
) -> KnownIndicators:
    """The indicators of these full ids that the store holds, with their ``measures`` or without."""
    with store.cursor() as cursor:
        wanted = ids if isinstance(ids, pa.Array) else pa.array(list(ids), pa.string())
        cursor.register("wanted", pa.table({"id": wanted}))
        found = cursor.execute(_KNOWN, {"head": store.head(), "measures": measures})
        return KnownIndicators(found.to_arrow_table())


def nearest_indicator(store: Store, text: str) -> str | None:
    """The held id that looks most like the text, None where none does."""
    with store.cursor() as cursor:
        found = cursor.execute(_NEAREST, {"head": store.head(), "id": text[:200]}).fetchone()
    return found[0] if found else None
