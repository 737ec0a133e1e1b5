"""The same facts for everybody: terms in force and the tree of territories as Parquet beside the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from bench.build import Built
from bench.peers.answers import PRESENT
from tracker.store import Store

# Every amendment of the made-up country lies before the days that are asked for, so one row of terms is enough; the
# check of the answers against the tracker's would find it if it were not. Who holds what is that of the present day.
_INDICATORS = """
select t.no, i.id, i.program, p.territory, t.kind, coalesce(t.baseline, 0) as baseline, t.target, t.weight,
    t.title_kk, t.title_ru, t.title_en, t.unit_ru as unit, o.owner, h.name_ru as holder, t.due_on as due
from store.terms t
join store.indicator i on i.load = t.load and i.no = t.no
join store.program p on p.load = t.load
join (from owners_on($day::date, $head::bigint)) o on o.no = t.no
left join (from holders_at($day::date, $head::bigint)) h on h.seat = o.owner
where t.until_on = date '9999-12-31'
order by t.no
"""
_TERRITORIES = "select above, code from territories_above($head::bigint) order by above, code"


@dataclass(frozen=True, slots=True)
class Files:
    """Where the Parquet files lie; ``first`` is the sequence of the first report, the rest follow in file order."""

    reports: Path
    reviews: Path
    indicators: Path
    territories: Path
    first: int


def exported(made: Built, store: Store) -> Files:
    """Write what the country's own Parquet does not hold."""
    folder = made.database.parent
    files = folder / "indicators.parquet", folder / "territories.parquet"
    with store.cursor() as cursor:
        for file, sql in zip(files, (_INDICATORS, _TERRITORIES), strict=True):
            values = {"day": PRESENT, "head": store.head()}
            relation = cursor.execute(sql, {name: values[name] for name in values if f"${name}" in sql})
            pq.write_table(relation.to_arrow_table(), file)
        (first,) = cursor.execute("select min(seq) from store.report").fetchall()[0]
    return Files(made.reports, made.reviews, *files, first)
