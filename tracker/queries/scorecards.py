"""Every seat side by side: what it carries, how it stands, and what changed while its holder held it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker import clock
from tracker.access import Actor
from tracker.assess.snapshot import RECENT
from tracker.assess.unmoved import state_of_loads, state_of_programs, unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, rows
from tracker.queries.directory import SeatEntry, seats
from tracker.queries.explanations import Explanation, explanations, requests
from tracker.queries.indicators import assessed, in_order
from tracker.queries.rollups import RolledUp, rolled_up
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A seat that carries something on the day. ``changed`` is the change of execution since ``changed_since``, the
    present holder's first day (None while the seat is vacant, or where the set had nothing measurable then).
    ``given``, ``kept`` and ``broken`` count explanations and promised days that held or did not.
    """

    seat: SeatEntry
    figures: RolledUp
    changed: float | None
    changed_since: date | None
    given: int
    kept: int
    broken: int
    unanswered: int

    @property
    def like(self) -> tuple[str, str]:
        """Seats are compared only where this is the same: the body's kind and the territory's level."""
        return (self.seat.body_kind, level_of(self.seat.territory))


def level_of(territory: str) -> str:
    """``republic``, ``region`` or ``district`` by the code alone: KZ, KZ-11, KATO digits."""
    return "republic" if territory == "KZ" else "region" if territory.startswith("KZ-") else "district"


def scorecards(store: Store, actor: Actor, ask: Ask, scope: Scope | None = None) -> list[Scorecard]:
    """Every seat that carries an indicator of the scope on the day, in the order of the rosters."""
    scope = scope or Scope(begun=True)
    figures = {row.key: row for row in rolled_up(store, actor, ask, scope, "seat") if row.key is not None}
    listed = [seat for seat in seats(store, actor, ask) if seat.seat in figures]
    before = before_holders(store, actor, ask, scope, listed)
    given = _explained(store, actor, ask, scope)
    awaited: dict[str | None, int] = {}
    for request in requests(store, actor, ask, scope):
        if request.answered_at is None:
            awaited[request.asked_of] = awaited.get(request.asked_of, 0) + 1
    return [
        _scorecard(
            seat,
            figures[seat.seat],
            before.get(seat.seat),
            given.get(seat.seat, []),
            awaited.get(seat.seat, 0),
        )
        for seat in listed
    ]


def _scorecard(
    seat: SeatEntry, figures: RolledUp, before: float | None, given: list[Explanation], unanswered: int
) -> Scorecard:
    known = before is not None and figures.execution is not None
    return Scorecard(
        seat=seat,
        figures=figures,
        changed=figures.execution - before if known else None,
        changed_since=seat.holder_since if known else None,
        given=len(given),
        kept=sum(e.held is True for e in given),
        broken=sum(e.held is False for e in given),
        unanswered=unanswered,
    )


# Each seat's set on its holder's first day: where they are few, no more is assessed of that day than what they carried.
_BEFORE = """
with wanted as (select unnest($seats::varchar[]) as seat, unnest($since::date[]) as day),
plain as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint)),
carried as (
    select o.clock, list(distinct o.no) as nos
    from (
        select clock, no, unnest([owner, section_owner]) as seat
        from owners_by_clock('plain', programs := $programs::varchar[])
    ) o
    join plain p on p.clock = o.clock
    join wanted w on w.day = p.on_day and w.seat = o.seat
    group by o.clock
),
clocks as (
    select p.* replace (case when $bound then c.nos end as bound_to) from plain p join carried c on c.clock = p.clock
),
assessed as (
    from assess_grouped('clocks', $basis, $programs::varchar[], null, $eyes,
                        recent := $recent::date, until := $until::timestamp)
),
keyed as (
    select w.seat as key, a.*
    from (
        select *, owner as seat from assessed
        union all
        select *, section_owner as seat from assessed where section_owner is distinct from owner
    ) a
    join wanted w on w.day = a.on_day and w.seat = a.seat
    where {where} and (not $begun or a.program_start_on <= a.on_day)
)
select key, execution from rolled_up('keyed') where execution is not null
"""
# Looking for more numbers than this one by one costs more time, and far more memory, than assessing the whole country.
_FEW = 2_000


def before_holders(
    store: Store, actor: Actor, ask: Ask, scope: Scope, listed: list[SeatEntry]
) -> dict[str, float]:
    """Execution of each held seat's set on its holder's first day, by seat; none where it could not be measured.

    What was found for a seat stands until something on the programs it ever carried a part of is recorded.
    """
    ask = replace(ask, head=ask.at(store))
    head, eyes = ask.at(store), eyes_of(store, actor, ask)
    loads, carried = state_of_loads(store, head), _ever_carried(store, head)
    # the place they are kept at stands between loads; of each seat its own state says whether what is there stands
    known: dict[str, tuple[tuple, float | None]] = unmoved(
        store, (*loads, ask.as_of), ("before holders", ask.basis, eyes, scope), dict
    )
    before = {one.seat: known.get(one.seat, (None, None)) for one in listed}
    states = {one.seat: state_of_programs(store, head, carried.get(one.seat, ())) for one in listed}
    moved = [one for one in listed if states[one.seat] is None or before[one.seat][0] != states[one.seat]]
    found = _before_holders(store, ask, eyes, scope, moved, carried) if moved else {}
    anew = {one.seat: (states[one.seat], found.get(one.seat)) for one in moved}
    known |= {seat: answer for seat, answer in anew.items() if answer[0] is not None}
    executions = {one.seat: (anew.get(one.seat) or before[one.seat])[1] for one in listed}
    return {seat: execution for seat, execution in executions.items() if execution is not None}


def _ever_carried(store: Store, head: int) -> dict[str, tuple[str, ...]]:
    """By seat, the programs that it carries a part of on any day."""

    def find() -> dict[str, tuple[str, ...]]:
        with store.cursor() as cursor:
            found = cursor.execute(
                "select seat, list(distinct program) from store.ownership group by seat"
            ).fetchall()
        return {seat: tuple(programs) for seat, programs in found}

    return unmoved(store, state_of_loads(store, head), ("ever carried",), find)


def _before_holders(
    store: Store, ask: Ask, eyes: str, scope: Scope, listed: list[SeatEntry],
    carried: dict[str, tuple[str, ...]],
) -> dict[str, float]:  # fmt: skip
    where, values = replace(scope, begun=False).where(ask, store)
    values |= {"head": ask.head, "basis": ask.basis, "eyes": eyes, "begun": scope.begun}
    sql, found = _BEFORE.format(where=where), {}
    with store.cursor() as cursor:
        for since in _together(listed, ask.as_of):
            days = sorted({seat.holder_since for seat in since})
            these = {
                "seats": [seat.seat for seat in since],
                "since": [seat.holder_since for seat in since],
                "days": days,
                "untils": [clock.end_of(day) for day in days],
                "recent": days[0] - RECENT,
                "until": clock.end_of(days[-1]),
                "bound": sum(seat.carries for seat in since) <= _FEW,
                "programs": sorted({program for seat in since for program in carried.get(seat.seat, ())}),
            }
            found |= {row["key"]: row["execution"] for row in rows(cursor, sql, {**values, **these})}
    return found


def _together(listed: list[SeatEntry], as_of: date) -> Iterator[list[SeatEntry]]:
    """The held seats by their holders' first days: days on which many began alone, others as long as they are few."""
    by_day: dict[date, list[SeatEntry]] = {}
    for seat in listed:
        if seat.holder is not None and seat.holder_since is not None and seat.holder_since <= as_of:
            by_day.setdefault(seat.holder_since, []).append(seat)
    part, carried = [], 0
    for _, held in sorted(by_day.items()):
        of_day = sum(seat.carries for seat in held)
        if part and carried + of_day > _FEW:
            yield part
            part, carried = [], 0
        part, carried = part + held, carried + of_day
    if part:
        yield part


def _explained(store: Store, actor: Actor, ask: Ask, scope: Scope) -> dict[str | None, list[Explanation]]:
    """Explanations by the seat that gave them; the record stays with the seat's days."""
    found: dict[str | None, list[Explanation]] = {}
    for explanation in explanations(store, actor, ask, scope):
        found.setdefault(explanation.seat, []).append(explanation)
    return found


@dataclass(frozen=True, slots=True)
class Owed:
    """An overdue report: the indicator, the territory whose branch owes it, and the period's end it should speak of."""

    indicator: str
    title: dict[str, str]
    territory: str
    territory_title: dict[str, str]
    awaited_for: date
    last_period_end: date | None


def owed(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Owed]:
    """Overdue reports of the scope, the longest silent first."""
    ask = replace(ask, head=ask.at(store))
    numbers = in_order(store, actor, ask, scope, condition="a.report_overdue")
    late = assessed(store, actor, ask, Scope(), only=numbers) if numbers else []
    return [
        Owed(item.indicator, item.title, item.territory, item.territory_title, item.last_due, item.period_end)
        for item in sorted(late, key=lambda item: (item.period_end or date.min, item.indicator))
    ]
