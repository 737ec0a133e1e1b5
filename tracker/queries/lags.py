"""How much each indicator adds to its program's shortfall: what a freeze covers beside the figures."""

from __future__ import annotations

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, source
from tracker.store import Store

_SQL = """
with chosen as materialized (
    select a.indicator, a.program, a.status, a.weight, a.progress, a.planned_progress from {source} a where {where}
),
weighing as (
    select program, sum(case when status <> 'not_measurable' then weight end) as weights
    from (select program, status, weight from {source}) where program in (select program from chosen) group by program
)
select indicator, case when a.status = 'not_measurable' then 0.0
    else coalesce(a.weight * greatest(0.0, clip_or_zero(a.planned_progress) - clip_or_zero(a.progress))
        / nullif(w.weights, 0), 0.0) end
from chosen a join weighing w on w.program = a.program
"""


def lags(store: Store, actor: Actor, ask: Ask, scope: Scope) -> dict[str, float]:
    """By indicator of the scope, its part of its own program's shortfall (0..1, domain.md "Roll-ups")."""
    where, values = scope.where(ask, store)
    sql = _SQL.format(source=source(store, actor, ask), where=where)
    with store.cursor() as cursor:
        return dict(cursor.execute(sql, values).fetchall())
