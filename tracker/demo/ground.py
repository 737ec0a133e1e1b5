"""What the demonstration stands on: the loaded promises month by month, their measures, and the seats.

Reads the store before anything is made up. The plan of every month comes from the assessment itself, so that a
made-up figure "exactly on plan" is on the plan that the tracker compares with.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.queries.ask import rows
from tracker.store import Store

#: the last day that made-up facts speak of
LAST_DAY = date(2023, 12, 31)
MONTH_ENDS = tuple(
    date(year, month, calendar.monthrange(year, month)[1])
    for year in range(2021, LAST_DAY.year + 1)
    for month in range(1, 13)
)
# units in which halves make sense, by their English words
_DIVISIBLE = re.compile(r"%|\bkm\b|m²|\bha\b|thousand|million|billion|trillion|times|percentage|per ")
# what somebody builds, by the English words of the unit
_BUILT = {
    "facilities",
    "schools",
    "km",
    "buildings",
    "stations",
    "bridges",
    "kindergartens",
    "preschools",
    "plants",
}
_BUILT |= {"libraries", "thousand m²", "million m²", "flats", "places", "beds", "annexes", "lamps"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The terms in force at a month's end and the plan there (``planned`` in the unit, ``share`` 0..1 of the way).

    For an annual promise ``year_target`` is the target of the month's year and ``planned`` is None.
    """

    day: date
    kind: str
    baseline: float | None
    target: float
    start: date
    due: date
    direction: str | None
    frequency: str
    grace_days: int
    planned: float | None
    share: float | None
    year_target: float | None


@dataclass(frozen=True, slots=True)
class Followed:
    """One indicator that is reported on: where it belongs, how its values are written, its moments by month.

    ``real``: its promise was published; only what is reported on it is made up.
    """

    id: str
    no: int
    territory: str
    region: str
    real: bool
    unit: str
    digits: int
    part_of: str | None
    moments: tuple[Moment, ...]

    @property
    def building(self) -> bool:
        """Whether it counts what is built."""
        return self.unit in _BUILT and self.moments[-1].kind in ("cumulative", "annual")

    @property
    def whole(self) -> bool:
        """Whether its unit is counted in pieces."""
        return self.digits == 0 and self.unit != "%"


@dataclass(frozen=True, slots=True)
class Object:
    """One measure: ``dues`` are its due dates by the day they hold from, ``ended`` the day it was taken out."""

    indicator: str
    measure: str
    region: str
    territory: str
    building: bool
    start: date
    dues: tuple[tuple[date, date], ...]
    ended: date | None


@dataclass(frozen=True, slots=True)
class Staff:
    """A seat that reports or checks, and the days on which somebody held it (the second one exclusive)."""

    seat: str
    kind: str
    territory: str
    office: str | None
    held: tuple[tuple[date, date], ...]

    def present(self, day: date) -> bool:
        """Whether somebody held it on the day."""
        return any(first <= day < until for first, until in self.held)


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that progress is made up over; ``above`` gives each territory with those above it, lowest first."""

    indicators: tuple[Followed, ...]
    objects: tuple[Object, ...]
    staff: tuple[Staff, ...]
    above: dict[str, tuple[str, ...]]


_MOMENTS = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint))
select i.id as indicator, a.no, a.on_day, a.kind, a.baseline, a.target, a.start_on, a.due, a.direction, a.frequency,
    a.grace_days, a.planned_today, a.planned_progress_today, i.part_of, t.unit_en, p.territory, p.demonstration,
    s.to_value as year_target
from assess_at('clocks', 'current', null, null) a
join store.program p on p.load = a.load
join store.indicator i on i.load = a.load and i.no = a.no
join store.terms t on t.load = a.load and t.no = a.no and t.version = a.version
left join store.segment s on a.kind = 'annual' and s.load = a.load and s.no = a.no and s.version = a.version
    and year(s.to_on) = year(a.on_day)
where a.start_on < a.on_day
order by i.id, a.on_day
"""
_OBJECTS = """
with loads as (from loads_at($head::bigint))
select i.id as indicator, m.measure, p.territory, p.kind as program_kind, p.start_on, i.since_on,
    list({'from_on': t.from_on, 'due_on': t.due_on, 'present': t.present} order by t.version) as terms
from store.measure m semi join loads on loads.load = m.load
join store.indicator i on i.load = m.load and i.no = m.no
join store.program p on p.load = i.load
join store.measure_terms t on t.load = m.load and t.no = m.no and t.measure = m.measure
group by all order by i.id, m.measure
"""
_STAFF = """
with loads as (from loads_at($head::bigint))
select s.seat, b.kind, b.territory, s.office_of,
    list({'from_on': h.from_on, 'until_on': h.until_on} order by h.from_on) as held
from store.seat s semi join loads on loads.load = s.load
join store.body b on b.load = s.load and b.body = s.body
join store.holder h on h.load = s.load and h.seat = s.seat
where b.kind in ('branch', 'party_control', 'bureau')
group by all order by b.territory, b.kind, any_value(b.place), any_value(s.place), s.seat
"""


def read_ground(store: Store) -> Ground:
    """Read what is loaded; nothing here depends on what was reported."""
    head = {"head": store.head()}
    asked = head | {"days": list(MONTH_ENDS), "untils": [clock.end_of(day) for day in MONTH_ENDS]}
    with store.cursor() as cursor:
        above = _above(rows(cursor, "select * from territories_above($head::bigint)", head))
        moments = rows(cursor, _MOMENTS, asked)
        objects = rows(cursor, _OBJECTS, head)
        staff = rows(cursor, _STAFF, head)
    return Ground(
        tuple(_followed(moments, above)),
        tuple(_object(row, above) for row in objects),
        tuple(_staff(row) for row in staff),
        above,
    )


def _above(pairs: list[dict]) -> dict[str, tuple[str, ...]]:
    """The country last, a territory itself first."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair["code"], set()).add(pair["above"])
    return {code: tuple(sorted(line, key=lambda c: -len(found[c]))) for code, line in sorted(found.items())}


def region_of(territory: str, above: dict[str, tuple[str, ...]]) -> str:
    """The region a territory lies in; the country for the country itself."""
    line = above.get(territory, (territory, "KZ"))
    return line[-2] if len(line) > 1 else line[0]


def _followed(moments: list[dict], above: dict[str, tuple[str, ...]]):
    by_indicator: dict[str, list[dict]] = {}
    for row in moments:
        by_indicator.setdefault(row["indicator"], []).append(row)
    for indicator, months in by_indicator.items():
        last = months[-1]
        yield Followed(
            id=indicator,
            no=last["no"],
            territory=last["territory"],
            region=region_of(last["territory"], above),
            real=not last["demonstration"],
            unit=last["unit_en"] or "",
            digits=_digits(last["unit_en"] or "", months),
            part_of=last["part_of"],
            moments=tuple(_moment(row) for row in months),
        )


def _moment(row: dict) -> Moment:
    return Moment(
        day=row["on_day"],
        start=row["start_on"],
        planned=row["planned_today"],
        share=row["planned_progress_today"],
        **{
            name: row[name]
            for name in (
                "kind",
                "baseline",
                "target",
                "due",
                "direction",
                "frequency",
                "grace_days",
                "year_target",
            )
        },
    )


def _digits(unit: str, months: list[dict]) -> int:
    """Decimal places its values are written with."""
    if not _DIVISIBLE.search(unit):
        return 0
    figures = [row[name] for row in months for name in ("baseline", "target", "year_target")]
    biggest = max(abs(figure) for figure in figures if figure is not None)
    return 2 if biggest < 10 else 1 if biggest < 2000 else 0


def _object(row: dict, above: dict[str, tuple[str, ...]]) -> Object:
    terms = row["terms"]
    return Object(
        indicator=row["indicator"],
        measure=row["measure"],
        region=region_of(row["territory"], above),
        territory=row["territory"],
        building=row["program_kind"] != "party",
        start=row["since_on"] or row["start_on"],
        dues=tuple((term["from_on"], term["due_on"]) for term in terms if term["present"]),
        ended=next((term["from_on"] for term in terms if not term["present"]), None),
    )


def _staff(row: dict) -> Staff:
    held = tuple((span["from_on"], span["until_on"]) for span in row["held"])
    return Staff(row["seat"], row["kind"], row["territory"], row["office_of"], held)
