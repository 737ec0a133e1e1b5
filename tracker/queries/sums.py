"""A figure beside the sum of its parts: the republic's beside the regions', a region's beside its districts'."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, source, titles
from tracker.queries.contradictions import Contradiction, contradictions
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class SumOfParts:
    """An indicator's newest value and the sum of the newest words of what feeds it, for the same period.

    ``whole`` is what is reported above, ``parts_sum`` what the parts say, both in ``unit``; ``difference`` is
    parts_sum - whole. ``parts`` feed it, ``spoke`` of them spoke for the period. ``differs``: ``more`` or ``less``
    where the difference is a contradiction (domain.md), None where it is none: the two agree, or not all parts spoke.
    """

    indicator: str
    title: dict[str, str]
    unit: dict[str, str] | None
    whole: float
    period_end: date
    parts_sum: float
    difference: float
    parts: int
    spoke: int
    differs: str | None


@dataclass(frozen=True, slots=True)
class PartStanding:
    """A part that feeds an indicator: where its territory stands with it. ``share`` (0..1) of the shortfall of all
    parts together.
    """

    indicator: str
    territory: str
    title: dict[str, str]
    status: str
    observed: float | None
    planned: float | None
    progress: float | None
    planned_progress: float | None
    unit: dict[str, str] | None
    period_end: date | None
    share: float


_KIND = "parts_and_whole"
_SUMS = """
with chosen as (
    select a.*, n.title_kk, n.title_ru, n.title_en, n.unit_kk, n.unit_ru, n.unit_en from {source} a
    join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
    where {where}
),
parts as (
    select a.*, n.unit_ru from {source} a semi join chosen on chosen.indicator = a.part_of
    join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
),
spoken_of as (select no from parts),
words as (from newest_words('spoken_of', $as_of::date, $until::timestamp, $head::bigint)),
told as (
    select c.no, p.no as part, arg_max(r.value, r.period_end) as value,
        coalesce(max(r.period_end) = c.period_end, false) as spoke
    from chosen c join parts p on p.part_of = c.indicator and p.kind = c.kind
        and p.unit_ru is not distinct from c.unit_ru
    left join words r on r.no = p.no and r.period_end <= c.period_end
        and (c.kind = 'cumulative' or year(r.period_end) = year(c.period_end))
    where c.kind in ('cumulative', 'annual') and c.observed is not null
    group by c.no, c.period_end, p.no
),
summed as (
    select no, count(*) as parts, count(*) filter (where spoke) as spoke, exact_sum(value) as value
    from told group by no having count(value) > 0
)
select c.indicator, c.title_kk, c.title_ru, c.title_en, c.unit_kk, c.unit_ru, c.unit_en, c.observed as whole,
    c.period_end, s.value as parts_sum, s.value - c.observed as difference, s.parts, s.spoke
from chosen c join summed s on s.no = c.no
order by c.program, c.place
"""
_STANDINGS = """
with loads as (from loads_at($head::bigint)),
keyed as (
    select a.part_of as key, a.* from {source} a
    where list_contains($indicators::varchar[], a.part_of) and a.program_start_on <= $as_of
),
parts as (select * from figure_parts('keyed')),
whole as (select key, exact_sum(shortfall_part) as part from parts group by key)
select p.key, p.indicator, p.territory, p.status, p.observed, p.planned, p.progress, p.planned_progress, n.unit_kk,
    n.unit_ru, n.unit_en, p.period_end, coalesce(p.shortfall_part / nullif(w.part, 0), 0.0) as share,
    t.title_kk, coalesce(t.title_ru, p.territory) as title_ru, t.title_en
from parts p join whole w on w.key = p.key
join store.terms n on n.load = p.load and n.no = p.no and n.version = p.version
left join loads l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = p.territory
order by p.key, share desc, p.status, p.territory
"""


def sums_of_parts(
    store: Store,
    actor: Actor,
    ask: Ask,
    scope: Scope,
    findings: Collection[Contradiction] | None = None,
) -> list[SumOfParts]:
    """Every running total or yearly figure of the scope beside the sum of what feeds it, in the program's order.

    ``findings`` are the scope's contradictions where they are known already.
    """
    where, values = scope.where(ask, store)
    values |= {"as_of": ask.as_of, "until": clock.end_of(ask.as_of), "head": ask.at(store)}
    with store.cursor() as cursor:
        found = rows(cursor, _SUMS.format(source=source(store, actor, ask), where=where), values)
    if not found:
        return []
    if findings is None:
        findings = contradictions(store, actor, ask, scope, (_KIND,))
    differing = {one.indicator: one.how for one in findings if one.kind == _KIND}
    return [
        SumOfParts(
            title=titles(row),
            unit=titles(row, "unit"),
            differs=differing.get(row["indicator"]),
            **{
                name: row[name]
                for name in ("indicator", "whole", "period_end", "parts_sum", "difference", "parts", "spoke")
            },
        )
        for row in found
    ]


def part_standings(
    store: Store, actor: Actor, ask: Ask, indicators: Collection[str]
) -> dict[str, list[PartStanding]]:
    """What feeds each of the indicators (full ids), the greatest share of the parts' shortfall first."""
    values = {"indicators": sorted(indicators), "as_of": ask.as_of, "head": ask.at(store)}
    with store.cursor() as cursor:
        found = rows(cursor, _STANDINGS.format(source=source(store, actor, ask)), values)
    standings: dict[str, list[PartStanding]] = {}
    for row in found:
        key = row.pop("key")
        unit, title = titles(row, "unit"), titles(row)
        plain = {name: row[name] for name in PartStanding.__slots__ if name not in ("unit", "title")}
        standings.setdefault(key, []).append(PartStanding(unit=unit, title=title, **plain))
    return standings
