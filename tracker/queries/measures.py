"""Measures under indicators: each one's state, and the states of a set, which add up to its total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.store import Store

STATES = ("not_started", "under_way", "accepted", "done", "replaced", "removed")


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


_SQL = """
with clocks as (from plain_clocks([$as_of::date], [$until::timestamp], $head::bigint))
select m.*, f.no is not null as seen from measures_at('clocks', $basis, $programs::varchar[], null) m
join {source} a on a.no = m.no
left join {seen} f on f.no = m.no
where {where}
order by m.indicator, m.place
"""


def measures_of(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Measure]:
    """Every measure under the scope's indicators, in the program's order."""
    where, values = scope.where(ask, store)
    values |= {
        "as_of": ask.as_of,
        "until": clock.end_of(ask.as_of),
        "head": ask.at(store),
        "basis": ask.basis,
    }
    values["programs"] = [scope.program] if scope.program else None
    sql = _SQL.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where)
    with store.cursor() as cursor:
        found = rows(cursor, sql, values)
    offices = {one.office for one in actor.capacities if one.powers == "executor"} - {None}
    # whose word it is and where it lies is not public; the state is
    found = [
        row if row["seen"] or row["executor"] in offices else {**row, "author": None, "evidence": None}
        for row in found
    ]
    return [
        Measure(
            title=titles(row),
            due=row["due_on"],
            first_due=row["first_due_on"],
            **{name: row[name] for name in Measure.__slots__ if name not in ("title", "due", "first_due")},
        )
        for row in found
    ]


def measure_counts(measures: list[Measure], as_of: date) -> MeasureCounts:
    """Count measures by state; the counts of ``states`` add up to ``total``."""
    due = [m for m in measures if m.due is not None and m.due.year == as_of.year and m.state in STATES[:4]]
    return MeasureCounts(
        total=len(measures),
        states={state: sum(m.state == state for m in measures) for state in STATES},
        late=sum(m.late for m in measures),
        moved=sum(m.moved for m in measures),
        due_in_year=len(due),
        done_in_year=sum(m.state == "done" for m in due),
    )
