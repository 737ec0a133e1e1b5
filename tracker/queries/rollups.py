"""Roll-ups of sets of indicators: by section, program, territory, theme, seat, executor, or all in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tracker import clock
from tracker.access import Actor
from tracker.assess import territories
from tracker.assess.rolled import KEYS
from tracker.assess.snapshot import RECENT
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rolled_source, source
from tracker.queries.ever import state_of_scope
from tracker.queries.set_titles import set_titles
from tracker.store import Store

STATUSES = (
    "achieved",
    "on_track",
    "at_risk",
    "off_track",
    "missed",
    "no_data",
    "not_measurable",
    "not_due",
)
GROUPINGS = ("all", "section", "program", "territory", "theme", "seat", "executor")


class RolledUp(NamedTuple):
    """One set of indicators as of a day. Shares are 0..1, or None where nothing in the set is measurable.

    ``key`` is the set's id (None: what nobody carries, or has no executor; ``all``: one set), ``program`` stands
    beside it for a section. ``title`` is filled in three languages where the key has a title. A tuple, since
    thousands are made at once.
    """

    key: str | None
    program: str | None
    title: dict[str, str] | None
    programs: int
    indicators: int
    execution: float | None
    execution_max: float | None
    coverage: float | None
    plan: float | None
    plan_today: float | None
    verified: float | None
    shortfall: float | None
    surplus: float | None
    deviation: float | None
    achieved: int
    on_track: int
    at_risk: int
    off_track: int
    missed: int
    no_data: int
    not_measurable: int
    not_due: int
    report_overdue: int
    demonstration: bool

    def counts(self) -> dict[str, int]:
        """Indicators by status, in the order statuses are shown."""
        return {status: getattr(self, status) for status in STATUSES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one territory, its own programs and those below it together."""

    territory: str
    theme: str
    figures: RolledUp


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """A set as of one of several days."""

    day: date
    figures: RolledUp


# Keys that whole programs fall under, found for an indicator or for a kept roll-up of its program.
_ACROSS = {
    "all": "select 'all' as key, {columns} from {source} a where {where}",
    "territory": """
        select u.above as key, {columns} from {source} a
        join {above} u on u.code = a.territory where {where}""",
    "own_territory": "select territory as key, {columns} from {source} a where {where}",
    "theme_by_territory": """
        select u.above || ' ' || a.{theme} as key, {columns} from {source} a
        join {above} u on u.code = a.territory
        where {where} and a.{theme} is not null""",
}
_FIGURES = ", ".join(name for name in RolledUp._fields if name not in ("program", "title"))
_SQL = "with keyed as ({keyed}) select {figures} from {rolling}('keyed') order by key nulls last"
# Where every set lies in one program, there is nothing to average.
_OF_ONE_PROGRAM = {"section", "program"}
_COURSE = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $at::bigint)),
keyed as (
    select strftime(a.on_day, '%Y-%m-%d') as key, a.*
    from assess_grouped('clocks', $basis, $programs::varchar[], null, $eyes,
                        recent := $recent::date, until := $until::timestamp) a
    where {where}
)
select {figures} from rolled_up('keyed') order by key
"""


def rolled_up(store: Store, actor: Actor, ask: Ask, scope: Scope, by: str) -> list[RolledUp]:
    """One row a set, ordered by key; keys without an indicator on the day do not appear.

    ``by`` is one of GROUPINGS; by ``territory`` counts everything at or below, or with ``scope.own`` the
    territory's own programs alone. Rows by seat and by territory overlap.
    """
    ask = replace(ask, head=ask.at(store))  # figures and titles at one head
    found = _asked(store, actor, ask, scope, "own_territory" if by == "territory" and scope.own else by)
    titles = set_titles(store, by, ask.at(store))
    if by == "section":
        return [RolledUp(*reversed(key.split("/", 1)), titles.get(key), *figures) for key, *figures in found]
    return [RolledUp(key, None, titles.get(key), *figures) for key, *figures in found]


def whole(store: Store, actor: Actor, ask: Ask, scope: Scope) -> RolledUp | None:
    """The scope as one set, None when it holds no indicator on the day."""
    found = rolled_up(store, actor, ask, scope, "all")
    return found[0] if found else None


def cells(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Cell]:
    """Themes by territories: every pair that has an indicator on the day."""
    ask = replace(ask, head=ask.at(store))
    found = _asked(store, actor, ask, scope, "theme_by_territory")
    return [Cell(*key.split(" ", 1), RolledUp(key, None, None, *figures)) for key, *figures in found]


def _asked(store: Store, actor: Actor, ask: Ask, scope: Scope, grouping: str) -> list[tuple]:
    """Keys and figures of a grouping: from kept roll-ups by program where the scope is of whole programs."""
    where, values = scope.where(ask, store)
    way = grouping if grouping in KEYS else "theme" if grouping == "theme_by_territory" else "program"
    by_program = rolled_source(store, actor, ask, scope, way)
    above = territories.above(store, ask.at(store))
    if by_program is None:
        text = _ACROSS.get(grouping) or KEYS[grouping]
        keyed = text.format(
            source=source(store, actor, ask), where=where, columns="a.*", theme="theme", above=above
        )
        rolling = "rolled_up"
    else:
        text = _ACROSS.get(grouping, "select a.* from {source} a where {where}")
        where += f" and a.way = '{way}'"
        keyed = text.format(
            source=by_program, where=where, columns="a.* exclude (key)", theme="key", above=above
        )
        rolling = "of_one_program" if grouping in _OF_ONE_PROGRAM else "averaged"
    sql = _SQL.format(keyed=keyed, figures=_FIGURES, rolling=rolling)
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def course(store: Store, actor: Actor, ask: Ask, scope: Scope, days: Sequence[date]) -> list[CoursePoint]:
    """The scope as of each of the days, none after the one asked for, at the ask's basis and head; a day without an
    indicator is left out.

    The day asked for is read from what is kept of it, others are assessed: of a scope bound to a program its reports
    alone. They stand until something on the programs of the scope is recorded, whatever day is asked for next.
    """
    ask = replace(ask, head=ask.at(store))
    others = sorted(set(days) - {ask.as_of})
    question = ("course", ask.basis, eyes_of(store, actor, ask), scope)
    known: dict[date, RolledUp | None] = unmoved(store, state_of_scope(store, ask, scope), question, dict)
    missing = [day for day in others if day not in known]
    if missing:
        known |= _course(store, actor, ask, scope, missing)
    found = {day: known[day] for day in others}
    if ask.as_of in days:
        found[ask.as_of] = whole(store, actor, ask, scope)
    return [CoursePoint(day, figures) for day, figures in sorted(found.items()) if figures is not None]


def _course(
    store: Store, actor: Actor, ask: Ask, scope: Scope, days: list[date]
) -> dict[date, RolledUp | None]:
    where, values = scope.where(ask, store)
    if scope.begun:
        where += " and a.program_start_on <= a.on_day"
    values |= {
        "days": days,
        "untils": [clock.end_of(day) for day in days],
        "at": ask.at(store),
        "basis": ask.basis,
        "recent": days[0] - RECENT,
        "until": clock.end_of(days[-1]),
        "eyes": eyes_of(store, actor, ask),
        "programs": [scope.program] if scope.program else None,
    }
    with store.cursor() as cursor:
        rows = cursor.execute(_COURSE.format(where=where, figures=_FIGURES), values).fetchall()
    known = {date.fromisoformat(day): RolledUp("all", None, None, *figures) for day, *figures in rows}
    return {day: known.get(day) for day in days}
