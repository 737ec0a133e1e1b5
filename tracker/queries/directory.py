"""Names and people: programs, territories, themes, executors, bodies, seats and their holders."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from tracker.access import Actor
from tracker.assess.unmoved import state_of_loads, unmoved
from tracker.queries.ask import Ask, rows, titles
from tracker.store import Store
from tracker.store.connection import first_row


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A loaded program."""

    program: str
    kind: str
    territory: str
    title: dict[str, str]
    start: date
    end: date
    demonstration: bool
    indicators: int
    file: str
    loaded_on: date


@dataclass(frozen=True, slots=True)
class TerritoryEntry:
    """A territory; ``from_on`` where it was formed later, out of ``split_from``."""

    code: str
    title: dict[str, str]
    level: str
    parent: str | None
    from_on: date | None
    split_from: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Days on which somebody holds a seat; ``to`` is the last day, None while they hold it."""

    holder: dict[str, str]
    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A seat with its body; ``holder`` on the day asked for, None while it is vacant."""

    seat: str
    title: dict[str, str]
    body: str
    body_kind: str
    body_title: dict[str, str]
    territory: str
    territory_title: dict[str, str]
    office_of: str | None
    holder: dict[str, str] | None
    holder_since: date | None
    carries: int


@dataclass(frozen=True, slots=True)
class Named:
    """A theme."""

    id: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExecutorEntry:
    """A state body that executes; ``contact`` names an office."""

    executor: str
    title: dict[str, str]
    territory: str | None
    part_of: str | None
    contact: dict[str, str] | None


def _day(value: date) -> date | None:
    return None if value.year in (1, 9999) else value


Entries = TypeVar("Entries")


def _of_loads(query: Callable[[Store, Actor, Ask], Entries]) -> Callable[[Store, Actor, Ask], Entries]:
    """Keep a list of every day until programs, rosters or territories are loaded: no report changes it."""

    @functools.wraps(query)
    def asked(store: Store, actor: Actor, ask: Ask) -> Entries:
        ask = replace(ask, head=ask.at(store))
        state = state_of_loads(store, ask.at(store))
        return unmoved(store, state, (query.__name__,), lambda: query(store, actor, ask))

    return asked


_PROGRAMS = """
select p.*, l.file, cast(l.recorded_at as date) as loaded_on,
    (select count(*) from store.indicator i where i.load = p.load) as indicators
from store.program p join (from loads_at($head::bigint)) c on c.load = p.load join store.load l on l.seq = p.load
order by p.start_on, p.kind, p.territory, p.program
"""


@_of_loads
def programs(store: Store, actor: Actor, ask: Ask) -> list[ProgramEntry]:
    """Every program loaded, the oldest cycle first."""
    return [
        ProgramEntry(
            title=titles(row),
            start=row["start_on"],
            end=row["end_on"],
            **{
                name: row[name]
                for name in (
                    "program",
                    "kind",
                    "territory",
                    "demonstration",
                    "indicators",
                    "file",
                    "loaded_on",
                )
            },
        )
        for row in _asked(store, _PROGRAMS, ask)
    ]


def headline(store: Store, actor: Actor, ask: Ask, territory: str = "KZ") -> ProgramEntry | None:
    """The election program of a territory in force on the day: the latest begun, else the first; never the party's.

    A real program goes before a demonstration of the same start.
    """
    own = [p for p in programs(store, actor, ask) if p.kind == "election" and p.territory == territory]
    begun = [p for p in own if p.start <= ask.as_of]
    if begun:
        return max(begun, key=lambda p: (p.start, not p.demonstration))
    return min(own, key=lambda p: (p.start, p.demonstration), default=None)


@_of_loads
def territories(store: Store, actor: Actor, ask: Ask) -> list[TerritoryEntry]:
    """Every territory in the order of its file."""
    return [
        TerritoryEntry(
            title=titles(row),
            **{name: row[name] for name in ("code", "level", "parent", "from_on", "split_from")},
        )
        for row in _listed(store, "territory", ask)
    ]


@_of_loads
def themes(store: Store, actor: Actor, ask: Ask) -> list[Named]:
    """Every theme in the order of its file."""
    return [Named(row["theme"], titles(row)) for row in _listed(store, "theme", ask)]


@_of_loads
def executors(store: Store, actor: Actor, ask: Ask) -> list[ExecutorEntry]:
    """Every executor in the order of its file."""
    return [
        ExecutorEntry(row["executor"], titles(row), row["territory"], row["part_of"], titles(row, "contact"))
        for row in _listed(store, "executor", ask)
    ]


_SEATS = """
with loads as (from loads_at($head::bigint)),
carried as (
    select seat, count(*) as carries from (
        select o.owner as seat, o.no from (from owners_on($as_of::date, $head::bigint)) o where o.owner is not null
        union
        select o.section_owner, o.no from (from owners_on($as_of::date, $head::bigint)) o
        where o.section_owner is not null
    ) group by seat
)
select s.*, b.kind as body_kind, b.territory, b.title_kk as body_kk, b.title_ru as body_ru, b.title_en as body_en,
    coalesce(t.title_kk, b.territory) as territory_kk, coalesce(t.title_ru, b.territory) as territory_ru,
    coalesce(t.title_en, b.territory) as territory_en,
    h.name_kk as holder_kk, h.name_ru as holder_ru, h.name_en as holder_en, h.from_on as holder_since,
    coalesce(c.carries, 0) as carries
from store.seat s semi join loads on loads.load = s.load
join store.body b on b.load = s.load and b.body = s.body
left join loads tl on tl.kind = 'territories'
left join store.territory t on t.load = tl.load and t.code = b.territory
left join (from holders_at($as_of::date, $head::bigint)) h on h.seat = s.seat
left join carried c on c.seat = s.seat
where $seat is null or s.seat = $seat
order by coalesce(t.place, 0), b.place, s.place
"""


def seats(store: Store, actor: Actor, ask: Ask, seat: str | None = None) -> list[SeatEntry]:
    """Every seat (or one) with its holder on the day and how many indicators it carries then."""
    ask = replace(ask, head=ask.at(store))
    # the day is part of the state: a country's seats are kept of the day asked for last, not of every day
    state = (*state_of_loads(store, ask.at(store)), ask.as_of)
    return unmoved(store, state, ("seats", seat), lambda: _seats(store, ask, seat))


def _seats(store: Store, ask: Ask, seat: str | None) -> list[SeatEntry]:
    return [
        SeatEntry(
            title=titles(row),
            body_title=titles(row, "body"),
            territory_title=titles(row, "territory"),
            holder=titles(row, "holder"),
            holder_since=_day(row["holder_since"]) if row["holder_since"] else None,
            **{
                name: row[name] for name in ("seat", "body", "body_kind", "territory", "office_of", "carries")
            },
        )
        for row in _asked(store, _SEATS, ask, seat=seat, as_of=ask.as_of)
    ]


def holdings(store: Store, actor: Actor, ask: Ask, seat: str) -> list[Holding]:
    """Everybody who held the seat, the first first; days between two holdings are a vacancy."""
    sql = (
        "select h.* from store.holder h semi join (from loads_at($head::bigint)) l on l.load = h.load "
        "where h.seat = $seat order by from_on"
    )
    return [
        Holding(
            titles(row, "name"),
            _day(row["from_on"]),
            None if row["until_on"].year == 9999 else date.fromordinal(row["until_on"].toordinal() - 1),
        )
        for row in _asked(store, sql, ask, seat=seat)
    ]


def holds_demonstration(store: Store) -> bool:
    """Whether any progress in the database is made up."""
    with store.cursor() as cursor:
        return (
            first_row(cursor, "select 1 from store.report where origin = 'demonstration' limit 1") is not None
        )


def holds_reports(store: Store) -> bool:
    """Whether anything was reported at all."""
    with store.cursor() as cursor:
        return first_row(cursor, "select 1 from store.report limit 1") is not None


def _asked(store: Store, sql: str, ask: Ask, **values) -> list[dict]:
    with store.cursor() as cursor:
        return rows(cursor, sql, {"head": ask.at(store), **values})


def _listed(store: Store, table: str, ask: Ask) -> list[dict]:
    """Every row in force of one of the country's lists, in the order of its file."""
    return _asked(
        store,
        f"select t.* from store.{table} t semi join (from loads_at($head::bigint)) l on l.load = t.load order by place",
        ask,
    )
