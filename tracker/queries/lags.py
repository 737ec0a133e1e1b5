"""How much each indicator adds to its program's shortfall: what a freeze covers beside the figures."""

from __future__ import annotations

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, source
from tracker.store import Store

_SQL = """
with keyed as (select a.program as key, a.* from {source} a where {where})
select indicator, coalesce(shortfall_part, 0.0) from figure_parts('keyed')
"""


def lags(store: Store, actor: Actor, ask: Ask, scope: Scope) -> dict[str, float]:
    """By indicator of a scope of whole programs, its part of its own program's shortfall (0..1)."""
    where, values = scope.where(ask, store)
    sql = _SQL.format(source=source(store, actor, ask), where=where)
    with store.cursor() as cursor:
        return dict(cursor.execute(sql, values).fetchall())
