"""Which indicators an actor sees fully (roles.md's column "sees"), as a relation of their numbers.

Says the same as the act ``see_unverified`` of :mod:`tracker.access.permission`, for all indicators at once: what
lies in the relation is shown as reported, everything else as the public sees it. The relation is kept in the
engine's memory, keyed on the day, the newest load and the roles' bounds, never on who asks: no report changes it.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from datetime import date
from weakref import WeakKeyDictionary

from tracker.access.actor import Actor
from tracker.store import Store
from tracker.store.loads import newest_load

COUNTRY = "KZ"
ALL, PUBLIC = "all", "public"
KEPT = 64
_IN_USE_SECONDS = 60
_WITHIN = ("branch", "council_seat", "party_control", "faction")

_MAKE = """
create or replace table memory.main.{name} as
with loads as (from loads_at($head::bigint)),
item as (
    select i.no, i.executor, p.territory, s.theme, o.owner, o.section_owner
    from store.indicator i
    join loads on loads.kind = 'program' and loads.load = i.load
    join store.program p on p.load = i.load
    join store.section s on s.load = i.load and s.section = i.section
    left join (from owners_on($day::date, $head::bigint)) o on o.no = i.no
),
up as (from territories_above($head::bigint)),
within as (select code from up where list_contains($territories::varchar[], above)),
watched as (
    select distinct s.theme, up.code
    from store.ownership w
    join loads on loads.kind = 'program' and loads.load = w.load
    join store.section s on s.load = w.load and s.section = w.section
    join store.program p on p.load = w.load
    join up on up.above = p.territory
    where w.no is null and list_contains($bureau_seats::varchar[], w.seat) and s.theme is not null
      and w.from_on <= $day::date and $day::date < w.until_on
)
select no from item where territory in (select code from within)
union
select no from item where list_contains($council_seats::varchar[], owner)
union
select no from item where list_contains($bureau_seats::varchar[], section_owner)
union
select no from item where list_contains($offices::varchar[], executor)
union
select i.no from item i join watched w on w.theme = i.theme and w.code = i.territory
"""

_kept: WeakKeyDictionary[Store, OrderedDict[tuple, tuple[str, float]]] = WeakKeyDictionary()


def reach_of(store: Store, actor: Actor, day: date, head: int) -> str:
    """``all``, ``public``, or the name of a relation with one column ``no``: the indicators seen fully on a day."""
    bounds = _bounds(actor)
    if bounds is None:
        return ALL
    if not any(bounds):
        return PUBLIC
    load = newest_load(store, head)
    key = (day, load, bounds)
    with store.snapshot_lock:
        kept = _kept.setdefault(store, OrderedDict())
        name, _ = kept.pop(key, (None, 0.0))
        if name is None:
            name = f"reach_{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}"
            names = ("territories", "council_seats", "bureau_seats", "offices")
            values = {one: list(given) for one, given in zip(names, bounds, strict=True)}
            with store.cursor() as cursor:
                cursor.execute(_MAKE.format(name=name), {**values, "day": day, "head": load})
        kept[key] = (name, time.monotonic())
        _drop_oldest(store, kept)
    return name


def numbers_seen(store: Store, actor: Actor, day: date, head: int) -> frozenset[int] | None:
    """The numbers of the indicators seen fully, None for every one."""
    name = reach_of(store, actor, day, head)
    if name == ALL:
        return None
    if name == PUBLIC:
        return frozenset()
    with store.cursor() as cursor:
        return frozenset(no for (no,) in cursor.execute(f"select no from memory.main.{name}").fetchall())


def _bounds(actor: Actor) -> tuple[tuple[str, ...], ...] | None:
    """Territories, Council seats, Bureau seats and executors the roles are bounded by; None for no bound at all."""
    territories: set[str] = set()
    council, bureau, offices = set(), set(), set()
    for one in actor.capacities:
        powers = one.powers
        if powers == "administrator" or (powers in _WITHIN and one.territory == COUNTRY):
            return None
        if powers in _WITHIN and one.territory:
            territories.add(one.territory)
        if powers == "council_seat" and one.seat:
            council.add(one.seat)
        if powers == "bureau_seat" and one.seat:
            bureau.add(one.seat)
        if powers == "executor" and one.office:
            offices.add(one.office)
    return tuple(tuple(sorted(found)) for found in (territories, council, bureau, offices))


def _drop_oldest(store: Store, kept: OrderedDict) -> None:
    while len(kept) > KEPT:
        key, (name, asked_at) = next(iter(kept.items()))
        if time.monotonic() - asked_at < _IN_USE_SECONDS:
            return
        del kept[key]
        with store.cursor() as cursor:
            cursor.execute(f"drop table if exists memory.main.{name}")
