"""Gaps in accountability: what nobody carries, and seats that carry something while vacant. Shown, never hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.access import Actor
from tracker.assess.unmoved import state_of_loads, unmoved
from tracker.queries.ask import Ask, Scope, rows, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: ``kind`` is ``indicator_without_owner``, ``sensitive_section_without_seat`` or ``vacant_seat``.

    ``id`` is the indicator, ``program/section`` or the seat; ``indicators`` how many indicators it concerns.
    """

    kind: str
    id: str
    program: str | None
    title: dict[str, str]
    place: dict[str, str]
    indicators: int


_SQL = """
with chosen as (select a.* from {source} a where {where}),
loads as (from loads_at($head::bigint)),
seats as (select s.*, b.title_kk as body_kk, b.title_ru as body_ru, b.title_en as body_en from store.seat s
    semi join loads on loads.load = s.load join store.body b on b.load = s.load and b.body = s.body)
select 'indicator_without_owner' as kind, c.indicator as id, c.program, n.title_kk, n.title_ru, n.title_en,
    p.title_kk as place_kk, p.title_ru as place_ru, p.title_en as place_en, 1 as indicators
from chosen c join store.program p on p.load = c.load
join store.terms n on n.load = c.load and n.no = c.no and n.version = c.version
where c.owner is null
union all
select 'sensitive_section_without_seat', c.program || '/' || c.section, c.program,
    any_value(s.title_kk), any_value(s.title_ru), any_value(s.title_en),
    any_value(p.title_kk), any_value(p.title_ru), any_value(p.title_en), count(*)
from chosen c join store.section s on s.load = c.load and s.section = c.section
join store.program p on p.load = c.load
where c.sensitive and c.section_owner is null group by c.program, c.section
union all
select 'vacant_seat', s.seat, null, any_value(s.title_kk), any_value(s.title_ru), any_value(s.title_en),
    any_value(s.body_kk), any_value(s.body_ru), any_value(s.body_en), count(distinct c.no)
from seats s join chosen c on c.owner = s.seat or c.section_owner = s.seat
anti join (from holders_at($as_of::date, $head::bigint)) h on h.seat = s.seat
group by s.seat
order by kind, indicators desc, id
"""


def accountability_gaps(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Gap]:
    """Every gap among the indicators of the scope on the day: no report opens or closes one."""
    ask = replace(ask, head=ask.at(store))
    question = ("gaps", ask.as_of, ask.basis, scope)
    return unmoved(
        store, state_of_loads(store, ask.at(store)), question, lambda: _gaps(store, actor, ask, scope)
    )


def _gaps(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Gap]:
    where, values = scope.where(ask, store)
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask), where=where),
            {**values, "head": ask.at(store), "as_of": ask.as_of},
        )
    return [
        Gap(row["kind"], row["id"], row["program"], titles(row), titles(row, "place"), row["indicators"])
        for row in found
    ]
