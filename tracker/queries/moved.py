"""What moved most in the last days: indicators whose clipped progress changed, largest change first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker import clock
from tracker.access import Actor
from tracker.assess.snapshot import RECENT
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rows, source
from tracker.queries.ever import state_of_scope
from tracker.queries.indicators import Assessed, assessed
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator and its raw progress on an earlier day and on the day asked for (None counted as 0)."""

    item: Assessed
    since: date
    before: float
    after: float

    @property
    def change(self) -> float:
        """Change of progress, 0.1 = ten percentage points."""
        return self.after - self.before


_SQL = """
with clocks as (from plain_clocks([$since::date], [$until::timestamp], $at::bigint)),
earlier as materialized (
    select no, progress, period_end, observed
    from assess_grouped('clocks', $basis, $programs::varchar[], null, $eyes,
                        recent := $recent::date, until := $until::timestamp)
)
select a.no, coalesce(b.progress, 0.0) as before, coalesce(a.progress, 0.0) as after
from {source} a left join earlier b on b.no = a.no
where {where} and (a.period_end is distinct from b.period_end or a.observed is distinct from b.observed)
  and abs(clip_or_zero(a.progress) - clip_or_zero(b.progress)) > 1e-9
order by a.weight * abs(clip_or_zero(a.progress) - clip_or_zero(b.progress)) desc, a.indicator
limit $limit
"""


def moved_most(
    store: Store, actor: Actor, ask: Ask, scope: Scope, days: int = 30, limit: int = 5
) -> list[Moved]:
    """The indicators of the scope whose reports moved them most since ``days`` days before, largest first.

    The earlier day is assessed for it: of a scope bound to a program its reports alone. The answer stands until
    something on the programs of the scope is recorded.
    """
    ask = replace(ask, head=ask.at(store))  # both days at one head
    question = ("moved", ask.as_of, ask.basis, eyes_of(store, actor, ask), scope, days, limit)
    state = state_of_scope(store, ask, scope)
    return unmoved(store, state, question, lambda: _moved(store, actor, ask, scope, days, limit))


def _moved(store: Store, actor: Actor, ask: Ask, scope: Scope, days: int, limit: int) -> list[Moved]:
    since = ask.as_of - timedelta(days=days)
    where, values = scope.where(ask, store)
    values |= {
        "since": since,
        "until": clock.end_of(since),
        "recent": since - RECENT,
        "at": ask.head,
        "basis": ask.basis,
        "programs": [scope.program] if scope.program else None,
        "eyes": eyes_of(store, actor, ask),
        "limit": limit,
    }
    sql = _SQL.format(source=source(store, actor, ask), where=where)
    with store.cursor() as cursor:
        found = rows(cursor, sql, values)
    if not found:
        return []
    numbers = [row["no"] for row in found]
    items = {item.no: item for item in assessed(store, actor, ask, scope, only=numbers)}
    return [Moved(items[row["no"]], since, row["before"], row["after"]) for row in found]
