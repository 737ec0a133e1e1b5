"""Whole random worlds: programs across territories, seats and executors, and histories of reports and reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.oracle.choosing import Chooser, Drawn, Seeded, chance, day_between, pick
from tests.oracle.facts import Report, Review, number
from tests.oracle.oracle import MONTHS, planned_share, year_target
from tests.oracle.strategies import FREQUENCIES, THEMES, programs
from tests.oracle.terms import Terms, terms_on

TERRITORIES = {"KZ": None, "KZ-11": "KZ", "KZ-75": "KZ", "1110": "KZ-11", "1112": "KZ-11"}
EXECUTORS = {"akimat-11": None, "akimat-11-health": "akimat-11", "ministry": None}
BUREAU = ("bureau-1", "bureau-2", "bureau-3")
COUNCIL = ("council-1", "council-2", "council-akim")
OFFICES = {"council-akim": "akimat-11"}
REVIEWERS = ("control-1", "control-2", "council-akim")
AUTHORS = ("branch-11", "branch-75")
# noon, and both sides of midnight in Almaty before and after the change of its offset
HOURS = (time(12), time(17, 59, 59), time(18), time(18, 59, 59), time(19), time(3, 30))
FACTORS = (Fraction(1), Fraction(19, 20), Fraction(4, 5), Fraction(1, 2), Fraction(6, 5), Fraction(0))


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a database is filled with, and the days worth asking for."""

    programs: list[dict[str, Any]]
    rosters: list[dict[str, Any]]
    reports: list[Report]
    reviews: list[Review]
    days: list[date] = field(default_factory=list)

    def only(self, program: str) -> World:
        """The same world with one program."""
        reports = [r for r in self.reports if r.indicator.split("/")[0] == program]
        kept = {r.seq for r in reports}
        return replace(
            self,
            programs=[p for p in self.programs if p["program"] == program],
            reports=reports,
            reviews=[r for r in self.reviews if r.report in kept],
        )


def indicators_of(program: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each section and indicator of a program."""
    for section in program["sections"]:
        for indicator in section["indicators"]:
            yield section, indicator


def office_conflict(reviewer: str, executor: str | None) -> bool:
    """Whether the reviewer's office is the executor's, or one the executor is part of."""
    while executor is not None:
        if OFFICES.get(reviewer) == executor:
            return True
        executor = EXECUTORS[executor]
    return False


def period_ends(frequency: str, after: date, until: date) -> list[date]:
    """Ends of the calendar periods that end after one day and not after another."""
    months = MONTHS[frequency]
    ends = []
    for year in range(after.year, until.year + 1):
        for month in range(months, 13, months):
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            if after < end <= until:
                ends.append(end)
    return ends


def rosters(c: Chooser) -> list[dict[str, Any]]:
    """One roster whose seats change hands, stand vacant, or were never held."""

    def seat(name: str) -> dict[str, Any]:
        entry: dict[str, Any] = {"seat": name, "title": {"ru": "Место"}}
        if name in OFFICES:
            entry["office_of"] = OFFICES[name]
        shape = pick(c, ("held", "vacant", "handed"))
        handed = day_between(c, date(2021, 6, 1), date(2023, 6, 1))
        if shape == "held":
            entry["holders"] = [{"holder": f"{name} first"}]
        elif shape == "handed":
            entry["holders"] = [
                {"holder": f"{name} first", "to": handed},
                {"holder": f"{name} second", "from": handed + timedelta(days=pick(c, (1, 30)))},
            ]
        return entry

    def body(name: str, kind: str, seats: Sequence[str]) -> dict[str, Any]:
        return {
            "body": name, "kind": kind, "territory": "KZ", "title": {"ru": "Орган"},
            "seats": [seat(one) for one in seats],
        }  # fmt: skip

    return [
        {
            "roster": "republic",
            "bodies": [
                body("bureau", "bureau", BUREAU),
                body("council", "political_council", COUNCIL),
                body("control", "party_control", ("control-1", "control-2")),
            ],
        }
    ]


def instants(c: Chooser, day: date) -> datetime:
    """A moment on or about a day, aware."""
    return datetime.combine(day, pick(c, HOURS), tzinfo=UTC)


def on_plan(terms: Terms, end: date, factor: Fraction = Fraction(1)) -> Fraction:
    """The value of an indicator that stands at `factor` of its plan on a period's end."""
    if terms.kind == "milestone":
        return Fraction(end >= terms.due and factor >= 1)
    if terms.kind == "annual":
        begin = max(terms.start, date(end.year - 1, 12, 31))
        stop = min(terms.due, date(end.year, 12, 31))
        share = Fraction((end - begin).days, (stop - begin).days) if begin < end < stop else Fraction(1)
        return max(Fraction(0), year_target(terms, end.year) * share * factor)
    if terms.unknown or terms.hold:
        return terms.target + (1 - factor) * (1 if terms.direction == "decrease" else -1) * 10
    share = planned_share(terms, end, False) * factor
    value = terms.baseline + (terms.target - terms.baseline) * share
    return max(Fraction(0), value) if terms.kind == "cumulative" else value


def values(c: Chooser, terms: Terms, end: date) -> Fraction:
    """On the plan, exactly at a threshold of it, nothing, or anything; as the float that is stored."""
    if terms.kind == "milestone":
        return Fraction(c.integer(0, 1)) if chance(c, 30) else on_plan(terms, end)
    if chance(c, 15):
        low = 0 if terms.kind in ("cumulative", "annual") else -60
        return number(c.integer(low * 10, 4000) / 10)
    return number(float(on_plan(terms, end, pick(c, FACTORS))))


def histories(c: Chooser, world: World, program: dict[str, Any]) -> None:
    """Append reports and reviews of every indicator of a program."""
    for section, indicator in indicators_of(program):
        density = pick(c, (90, 0, 40, 100, 15))
        last = indicator.get("due", program["end"]) + timedelta(days=pick(c, (0, 100, 400)))
        versions = [terms_on(program, section, indicator, day) for day in (date.max, None)]
        terms = pick(c, versions)
        frequency = pick(c, FREQUENCIES) if chance(c, 15) else terms.frequency
        stop = pick(c, (last, last, day_between(c, program["start"], last)))  # falls silent one day
        for end in period_ends(frequency, program["start"], stop):
            if not chance(c, density):
                continue
            delay = pick(c, (5, 1, terms.grace_days, terms.grace_days + 1, 60, 300, 0, -10))
            at = instants(c, max(end + timedelta(days=delay), program["start"]))
            _report(c, world, program, indicator, end, values(c, terms, end), at)
            while chance(c, 18):  # corrections, later, at the same instant, or dated earlier
                at = pick(c, (at + timedelta(days=20), at, at - timedelta(days=3), at + timedelta(days=200)))
                _report(c, world, program, indicator, end, values(c, terms, end), at)


def _report(
    c: Chooser,
    world: World,
    program: dict[str, Any],
    indicator: dict[str, Any],
    end: date,
    value: Fraction,
    at: datetime,
) -> None:
    name = f"{program['program']}/{indicator['indicator']}"
    twins = [r for r in world.reports if (r.indicator, r.period_end, r.reported_at) == (name, end, at)]
    if any(twin.value == value for twin in twins):
        return  # word for word the same says nothing new
    seq = len(world.reports) + 1
    world.reports.append(Report(name, end, value, at, seq, pick(c, AUTHORS)))
    reviewed = at
    for _ in range(pick(c, (0, 1, 0, 1, 2, 3))):
        reviewed += timedelta(days=pick(c, (3, 0, 30, 150)), seconds=c.integer(0, 1))
        reviewer = pick(c, REVIEWERS)
        review = Review(
            seq,
            pick(c, ("verified", "verified", "disputed")),
            reviewed,
            len(world.reviews) + 1,
            office_conflict(reviewer, indicator.get("executor")),
            reviewer,
        )
        world.reviews.append(review)


def days(c: Chooser, world: World, count: int) -> list[date]:
    """Days worth asking for: ends of periods, edges of grace, starts, dues, amendments, reports; and any."""
    found: list[date] = []
    for _ in range(count):
        program = pick(c, world.programs)
        section, indicator = pick(c, list(indicators_of(program)))
        terms = terms_on(program, section, indicator, date.max)
        grace = timedelta(days=terms.grace_days)
        ends = period_ends(terms.frequency, terms.start, terms.due + timedelta(days=400)) or [terms.due]
        around = [
            pick(c, ends),
            pick(c, ends) + grace,
            terms.start,
            terms.due,
            terms.due + grace,
            day_between(c, date(2020, 12, 1), date(2026, 12, 31)),
            *(entry["date"] for entry in indicator.get("amendments", ())),
            *(entry["date"] for entry in program.get("amendments", ())),
        ]
        found.append(pick(c, around) + timedelta(days=pick(c, (0, 1, -1))))
    return found


def worlds(c: Chooser, count: int, asked: int) -> World:
    """A world of `count` programs across the territories, and `asked` days."""
    world = World([], rosters(c), [], [])
    for n in range(count):
        territory = pick(c, tuple(TERRITORIES))
        program = programs(
            c, f"p{n}", territory, bureau=BUREAU, council=COUNCIL, executors=tuple(EXECUTORS)
        )  # fmt: skip
        world.programs.append(program)
        histories(c, world, program)
    world.days.extend(days(c, world, asked))
    return world


def seeded_world(seed: int, count: int = 60, asked: int = 8) -> World:
    """The world of a seed."""
    return worlds(Seeded(seed), count, asked)


@st.composite
def small_worlds(draw: Any, count: int = 1, asked: int = 4) -> World:
    """A world that hypothesis can shrink."""
    return worlds(Drawn(draw), count, asked)


__all__ = ["EXECUTORS", "TERRITORIES", "THEMES", "World", "seeded_world", "small_worlds", "worlds"]
