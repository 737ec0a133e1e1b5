"""Measures under indicators: each one's state, and the states of a set, which add up to its total.

A country has a hundred thousand: they are counted and put in order by the engine, and what stands in them is read only
as far as it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.access import Actor
from tracker.assess.measures import measures
from tracker.queries.ask import BOUNDED_BY, Ask, Scope, rows, seen_fully, source, titles
from tracker.queries.listed import InParts
from tracker.store import Store

STATES = ("not_started", "under_way", "accepted", "done", "replaced", "removed")
#: states of a measure that still is one
STANDING = STATES[:4]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as of a day: ``state`` is one of STATES, ``late`` and ``moved`` (due later than first approved)
    are said beside it.
    """

    indicator: str
    measure: str
    title: dict[str, str]
    due: date | None
    first_due: date | None
    budget_mln_kzt: float | None
    executor: str | None
    state: str
    stage: str | None
    accepted_on: date | None
    in_use_on: date | None
    period_end: date | None
    reported_at: datetime | None
    author: str | None
    evidence: str | None
    late: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """How many measures of a set are in which state; ``due_in_year`` and ``done_in_year`` are "done of those due in
    the calendar year of the day", the third of domain.md's bases.
    """

    total: int
    states: dict[str, int]
    late: int
    moved: int
    due_in_year: int
    done_in_year: int


@dataclass(frozen=True, slots=True)
class MeasureMonth:
    """Measures due in one month (1..12) of the calendar year of the day: how many, done of them, late of them."""

    month: int
    due: int
    done: int
    late: int


_AMONG = "from {measures} m join {source} a on a.no = m.no where {where}"
_SUMS = (
    """
select m.state, count(*) as measures, count(*) filter (where m.late) as late, count(*) filter (where m.moved) as moved,
    count(*) filter (where year(m.due_on) = year($as_of::date)) as due_in_year
"""
    + _AMONG
    + " group by m.state"
)
_MONTHS = (
    """
select month(m.due_on) as month, count(*) as due, count(*) filter (where m.state = 'done') as done,
    count(*) filter (where m.late) as late
"""
    + _AMONG
    + " and year(m.due_on) = year($as_of::date) and list_contains($standing::varchar[], m.state)"
    + " group by all order by all"
)
_NUMBERS = "select m.number " + _AMONG + " and {condition} order by {order} limit $limit"
_IN_ORDER = "a.indicator, m.place"
_BY_DUE_DAY = "m.due_on nulls last, a.indicator, m.place"
# What is asked for is taken out first: the engine would put names to a whole country before it looks which are wanted.
_READ = """
with chosen as materialized (select * from {measures} where number in (select unnest($numbers::bigint[])))
select m.*, a.indicator, v.title_kk, v.title_ru, v.title_en, f.no is not null as seen
from chosen m
join {source} a on a.no = m.no
join store.measure_terms v on v.load = m.load and v.no = m.no and v.measure = m.measure and v.version = m.version
left join {seen} f on f.no = m.no
"""


class ListedMeasures(InParts[Measure]):
    """Measures in an order, as of one day, head and reader."""

    def __init__(self, store: Store, actor: Actor, ask: Ask, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self._store, self._actor, self._ask = store, actor, ask

    def _read(self, numbers: list[int]) -> list[Measure]:
        store, actor, ask = self._store, self._actor, self._ask
        sql = _READ.format(**_relations(store, actor, ask), seen=seen_fully(store, actor, ask))
        with store.cursor() as cursor:
            found = {row["number"]: row for row in rows(cursor, sql, {"numbers": numbers})}
        offices = {one.office for one in actor.capacities if one.powers == "executor"} - {None}
        return [_measure(found[number], offices) for number in numbers]


def _measure(row: dict, offices: set[str | None]) -> Measure:
    if not row["seen"] and row["executor"] not in offices:
        row = {
            **row,
            "author": None,
            "evidence": None,
        }  # whose word it is, where it lies: not public; the state is
    return Measure(
        title=titles(row),
        due=row["due_on"],
        first_due=row["first_due_on"],
        **{name: row[name] for name in Measure.__slots__ if name not in ("title", "due", "first_due")},
    )


def measures_of(store: Store, actor: Actor, ask: Ask, scope: Scope) -> ListedMeasures:
    """Every measure under the scope's indicators, in the order of their ids."""
    return _listed(store, actor, ask, scope, _IN_ORDER)


def measures_by_day(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, state: str | None = None, stage: str | None = None,
    month: str | None = None,
) -> ListedMeasures:  # fmt: skip
    """Those of a state (``late`` and ``moved`` are some too), a stage and a month due (``2022-03``), by due day."""
    conditions, given = ["true"], {}
    if state is not None:
        marks = "m.late" if state == "late" else "m.moved" if state == "moved" else "false"
        conditions.append(f"(m.state = $state or {marks})")
        given["state"] = state
    if stage is not None:
        conditions.append("m.stage = $stage")
        given["stage"] = stage
    if month is not None:
        conditions.append("strftime(m.due_on, '%Y-%m') = $month")
        given["month"] = month
    return _listed(store, actor, ask, scope, _BY_DUE_DAY, " and ".join(conditions), given)


def longest_late(store: Store, actor: Actor, ask: Ask, scope: Scope, limit: int = 5) -> ListedMeasures:
    """The measures of the scope that have been late the longest."""
    return _listed(store, actor, ask, scope, _BY_DUE_DAY, "m.late", limit=limit)


def measure_counts(store: Store, actor: Actor, ask: Ask, scope: Scope) -> MeasureCounts:
    """Measures of the scope by state; the counts of ``states`` add up to ``total``."""
    found = {row["state"]: row for row in _rows(store, actor, ask, scope, _SUMS, {"as_of": ask.as_of})}
    standing = [found[state] for state in STANDING if state in found]
    return MeasureCounts(
        total=sum(row["measures"] for row in found.values()),
        states={state: found[state]["measures"] if state in found else 0 for state in STATES},
        late=sum(row["late"] for row in found.values()),
        moved=sum(row["moved"] for row in found.values()),
        due_in_year=sum(row["due_in_year"] for row in standing),
        done_in_year=sum(row["due_in_year"] for row in standing if row["state"] == "done"),
    )


def measure_months(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[MeasureMonth]:
    """The months of the day's year in which measures of the scope are due, in order."""
    given = {"as_of": ask.as_of, "standing": list(STANDING)}
    return [MeasureMonth(**row) for row in _rows(store, actor, ask, scope, _MONTHS, given)]


def _listed(
    store: Store, actor: Actor, ask: Ask, scope: Scope, order: str, condition: str = "true",
    given: dict | None = None, limit: int | None = None,
) -> ListedMeasures:  # fmt: skip
    ask = replace(ask, head=ask.at(store))
    sql = _NUMBERS.replace("{condition}", condition).replace("{order}", order)
    found = _rows(store, actor, ask, scope, sql, {**(given or {}), "limit": limit})
    return ListedMeasures(store, actor, ask, [row["number"] for row in found])


def _rows(store: Store, actor: Actor, ask: Ask, scope: Scope, sql: str, given: dict) -> list[dict]:
    ask = replace(ask, head=ask.at(store))
    where, values = scope.where(ask, store)
    with store.cursor() as cursor:
        return rows(cursor, sql.format(**_relations(store, actor, ask), where=where), {**values, **given})


def _relations(store: Store, actor: Actor, ask: Ask) -> dict[str, str]:
    return {
        "measures": measures(store, ask.as_of, ask.basis, ask.at(store)),
        "source": source(store, actor, ask, columns=", ".join(BOUNDED_BY)),
    }
