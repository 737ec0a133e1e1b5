"""What a branch owes: the reports of its indicators for the newest period, with what is known filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.access import Actor
from tracker.assess.snapshot import RECENT
from tracker.periods import Period, containing, last_ended
from tracker.queries.ask import Ask, Scope, rows
from tracker.queries.indicators import Assessed, assessed
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class DueReport:
    """One indicator and the period to report next; ``planned`` is the plan at the period's end (domain.md, None
    where none is defined), ``last`` what is observed now; ``overdue`` the flag of the assessment.
    """

    item: Assessed
    period: Period
    planned: float | None
    planned_progress: float | None
    overdue: bool
    reported: bool


_PLANNED = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint))
select on_day, no, planned_today, planned_progress_today
from assess_at('clocks', $basis, null, $nos::integer[], recent := $recent::date, until := $until::timestamp)
"""


def due_reports(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[DueReport]:
    """Every open indicator of the scope with the newest period that has ended, the overdue first, then by attention.

    Closed indicators are left out: nothing more is awaited of them.
    """
    items = [item for item in assessed(store, actor, ask, scope, by_attention=True) if not item.closed]
    periods = {item.no: _newest_period(item, ask.as_of) for item in items}
    plan = plan_at(store, actor, ask, {item.no: periods[item.no].end for item in items})
    found = [
        DueReport(
            item,
            periods[item.no],
            *plan.get(item.no, (None, None)),
            item.report_overdue,
            item.period_end is not None and item.period_end >= periods[item.no].end,
        )
        for item in items
    ]
    return sorted(found, key=lambda due: (due.reported, not due.overdue))


def _newest_period(item: Assessed, as_of: date) -> Period:
    """The newest period that has ended, or while none has, the one under way."""
    ended = last_ended(item.frequency, as_of)
    return ended if ended.end > item.start else containing(item.frequency, as_of)


def plan_at(
    store: Store, actor: Actor, ask: Ask, days: dict[int, date]
) -> dict[int, tuple[float | None, float | None]]:
    """Planned value and planned progress of indicators (by number), each at its own day, by the terms in force then."""
    if not days:
        return {}
    wanted = sorted(set(days.values()))
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _PLANNED,
            {
                "days": wanted,
                "untils": [clock.end_of(day) for day in wanted],
                "head": ask.at(store),
                "basis": ask.basis,
                "nos": sorted(days),
                "recent": wanted[0] - RECENT,
                "until": clock.end_of(wanted[-1]),
            },
        )
    return {
        row["no"]: (row["planned_today"], row["planned_progress_today"])
        for row in found
        if days[row["no"]] == row["on_day"]
    }
