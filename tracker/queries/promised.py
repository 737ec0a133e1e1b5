"""What is promised: every indicator in force on a day, without reading a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access import Actor
from tracker.queries.ask import Ask, rows, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator that a file or form may name, with the terms in force on the day."""

    indicator: str
    program: str
    section: str
    territory: str
    title: dict[str, str]
    kind: str
    unit: dict[str, str] | None
    frequency: str
    start: date
    due: date
    measures: tuple[str, ...]


_SQL = """
with clocks as (from plain_clocks([$as_of::date], [$as_of::timestamp], $head::bigint)),
measures as (select load, no, list(measure order by place) as measures from store.measure group by load, no)
select t.*, p.territory, coalesce(m.measures, []) as measures
from terms_in_force('clocks', 'current', null, null) t
join store.program p on p.load = t.load
left join measures m on m.load = t.load and m.no = t.no
order by t.program, t.place
"""


def indicators(store: Store, actor: Actor, ask: Ask) -> list[IndicatorEntry]:
    """Every indicator in force on the day, in the order of the programs."""
    with store.cursor() as cursor:
        found = rows(cursor, _SQL, {"as_of": ask.as_of, "head": ask.at(store)})
    return [
        IndicatorEntry(
            indicator=row["id"],
            title=titles(row),
            unit=titles(row, "unit"),
            start=row["start_on"],
            due=row["due_on"],
            measures=tuple(row["measures"]),
            **{name: row[name] for name in ("program", "section", "territory", "kind", "frequency")},
        )
        for row in found
    ]
