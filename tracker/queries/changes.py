"""What changed between two days: execution, plan and verified, split without remainder into steps (domain.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.assess.snapshot import RECENT
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rows, seen_fully, sees_nothing_inside, source, titles
from tracker.queries.ever import ever, state_of_scope
from tracker.store import Store
from tracker.store.connection import first_row

STEPS = ("content", "assignments", "amendments", "reviews", "corrections", "results", "time")
FIGURES = ("execution", "plan", "verified")
# Figures lie in 0..1; on a grid of 2^-50 their differences and sums are exact, so `from` plus the steps is `to`.
_GRID = float(2**50)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure at both ends (0..1; an empty set is 0) and the change each step makes, in order."""

    from_: float
    to: float
    steps: dict[str, float]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What one indicator adds to one step of a set's change, in the set's own scale."""

    step: str
    indicator: str
    title: dict[str, str] | None
    execution: float
    plan: float
    verified: float


@dataclass(frozen=True, slots=True)
class EnteredLate:
    """A report or review recorded on a later day than it was made, where it was made between the two days, or
    before the first day's end and recorded after it. What is made up has no day of entry. The public reads none of it.
    """

    kind: str
    indicator: str
    period_end: date
    value: float
    made_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """The split of the three figures of a set, and what was entered late."""

    execution: Change
    plan: Change
    verified: Change
    entered_late: tuple[EnteredLate, ...]


_AT_CLOCKS = """
with clocks as (
    select unnest($clock::integer[]) as clock, unnest($content_on::date[]) as content_on,
        unnest($content_head::bigint[]) as content_head, unnest($assign_on::date[]) as assign_on,
        unnest($terms_on::date[]) as terms_on, unnest($reviews_until::timestamp[]) as reviews_until,
        unnest($reviews_head::bigint[]) as reviews_head, unnest($results_on::date[]) as results_on,
        unnest($results_until::timestamp[]) as results_until, unnest($results_head::bigint[]) as results_head,
        unnest($fixes_on::date[]) as fixes_on, unnest($fixes_until::timestamp[]) as fixes_until,
        unnest($fixes_head::bigint[]) as fixes_head, unnest($on_day::date[]) as on_day, null::integer[] as bound_to
),
-- Those that know the first day's results, and those that know the second's: each looks at the last words before it.
early as (from clocks where results_on = $first_day::date),
late as (from clocks where results_on <> $first_day::date),
assessed as (
    from assess_grouped('early', $basis, $programs::varchar[], $nos::integer[], $eyes,
                        recent := $before_first::date, until := $until::timestamp)
    union all
    from assess_grouped('late', $basis, $programs::varchar[], $nos::integer[], $eyes,
                        recent := $before_second::date, until := $until::timestamp)
),
keyed as (select a.clock as key, a.* from assessed a where {where})
"""
_LEVELS = _AT_CLOCKS + "select key, execution, plan, verified from rolled_up('keyed')"
_PARTS = (
    _AT_CLOCKS
    + """
, parts as (select key, no, execution_part, plan_part, verified_part from figure_parts('keyed')),
everywhere as (select distinct c.clock, p.no from clocks c cross join parts p),
stepped as (
    select e.no, e.clock,
        coalesce(p.execution_part, 0) - lag(coalesce(p.execution_part, 0)) over by_clock as execution,
        coalesce(p.plan_part, 0) - lag(coalesce(p.plan_part, 0)) over by_clock as plan,
        coalesce(p.verified_part, 0) - lag(coalesce(p.verified_part, 0)) over by_clock as verified
    from everywhere e left join parts p on p.key = e.clock and p.no = e.no
    window by_clock as (partition by e.no order by e.clock)
)
select s.*, i.id as indicator, n.title_kk, n.title_ru, n.title_en
from stepped s join store.subject i on i.no = s.no
left join (from terms_of_newest($head::bigint)) n on n.no = s.no
where s.clock > 0 and (abs(s.execution) > 1e-15 or abs(s.plan) > 1e-15 or abs(s.verified) > 1e-15)
order by s.clock, abs(s.execution) desc, abs(s.plan) desc, i.id
"""
)
# Looking for more numbers than this one by one costs more than assessing what they stand among.
_FEW = 1_000
# Which clocks move to the second day, step by step; corrections read what was known then up to the periods of old.
_MOVES = (
    (),
    ("content_on", "content_head"),
    ("assign_on",),
    ("terms_on",),
    ("reviews_until", "reviews_head"),
    ("fixes_on", "fixes_until", "fixes_head"),
    ("results_on", "results_until", "results_head"),
    ("on_day",),
)


def changed(store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope) -> Changed:
    """Split the change of a set from the first ask to the second; the basis is the second's.

    Both asks may name a ledger head, so that a frozen hearing can be compared with today.
    """
    return Changed(
        entered_late=_entered_late(store, actor, first, second, scope),
        **figures_changed(store, actor, first, second, scope),
    )


def figures_changed(store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope) -> dict[str, Change]:
    """The split alone, by the figures' names; of what was entered late, which may be much, nothing.

    It stands until something on the programs of the scope is recorded.
    """
    question = ("figures changed", first, second, eyes_of(store, actor, second), scope)
    first, second = (replace(ask, head=ask.at(store)) for ask in (first, second))
    state = state_of_scope(store, second, scope)
    return unmoved(store, state, question, lambda: _figures_changed(store, actor, first, second, scope))


def _figures_changed(store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope) -> dict[str, Change]:
    values, where = _asked(store, actor, first, second, scope)
    with store.cursor() as cursor:
        found = {row["key"]: row for row in rows(cursor, _LEVELS.format(where=where), values)}
    levels = [
        {name: _on_grid(found[n][name] if n in found else None) for name in FIGURES}
        for n in range(len(_MOVES))
    ]
    return {name: _change([level[name] for level in levels]) for name in FIGURES}


def changed_rows(store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope) -> list[ChangedRow]:
    """Each step's indicators and what each adds to it, by step in order, the largest first.

    A step's rows sum to the step: where a set grows or shrinks, every indicator's part moves a little with it.
    """
    values, where = _asked(store, actor, first, second, scope)
    with store.cursor() as cursor:
        found = rows(cursor, _PARTS.format(where=where), {**values, "head": second.at(store)})
    return [
        ChangedRow(
            STEPS[row["clock"] - 1],
            row["indicator"],
            titles(row),
            row["execution"],
            row["plan"],
            row["verified"],
        )
        for row in found
    ]


def _asked(store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope) -> tuple[dict, str]:
    """The parameters of the moments between two asks, one clock after another moved, and the scope's condition."""
    clocks, moved = _clocks(store, first), _clocks(store, second)
    moments = []
    for number, step in enumerate(_MOVES):
        clocks = clocks | {name: moved[name] for name in step}
        moments.append({"clock": number, **clocks})
    where, values = scope.where(second, store)
    values |= {
        "basis": second.basis,
        "eyes": eyes_of(store, actor, second),
        "first_day": first.as_of,
        "before_first": first.as_of - RECENT,
        "before_second": second.as_of - RECENT,
        "until": max(clock.end_of(first.as_of), clock.end_of(second.as_of)),
        **_bounds(store, second, scope),
    }
    return values | {name: [moment[name] for moment in moments] for name in moments[0]}, where


def _bounds(store: Store, ask: Ask, scope: Scope) -> dict[str, list | None]:
    """Programs and indicators that need to be assessed for a scope on any day; None where that is most of them."""
    bound = ever(store, ask, scope)
    if bound is None:
        return {"programs": None, "nos": None}
    return {
        "programs": list(bound.programs),
        "nos": list(bound.numbers) if len(bound.numbers) <= _FEW else None,
    }


def _clocks(store: Store, ask: Ask) -> dict:
    """Every clock at one day and head."""
    clocks = dict.fromkeys(
        ("content_on", "assign_on", "terms_on", "results_on", "fixes_on", "on_day"), ask.as_of
    )
    clocks |= dict.fromkeys(("reviews_until", "results_until", "fixes_until"), clock.end_of(ask.as_of))
    return clocks | dict.fromkeys(
        ("content_head", "reviews_head", "results_head", "fixes_head"), ask.at(store)
    )


def _on_grid(share: float | None) -> float:
    return round((share or 0.0) * _GRID) / _GRID


def _change(levels: list[float]) -> Change:
    steps = {name: after - before for name, before, after in zip(STEPS, levels[:-1], levels[1:], strict=True)}
    return Change(levels[0], levels[-1], steps)


_LATE = """
with entered as (
    select 'report' as kind, no, period_end, value, reported_at as made_at, recorded_at, seq, origin from store.report
    union all
    select 'review', no, period_end, value, reviewed_at, recorded_at, seq, origin from store.review
)
select e.kind, i.id as indicator, e.period_end, e.value, e.made_at, e.recorded_at
from entered e join {source} a on a.no = e.no join store.subject i on i.no = e.no semi join {seen} s on s.no = e.no
where e.origin <> 'demonstration' and e.made_at < $second_until and e.seq <= $second_head
  and e.recorded_at > e.made_at and (e.made_at >= $first_until or e.seq > $first_head)
  and {where}
order by e.seq
"""


def _entered_late(
    store: Store, actor: Actor, first: Ask, second: Ask, scope: Scope
) -> tuple[EnteredLate, ...]:
    if sees_nothing_inside(store, actor, second):
        return ()
    where, values = scope.where(second, store)
    with store.cursor() as cursor:
        head = first.head
        if head is None:
            head = _head_on(cursor, clock.end_of(first.as_of))
        found = rows(
            cursor,
            _LATE.format(
                source=source(store, actor, second), seen=seen_fully(store, actor, second), where=where
            ),
            {
                **values,
                "first_until": clock.end_of(first.as_of),
                "second_until": clock.end_of(second.as_of),
                "first_head": head,
                "second_head": second.at(store),
            },
        )
    late = (EnteredLate(**row) for row in found)
    return tuple(row for row in late if clock.day_of(row.recorded_at) > clock.day_of(row.made_at))


def _head_on(cursor, until: datetime) -> int:
    """The newest ledger sequence recorded before an instant, 0 if none was."""
    return first_row(
        cursor,
        "select coalesce(max(seq), 0) from (select seq, recorded_at from store.report union all "
        "select seq, recorded_at from store.review union all select seq, recorded_at from store.load) "
        "where recorded_at < $1",
        [until],
    )[0]
