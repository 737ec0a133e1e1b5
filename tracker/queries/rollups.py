"""Roll-ups of sets of indicators: by section, program, territory, theme, seat, executor, or all in one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from tracker import clock
from tracker.access import Actor
from tracker.assess.rolled import KEYS
from tracker.assess.snapshot import RECENT
from tracker.queries.ask import Ask, Scope, eyes_of, rolled_source, rows, source, titles
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


@dataclass(frozen=True, slots=True)
class RolledUp:
    """One set of indicators as of a day. Shares are 0..1, or None where nothing in the set is measurable.

    ``key`` is the set's id (None: what nobody carries, or has no executor; ``all``: one set), ``program`` stands
    beside it for a section. ``title`` is filled in three languages where the key has a title.
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
        join (from territories_above($head::bigint)) u on u.code = a.territory where {where}""",
    "own_territory": "select territory as key, {columns} from {source} a where {where}",
    "theme_by_territory": """
        select u.above || ' ' || a.{theme} as key, {columns} from {source} a
        join (from territories_above($head::bigint)) u on u.code = a.territory
        where {where} and a.{theme} is not null""",
}
_TITLES = {
    "all": "select null as key, null as title_kk, null as title_ru, null as title_en where false",
    "program": "select program as key, title_kk, title_ru, title_en from store.program semi join loads using (load)",
    "section": """select program || '/' || section as key, title_kk, title_ru, title_en
        from store.section semi join loads using (load)""",
    "theme": "select theme as key, title_kk, title_ru, title_en from store.theme semi join loads using (load)",
    "executor": "select executor as key, title_kk, title_ru, title_en from store.executor semi join loads using (load)",
    "territory": "select code as key, title_kk, title_ru, title_en from store.territory semi join loads using (load)",
    "seat": "select seat as key, title_kk, title_ru, title_en from store.seat semi join loads using (load)",
}
_SQL = """
with loads as (from loads_at($head::bigint)),
keyed as ({keyed}),
rolled as (from {rolling}('keyed')),
titles as ({titles})
select r.*, t.title_kk, t.title_ru, t.title_en from rolled r left join titles t on t.key = r.key
order by r.key nulls last
"""
_COURSE = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $at::bigint)),
keyed as (
    select strftime(a.on_day, '%Y-%m-%d') as key, a.*
    from assess_grouped('clocks', $basis, $programs::varchar[], null, $eyes,
                        recent := $recent::date, until := $until::timestamp) a
    where {where}
)
from rolled_up('keyed') order by key
"""
_CELLS = "with keyed as ({keyed}) from {rolling}('keyed') order by key"


def rolled_up(store: Store, actor: Actor, ask: Ask, scope: Scope, by: str) -> list[RolledUp]:
    """One row a set, ordered by key; keys without an indicator on the day do not appear.

    ``by`` is one of GROUPINGS; by ``territory`` counts everything at or below, or with ``scope.own`` the
    territory's own programs alone. Rows by seat and by territory overlap.
    """
    ask = replace(ask, head=ask.at(store))  # figures and titles at one head
    grouping = "own_territory" if by == "territory" and scope.own else by
    found = _asked(store, actor, ask, scope, grouping, _SQL, titles=_TITLES[by])
    return [_rolled(row, by) for row in found]


def whole(store: Store, actor: Actor, ask: Ask, scope: Scope) -> RolledUp | None:
    """The scope as one set, None when it holds no indicator on the day."""
    found = rolled_up(store, actor, ask, scope, "all")
    return found[0] if found else None


def cells(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Cell]:
    """Themes by territories: every pair that has an indicator on the day."""
    ask = replace(ask, head=ask.at(store))
    found = _asked(store, actor, ask, scope, "theme_by_territory", _CELLS)
    pairs = [(*row["key"].split(" ", 1), row) for row in found]
    return [Cell(territory, theme, _rolled(row, "all")) for territory, theme, row in pairs]


def _asked(
    store: Store, actor: Actor, ask: Ask, scope: Scope, grouping: str, sql: str, **texts: str
) -> list[dict]:
    """Rows of a grouping: averaged from kept roll-ups by program where the scope is of whole programs."""
    where, values = scope.where(ask, store)
    by_program = rolled_source(store, actor, ask, scope)
    if by_program is None:
        text = _ACROSS.get(grouping) or KEYS[grouping]
        keyed = text.format(source=source(store, actor, ask), where=where, columns="a.*", theme="theme")
    else:
        way = grouping if grouping in KEYS else "theme" if grouping == "theme_by_territory" else "program"
        text = _ACROSS.get(grouping, "select a.* from {source} a where {where}")
        where += f" and a.way = '{way}'"
        keyed = text.format(source=by_program, where=where, columns="a.* exclude (key)", theme="key")
    sql = sql.format(keyed=keyed, rolling="rolled_up" if by_program is None else "averaged", **texts)
    with store.cursor() as cursor:
        return rows(cursor, sql, {**values, "head": ask.at(store)})


def course(store: Store, actor: Actor, ask: Ask, scope: Scope, days: list[date]) -> list[CoursePoint]:
    """The scope as of each of the days, at the ask's basis and head; a day without an indicator is left out.

    A scope bound to programs reads only their reports.
    """
    days = sorted(set(days))
    where, values = scope.where(ask, store)
    if scope.begun:
        where += " and a.program_start_on <= a.on_day"
    values |= {
        "days": days,
        "untils": [clock.end_of(day) for day in days],
        "at": ask.at(store),
        "basis": ask.basis,
        "recent": min(days, default=ask.as_of) - RECENT,
        "until": clock.end_of(max(days, default=ask.as_of)),
    }
    values["eyes"] = eyes_of(store, actor, ask)
    values["programs"] = [scope.program] if scope.program else None
    with store.cursor() as cursor:
        found = rows(cursor, _COURSE.format(where=where), values)
    return [
        CoursePoint(date.fromisoformat(row["key"]), _rolled({**row, "key": "all"}, "all")) for row in found
    ]


_FIGURES = itemgetter(*(name for name in RolledUp.__slots__ if name not in ("key", "program", "title")))


def _rolled(row: dict, by: str) -> RolledUp:
    key = row["key"]
    program = None
    if by == "section":
        program, key = key.split("/", 1)
    return RolledUp(key, program, titles(row) if "title_ru" in row else None, *_FIGURES(row))
