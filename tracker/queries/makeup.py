"""What a set's shortfall is made of, by territory, indicator, section, executor or seat: parts that add up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.access import Actor
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rows, source, titles
from tracker.queries.ever import state_of_scope
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a shortfall: ``part`` in the set's own scale (the parts' sum is the set's shortfall), ``share`` of
    the whole shortfall (0..1), and how many of the set's indicators stand behind it.
    """

    key: str | None
    title: dict[str, str] | None
    part: float
    share: float
    indicators: int
    lagging: int


_KEYS = {
    "territory": ("territory", "store.territory", "code"),
    "indicator": ("indicator", None, "indicator"),
    "section": ("program || '/' || section", "store.section", "program || '/' || section"),
    "theme": ("theme", "store.theme", "theme"),
    "executor": ("executor", "store.executor", "executor"),
    "seat": ("owner", "store.seat", "seat"),
    "program": ("program", "store.program", "program"),
}
_SQL = """
with loads as (from loads_at($head::bigint)),
keyed as (select 'set' as key, a.* from {source} a where {where}),
parts as (select *, shortfall_part as part from figure_parts('keyed')),
summed as (
    select {key} as part_key, exact_sum(part) as part, count(*) as indicators,
        count(*) filter (where part > 0) as lagging
    from parts group by {key}
),
whole as (select exact_sum(part) as part from summed),
named as ({titles})
select s.part_key, s.part, s.indicators, s.lagging, coalesce(s.part / nullif(w.part, 0), 0.0) as share,
    n.title_kk, n.title_ru, n.title_en
from summed s cross join whole w left join named n on n.key = s.part_key
order by s.part desc, s.part_key nulls last
"""


def makeup(store: Store, actor: Actor, ask: Ask, scope: Scope, by: str) -> list[Part]:
    """The scope's shortfall in parts, largest first; parts of zero too, so that what manages is seen.

    ``by`` is one of territory, indicator, section (key ``program/section``), theme, executor, seat, program. The parts
    stand until something on the programs of the scope is recorded.
    """
    ask = replace(ask, head=ask.at(store))
    question = ("makeup", ask.as_of, ask.basis, eyes_of(store, actor, ask), scope, by)
    state = state_of_scope(store, ask, scope)
    return unmoved(store, state, question, lambda: _makeup(store, actor, ask, scope, by))


def _makeup(store: Store, actor: Actor, ask: Ask, scope: Scope, by: str) -> list[Part]:
    key, table, column = _KEYS[by]
    where, values = scope.where(ask, store)
    among = "parts join store.terms using (load, no, version)"
    if table is not None:
        among = f"{table} semi join loads using (load)"
    named = f"select {column} as key, title_kk, title_ru, title_en from {among}"
    sql = _SQL.format(source=source(store, actor, ask), where=where, key=key, titles=named)
    with store.cursor() as cursor:
        found = rows(cursor, sql, {**values, "head": ask.at(store)})
    return [
        Part(row["part_key"], titles(row), row["part"], row["share"], row["indicators"], row["lagging"])
        for row in found
    ]
