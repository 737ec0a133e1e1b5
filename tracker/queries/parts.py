"""Where a higher indicator lags: the shortfall of the lower indicators that feed it, by territory (domain.md)."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access import Actor
from tracker.queries.ask import Ask, rows, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Behind:
    """A territory's share (0..1) of the shortfall of everything that feeds an indicator."""

    territory: str
    title: dict[str, str]
    share: float


_SQL = """
with loads as (from loads_at($head::bigint)),
keyed as (
    select 'set' as key, a.* from {source} a where a.part_of = $indicator and a.program_start_on <= $as_of
),
summed as (select territory, exact_sum(shortfall_part) as part from figure_parts('keyed') group by territory),
whole as (select exact_sum(part) as part from summed)
select s.territory, s.part / nullif(w.part, 0) as share,
    t.title_kk, coalesce(t.title_ru, s.territory) as title_ru, t.title_en
from summed s cross join whole w left join loads l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = s.territory
where s.part > 0
order by s.part desc, s.territory
"""


def behind_by_territory(store: Store, actor: Actor, ask: Ask, indicator: str) -> list[Behind]:
    """Territories whose indicators feed ``indicator`` and lag, the greatest share first; the shares add up to 1.

    Empty where nothing feeds it, or nothing of that lags.
    """
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask)),
            {"indicator": indicator, "as_of": ask.as_of, "head": ask.at(store)},
        )
    return [Behind(row["territory"], titles(row), row["share"]) for row in found]
