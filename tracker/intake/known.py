"""What the store knows about the indicators a file names: kind, start, measures, the last words held.

Owns the questions intake asks the store. Must not decide whether a row is at fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from tracker.store import Store


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
measures as (select load, no, list(measure) as measures from store.measure group by load, no)
select i.id, i.no, p.start_on, t.kind, t.frequency, t.unit_ru, t.target, coalesce(m.measures, [])
from store.indicator i semi join wanted on wanted.id = i.id semi join loads on loads.load = i.load
join store.program p on p.load = i.load
join store.terms t on t.load = i.load and t.no = i.no
left join measures m on m.load = i.load and m.no = i.no
qualify t.version = max(t.version) over (partition by i.no)
"""
_NEAREST = """
select i.id from store.indicator i semi join (from loads_at($head::bigint)) l on l.load = i.load
where greatest(jaro_winkler_similarity(i.id, $id), jaro_winkler_similarity(i.name, $id)) >= 0.85
order by greatest(jaro_winkler_similarity(i.id, $id), jaro_winkler_similarity(i.name, $id)) desc, i.id limit 1
"""


def known_indicators(store: Store, ids: Iterable[str]) -> dict[str, KnownIndicator]:
    """The indicators of these full ids that the store holds."""
    with store.cursor() as cursor:
        cursor.register("wanted", pa.table({"id": pa.array(sorted(set(ids)), pa.string())}))
        found = cursor.execute(_KNOWN, {"head": store.head()}).fetchall()
    return {row[0]: KnownIndicator(*row[1:7], frozenset(row[7])) for row in found}


def nearest_indicator(store: Store, text: str) -> str | None:
    """The held id that looks most like the text, None where none does."""
    with store.cursor() as cursor:
        found = cursor.execute(_NEAREST, {"head": store.head(), "id": text[:200]}).fetchone()
    return found[0] if found else None
