"""What needs somebody: indicators ranked by attention (domain.md), each with the day since which it has lagged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker import clock
from tracker.access import Actor
from tracker.assess.unmoved import state_of_programs, unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rows
from tracker.queries.indicators import Assessed, assessed, in_order
from tracker.store import Store

GOOD = ("achieved", "on_track", "not_due", "not_measurable")


@dataclass(frozen=True, slots=True)
class Attention:
    """An indicator that needs somebody, and the first of the month-end days since which its status has been bad
    without a break (None: since its first due report).
    """

    item: Assessed
    behind_since: date | None


_BAD = "a.attention > 0 and not list_contains($good::varchar[], a.status)"
_SINCE = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint))
select no, on_day, status from assess_grouped('clocks', $basis, null, $nos::integer[], $eyes) order by no, on_day
"""


def needing(store: Store, actor: Actor, ask: Ask, scope: Scope, limit: int = 5) -> list[Attention]:
    """The ``limit`` indicators of the scope with the most attention, worst first; none that is on plan."""
    ask = replace(ask, head=ask.at(store))  # the ranks and the figures at one head
    ranked = in_order(
        store, actor, ask, scope, by_attention=True, condition=_BAD, given={"good": list(GOOD)}, limit=limit
    )
    worst = assessed(store, actor, ask, scope, by_attention=True, only=ranked) if ranked else []
    since = behind_since(store, actor, ask, worst)
    return [Attention(item, since.get(item.no)) for item in worst]


def behind_since(store: Store, actor: Actor, ask: Ask, items: list[Assessed]) -> dict[int, date]:
    """By indicator number, the first day of the present unbroken run of bad statuses, looked at on month ends
    within the last five years and on the day itself.
    """
    if not items:
        return {}
    head, eyes, nos = ask.at(store), eyes_of(store, actor, ask), [item.no for item in items]
    days = _month_ends(min(item.start for item in items), ask.as_of)
    values = {
        "days": days,
        "untils": [clock.end_of(day) for day in days],
        "head": head,
        "basis": ask.basis,
        "eyes": eyes,
        "nos": nos,
    }
    state = state_of_programs(store, head, {item.program for item in items})
    question = ("behind since", ask.as_of, ask.basis, eyes, *nos)
    return unmoved(store, state, question, lambda: _behind_since(store, values))


def _behind_since(store: Store, values: dict) -> dict[int, date]:
    with store.cursor() as cursor:
        found = rows(cursor, _SINCE, values)
    since: dict[int, date] = {}
    for row in found:
        if row["status"] in GOOD:
            since.pop(row["no"], None)
        else:
            since.setdefault(row["no"], row["on_day"])
    return since


def _month_ends(start: date, end: date, most: int = 60) -> list[date]:
    """Month ends before ``end`` back to ``start``, at most so many, and ``end`` itself; oldest first."""
    days, day = [end], end.replace(day=1) - timedelta(days=1)
    while day > start and len(days) < most:
        days.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return sorted(days)
