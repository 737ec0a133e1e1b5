"""Differences between returned workbooks and the ledger that nobody has decided yet, for both sides to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """What a workbook says (``value``, by ``author`` at ``said_at``) beside what came in since it was made
    (``held``, by ``held_author`` at ``held_at``); instants naive UTC. ``moved_on``: another word was said after both.
    """

    seq: int
    indicator: str
    title: dict[str, str]
    kind: str
    unit: dict[str, str] | None
    period_start: date
    period_end: date
    value: float
    evidence: str | None
    note: str | None
    author: str
    said_at: datetime
    held: float
    held_author: str
    held_at: datetime
    moved_on: bool


_SQL = """
with opened as (
    select c.* from store.workbook_conflict c
    where c.state = 'open' and c.seq <= $conflict_head and not exists (
        from store.workbook_conflict d where d.state <> 'open' and d.workbook = c.workbook and d.no = c.no
            and d.period_end = c.period_end and d.value = c.value and d.held_seq = c.held_seq
            and d.seq <= $conflict_head)
)
select c.seq, a.indicator, t.title_kk, t.title_ru, t.title_en, a.kind, t.unit_kk, t.unit_ru, t.unit_en,
    c.period_start, c.period_end, c.value, c.evidence, c.note, c.author, c.recorded_at as said_at, r.value as held,
    r.author as held_author, r.reported_at as held_at,
    exists (from store.report n where n.no = c.no and n.period_end = c.period_end and n.seq > c.seq
        and n.seq <= $conflict_head) as moved_on
from opened c join {source} a on a.no = c.no semi join {seen} f on f.no = c.no
join store.terms t on t.load = a.load and t.no = a.no and t.version = a.version
join store.report r on r.seq = c.held_seq
where {where}
order by c.seq desc
"""


def workbook_conflicts(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[OpenConflict]:
    """Every difference of the scope that is not decided yet, the newest first."""
    where, values = scope.where(ask, store)
    seen = seen_fully(store, actor, ask)
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask), seen=seen, where=where),
            {**values, "conflict_head": ask.at(store)},
        )
    return [
        OpenConflict(
            title=titles(row),
            unit=titles(row, "unit"),
            **{name: row[name] for name in OpenConflict.__slots__ if name not in ("title", "unit")},
        )
        for row in found
    ]
